"""Writing to the logboek."""

from __future__ import annotations

from typing import Any

from basis.logboek.herkomst import current_herkomst
from basis.logboek.models import Handeling, LogboekRegel


def record(*, actor: Any, handeling: Handeling, onderwerp: str, reden: str) -> LogboekRegel:
    """Write one line, in the transaction of the caller: what is not recorded has not happened.

    `actor` is the employee, or None when the resident or the product itself acts. `onderwerp` is a reference
    without personal data, at most 100 characters; `reden` says in which work it happened. From where comes from
    the request at hand (`herkomst`).
    """
    medewerker = actor if getattr(actor, "pk", None) else None
    return LogboekRegel.objects.create(
        medewerker=medewerker,
        handeling=handeling,
        onderwerp=onderwerp[:100],
        reden=reden[:200],
        herkomst=current_herkomst(),
    )
