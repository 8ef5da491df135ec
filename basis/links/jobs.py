"""The worker's jobs for links."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from basis.worker.jobs import register_job

# A day in quarters of an hour: each live page has its own, in which its links are read again.
SLOTS = 96


@register_job("links-extern", every=timedelta(minutes=1))
def check_links_to_others() -> None:
    """Ask a few other sites whether our links still work, one address per site."""
    from basis.links.services import check_external

    check_external()


@register_job("links-intern", every=timedelta(minutes=5))
def check_own_links() -> None:
    """Look whether links on our own site still lead somewhere."""
    from basis.links.services import check_internal

    check_internal()


# More often than a slot lasts, so that a slow round never makes it miss one.
@register_job("links-lezen", every=timedelta(minutes=10))
def read_links() -> None:
    """Read which links stand on live pages: also those that went live before this part was there."""
    from basis.links.services import record_slot

    now = timezone.localtime()
    record_slot((now.hour * 60 + now.minute) * SLOTS // (24 * 60), SLOTS)
