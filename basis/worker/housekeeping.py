"""Jobs that belong to no other part: pages due by date, and sessions that are over."""

from __future__ import annotations

from datetime import timedelta

from basis.worker.jobs import register_job


@register_job("publish-scheduled", every=timedelta(minutes=1))
def publish_scheduled_pages() -> None:
    """Publish and take down pages by their dates, through the gate."""
    from a11y_checks.gate.schedule import publish_due

    publish_due()


@register_job("clear-sessions", every=timedelta(hours=1))
def clear_old_sessions() -> None:
    """Remove sessions that are over, so that nothing of a visit stays."""
    from django.contrib.sessions.backends.db import SessionStore

    SessionStore.clear_expired()
