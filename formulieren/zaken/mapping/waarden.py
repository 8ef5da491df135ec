"""Writes an answer as the standard wants it: an eigenschap, a zaakobject."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from formulieren.flow.schema import VraagSchema
from formulieren.vragen.adressen import find_adres
from formulieren.vragen.registry import type_of
from formulieren.zaken.keuzes import Formaat

ADRES, OVERIGE = "adres", "overige"
_NOT_TYPE = re.compile(r"[^a-z_]")


def as_text(vraag: VraagSchema, value: Any) -> str:
    """The answer in one line, as people read it."""
    return ", ".join(
        filter(None, (line.strip() for line in type_of(vraag).display(vraag, value).splitlines()))
    )


def as_waarde(
    vraag: VraagSchema, value: Any, *, formaat: str, lengte: int = 0, waarden: Sequence[str] = ()
) -> str:
    """The value of an eigenschap: text, a number with a dot, or a date as JJJJMMDD; never longer than `lengte`.

    With a list of allowed `waarden` the code of a choice goes when that is in the list, else its text.
    """
    if formaat == Formaat.GETAL:
        return str(value)
    if formaat == Formaat.DATUM:
        return str(value).replace("-", "")
    text = as_text(vraag, value)
    if isinstance(value, str) and value in waarden and text not in waarden:
        return value
    # What is cut off here stands whole in the receipt, which goes with the zaak.
    return text[:lengte] if lengte else text


def as_zaakobject(vraag: VraagSchema, value: Any, *, doel: str) -> tuple[str, dict[str, Any]]:
    """(objectType, objectIdentificatie) for an answer: an adres where the street is known, else `overige`."""
    if doel == ADRES and isinstance(value, Mapping) and value.get("postcode"):
        adres = _adres(value)
        if adres is not None:
            return ADRES, adres
    name = _NOT_TYPE.sub("_", vraag.code.lower())[:100]
    return OVERIGE, {"overigeData": {name: as_text(vraag, value)[:1000]}}


def _adres(value: Mapping[str, Any]) -> dict[str, Any] | None:
    postcode, number = str(value["postcode"]), int(value.get("huisnummer") or 0)
    toevoeging = str(value.get("toevoeging") or "")
    straat, plaats = str(value.get("straat") or ""), str(value.get("plaats") or "")
    if not (straat and plaats):
        known = find_adres(postcode, number, toevoeging)
        straat, plaats = (known.straat, known.plaats) if known is not None else ("", "")
    plain = re.sub(r"[^0-9A-Za-z]", "", toevoeging)
    if not (straat and plaats and number) or len(plain) > 4:
        return None
    letter = plain if len(plain) == 1 and plain.isalpha() else ""
    return {
        # The standard wants a name for it; the number of the BAG is not known here.
        "identificatie": f"{postcode} {number} {toevoeging}".replace("  ", " ").strip(),
        "wplWoonplaatsNaam": plaats[:80],
        "gorOpenbareRuimteNaam": straat[:80],
        "huisnummer": number,
        "huisletter": letter,
        "huisnummertoevoeging": "" if letter else plain,
        "postcode": postcode.replace(" ", ""),
    }
