"""Service: every day, whether each sent inzending is one zaak here and, with a ZGW backend, one zaak there too."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxItem, OutboxState
from formulieren.inzendingen.outbox.alarms import send_to_managers
from formulieren.inzendingen.vernietiging import proof_of
from formulieren.zaken.client import ZgwError, zaken_client, zgw_is_on
from formulieren.zaken.client.zaken import RemoteZaak
from formulieren.zaken.models import (
    Afstemming,
    DocumentUpload,
    Ontvangstbewijs,
    Status,
    Zaak,
    Zaakinformatieobject,
    Zgwinstellingen,
)
from formulieren.zaken.services.receipt import BEWIJS
from formulieren.zaken.zgw import kinds
from formulieren.zaken.zgw.payloads import BRON

logger = logging.getLogger("loket.zaken")

# How far back the backend is compared: an older backup than this is noticed on the first day.
WEEKS = 5
# A zaak that was made this very moment may not be in both lists yet.
GRACE = timedelta(hours=1)
KEEP = timedelta(days=400)
TELL_AGAIN = timedelta(hours=23)


def reconcile(*, now: datetime | None = None) -> Afstemming:
    """Compares both ways, puts back what is missing (once), tells people of a difference; the numbers are kept.

    Never raises for a backend that doesn't answer: the numbers say so, and so does the alarm.
    """
    now = now or timezone.now()
    stand = Afstemming(moment=now)
    _here(stand, now)
    if zgw_is_on():
        try:
            _there(stand, now)
        except ZgwError as error:
            stand.fout, stand.daar = str(error)[:200], None
    stand.save()
    Afstemming.objects.filter(moment__lt=now - KEEP).delete()
    _tell(stand, now)
    return stand


def _here(stand: Afstemming, now: datetime) -> None:
    """In our own tables: each sent inzending has its zaak and its receipt."""
    sent = Inzending.objects.exclude(state=InzendingState.CONCEPT)
    stand.inzendingen = sent.count()
    stand.zaken = Zaak.objects.count()
    stand.zonder_zaak = sent.filter(zaak=None).count()
    bare = Inzending.objects.filter(
        state=InzendingState.INGEDIEND, zaak__isnull=False, ingediend_op__lte=now - GRACE
    )
    bare = bare.exclude(pk__in=Ontvangstbewijs.objects.values("inzending"))
    bare = bare.exclude(pk__in=OutboxItem.objects.filter(kind=BEWIJS).values("inzending"))
    found = list(bare[:1000])
    stand.zonder_bewijs = len(found)
    for inzending in found:
        with transaction.atomic():
            outbox.add(inzending=inzending, kind=BEWIJS)
        stand.opnieuw += 1


def _there(stand: Afstemming, now: datetime) -> None:
    """In the ZGW backend: each zaak that we delivered stands there, and each of ours there is known here."""
    today = timezone.localdate(now)
    since = today - timedelta(weeks=WEEKS)
    ours = Zaak.objects.filter(startdatum__gte=since, startdatum__lte=today).exclude(zgw_url="")
    ours = ours.filter(registratiedatum__lte=now - GRACE)
    delivered = dict(ours.values_list("identificatie", "pk"))
    found = {zaak.identificatie for zaak in _remote(since, today)}
    known = set(Zaak.objects.filter(identificatie__in=found).values_list("identificatie", flat=True))
    strange = [name for name in found - known if proof_of(name) is None]
    gone = sorted(set(delivered) - found)
    stand.hier = len(delivered)
    # Those of this last hour are in one list only.
    stand.daar = len(found & set(delivered)) + len(strange)
    stand.weg_hier = len(strange)
    for name in gone:
        if _really_gone(name):
            stand.weg_daar += 1
            stand.opnieuw += _send_again(delivered[name], now)
        else:
            stand.daar += 1


def _remote(since: date, today: date) -> Iterator[RemoteZaak]:
    """The zaken in the backend that we made, week by week so that no list is too long."""
    chosen = Zgwinstellingen.load()
    with zaken_client(chosen) as client:
        for start in range(0, (today - since).days + 1, 7):
            first = since + timedelta(days=start)
            last = min(first + timedelta(days=6), today)
            for zaak in client.zaken_between(bronorganisatie=chosen.bronorganisatie, first=first, last=last):
                if any(bron == BRON for _kenmerk, bron in zaak.kenmerken):
                    yield zaak


def _really_gone(identificatie: str) -> bool:
    """Asked once more, by its name: a list can be late, and a clerk may have changed the startdatum."""
    chosen = Zgwinstellingen.load()
    with zaken_client(chosen) as client:
        return client.find_zaak(identificatie=identificatie, bronorganisatie=chosen.bronorganisatie) is None


def _send_again(pk: int, now: datetime) -> bool:
    """Everything of this zaak goes to the backend again; once, and not what is closed: the archive may have it gone."""
    with transaction.atomic():
        zaak = Zaak.objects.select_for_update(of=("self",)).get(pk=pk)
        tasks = OutboxItem.objects.filter(inzending_id=zaak.inzending_id, kind__in=kinds.ALL)
        if zaak.zgw_opnieuw_op is not None or zaak.einddatum is not None or not tasks.exists():
            return False
        Zaak.objects.filter(pk=pk).update(zgw_url="", zgw_opnieuw_op=now)
        written = tasks.filter(kind=kinds.STATUS).values_list("key", flat=True)
        Status.objects.filter(zaak=zaak, pk__in=[int(key) for key in written]).update(zgw_url="")
        Zaakinformatieobject.objects.filter(zaak=zaak).update(zgw_url="")
        DocumentUpload.objects.filter(item__in=tasks).delete()
        # As after a first try, so that each task looks before it makes: a document may still be there.
        tasks.exclude(state=OutboxState.MENS).update(
            state=OutboxState.WACHT, attempts=1, next_at=now, remote_url="", done_at=None, last_error="",
            lease=None, lease_until=None, alarmed_at=now,
        )  # fmt: skip
    logger.warning("Zaak %s was gone from the ZGW backend and is sent again", pk)
    return True


def _tell(stand: Afstemming, now: datetime) -> None:
    """A line in the operators' log and a mail, when something differs and nobody was told of this today."""
    if not (stand.verschil or stand.fout):
        return
    told = Afstemming.objects.filter(gemeld_op__gt=now - TELL_AGAIN).first()
    if told is not None and (told.bevinding, told.fout) == (stand.bevinding, stand.fout):
        return
    logger.error(
        "ALARM reconcile: %s sent without a zaak, %s without a receipt, %s not in the backend, %s only there, "
        "%s sent again%s",
        stand.zonder_zaak, stand.zonder_bewijs, stand.weg_daar, stand.weg_hier, stand.opnieuw,
        f", not compared: {stand.fout}" if stand.fout else "",
    )  # fmt: skip
    with translation.override(settings.LANGUAGE_CODE):
        mailed = send_to_managers(
            subject=_("Inzendingen en zaken zijn niet gelijk")
            if stand.verschil
            else _("Wij konden de zaken niet vergelijken"),
            texts=in_words(stand),
            path=reverse("uitgaande-taken:index"),
        )
    if mailed:
        Afstemming.objects.filter(pk=stand.pk).update(gemeld_op=now)


def in_words(stand: Afstemming) -> list[str]:
    """What differs, for people; an empty list when all is equal."""
    words = []
    if stand.fout:
        words.append(_("Het zaaksysteem gaf geen goed antwoord. Daarom konden wij niet vergelijken."))
    if stand.zonder_zaak:
        words.append(
            _("Inzendingen zonder zaak: %(aantal)s. Vraag de beheerder van de site om hulp.")
            % {"aantal": stand.zonder_zaak}
        )
    if stand.zonder_bewijs:
        words.append(
            _("Inzendingen zonder bewijs: %(aantal)s. Wij maken het bewijs opnieuw.")
            % {"aantal": stand.zonder_bewijs}
        )
    if stand.weg_daar:
        words.append(
            _("Bezorgde zaken die niet in het zaaksysteem staan: %(aantal)s. Opnieuw op weg: %(opnieuw)s.")
            % {"aantal": stand.weg_daar, "opnieuw": stand.opnieuw - stand.zonder_bewijs}
        )
    if stand.weg_hier:
        words.append(
            _("Zaken die alleen in het zaaksysteem staan: %(aantal)s. Is er een oude kopie teruggezet?")
            % {"aantal": stand.weg_hier}
        )
    return words
