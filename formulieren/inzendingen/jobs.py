"""What the worker does for this app."""

from datetime import timedelta

from basis.worker.jobs import register_job
from formulieren.inzendingen.bestanden import purge_unowned
from formulieren.inzendingen.outbox import process_due, tell_alarms
from formulieren.inzendingen.retention import purge_concepts


@register_job("outbox", every=timedelta(seconds=5))
def process_outbox() -> None:
    """Does the tasks that are due."""
    process_due()


@register_job("outbox-alarm", every=timedelta(minutes=1))
def tell_about_outbox() -> None:
    """Tells people about services that don't work and tasks that take too long."""
    tell_alarms()


@register_job("concepten-opruimen", every=timedelta(hours=1))
def purge_old_concepts() -> None:
    """Removes concepts past their term."""
    purge_concepts()


@register_job("bijlagen-wezen", every=timedelta(hours=1))
def purge_unowned_files() -> None:
    """Removes files whose inzending is gone."""
    purge_unowned()
