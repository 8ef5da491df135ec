"""Service: what the archive asks of a closed zaak, from its resultaattype (ZGW archiefnominatie and -actiedatum)."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from formulieren.zaken.keuzes import Brondatum
from formulieren.zaken.models import Resultaattype, Zaak
from formulieren.zaken.services.bewaartermijn import last_day_of_duration


def fill_archief(zaak: Zaak) -> None:
    """Writes archiefnominatie and archiefactiedatum of a zaak that is being closed, in the caller's transaction.

    The zaak has its einddatum, and its Resultaat where it has one; without a Resultaat nothing is known, and nothing
    is written. Raises ValidationError when the date from which the term counts is not there.
    """
    resultaat = getattr(zaak, "resultaat", None)
    if resultaat is None:
        return
    soort = resultaat.resultaattype
    termijn = termijn_of(soort)
    zaak.archiefnominatie = soort.archiefnominatie
    zaak.archiefactiedatum = None
    if termijn:
        zaak.archiefactiedatum = last_day_of_duration(brondatum_of(zaak, soort), termijn)
        if zaak.archiefactiedatum is None:
            raise ValidationError(
                _("De bewaartermijn van dit resultaat klopt niet. Vraag uw beheerder om hulp.")
            )
    zaak.save(update_fields=["archiefnominatie", "archiefactiedatum"])


def termijn_of(soort: Resultaattype) -> str:
    """The ISO 8601 duration for which a zaak with this result is kept: its own, else that of the zaaktype."""
    return str(soort.archiefactietermijn or soort.zaaktype.bewaartermijn)


def brondatum_of(zaak: Zaak, soort: Resultaattype) -> date:
    """The day from which the term counts (ZGW brondatumArchiefprocedure).

    Raises ValidationError, in words for the employee who closes the zaak, when that day is not known.
    """
    if zaak.einddatum is None:
        raise ValidationError(_("Deze zaak heeft nog geen einddatum."))
    match soort.afleidingswijze:
        case Brondatum.EIGENSCHAP:
            return _from_eigenschap(zaak, soort.datumkenmerk)
        case Brondatum.INGANGSDATUM_BESLUIT | Brondatum.VERVALDATUM_BESLUIT:
            return _from_besluit(zaak, Brondatum(soort.afleidingswijze))
        case Brondatum.TERMIJN:
            day = last_day_of_duration(zaak.einddatum, soort.procestermijn)
            if day is None:
                raise ValidationError(
                    _("De vaste tijd van dit resultaat klopt niet. Vraag uw beheerder om hulp.")
                )
            return day
        case _:
            return zaak.einddatum


def _from_eigenschap(zaak: Zaak, naam: str) -> date:
    found = zaak.eigenschappen.filter(eigenschap__naam=naam).first()
    day = as_date(found.waarde) if found is not None else None
    if day is None:
        raise ValidationError(
            _("Vul eerst een datum in bij '%(naam)s'. Vanaf die dag bewaren wij de zaak.") % {"naam": naam}
        )
    return day


def _from_besluit(zaak: Zaak, wijze: Brondatum) -> date:
    besluit = getattr(zaak, "besluit", None)
    if besluit is None:
        raise ValidationError(_("Leg eerst het besluit vast. Vanaf de datum daarin bewaren wij de zaak."))
    day: date | None = (
        besluit.ingangsdatum if wijze == Brondatum.INGANGSDATUM_BESLUIT else besluit.vervaldatum
    )
    if day is None:
        raise ValidationError(
            _("Schrijf bij het besluit tot wanneer het geldt. Vanaf die dag bewaren wij de zaak.")
        )
    return day


def as_date(text: str) -> date | None:
    """The day in the value of an eigenschap: 2026-03-09, 20260309 (ZGW), with a time behind it or not; else None."""
    text = text.strip()
    for length, pattern in ((10, "%Y-%m-%d"), (8, "%Y%m%d")):
        try:
            return datetime.strptime(text[:length], pattern).date()
        except ValueError:
            continue
    return None
