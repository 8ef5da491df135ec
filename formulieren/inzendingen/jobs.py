"""What the worker does for this app."""

from datetime import timedelta

from basis.worker.jobs import register_job
from formulieren.inzendingen.bestanden import purge_unowned
from formulieren.inzendingen.outbox import process_due
from formulieren.inzendingen.retention import purge_concepts


@register_job("outbox", every=timedelta(seconds=5))
def process_outbox() -> None:
    """Does the tasks that are due."""
    process_due()


@register_job("concepten-opruimen", every=timedelta(hours=1))
def purge_old_concepts() -> None:
    """Removes concepts past their term."""
    purge_concepts()


@register_job("bijlagen-wezen", every=timedelta(hours=1))
def purge_unowned_files() -> None:
    """Removes files whose inzending is gone."""
    purge_unowned()
