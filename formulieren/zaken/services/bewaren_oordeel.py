"""May what a sent inzending holds of the person be destroyed? One verdict, for a term and for a resident's wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from formulieren.inzendingen.models import Inzending, OutboxState
from formulieren.inzendingen.vernietiging import VernietigingRegel
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

    The days of the form end the keeping, and so does the bewaartermijn of the zaaktype (Archiefwet); whichever ends
    first. Where neither says anything nothing may go: we don't know what the archive must keep.
    """
    if zaak.einddatum is None:
        return Oordeel(None, _("Wij zijn nog bezig met deze zaak."))
    if inzending.outbox.exclude(state=OutboxState.KLAAR).exists():
        return Oordeel(None, _("Wij moeten nog iets versturen of nakijken voor deze zaak."))
    if zaak.vernietigingsstops.filter(opgeheven_op__isnull=True).exists():
        return Oordeel(None, _("Een medewerker heeft besloten dat wij dit nu niet mogen wissen."))
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
    reden = _("Wij moeten dit bewaren voor het archief. Dat moet tot en met %(datum)s.")
    return Oordeel(None, reden % {"datum": date_format(tot, "j F Y")}, tot)


def _form_end(zaak: Zaak, inzending: Inzending) -> date | None:
    """The last day by the days of the form; of what it said at the moment of sending once the form is gone."""
    formulier = inzending.versie.formulier
    days = formulier.bewaar_dagen if formulier is not None else zaak.bewaar_dagen
    if days is None or zaak.einddatum is None:
        return None
    return last_day_of(zaak.einddatum, days=days)
