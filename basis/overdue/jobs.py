"""The background job of the review dates."""

from __future__ import annotations

from datetime import timedelta

from basis.worker.jobs import register_job


@register_job("review-reminders", every=timedelta(days=1))
def remind_of_reviews() -> None:
    """Mail owners and teams what waits for them; each at most once a week."""
    from basis.overdue.services import send_reminders

    send_reminders()
