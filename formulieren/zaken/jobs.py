"""What the worker does for this app."""

import logging
from datetime import timedelta

from basis.worker.jobs import register_job
from formulieren.zaken.services.aanvulling import end_unanswered
from formulieren.zaken.services.bewaren import ClockProblem, purge_inzendingen
from formulieren.zaken.services.eenmaalcode import remove_old
from formulieren.zaken.services.reconcile import reconcile
from formulieren.zaken.services.vernietigen import destroy_approved
from formulieren.zaken.services.waarschuwen import warn_handlers

logger = logging.getLogger("loket.bewaren")


@register_job("inzendingen-vernietigen", every=timedelta(days=1))
def purge_sent() -> None:
    """Destroys what sent inzendingen past their term hold of a person."""
    try:
        purge_inzendingen()
    except ClockProblem:
        logger.error("Nothing was destroyed: nothing was written here for a month. Is the clock right?")


@register_job("eenmaalcodes-opruimen", every=timedelta(days=1))
def remove_codes() -> None:
    """Removes codes by e-mail that can't work any more."""
    remove_old()


@register_job("vernietigingslijsten", every=timedelta(hours=1))
def destroy_lists() -> None:
    """Destroys the zaken on lists that two people approved."""
    destroy_approved()


@register_job("termijnen-bewaken", every=timedelta(hours=1))
def watch_terms() -> None:
    """Lets terms run again whose question got no answer, and warns who looks after a zaak before its date passes."""
    end_unanswered()
    warn_handlers()


@register_job("zaken-vergelijken", every=timedelta(days=1))
def compare_zaken() -> None:
    """Compares inzendingen, zaken here and zaken in the ZGW backend; what is missing goes on its way again."""
    reconcile()
