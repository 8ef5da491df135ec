"""What the worker does for notifications."""

from datetime import timedelta

from basis.worker.jobs import register_job
from formulieren.zaken.notificaties.ontvangen import look_again, remove_old


@register_job("notificaties", every=timedelta(minutes=1))
def look_at_notificaties() -> None:
    """Finds the zaken of messages that came before we knew the address of their zaak."""
    look_again()


@register_job("notificaties-opruimen", every=timedelta(days=1))
def remove_notificaties() -> None:
    """Removes messages that were dealt with a month ago."""
    remove_old()
