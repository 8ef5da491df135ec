"""What the tests of the question types share: settings, good and bad answers of every type."""

from typing import Any

from formulieren.flow.schema import VraagSchema
from formulieren.vragen.base import VraagType
from formulieren.vragen.registry import type_of

OPTIES = {"opties": [{"waarde": "a", "tekst": "Optie A"}, {"waarde": "b", "tekst": "Optie B"}]}
PERSONEN: dict[str, Any] = {
    "item_naam": "persoon",
    "minimum": 1,
    "maximum": 3,
    "vragen": [
        {
            "code": "naam",
            "type": "tekst",
            "label": "Naam",
            "verplicht": True,
            "config": {},
            "bron": "vragen/n",
        },
        {
            "code": "dag",
            "type": "datum",
            "label": "Dag",
            "verplicht": False,
            "config": {},
            "bron": "vragen/d",
        },
        {"code": "kleur", "type": "meerkeuze", "label": "Kleur", "verplicht": False, "config": OPTIES},
        {"code": "mee", "type": "toestemming", "label": "Gaat mee", "verplicht": False, "config": {}},
    ],
}
CONFIG: dict[str, dict[str, Any]] = {
    "keuze": OPTIES,
    "keuze_lang": OPTIES,
    "meerkeuze": OPTIES,
    "toelichting": {"tekst": "Lees dit."},
    "herhalende_groep": PERSONEN,
    "tarief": {"tarieven": ["paspoort"]},
}
# Types that no test of answers can do without a database, or that need files.
WITH_PRICES = {"tarief"}
WITH_FILES = {"bestand"}
ISSUE = {
    "tekst", "lange_tekst", "getal", "bedrag", "email", "telefoon", "website", "datum", "tijd", "ja_nee", "keuze",
    "meerkeuze", "keuze_lang", "postcode_huisnummer", "locatie", "bsn", "kvk", "iban", "kenteken",
    "herhalende_groep", "tarief", "toestemming", "toelichting",
}  # fmt: skip
# Those whose answers are checked without a database.
PLAIN = sorted(ISSUE - WITH_PRICES)


def vraag(name: str, **fields: Any) -> VraagSchema:
    """A question of this type with the settings of CONFIG, and others on top."""
    config = {**CONFIG.get(name, {}), **fields.pop("config", {})}
    return VraagSchema(code="vraag", type=name, label="De vraag", config=config, **fields)


def with_type(name: str, **config: Any) -> tuple[VraagSchema, VraagType]:
    """A question and the type that answers for it."""
    question = vraag(name, config=config)
    return question, type_of(question)


def normalise(name: str, raw: Any, **config: Any) -> Any:
    """The value of `raw`, or AnswerError."""
    question, vraag_type = with_type(name, **config)
    return vraag_type.check(question, raw)


def adres(
    postcode: str, huisnummer: int, toevoeging: str = "", straat: str = "", plaats: str = ""
) -> dict[str, Any]:
    """An address as it is stored."""
    return {
        "postcode": postcode,
        "huisnummer": huisnummer,
        "toevoeging": toevoeging,
        "straat": straat,
        "plaats": plaats,
    }


def plek(**fields: Any) -> dict[str, Any]:
    """A place as it is stored."""
    blank = {
        "omschrijving": "",
        "postcode": "",
        "huisnummer": None,
        "toevoeging": "",
        "lon": None,
        "lat": None,
    }
    return {**blank, **fields}


# type, raw input, the stored value, the text for a reader
GOOD: list[tuple[str, Any, Any, str]] = [
    ("tekst", "  Jan   Jansen ", "Jan Jansen", "Jan Jansen"),
    ("lange_tekst", "een\r\ntwee ", "een\ntwee", "een\ntwee"),
    ("getal", "25", 25, "25"),
    ("getal", "1.250", 1250, "1250"),
    ("getal", "-3", -3, "-3"),
    ("bedrag", "12,5", "12.50", "€ 12,50"),
    ("bedrag", "€ 1.250,00", "1250.00", "€ 1.250,00"),
    ("bedrag", "7", "7.00", "€ 7,00"),
    ("bedrag", "1.250", "1250.00", "€ 1.250,00"),
    ("bedrag", "25,-", "25.00", "€ 25,00"),
    ("email", "Jan@Voorbeeld.NL", "Jan@voorbeeld.nl", "Jan@voorbeeld.nl"),
    ("telefoon", "06 - 12 34 56 78", "0612345678", "06 12345678"),
    ("telefoon", "+31 (0)6 12345678", "0612345678", "06 12345678"),
    ("telefoon", "0031612345678", "0612345678", "06 12345678"),
    ("telefoon", "+49 30 123456", "+4930123456", "+4930123456"),
    ("website", "voorbeeld.nl", "https://voorbeeld.nl", "https://voorbeeld.nl"),
    ("website", "WWW.Vb.nl/Over?x=1#y", "https://www.vb.nl/Over?x=1#y", "https://www.vb.nl/Over?x=1#y"),
    ("website", "HTTP://voorbeeld.nl", "http://voorbeeld.nl", "http://voorbeeld.nl"),
    ("website", "voorbeeld.nl:8080/a", "https://voorbeeld.nl:8080/a", "https://voorbeeld.nl:8080/a"),
    ("website", "https://café.nl", "https://café.nl", "https://café.nl"),
    ("datum", {"dag": "9", "maand": "3", "jaar": "2026"}, "2026-03-09", "9 maart 2026"),
    ("datum", {"dag": "29", "maand": "februari", "jaar": "2024"}, "2024-02-29", "29 februari 2024"),
    ("datum", {"dag": "01", "maand": "mrt.", "jaar": "2024"}, "2024-03-01", "1 maart 2024"),
    ("tijd", "9.30", "09:30", "09.30 uur"),
    ("tijd", "14 uur", "14:00", "14.00 uur"),
    ("ja_nee", "nee", False, "Nee"),
    ("keuze", "b", "b", "Optie B"),
    ("keuze_lang", "b", "b", "Optie B"),
    ("meerkeuze", ["b", "a", "a"], ["a", "b"], "Optie A\nOptie B"),
    (
        "postcode_huisnummer",
        {"postcode": "1234ab", "huisnummer": "12", "toevoeging": "a"},
        adres("1234 AB", 12, "A"),
        "1234 AB, huisnummer 12 A",
    ),
    (
        "postcode_huisnummer",
        {"postcode": "9990ev", "huisnummer": "1"},
        adres("9990 EV", 1, "", "Fordplein", "Elzenvoort"),
        "Fordplein 1\n9990 EV Elzenvoort",
    ),
    (
        "postcode_huisnummer",
        {"postcode": "1234 AB", "huisnummer": "1", "straat": "Nieuwe  Laan", "plaats": "Dorp"},
        adres("1234 AB", 1, "", "Nieuwe Laan", "Dorp"),
        "Nieuwe Laan 1\n1234 AB Dorp",
    ),
    ("locatie", {"omschrijving": " bij de  brug "}, plek(omschrijving="bij de brug"), "bij de brug"),
    (
        "locatie",
        {"postcode": "1234ab", "huisnummer": "5"},
        plek(postcode="1234 AB", huisnummer=5),
        "1234 AB, huisnummer 5",
    ),
    (
        "locatie",
        {"lon": "6.0012344", "lat": "53.6"},
        plek(lon=6.001234, lat=53.6),
        "Punt op de kaart: 80 meter ten oosten van het Fordplein (53,60000 noord, 6,00123 oost)",
    ),
    ("locatie", {"lon": "1", "lat": "2", "weg": "ja", "omschrijving": "hoek"}, plek(omschrijving="hoek"), "hoek"),
    ("bsn", "1112.22.333", "111222333", "••••••333"),
    ("bsn", "10000008", "010000008", "••••••008"),
    ("kvk", "12 34.56 78", "12345678", "12345678"),
    ("kvk", "00123456", "00123456", "00123456"),
    ("iban", "nl91 abna 0417 1643 00", "NL91ABNA0417164300", "NL•••4300"),
    ("kenteken", "gbb01b", "GBB-01-B", "GBB-01-B"),
    ("herhalende_groep", [{"naam": " Kim "}], [{"naam": "Kim"}], "Persoon 1\nNaam: Kim"),
    (
        "herhalende_groep",
        [
            {"naam": "Kim", "dag": {"dag": "9", "maand": "3", "jaar": "1990"}},
            {"naam": ""},
            {"naam": "Bo", "kleur": ["b"], "mee": "ja"},
        ],
        [{"naam": "Kim", "dag": "1990-03-09"}, {"naam": "Bo", "kleur": ["b"], "mee": True}],
        "Persoon 1\nNaam: Kim\nDag: 9 maart 1990\nPersoon 2\nNaam: Bo\nKleur: Optie B\nGaat mee: Ja",
    ),
    ("toestemming", "ja", True, "Ja"),
]  # fmt: skip

BAD: list[tuple[str, Any]] = [
    ("tekst", "x" * 201),
    ("tekst", "a\x00b"),
    ("tekst", ["lijst"]),
    ("lange_tekst", "x" * 3001),
    ("lange_tekst", "\x1b[31m"),
    ("getal", "12,5"),
    ("getal", "twaalf"),
    ("getal", "٣"),
    ("getal", "9" * 30),
    ("getal", "1.25"),
    ("bedrag", "-5"),
    ("bedrag", "1,234"),
    ("bedrag", "gratis"),
    ("email", "geen adres"),
    ("email", "a@b"),
    ("email", "a@b.nl\nBcc: c@d.nl"),
    ("telefoon", "12345"),
    ("telefoon", "bel mij"),
    *(
        ("website", text)
        for text in (
            "javascript:alert(1)", "JavaScript:alert(1)//.nl", "mailto:a@b.nl", "data:text/html,x", "mijn site.nl",
            "voorbeeld",
            "https://", "https://naam:geheim@voorbeeld.nl", "ftp://voorbeeld.nl", "https://voorbeeld.nl/\u202ecod.exe",
            "//voorbeeld.nl", "https://voorbeeld.nl:99999999", "https://[::1", "https://a..nl", "x" * 501,
        )
    ),
    ("datum", {"dag": "31", "maand": "2", "jaar": "2026"}),
    ("datum", {"dag": "1", "maand": "", "jaar": "2026"}),
    ("datum", {"dag": "1", "maand": "13", "jaar": "2026"}),
    ("datum", {"dag": "1", "maand": "1", "jaar": "26"}),
    ("datum", "gisteren"),
    ("datum", ["1"]),
    ("tijd", "25:00"),
    ("tijd", "kwart over"),
    ("ja_nee", "misschien"),
    ("keuze", "c"),
    ("keuze_lang", "Optie A"),
    ("meerkeuze", ["a", "c"]),
    ("postcode_huisnummer", {"postcode": "1234 SS", "huisnummer": "1"}),
    ("postcode_huisnummer", {"postcode": "0123 AB", "huisnummer": "1"}),
    ("postcode_huisnummer", {"postcode": "1234 AB", "huisnummer": "een"}),
    ("postcode_huisnummer", {"postcode": "1234 AB", "huisnummer": "1", "toevoeging": "<b>"}),
    ("postcode_huisnummer", {"postcode": "1234 AB", "huisnummer": "1", "straat": "x" * 81}),
    ("postcode_huisnummer", {"straat": "Alleen een straat"}),
    ("locatie", {"postcode": "1234 AB"}),
    ("locatie", {"huisnummer": "5", "omschrijving": "hoek"}),
    ("locatie", {"omschrijving": "x" * 301}),
    *(
        ("locatie", {"lon": lon, "lat": lat})
        for lon, lat in (
            ("52", "5"), ("5", ""), ("", "52"), ("5", "-52"), ("9", "52"), ("NaN", "NaN"), ("5e0", "52"), ("٥", "52"),
        )
    ),
    ("bsn", "123456789"),
    ("bsn", "000000000"),
    ("bsn", "12345"),
    *(("kvk", text) for text in ("1234567", "123456789", "1234567a", "000012345678", "00000000", "١٢٣٤٥٦٧٨")),
    ("iban", "NL00ABNA0417164300"),
    ("iban", "rekening"),
    ("kenteken", "A"),
    ("kenteken", "12-34-56"),
    ("kenteken", "ABC-DEF"),
    ("herhalende_groep", [{"naam": ""}, {"naam": "", "mee": "ja"}]),
    ("herhalende_groep", [{"naam": "a"}] * 4),
    ("herhalende_groep", [{"naam": "a"}] * 51),
    ("herhalende_groep", "Kim"),
    ("herhalende_groep", ["Kim"]),
    ("toestemming", "misschien"),
]  # fmt: skip
