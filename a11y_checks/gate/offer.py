"""Offers a page to the gate as one of many: it goes live or stays a draft, and the others go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from a11y_checks.gate.notices import say_refused
from a11y_checks.gate.refusal import PublishRefused


def offer(page: Any, publish: Callable[[], Any]) -> bool:
    """Whether `publish` got the page online; a refusal becomes a notice for the editor."""
    try:
        publish()
    except PublishRefused as refusal:
        say_refused(page, refusal)
        return False
    return True


def offer_after_commit(page: Any, publish: Callable[[], Any]) -> None:
    """As `offer`, once the transaction around it is done; at once when there is none.

    An audit takes a browser's time, and no transaction may stay open that long.
    """
    transaction.on_commit(lambda: offer(page, publish))
