"""Which answers can go where, by the type of their question. What can tell who somebody is goes nowhere."""

from __future__ import annotations

from formulieren.flow.schema import VraagSchema
from formulieren.vragen.registry import type_of
from formulieren.zaken.keuzes import Formaat
from formulieren.zaken.models import KoppelingDoel

_LINES = {
    "bedrag", "datum", "email", "getal", "ja_nee", "kenteken", "keuze", "keuze_lang", "kvk", "lange_tekst",
    "locatie", "meerkeuze", "postcode_huisnummer", "tarief", "tekst", "telefoon", "tijd", "toestemming", "website",
}  # fmt: skip
# The formats of an eigenschap that a type can be written in; every line can be text.
_FORMATS: dict[str, frozenset[str]] = {
    Formaat.TEKST: frozenset(_LINES),
    Formaat.GETAL: frozenset({"getal", "bedrag"}),
    Formaat.DATUM: frozenset({"datum"}),
    # A day has no time; and a time of day has no day.
    Formaat.DATUM_TIJD: frozenset(),
}
_TYPES: dict[str, frozenset[str]] = {
    KoppelingDoel.EIGENSCHAP: frozenset(_LINES),
    KoppelingDoel.DOCUMENT: frozenset({"bestand"}),
    KoppelingDoel.ADRES: frozenset({"postcode_huisnummer", "locatie"}),
    KoppelingDoel.OBJECT: frozenset(_LINES - {"lange_tekst", "toestemming", "tarief"}),
    KoppelingDoel.KVK: frozenset({"kvk"}),
    KoppelingDoel.VESTIGING: frozenset({"tekst"}),
    KoppelingDoel.TOELICHTING: frozenset({"tekst", "lange_tekst", "keuze", "keuze_lang", "meerkeuze"}),
}


def fits(vraag: VraagSchema, doel: str) -> bool:
    """Whether an answer to `vraag` can go to `doel`.

    Never one that is kept encrypted (a BSN, an IBAN, a date of birth): it would lie open in the zaak. Files are the
    exception: they are handed over as documents and stay encrypted here.
    """
    if vraag.type not in _TYPES.get(doel, frozenset()):
        return False
    return doel == KoppelingDoel.DOCUMENT or not type_of(vraag).is_sensitive(vraag)


def fits_format(vraag: VraagSchema, formaat: str) -> bool:
    """Whether an answer can be written as an eigenschap of this formaat."""
    return vraag.type in _FORMATS.get(formaat, frozenset())


def longest(vraag: VraagSchema) -> int | None:
    """How many characters the longest answer can have, written out; None when that isn't known beforehand."""
    if vraag.type in {"tekst", "lange_tekst"}:
        return int(type_of(vraag).setting(vraag, "max_lengte"))
    if vraag.type in {"keuze", "keuze_lang"}:
        return max((len(text) for _value, text in options(vraag)), default=0)
    if vraag.type == "meerkeuze":
        texts = [len(text) for _value, text in options(vraag)]
        return sum(texts) + 2 * max(len(texts) - 1, 0)
    return {"kvk": 8, "datum": 8, "tijd": 5, "kenteken": 8, "email": 254, "website": 500, "ja_nee": 3}.get(
        vraag.type
    )


def options(vraag: VraagSchema) -> list[tuple[str, str]]:
    """(waarde, tekst) of the options of a question that has them."""
    found = vraag.config.get("opties") or ()
    return [(str(optie["waarde"]), str(optie["tekst"])) for optie in found]
