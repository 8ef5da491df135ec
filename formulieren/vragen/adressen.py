"""Which street and place belong to a postcode and a house number: a small interface with a local register behind it.

The register is a file that the command `load_adressen` makes (LOKET_ADRESSEN). Where there is none, the demo has an
invented table and every other site knows no address. Another source can be put in its place with
`register_adressen`. Whatever it says or fails to say, a resident can always go on: an address that nobody knows is
accepted as it was typed.
"""

from __future__ import annotations

import csv
import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from django.conf import settings

from formulieren.vragen.adressen_bestand import AdresRegister

logger = logging.getLogger(__name__)

# The streets of the demo municipality; their postcodes are given out to nobody.
TABLE = Path(__file__).parent / "data" / "adressen.csv"


@dataclass(frozen=True, slots=True)
class Adres:
    """What belongs to a postcode and a house number."""

    straat: str
    plaats: str


class AdresBron(Protocol):
    """Where addresses come from. It must answer within two seconds; an exception counts as not knowing."""

    def find(self, postcode: str, huisnummer: int, toevoeging: str, /) -> Adres | None:
        """The address at "1234 AB", a number of 1 or more and an addition ("" for none); None when unknown."""


class AdresTabel:
    """A table in a file: postcode;van;tot;straat;plaats with the house numbers from `van` to `tot`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def find(self, postcode: str, huisnummer: int, toevoeging: str, /) -> Adres | None:
        """The row of this postcode that has the number."""
        rows = self._rows.get(postcode, [])
        return next((adres for first, last, adres in rows if first <= huisnummer <= last), None)

    @cached_property
    def _rows(self) -> dict[str, list[tuple[int, int, Adres]]]:
        found: dict[str, list[tuple[int, int, Adres]]] = {}
        with self.path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                adres = Adres(row["straat"], row["plaats"])
                found.setdefault(row["postcode"], []).append((int(row["van"]), int(row["tot"]), adres))
        return found


class EigenBron:
    """The register of this installation, else the invented table of the demo, else nothing."""

    def __init__(self) -> None:
        self._demo = AdresTabel(TABLE)

    def find(self, postcode: str, huisnummer: int, toevoeging: str, /) -> Adres | None:
        """As the settings say at this moment; sqlite3.Error when the file is no register."""
        if has_register():
            found = AdresRegister(settings.LOKET_ADRESSEN).find(postcode, huisnummer, toevoeging)
            return Adres(*found) if found else None
        return self._demo.find(postcode, huisnummer, toevoeging) if settings.LOKET_DEMO_ALLOWED else None


def has_register() -> bool:
    """Whether this installation has a register of its own."""
    return Path(settings.LOKET_ADRESSEN).is_file()


_bronnen: list[AdresBron] = [EigenBron()]


def has_adressen() -> bool:
    """Whether there is a register, or another source in its place; the demo's invention doesn't count."""
    return has_register() or not isinstance(_bronnen[0], EigenBron)


def register_adressen(bron: AdresBron) -> AdresBron:
    """Puts `bron` in the place of the present one, and gives that one back; called from an AppConfig.ready()."""
    before = _bronnen[0]
    _bronnen[0] = bron
    return before


def find_adres(postcode: str, huisnummer: int, toevoeging: str = "") -> Adres | None:
    """The address, or None when it is unknown or the register can't be asked. Never raises."""
    try:
        return _bronnen[0].find(postcode, huisnummer, toevoeging)
    except Exception as error:  # whatever a register does, nobody may be kept from sending a form
        # Only the kind: the text of an error may hold the address that was asked for.
        logger.warning("The register of addresses can't be asked (%s)", type(error).__name__)
        return None
