"""How hard is this Dutch text to read? A first estimate, explained. PURE."""

from a11y_checks.leesbaarheid.causes import Cause
from a11y_checks.leesbaarheid.estimate import Leesbaarheid, measure, measure_text, to_bevindingen
from a11y_checks.leesbaarheid.exempt import Vrijstelling, VrijstellingSoort

__all__ = [
    "Cause",
    "Leesbaarheid",
    "Vrijstelling",
    "VrijstellingSoort",
    "measure",
    "measure_text",
    "to_bevindingen",
]
