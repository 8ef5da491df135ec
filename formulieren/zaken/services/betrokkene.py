"""Service: what we have of one person (AVG, articles 15 and 17): told, given along, and destroyed as far as it may."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.bijlagen.services import bijlagen_of
from formulieren.inzendingen.betrokkene import BetrokkeneSoort, find_betrokkene
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.inzendingen.vernietiging import VernietigingRegel
from formulieren.inzendingen.wissen import delete_concepts
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.bewaren import vernietig
from formulieren.zaken.services.bewaren_oordeel import Oordeel, oordeel_of

# Why what was sent may go when the person asks: a term is over. A wish alone doesn't end the archive's duty.
TERMS = frozenset({VernietigingRegel.BEWAAR_DAGEN, VernietigingRegel.BEWAARTERMIJN})


@dataclass(frozen=True, slots=True)
class Stuk:
    """One concept or sent inzending of a person, and whether it may go."""

    inzending: Inzending
    zaak: Zaak | None
    antwoorden: int
    bestanden: int
    oordeel: Oordeel

    @property
    def onderwerp(self) -> str:
        """How the logboek names it."""
        return f"zaak:{self.zaak.identificatie}" if self.zaak is not None else f"concept:{self.inzending.pk}"

    @property
    def gone(self) -> bool:
        """Whether its answers were destroyed before."""
        return self.inzending.state == InzendingState.VERNIETIGD


@dataclass(frozen=True, slots=True)
class Gewist:
    """What happened to one Stuk: gone, or why it stays."""

    stuk: Stuk
    weg: bool
    reden: str


def look_up_betrokkene(*, soort: BetrokkeneSoort, waarde: str, actor: Any) -> list[Stuk]:
    """All there is of one person; the logboek says who looked, how, and what was found, without what was typed.

    Raises ValidationError as `find_betrokkene` does.
    """
    with transaction.atomic():
        stukken = stukken_of(find_betrokkene(soort=soort, waarde=waarde))
        record(
            actor=actor,
            handeling=Handeling.READ,
            onderwerp="betrokkene",
            reden=f"Opgezocht op {soort.value}: {len(stukken)} gevonden",
        )
        _record_each(stukken, actor, "Gevonden bij een verzoek van een inwoner")
    return stukken


def stukken_of(pks: Iterable[int], *, today: date | None = None) -> list[Stuk]:
    """The inzendingen with these primary keys as far as they are still there, newest first."""
    day = today or timezone.localdate()
    rows = Inzending.objects.filter(pk__in=list(pks)).select_related("versie__formulier", "zaak__zaaktype")
    return [_stuk(row, day) for row in rows.order_by("-pk")]


def wis_betrokkene(*, pks: Iterable[int], actor: Any, today: date | None = None) -> list[Gewist]:
    """Destroys what may go of these, each in a transaction of its own, and says of each that stays why.

    Safe to repeat: what is gone already is said to be gone.
    """
    day = today or timezone.localdate()
    return [_wis(stuk, actor, day) for stuk in stukken_of(pks, today=day)]


def record_export(stukken: Iterable[Stuk], *, actor: Any) -> None:
    """In the logboek: these went along to the person."""
    with transaction.atomic():
        _record_each(stukken, actor, "Gegevens meegegeven aan de inwoner")


def _record_each(stukken: Iterable[Stuk], actor: Any, reden: str) -> None:
    for stuk in stukken:
        record(actor=actor, handeling=Handeling.READ, onderwerp=stuk.onderwerp, reden=reden)


def _stuk(inzending: Inzending, today: date) -> Stuk:
    zaak: Zaak | None = getattr(inzending, "zaak", None)
    if inzending.state == InzendingState.VERNIETIGD:
        oordeel = Oordeel(
            None, _("De antwoorden en bestanden zijn al weg. De zaak zelf blijft in het archief.")
        )
    elif zaak is None:
        oordeel = Oordeel(VernietigingRegel.BETROKKENE)
    else:
        oordeel = oordeel_of(zaak, inzending, today=today)
    return Stuk(
        inzending=inzending,
        zaak=zaak,
        antwoorden=inzending.antwoorden.exclude(waarde__isnull=True, geheim="").count(),
        bestanden=len(bijlagen_of(inzending.uuid)),
        oordeel=oordeel,
    )


def _wis(stuk: Stuk, actor: Any, today: date) -> Gewist:
    gone = _wis_concept(stuk, actor) if stuk.zaak is None else _wis_sent(stuk, actor, today)
    if gone:
        kept = _("Weg. De zaak zelf blijft in het archief, zonder gegevens van de inwoner.")
        return Gewist(stuk, True, kept if stuk.zaak is not None else _("Alles is weg."))
    # It changed a moment ago: the verdict of now says why.
    now = stukken_of([stuk.inzending.pk], today=today)
    if not now:
        return Gewist(stuk, True, _("Alles is weg."))
    again = _("Dit veranderde net. Zoek opnieuw.")
    return Gewist(now[0], now[0].gone, str(now[0].oordeel.reden) or again)


def _wis_concept(stuk: Stuk, actor: Any) -> bool:
    with transaction.atomic():
        mine = Inzending.objects.filter(pk=stuk.inzending.pk)
        deleted = delete_concepts(mine, regel=VernietigingRegel.BETROKKENE)
        if deleted:
            _record_gone(stuk, actor)
    return bool(deleted)


def _wis_sent(stuk: Stuk, actor: Any, today: date) -> bool:
    return vernietig(
        stuk.inzending.pk, regels=TERMS, bewijs=VernietigingRegel.BETROKKENE, today=today, actor=actor
    )


def _record_gone(stuk: Stuk, actor: Any) -> None:
    record(
        actor=actor,
        handeling=Handeling.DELETE,
        onderwerp=stuk.onderwerp,
        reden="Concept gewist omdat de inwoner het vroeg",
    )
