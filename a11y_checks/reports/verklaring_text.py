"""The draft statement as plain text and as data, for who fills in the register's own form."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from a11y_checks.reports.verklaring import Afwijking, Verklaring

DISCLAIMER = (
    "Dit is een concept, gemaakt uit wat een computer vindt en wat mensen hebben opgeschreven. Een computer vindt een "
    "deel van de fouten. Geen gevonden fout betekent dus niet dat de site een eis haalt. De verklaring zelf staat in "
    "het landelijke register; een mens vult die in en ondertekent haar."
)


def as_text(verklaring: Verklaring) -> str:
    """The draft as plain text with one heading per part."""
    norm = verklaring.norm
    lines = [
        "CONCEPT TOEGANKELIJKHEIDSVERKLARING",
        f"Gemaakt op {verklaring.day:%d-%m-%Y}. {DISCLAIMER}",
        "",
        "NORM",
        norm.source if norm else "Op deze dag geldt geen norm.",
        "",
        "STATUS DIE HIERBIJ PAST",
        f"{verklaring.status.letter}: {verklaring.status.name}.",
        *(f"- {reason}" for reason in verklaring.status.reasons),
        "- Een computer geeft nooit status A. Dat kunnen alleen mensen na een volledig onderzoek.",
        "",
        f"AFWIJKINGEN VAN DE NORM ({len(verklaring.afwijkingen)})",
        *(line for afwijking in verklaring.afwijkingen for line in _deviation(afwijking)),
        *(["Geen fouten bekend."] if not verklaring.afwijkingen else []),
        "",
        f"VRAGEN DIE OP EEN ANTWOORD WACHTEN: {verklaring.open_asks}",
        "",
        f"GEEN FOUTEN DIE EEN COMPUTER KAN VINDEN EN GEEN FOUTEN VASTGELEGD BIJ ({len(verklaring.without_known)})",
        *(f"- {criterion}" for criterion in verklaring.without_known),
        "",
        f"BUITEN DE NORM, NIET VERPLICHT ({len(verklaring.extra)})",
        *(f"- {afwijking.named}: {afwijking.what}" for afwijking in verklaring.extra),
        "",
        "ONDERZOEKEN DOOR MENSEN",
        *(
            f"- {onderzoek}, {onderzoek.uitgevoerd_door}, {onderzoek.standard}"
            f"{', volledig' if onderzoek.is_full else ', niet volledig'}. {onderzoek.url}".rstrip()
            for onderzoek in verklaring.onderzoeken
        ),
        *(["Geen."] if not verklaring.onderzoeken else []),
    ]
    return "\n".join(lines).rstrip() + "\n"


def as_data(verklaring: Verklaring) -> dict[str, Any]:
    """The draft as plain JSON types."""
    norm = verklaring.norm
    return {
        "gemaakt_op": verklaring.day.isoformat(),
        "let_op": DISCLAIMER,
        "norm": None if norm is None else {"versie": norm.version, "bron": norm.source},
        "status": verklaring.status.letter,
        "status_naam": verklaring.status.name,
        "redenen": list(verklaring.status.reasons),
        "afwijkingen": [_data(afwijking) for afwijking in verklaring.afwijkingen],
        "buiten_de_norm": [_data(afwijking) for afwijking in verklaring.extra],
        "open_vragen": verklaring.open_asks,
        "zonder_bekende_fouten": list(verklaring.without_known),
        "onderzoeken": [
            {
                "titel": onderzoek.titel,
                "door": onderzoek.uitgevoerd_door,
                "datum": onderzoek.datum.isoformat(),
                "volgens": onderzoek.standard,
                "volledig": onderzoek.is_full,
                "adres": onderzoek.url,
            }
            for onderzoek in verklaring.onderzoeken
        ],
    }


def pages_text(afwijking: Afwijking) -> str:
    """The pages of a deviation: the first three by name, and how many more."""
    names = ", ".join(afwijking.pages[:3])
    more = len(afwijking.pages) - 3
    if more <= 0:
        return names
    return names + " " + ngettext("en %(number)d andere", "en %(number)d andere", more) % {"number": more}


def _deviation(afwijking: Afwijking) -> list[str]:
    unknown = _("nog in te vullen")
    return [
        f"- {afwijking.named}: {afwijking.what}",
        f"  Oorzaak: {afwijking.cause or unknown}",
        f"  Gevolg: {afwijking.effect or unknown}",
        f"  Maatregel: {afwijking.measure or unknown}",
        f"  Datum: {f'{afwijking.measure_on:%d-%m-%Y}' if afwijking.measure_on else unknown}",
        f"  Bron: {afwijking.herkomst}. {pages_text(afwijking)}".rstrip(),
    ]


def _data(afwijking: Afwijking) -> dict[str, Any]:
    return {
        "criterium": afwijking.criterion,
        "naam": afwijking.named,
        "wat": afwijking.what,
        "oorzaak": afwijking.cause,
        "gevolg": afwijking.effect,
        "maatregel": afwijking.measure,
        "datum": afwijking.measure_on.isoformat() if afwijking.measure_on else None,
        "bron": afwijking.herkomst,
        "paginas": list(afwijking.pages),
    }
