"""The errors of uitzonderingen: each has one Dutch sentence that the person can act on."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _


class UitzonderingError(Exception):
    """Nothing changed. `reason`: one Dutch sentence at B1."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class UitzonderingNotAllowed(UitzonderingError):
    """This person may not ask, decide or withdraw."""


class UitzonderingNoSecondPerson(UitzonderingError):
    """Who asked can't decide."""

    def __init__(self) -> None:
        super().__init__(_("U vroeg deze uitzondering zelf aan. Een ander moet hierover beslissen."))


class UitzonderingConflict(UitzonderingError):
    """Somebody else was first, or the day it would end has passed."""


class UitzonderingInvalid(UitzonderingError):
    """The request is not complete. `fields`: name of the argument -> what is wrong with it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        self.fields = dict(fields)
        super().__init__(" ".join(self.fields.values()))


def already_decided() -> UitzonderingConflict:
    """The answer to whoever came second."""
    return UitzonderingConflict(_("Een ander heeft hier net over beslist. Bekijk de uitzondering opnieuw."))
