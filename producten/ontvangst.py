"""How a product is received, as the page shows it. No database here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from producten.keuzes import OntvangstWijze


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvangst:
    """One way of receiving; `locatie` is a live LocationPage or None, and only means something when collecting."""

    wijze: OntvangstWijze
    uitleg: str = ""
    kosten: str = ""
    duur: str = ""
    locatie: Any = None

    @property
    def titel(self) -> str:
        """The way's name on the screen."""
        return str(self.wijze.label)
