"""PURE: by which right a form may ask a personal datum (AVG, article 6)."""

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
