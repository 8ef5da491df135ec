"""The seam for a virus scanner: what it is asked, what it answers, and which one this site uses."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from django.conf import settings

from formulieren.bijlagen.clamd import Clamd, ScannerRefusal, ScannerUnavailable


class ControleState(StrEnum):
    """What is known of a file after scanning."""

    SCHOON = "schoon"
    VIRUS = "virus"
    ONBEKEND = "onbekend"  # the scanner can't be reached, or wasn't able to say
    ZONDER = "zonder"  # there is no scanner here and none is needed: the demo


class Scanner(Protocol):
    """A scanner says whether bytes are clean; it raises when it can't, and never guesses."""

    def is_clean(self, chunks: Iterable[bytes]) -> bool:
        """Whether nothing was found. Raises ScannerUnavailable or ScannerRefusal."""


def scanner() -> Scanner | None:
    """The scanner of the settings, None when there is none."""
    if not settings.LOKET_CLAMD:
        return None
    return Clamd(settings.LOKET_CLAMD, seconds=settings.LOKET_CLAMD_SECONDS)


def scan(chunks: Iterable[bytes]) -> ControleState:
    """Scans; fails closed. Without a scanner: ZONDER, and ONBEKEND where a scanner is mandatory."""
    if (chosen := scanner()) is None:
        return ControleState.ONBEKEND if settings.LOKET_SCANNER_MANDATORY else ControleState.ZONDER
    try:
        return ControleState.SCHOON if chosen.is_clean(chunks) else ControleState.VIRUS
    except (ScannerUnavailable, ScannerRefusal):
        return ControleState.ONBEKEND
