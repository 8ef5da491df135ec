"""PURE: for what and by which right a form may ask a personal datum (AVG, articles 5, 6 and 13)."""

from __future__ import annotations

from enum import StrEnum


class Grondslag(StrEnum):
    """The six grounds of article 6, paragraph 1, in its order; the value stands in `VraagSchema.grondslag`."""

    TOESTEMMING = "toestemming"
    OVEREENKOMST = "overeenkomst"
    WETTELIJKE_PLICHT = "wettelijke_plicht"
    VITAAL_BELANG = "vitaal_belang"
    PUBLIEKE_TAAK = "publieke_taak"
    GERECHTVAARDIGD_BELANG = "gerechtvaardigd_belang"


def missing_of(doel: str, grondslag: str) -> frozenset[str]:
    """Which of "doel" and "grondslag" is not said, or said with nothing in it.

    A ground that the AVG doesn't know counts as none.
    """
    missing = set()
    if not doel.strip():
        missing.add("doel")
    if grondslag not in set(Grondslag):
        missing.add("grondslag")
    return frozenset(missing)
