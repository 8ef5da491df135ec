"""An example of every question type with a good and a wrong answer, for the components page and its audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from formulieren.flow.schema import VraagSchema
from formulieren.vragen.base import VraagType
from formulieren.vragen.registry import all_types
from formulieren.vragen.tarief import Tarief
from producten.services.tarieven import TariefRegel, TariefStand


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """A question, the type that answers for it, a value as it is stored, and raw input that is refused.

    Both are None for a type that asks nothing.
    """

    vraag: VraagSchema
    vraag_type: VraagType
    goed: Any
    fout: Any


def _dag(dag: str) -> dict[str, str]:
    return {"dag": dag, "maand": "1", "jaar": "1990"}


_KLEUREN = {"opties": [{"waarde": "rood", "tekst": "Rood"}, {"waarde": "geel", "tekst": "Geel"}]}
_LANDEN = {"opties": [{"waarde": "be", "tekst": "België"}, {"waarde": "de", "tekst": "Duitsland"}]}
_PERSONEN = {
    "item_naam": "persoon",
    "minimum": 1,
    "maximum": 4,
    "vragen": [
        {
            "code": "naam",
            "type": "tekst",
            "label": "Wat is de naam?",
            "verplicht": True,
            "config": {"max_lengte": 100, "autocomplete": ""},
        },
        {
            "code": "geboren",
            "type": "datum",
            "label": "Wanneer is deze persoon geboren?",
            "hint": "Bijvoorbeeld: 9 3 1990",
            "verplicht": True,
            "config": {"moment": "verleden", "geboortedatum": True},
        },
    ],
}
# What stands in the place of the price list.
_STAND = TariefStand(
    "uittreksel",
    "Uittreksel",
    "",
    (
        TariefRegel("Met de post", Decimal("14.60"), date(2026, 1, 1)),
        TariefRegel("Digitaal", Decimal("0"), date(2026, 1, 1)),
    ),
)
_TYPES: dict[str, VraagType] = {"tarief": Tarief(standen=lambda codes: [_STAND])}
_ADRES = {
    "postcode": "9990 EV",
    "huisnummer": 1,
    "toevoeging": "",
    "straat": "Fordplein",
    "plaats": "Elzenvoort",
}
_PLEK = {
    "omschrijving": "Bij de speeltuin",
    "postcode": "",
    "huisnummer": None,
    "toevoeging": "",
    "lon": 6.003,
    "lat": 53.602,
}
_KIM = [{"naam": "Kim Jansen", "geboren": "1990-03-09"}]
_FOUT = [{"naam": "Kim", "geboren": _dag("32")}, {"naam": "", "geboren": _dag("1")}]
_PRIJS = {"tarieven": ["uittreksel"], "met_aantal": True, "hoogste_aantal": 5}
_GRATIS = {"tarief": "uittreksel", "keuze": "Digitaal", "aantal": 2}
_FOTO = {
    "bestanden": [
        {
            "id": "00000000-0000-4000-8000-000000000001",
            "naam": "lamp.jpg",
            "grootte": 245_760,
            "soort": "jpg",
        }
    ],
    "reden": "",
}
# name: label, hint, config, a stored value, wrong input
_ROWS: dict[str, tuple[str, str, dict[str, Any], Any, Any]] = {
    "bedrag": ("Hoeveel schade hebt u?", "In euro. Bijvoorbeeld: 12,50", {}, "12.50", "veel"),
    "bestand": ("Hebt u een foto?", "", {"soorten": ["foto"], "maximum": 3, "mag_later": True}, _FOTO, ""),
    "bsn": ("Wat is uw burgerservicenummer?", "Het staat op uw paspoort.", {}, "111222333", "123"),
    "datum": ("Op welke dag zag u het?", "Bijvoorbeeld: 9 3 2026", {}, "2026-03-09", _dag("32")),
    "email": ("Wat is uw e-mailadres?", "", {}, "naam@voorbeeld.nl", "naam"),
    "getal": ("Hoeveel mensen komen er?", "", {"minimum": 1, "maximum": 500}, 25, "veel"),
    "herhalende_groep": ("Wie gaan er mee?", "", _PERSONEN, _KIM, _FOUT),
    "iban": ("Wat is uw rekeningnummer?", "Het staat op uw bankpas.", {}, "NL91ABNA0417164300", "NL00"),
    "ja_nee": ("Is er gevaar?", "", {}, True, ""),
    "kenteken": ("Wat is het kenteken?", "Bijvoorbeeld: AB-123-C", {}, "GBB-01-B", "AB-1"),
    "keuze": ("Welke kleur kiest u?", "", _KLEUREN, "geel", ""),
    "keuze_lang": ("In welk land bent u geboren?", "", _LANDEN, "be", ""),
    "kvk": ("Wat is het KVK-nummer?", "Het heeft 8 cijfers.", {}, "12345678", "1234"),
    "lange_tekst": ("Wat is er aan de hand?", "Schrijf op wat u ziet.", {}, "De lamp is stuk.\nAl een week.", ""),
    "locatie": ("Waar is het?", "Weet u het adres niet? Beschrijf dan de plek.", {}, _PLEK, {"postcode": "12"}),
    "meerkeuze": ("Welke kleuren ziet u?", "U mag er meer kiezen.", _KLEUREN, ["rood", "geel"], ""),
    "postcode_huisnummer": ("Wat is uw adres?", "", {}, _ADRES, {"postcode": "12", "huisnummer": "1"}),
    "tarief": ("Wat wilt u hebben?", "", _PRIJS, _GRATIS, {"keuze": "uittreksel|Digitaal", "aantal": "9"}),
    "tekst": ("Wat is uw naam?", "", {"autocomplete": "name"}, "Kim Jansen", ""),
    "telefoon": ("Wat is uw telefoonnummer?", "Dan kunnen wij u bellen.", {}, "0612345678", "12"),
    "tijd": ("Hoe laat was het?", "Bijvoorbeeld: 13:30", {}, "13:30", "25:00"),
    "toelichting": ("Goed om te weten", "", {"tekst": "Bij gevaar belt u 112."}, None, None),
    "toestemming": ("Ja, u mag mij bellen over deze melding.", "", {}, True, ""),
    "website": ("Wat is uw website?", "Bijvoorbeeld: www.voorbeeld.nl", {}, "https://www.voorbeeld.nl", "mijn site"),
}  # fmt: skip


def voorbeelden() -> dict[str, Voorbeeld]:
    """The examples by the name of their type, in order of name."""
    return {
        name: Voorbeeld(
            VraagSchema(code="vraag", type=name, label=label, hint=hint, config=config),
            _TYPES.get(name) or all_types()[name],
            good,
            wrong,
        )
        for name, (label, hint, config, good, wrong) in sorted(_ROWS.items())
    }
