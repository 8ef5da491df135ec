"""What the worker does for notifications."""

from datetime import timedelta

from basis.worker.jobs import register_job
from formulieren.zaken.notificaties.lezen import plan_daily_reading
from formulieren.zaken.notificaties.ontvangen import look_again, remove_old


@register_job("notificaties", every=timedelta(minutes=1))
def look_at_notificaties() -> None:
    """Finds the zaken of messages that came before we knew the address of their zaak."""
    look_again()


@register_job("notificaties-opruimen", every=timedelta(days=1))
def remove_notificaties() -> None:
    """Removes messages that were dealt with a month ago."""
    remove_old()


@register_job("zaken-bijlezen", every=timedelta(days=1))
def read_open_zaken() -> None:
    """Reads every open zaak of the backend again, in case a notification got lost."""
    plan_daily_reading()
