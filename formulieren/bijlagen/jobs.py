"""What the worker does for this app."""

from datetime import timedelta

from basis.worker.jobs import register_job
from formulieren.bijlagen.sweep import sweep
from formulieren.bijlagen.waiting import scan_waiting


@register_job("bijlagen-scannen", every=timedelta(minutes=1))
def scan_quarantine() -> None:
    """Scans what could not be scanned when it came."""
    scan_waiting()


@register_job("bijlagen-vegen", every=timedelta(hours=1))
def sweep_folder() -> None:
    """Removes what a crash left behind."""
    sweep()
