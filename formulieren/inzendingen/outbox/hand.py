"""What a person may do with a task that waits for one."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from basis.logboek.models import Handeling
from basis.logboek.services import record
from formulieren.inzendingen.models import OutboxItem, OutboxState


def put_back(item: OutboxItem) -> bool:
    """A person mended the cause: tries the task again at once; whether it was waiting for a person."""
    return bool(
        OutboxItem.objects.filter(pk=item.pk, state=OutboxState.MENS).update(
            state=OutboxState.WACHT, next_at=timezone.now(), last_error="", alarmed_at=None
        )
    )


def settle(item: OutboxItem, *, actor: Any, reden: str) -> bool:
    """A person did the work, or found that nothing is left to do: the task is done; whether it waited for a person.

    Recorded in the logboek with `reden` (no personal data).
    """
    with transaction.atomic():
        settled = OutboxItem.objects.filter(pk=item.pk, state=OutboxState.MENS).update(
            state=OutboxState.KLAAR, done_at=timezone.now(), last_error=""
        )
        if settled:
            record(actor=actor, handeling=Handeling.CHANGE, onderwerp=f"taak:{item.pk}", reden=reden)
    return bool(settled)
