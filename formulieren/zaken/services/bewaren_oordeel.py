"""May what a sent inzending holds of the person be destroyed? One verdict, for a term and for a resident's wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from formulieren.inzendingen.models import Inzending, OutboxState
from formulieren.inzendingen.vernietiging import VernietigingRegel
from formulieren.zaken.keuzes import Archiefnominatie
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.bewaartermijn import last_day_of, last_day_of_duration


@dataclass(frozen=True, slots=True)
class Oordeel:
    """`regel` says by which rule it may go, None that it stays; `reden` says why, in words for a resident."""

    regel: VernietigingRegel | None
    reden: Any = ""
    # The last day of keeping, when that is known.
    tot: date | None = None

    @property
    def may_go(self) -> bool:
        """Whether it may be destroyed."""
        return self.regel is not None


def oordeel_of(zaak: Zaak, inzending: Inzending, *, today: date) -> Oordeel:
    """The verdict on a sent inzending; each reason to keep goes before each term.

    What the result of the zaak asks of the archive goes first (Archiefwet): until its archiefactiedatum nothing goes,
    and never when it is kept for ever. Without such a result, and for a zaak that a ZGW backend keeps, the days of the
    form end the keeping and so does the bewaartermijn of the zaaktype; whichever ends first. Where none of them says
    anything nothing may go: we don't know what the archive must keep.
    """
    if zaak.einddatum is None:
        return Oordeel(None, _("Wij zijn nog bezig met deze zaak."))
    if inzending.outbox.exclude(state=OutboxState.KLAAR).exists():
        return Oordeel(None, _("Wij moeten nog iets versturen of nakijken voor deze zaak."))
    if zaak.vernietigingsstops.filter(opgeheven_op__isnull=True).exists():
        return Oordeel(None, _("Een medewerker heeft besloten dat wij dit nu niet mogen wissen."))
    if is_archived_here(zaak):
        return _archive_verdict(zaak, inzending, today)
    ends = {
        VernietigingRegel.BEWAAR_DAGEN: _form_end(zaak, inzending),
        VernietigingRegel.BEWAARTERMIJN: last_day_of_duration(zaak.einddatum, zaak.zaaktype.bewaartermijn),
    }
    for regel, end in ends.items():
        if end is not None and end < today:
            return Oordeel(regel)
    known = [end for end in ends.values() if end is not None]
    if not known:
        return Oordeel(None, _("Van dit soort zaak staat niet vast hoe lang wij alles moeten bewaren."))
    tot = min(known)
    return Oordeel(None, _kept_until(tot), tot)


def is_archived_here(zaak: Zaak) -> bool:
    """Whether its result says what the archive asks, and we are the ones who keep it."""
    known = zaak.archiefnominatie == Archiefnominatie.BLIJVEND_BEWAREN or zaak.archiefactiedatum is not None
    return known and not zaak.zgw_url


def in_archive(*, today: date, prefix: str = "") -> Q:
    """The closed zaken that the archive still needs today: the same as `oordeel_of` says, as a condition.

    `prefix` leads to the zaak, such as "zaak__".
    """
    for_ever = Q(**{f"{prefix}archiefnominatie": Archiefnominatie.BLIJVEND_BEWAREN})
    not_yet = Q(**{f"{prefix}archiefactiedatum__gt": today})
    return Q(**{f"{prefix}zgw_url": ""}) & (for_ever | not_yet)


def _archive_verdict(zaak: Zaak, inzending: Inzending, today: date) -> Oordeel:
    if zaak.archiefnominatie == Archiefnominatie.BLIJVEND_BEWAREN:
        return Oordeel(None, _("Wij moeten dit altijd bewaren voor het archief."))
    if zaak.archiefactiedatum is not None and zaak.archiefactiedatum > today:
        tot = zaak.archiefactiedatum - timedelta(days=1)
        return Oordeel(None, _kept_until(tot), tot)
    end = _form_end(zaak, inzending)
    past = end is not None and end < today
    return Oordeel(VernietigingRegel.BEWAAR_DAGEN if past else VernietigingRegel.BEWAARTERMIJN)


def _kept_until(tot: date) -> str:
    reden = _("Wij moeten dit bewaren voor het archief. Dat moet tot en met %(datum)s.")
    return reden % {"datum": date_format(tot, "j F Y")}


def _form_end(zaak: Zaak, inzending: Inzending) -> date | None:
    """The last day by the days of the form; of what it said at the moment of sending once the form is gone."""
    formulier = inzending.versie.formulier
    days = formulier.bewaar_dagen if formulier is not None else zaak.bewaar_dagen
    if days is None or zaak.einddatum is None:
        return None
    return last_day_of(zaak.einddatum, days=days)
