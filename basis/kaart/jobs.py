"""The worker's job for the map."""

from __future__ import annotations

from datetime import timedelta

from basis.worker.jobs import register_job


@register_job("kaart-opruimen", every=timedelta(hours=1))
def clean_tiles() -> None:
    """Remove tiles that are too old, and the oldest when there are too many."""
    from basis.kaart.services import clean_up

    clean_up()
