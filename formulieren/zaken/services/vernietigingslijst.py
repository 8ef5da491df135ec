"""Service: the list of zaken that may be destroyed: made, looked over line by line, and approved by two people.

Who makes the list may be one of the two; nobody is both. Until the second approval nothing is destroyed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.zaken.keuzes import Archiefnominatie
from formulieren.zaken.models import (
    Vernietigingslijst,
    VernietigingslijstRegel,
    VernietigingslijstState,
    Vernietigingsstop,
    Zaak,
)
from formulieren.zaken.models.vernietigingslijst import VERNIETIGINGSLIJST_TRANSITIONS

PERMISSION = "zaken.change_vernietigingslijst"
# More lines than two people can look over in one sitting; the rest comes on the next list.
MOST = 500
_RUNNING = (
    VernietigingslijstState.CONCEPT,
    VernietigingslijstState.EENS_AKKOORD,
    VernietigingslijstState.AKKOORD,
)


def may_be_destroyed(*, today: date) -> QuerySet[Zaak]:
    """Closed zaken of our own that were nominated, whose date has come, with no stop and nothing left to send.

    A zaak in a ZGW backend is destroyed there.
    """
    stops = Vernietigingsstop.objects.filter(zaak=OuterRef("pk"), opgeheven_op__isnull=True)
    tasks = OutboxItem.objects.filter(inzending=OuterRef("inzending_id")).exclude(state=OutboxState.KLAAR)
    return Zaak.objects.filter(
        ~Exists(stops),
        ~Exists(tasks),
        zgw_url="",
        einddatum__isnull=False,
        archiefnominatie=Archiefnominatie.VERNIETIGEN,
        archiefactiedatum__lte=today,
    ).order_by("archiefactiedatum", "pk")


def to_be_listed(*, today: date) -> QuerySet[Zaak]:
    """Those that may be destroyed and don't stand on a list that is still running."""
    listed = VernietigingslijstRegel.objects.filter(
        zaak=OuterRef("pk"), uitgesloten_reden="", lijst__state__in=_RUNNING
    )
    return may_be_destroyed(today=today).filter(~Exists(listed))


@transaction.atomic
def make_lijst(*, actor: Any, today: date | None = None) -> Vernietigingslijst:
    """A new list of what may be destroyed today, at most MOST zaken, the longest due first.

    Raises PermissionDenied, and ValidationError when there is nothing.
    """
    _allowed(actor, "zaken.add_vernietigingslijst")
    day = today or timezone.localdate()
    # The locks keep a second list of this very moment from taking the same zaken.
    due = to_be_listed(today=day).select_for_update(of=("self",)).select_related("zaaktype")
    locked = list(due[:MOST])
    # Without those that came on another list while we waited for the locks.
    free = set(to_be_listed(today=day).values_list("pk", flat=True))
    zaken = [zaak for zaak in locked if zaak.pk in free]
    if not zaken:
        raise ValidationError(_("Er is nu geen zaak die weg mag."))
    lijst = Vernietigingslijst.objects.create(gemaakt_door=actor)
    resultaten = dict(
        Zaak.objects.filter(pk__in=[zaak.pk for zaak in zaken]).values_list(
            "pk", "resultaat__resultaattype__omschrijving"
        )
    )
    VernietigingslijstRegel.objects.bulk_create(
        VernietigingslijstRegel(
            lijst=lijst,
            zaak=zaak,
            identificatie=zaak.identificatie,
            zaaktype=zaak.zaaktype.omschrijving,
            resultaat=resultaten[zaak.pk] or "",
            einddatum=cast("date", zaak.einddatum),
            archiefactiedatum=cast("date", zaak.archiefactiedatum),
        )
        for zaak in zaken
    )
    _record(lijst, actor, Handeling.CREATE, "Vernietigingslijst gemaakt")
    return lijst


def take_off(*, regel: VernietigingslijstRegel, reden: str, actor: Any) -> None:
    """This zaak stays; it comes on the next list again unless somebody sets a stop.

    Raises ValidationError without a reason, or when the list was approved twice or ended.
    """
    reden = _reason(reden)
    with _locked(regel.lijst_id, actor) as lijst:
        if lijst.state not in (VernietigingslijstState.CONCEPT, VernietigingslijstState.EENS_AKKOORD):
            raise ValidationError(_("Deze lijst kan niet meer veranderen."))
        regel.uitgesloten_reden = reden
        regel.save(update_fields=["uitgesloten_reden"])
        record(
            actor=actor,
            handeling=Handeling.CHANGE,
            onderwerp=f"zaak:{regel.identificatie}",
            reden=f"Van vernietigingslijst {lijst.pk} gehaald",
        )


def approve_lijst(*, lijst: Vernietigingslijst, actor: Any) -> Vernietigingslijst:
    """The first approval, or the second; after the second the worker destroys what is on it.

    Raises PermissionDenied, and ValidationError when this person approved it already, when nothing is left on it, or
    when it can't be approved any more.
    """
    with _locked(lijst.pk, actor) as locked:
        if not locked.regels.filter(uitgesloten_reden="").exists():
            raise ValidationError(_("Er staat niets meer op de lijst. Keur de lijst dan niet goed."))
        if locked.state == VernietigingslijstState.CONCEPT:
            _move(locked, VernietigingslijstState.EENS_AKKOORD)
            locked.eerste_akkoord, locked.eerste_akkoord_op = actor, timezone.now()
        else:
            if locked.eerste_akkoord_id == actor.pk:
                raise ValidationError(_("U keurde deze lijst al goed. Een collega moet de tweede zijn."))
            _move(locked, VernietigingslijstState.AKKOORD)
            locked.tweede_akkoord, locked.tweede_akkoord_op = actor, timezone.now()
        locked.save()
        _record(locked, actor, Handeling.CHANGE, "Vernietigingslijst goedgekeurd")
    return locked


def reject_lijst(*, lijst: Vernietigingslijst, reden: str, actor: Any) -> Vernietigingslijst:
    """The end of this list: nothing on it is destroyed by it.

    Raises PermissionDenied, and ValidationError without a reason or when it was approved twice or ended.
    """
    reden = _reason(reden)
    with _locked(lijst.pk, actor) as locked:
        _move(locked, VernietigingslijstState.AFGEWEZEN)
        locked.reden_afwijzen = reden
        locked.save()
        _record(locked, actor, Handeling.CHANGE, "Vernietigingslijst niet goedgekeurd")
    return locked


@contextmanager
def _locked(pk: int, actor: Any) -> Iterator[Vernietigingslijst]:
    """The list under its lock, for who may; two people who press at once come one after the other."""
    _allowed(actor, PERMISSION)
    with transaction.atomic():
        yield Vernietigingslijst.objects.select_for_update(of=("self",)).get(pk=pk)


def _move(lijst: Vernietigingslijst, state: VernietigingslijstState) -> None:
    if state not in VERNIETIGINGSLIJST_TRANSITIONS[lijst.state]:
        raise ValidationError(_("Deze lijst kan niet meer veranderen."))
    lijst.state = state


def _allowed(actor: Any, permission: str) -> None:
    if not actor.has_perm(permission):
        raise PermissionDenied


def _reason(text: str) -> str:
    reason = " ".join(text.split())
    if not reason:
        raise ValidationError(_("Vul in waarom."))
    if len(reason) > 200:
        raise ValidationError(_("Gebruik niet meer dan 200 tekens."))
    return reason


def _record(lijst: Vernietigingslijst, actor: Any, handeling: Handeling, reden: str) -> None:
    record(actor=actor, handeling=handeling, onderwerp=f"vernietigingslijst:{lijst.pk}", reden=reden)
