"""PURE: the reasons for not taking a file."""

from __future__ import annotations

from enum import StrEnum


class BijlageProblem(StrEnum):
    """Why a file was refused. The sentence for the resident stands in `texts`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOTAL = "total"
    RATE = "rate"
    KIND = "kind"
    MISMATCH = "mismatch"
    NAME = "name"
    POLYGLOT = "polyglot"
    PASSWORD = "password"  # noqa: S105 - a state, not a secret
    BROKEN = "broken"
    ACTIVE = "active"
    EMBEDDED = "embedded"
    BOMB = "bomb"
    PIXELS = "pixels"
    PAGES = "pages"
    LIMITS = "limits"
    VIRUS = "virus"
    UNAVAILABLE = "unavailable"


class BijlageRefused(Exception):
    """This file is not taken; nothing of it stays."""

    def __init__(self, problem: BijlageProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem
