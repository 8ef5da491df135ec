"""What the worker does for the connection with a ZGW backend."""

from __future__ import annotations

import logging
from datetime import timedelta

from basis.worker.jobs import register_job
from formulieren.zaken.client import ZgwError, zgw_is_on
from formulieren.zaken.zgw.nakijken import check_published
from formulieren.zaken.zgw.sync import sync_catalogus

logger = logging.getLogger("loket.zgw")


@register_job("zgw-catalogus", every=timedelta(days=1))
def read_catalogus() -> None:
    """Reads the catalogue of the backend, and checks every live form against what holds today."""
    if zgw_is_on():
        try:
            sync_catalogus()
        except ZgwError as error:
            logger.error("The catalogue can't be read: %s", error)
    check_published()
