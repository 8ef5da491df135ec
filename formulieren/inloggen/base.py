"""The interface of a means to log in (DigiD later, the demo login now): start, return, who, log out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, ClassVar

from django.http import HttpRequest


class Niveau(IntEnum):
    """How sure it is who logs in (betrouwbaarheidsniveau): the levels of DigiD, in their order."""

    BASIS = 10
    MIDDEN = 20
    SUBSTANTIEEL = 25
    HOOG = 30


class LoginFailed(Exception):
    """Somebody came back without being logged in: stopped halfway, or what came back can't be trusted."""


@dataclass(frozen=True, slots=True)
class Persoon:
    """Who logged in, as the means says: the BSN, and how sure it is."""

    bsn: str = field(repr=False)
    niveau: Niveau


class Middel:
    """A means to log in. Subclasses set the class variables and override the three methods.

    `naam` is kept with an inzending and never changes; `label` is what residents read. A means with `proef` proves
    nothing: each page says so.
    """

    naam: ClassVar[str]
    label: ClassVar[Any]
    uitleg: ClassVar[Any]
    proef: ClassVar[bool] = False

    def start(self, request: HttpRequest, *, state: str, terug: str) -> str:
        """The address to which the browser goes to log in.

        Afterwards it comes back to `terug` (an address of this site) with `state` unchanged as a parameter.
        """
        raise NotImplementedError

    def finish(self, request: HttpRequest) -> Persoon:
        """Who came back with this request; the state was checked before. Raises LoginFailed."""
        raise NotImplementedError

    def log_out(self, request: HttpRequest) -> str:
        """Where to go to log out at the means itself as well; "" when there is nothing to do."""
        return ""
