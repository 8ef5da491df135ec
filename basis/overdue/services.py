"""Reminds owners, or else teams, of pages that wait for a look. At most one mail a week for each reader."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from basis.models import PaginaBeheer
from basis.overdue.models import Herinnering

logger = logging.getLogger("loket.worker")

AHEAD = dt.timedelta(days=30)
PAUSE = dt.timedelta(days=7)
# While one worker sends a mail no other does; after a mail server that was away it is tried again from then on.
_LEASE = dt.timedelta(hours=1)
# A mail is read, a list of a thousand is not; the rest stands in the admin.
MOST_LINES = 40


@dataclass(slots=True)
class Lezer:
    """Who gets one mail: the key of its Herinnering, the address, the language, and the pages by date."""

    key: str
    email: str
    taal: str
    te_laat: list[PaginaBeheer] = field(default_factory=list)
    straks: list[PaginaBeheer] = field(default_factory=list)


def waiting(*, today: dt.date | None = None) -> list[Lezer]:
    """Readers with the live pages that wait for them, the oldest date first. One query.

    The owner reads; without one who is active and has an address the team does. Pages that nobody can be told
    about are only counted in the log.
    """
    day = today or timezone.localdate()
    rows = PaginaBeheer.objects.filter(review_op__lte=day + AHEAD, page__live=True)
    rows = rows.select_related("page", "team", "eigenaar__wagtail_userprofile").order_by(
        "review_op", "page_id"
    )
    readers: dict[str, Lezer] = {}
    nobody = 0
    for row in rows:
        found = _reader_of(row)
        if found is None:
            nobody += 1
            continue
        reader = readers.setdefault(found.key, found)
        late = row.review_op is not None and row.review_op < day
        (reader.te_laat if late else reader.straks).append(row)
    if nobody:
        logger.warning("%d pages wait for a review and have no owner or team with an address", nobody)
    return list(readers.values())


def send_reminders(*, now: dt.datetime | None = None) -> int:
    """Mail every reader who heard nothing for a week; returns how many mails went out.

    Safe to repeat and to run twice at once. A mail that fails is tried again at the next run, and stops no other.
    """
    now = now or timezone.now()
    sent = 0
    for reader in waiting(today=timezone.localdate(now)):
        Herinnering.objects.get_or_create(lezer=reader.key, defaults={"next_at": now})
        mine = Herinnering.objects.filter(lezer=reader.key)
        if mine.filter(next_at__lte=now).update(next_at=now + _LEASE) != 1:
            continue
        try:
            _message(reader, now).send()
        except Exception as problem:  # whatever a mail server or a template does: the others go on
            logger.warning("reminder %s failed: %s", reader.key, type(problem).__name__)
        else:
            mine.update(next_at=now + PAUSE, sent_at=now)
            sent += 1
    return sent


def _reader_of(row: PaginaBeheer) -> Lezer | None:
    owner, team = row.eigenaar, row.team
    if owner is not None and owner.is_active and owner.email:
        return Lezer(f"user:{owner.pk}", owner.email, _language(owner))
    if team is not None and team.email:
        return Lezer(f"team:{team.pk}", team.email, settings.LANGUAGE_CODE)
    return None


def _message(reader: Lezer, now: dt.datetime) -> EmailMessage:
    """Subject and text in the reader's own language."""
    with translation.override(reader.taal):
        number = len(reader.te_laat) + len(reader.straks)
        subject = ngettext(
            "%(number)d pagina om opnieuw te bekijken", "%(number)d pagina's om opnieuw te bekijken", number
        ) % {"number": number}
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        context = {
            "te_laat": _lines(reader.te_laat, base),
            "straks": _lines(reader.straks, base),
            "meer": max(0, len(reader.te_laat) - MOST_LINES) + max(0, len(reader.straks) - MOST_LINES),
            "lijst_url": base + reverse("paginabeheer:index"),
        }
        return EmailMessage(
            subject=subject,
            body=render_to_string("basis/mail/opnieuw_bekijken.txt", context).strip() + "\n",
            to=[reader.email],
            headers={
                "Message-ID": f"<review.{reader.key.replace(':', '.')}.{now:%Y%m%d%H%M}@{_host()}>",
                "Auto-Submitted": "auto-generated",
            },
        )


def _lines(rows: list[PaginaBeheer], base: str) -> list[dict[str, Any]]:
    return [
        {
            "titel": " ".join(row.page.get_admin_display_title().split()),
            "dag": row.review_op,
            "url": base + reverse("wagtailadmin_pages:edit", args=[row.page_id]),
        }
        for row in rows[:MOST_LINES]
    ]


def _language(user: Any) -> str:
    """The language this employee chose in the admin; the site's own for who chose none."""
    profile = getattr(user, "wagtail_userprofile", None)
    return str(profile.get_preferred_language()) if profile is not None else settings.LANGUAGE_CODE


def _host() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
