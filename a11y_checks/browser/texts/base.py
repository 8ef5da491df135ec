"""The shape of a text about one axe rule."""

from __future__ import annotations

from typing import NamedTuple


class RuleText(NamedTuple):
    """`message` is about one element and may hold {adres}, {tekst} and {waarden}; `help` says how to mend it.

    Each of the three is empty or starts with a space or bracket of its own, so a sentence reads well without.
    """

    message: str
    help: str
