"""Keeps what visitors got: the rendered HTML of each published version, and from when to when it was live."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from a11y_checks.gate.render import RenderedState, render_states
from a11y_checks.models import Audit, GepubliceerdeVersie

# Nothing that a copy needs, and never the same twice.
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=)"[^"]*"')


def keep_version(
    page: Any, revision: Any, audit: Audit | None, states: Sequence[RenderedState] | None = None
) -> GepubliceerdeVersie:
    """Store what the page looks like from now on, and close the version that was live until now.

    Give the `states` that were audited when you have them; without, the page is rendered here. Only the
    first state is what a visitor gets at the page's address. The very same version again changes nothing.
    Raises RenderFailed when it does not render.
    """
    html = (states or render_states(page))[0].html.encode()
    packed = zlib.compress(_TOKEN.sub(rb'\1""', html), 9)
    with transaction.atomic():
        now = timezone.now()
        current = GepubliceerdeVersie.objects.filter(page_ref=page.pk, offline_at__isnull=True)
        facts = {
            "title": page.title,
            "url_path": page.get_url() or page.url_path,
            "revision_ref": getattr(revision, "pk", None),
        }
        same = current.filter(**facts).first()
        if same is not None and bytes(same.html) == packed:
            return same
        current.update(offline_at=now)
        return GepubliceerdeVersie.objects.create(
            page_id=page.pk,
            page_ref=page.pk,
            audit=audit if audit is not None and audit.pk else None,
            html=packed,
            online_at=now,
            **facts,
        )


def close_version(page_id: int) -> int:
    """The page went offline just now; returns how many versions that closed (one, or none)."""
    return GepubliceerdeVersie.objects.filter(page_ref=page_id, offline_at__isnull=True).update(
        offline_at=timezone.now()
    )


def live_on(day: date) -> QuerySet[GepubliceerdeVersie]:
    """Every version that was live at some moment of this day (local time), by address and then by moment.

    A page that changed during the day comes more than once. The HTML itself is left in the database.
    """
    zone = timezone.get_current_timezone()
    start = datetime.combine(day, time.min, zone)
    end = datetime.combine(day + timedelta(days=1), time.min, zone)
    return (
        GepubliceerdeVersie.objects.filter(online_at__lt=end)
        .filter(Q(offline_at__isnull=True) | Q(offline_at__gte=start))
        .defer("html")
        .select_related("audit")
        .order_by("url_path", "online_at", "pk")
    )


def html_of(version: GepubliceerdeVersie) -> str:
    """The HTML as it was sent, without tokens."""
    return zlib.decompress(bytes(version.html)).decode()
