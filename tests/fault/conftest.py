"""The forms' own fixtures: a live form, and a resident who fills it in."""

from tests.formulieren.conftest import formulier, home, resident, zaaktype

__all__ = ["formulier", "home", "resident", "zaaktype"]
