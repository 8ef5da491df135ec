"""What the gate has to say to whoever is at work when no view asks: collected per request, shown by the middleware."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from a11y_checks.gate.refusal import PublishRefused

logger = logging.getLogger("loket.gate")

# A page with very many faults gets the first few said; the edit form of the page shows them all.
_MOST_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """One page that stayed as it was: `page_id` for a link to its draft, `text` for the editor."""

    page_id: int
    text: str


_collected: ContextVar[list[Notice] | None] = ContextVar("loket_gate_notices", default=None)


@contextmanager
def collecting() -> Iterator[list[Notice]]:
    """Gather what is said in this block; outside any block a notice goes to the log alone."""
    found: list[Notice] = []
    token = _collected.set(found)
    try:
        yield found
    finally:
        _collected.reset(token)


def say_refused(page: Any, refusal: PublishRefused) -> None:
    """Note that `page` was not published while the action that asked for it went on with the rest."""
    logger.warning(
        "page %s refused while others went on: %d faults", page.pk, len(refusal.bevindingen), exc_info=refusal
    )
    found = _collected.get()
    if found is not None:
        found.append(Notice(page.pk, refusal_text(page.title, refusal)))


def refusal_text(title: str, refusal: PublishRefused) -> str:
    """One B1 text: which page, that it is not online with this version, and why."""
    reasons = [f"{b.message} {b.help}".strip() for b in refusal.bevindingen[:_MOST_FAULTS]]
    return " ".join(
        [
            _("‘%(title)s’ is niet online gegaan. De pagina is wel bewaard.") % {"title": title},
            *(reasons or [refusal.reason]),
        ]
    )
