"""Invented people for the demo login and the demo register. Their BSNs pass the eleven-test and are nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Proefpersoon:
    """One of them; `feiten` is what the demo register knows, by code of the fact."""

    code: str
    bsn: str
    naam: str
    feiten: MappingProxyType[str, Any]


def _adres(postcode: str, huisnummer: int, straat: str, toevoeging: str = "") -> dict[str, Any]:
    return {
        "postcode": postcode,
        "huisnummer": huisnummer,
        "toevoeging": toevoeging,
        "straat": straat,
        "plaats": "Elzenvoort",
    }


def _persoon(code: str, bsn: str, naam: str, geboren: str, **more: Any) -> Proefpersoon:
    feiten = {"bsn": bsn, "naam": naam, "geboortedatum": geboren, **more}
    return Proefpersoon(code, bsn, naam, MappingProxyType(feiten))


PROEFPERSONEN: tuple[Proefpersoon, ...] = (
    _persoon(
        "sara",
        "999990019",
        "Sara de Wit",
        "1986-04-12",
        adres=_adres("9990 EK", 12, "Elzenlaan"),
        email="sara.de.wit@voorbeeld.nl",
    ),
    _persoon("karim", "999990020", "Karim Bos", "1971-11-03", adres=_adres("9990 EM", 3, "Slenkweg")),
    _persoon(
        "lin",
        "999990032",
        "Lin Chen",
        "1999-07-30",
        adres=_adres("9990 EK", 14, "Elzenlaan", "A"),
        email="lin.chen@voorbeeld.nl",
    ),
    # The register knows only the name: everything else is asked.
    Proefpersoon("mo", "999990044", "Mo Jansen", MappingProxyType({"bsn": "999990044", "naam": "Mo Jansen"})),
)


def find_bsn(bsn: str) -> Proefpersoon | None:
    """The invented person with this BSN, or None."""
    return next((one for one in PROEFPERSONEN if one.bsn == bsn), None)


def find_code(code: str) -> Proefpersoon | None:
    """The invented person with this code, or None."""
    return next((one for one in PROEFPERSONEN if one.code == code), None)
