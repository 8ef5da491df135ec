"""What the services of lezerspanels refuse."""

from __future__ import annotations


class LezerspanelError(Exception):
    """Something that can't be done; `reason` is for the person who asked."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LezerspanelNotAllowed(LezerspanelError):
    """Not by this person."""


class LezerspanelInvalid(LezerspanelError):
    """What was filled in is not right; `fields` tells what, by the name of the field."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = fields


class LezerspanelClosed(LezerspanelError):
    """Residents can't answer (any more): over, closed, or enough people did."""

    def __init__(self) -> None:
        super().__init__("")
