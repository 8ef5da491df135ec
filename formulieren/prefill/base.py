"""The interface of a register that knows answers, and which kinds of fact fit which questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

# Kind of fact -> the question types that can take it as an answer. A kind is a promise about the value's shape:
# that of the question type's own stored answer, so that a known answer is checked as if it were typed.
PASSENDE_VRAGEN: Mapping[str, frozenset[str]] = {
    "tekst": frozenset({"tekst"}),
    "datum": frozenset({"datum"}),
    "adres": frozenset({"postcode_huisnummer"}),
    "email": frozenset({"email"}),
    "telefoon": frozenset({"telefoon"}),
    "bsn": frozenset({"bsn"}),
}


@dataclass(frozen=True, slots=True)
class Feit:
    """One fact that a register can give: its code, what an editor reads, and its kind (a key of PASSENDE_VRAGEN)."""

    code: str
    label: Any  # str or a lazy translation
    soort: str


class RegisterDown(Exception):
    """The register can't be asked now; the form then asks the resident."""


class Bron:
    """A register. Subclasses set the class variables and answer `fetch`.

    `naam` is the first part of what a form keeps ("brp" in "brp.naam") and never changes; `label` is what residents
    read as the source of an answer, `correctie` how they have a mistake mended. `timeout` is in seconds.
    """

    naam: ClassVar[str]
    label: ClassVar[Any]
    correctie: ClassVar[Any]
    feiten: ClassVar[tuple[Feit, ...]]
    timeout: ClassVar[float] = 3.0

    def fetch(self, bsn: str, codes: Collection[str], *, timeout: float) -> Mapping[str, Any]:
        """The facts `codes`, and no others, of the person; what isn't known is left out.

        Values are JSON as the question type of their kind stores it. Gives up after `timeout` seconds. Raises
        RegisterDown; whatever else it raises counts as that too.
        """
        raise NotImplementedError
