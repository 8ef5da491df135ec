"""Sends the mail about uitzonderingen: by the worker, tried again until the mail server takes it."""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from a11y_checks.gate.uitzondering import DECIDE
from a11y_checks.gate.uitzondering_berichten import is_owner
from a11y_checks.models import (
    BerichtSoort,
    BerichtStatus,
    Uitzondering,
    UitzonderingBericht,
    UitzonderingStatus,
)

logger = logging.getLogger("loket.gate")

# While one is being sent no other worker takes it; a worker that died loses it after this.
_LEASE = dt.timedelta(minutes=5)
_FIRST_WAIT = dt.timedelta(minutes=1)
_LONGEST_WAIT = dt.timedelta(hours=1)
#: A mail server that was away for three days: the news is old, and the screens have it all along.
GIVE_UP_AFTER = dt.timedelta(days=3)


def send_berichten(*, limit: int = 50, now: dt.datetime | None = None) -> int:
    """Send what is due, the oldest first; returns how many went out. Safe to repeat, and to run twice at once.

    Never raises for one mail: it waits 1, 2, 4 minutes and so on to an hour, and is tried again.
    """
    now = now or timezone.now()
    due = UitzonderingBericht.objects.filter(status=BerichtStatus.WACHT, next_at__lte=now)
    sent = 0
    for row in due.select_related("uitzondering__page", "reeks", "user")[:limit]:
        mine = due.filter(pk=row.pk, next_at=row.next_at)
        if mine.update(next_at=now + _LEASE, attempts=F("attempts") + 1) == 1:
            row.attempts += 1
            sent += _deliver(row, now) is BerichtStatus.VERZONDEN
    return sent


def _deliver(row: UitzonderingBericht, now: dt.datetime) -> BerichtStatus:
    """Send one mail and note what became of it. The log names its number and never a person."""
    status, waits = BerichtStatus.VERZONDEN, {}
    try:
        address = _address(row)
        if address and _still_true(row):
            _message(row, address).send()
        else:
            status = BerichtStatus.VERVALLEN
    except (SMTPRecipientsRefused, SMTPSenderRefused) as problem:
        logger.error("mail %s about an uitzondering is refused: %s", row.pk, type(problem).__name__)
        status = BerichtStatus.MISLUKT
    except Exception as problem:  # whatever a mail server or a template does: the others go on
        over = now - row.created_at >= GIVE_UP_AFTER
        status = BerichtStatus.MISLUKT if over else BerichtStatus.WACHT
        level = logging.ERROR if over else logging.WARNING
        logger.log(level, "mail %s failed, try %d: %s", row.pk, row.attempts, type(problem).__name__)
        waits = {"next_at": now + min(_FIRST_WAIT * 2 ** min(row.attempts - 1, 10), _LONGEST_WAIT)}
    if status is BerichtStatus.VERZONDEN:
        waits = {"sent_at": now}
    UitzonderingBericht.objects.filter(pk=row.pk).update(status=status, **waits)
    return status


def _address(row: UitzonderingBericht) -> str:
    """Where it goes today; "" for who left meanwhile, or may not decide any more."""
    if row.user is None:
        return row.email
    if not row.user.is_active or (row.soort == BerichtSoort.GEVRAAGD and not row.user.has_perm(DECIDE)):
        return ""
    return str(row.user.email)


def _still_true(row: UitzonderingBericht) -> bool:
    """Whether there is still something to decide, or something that is going to end."""
    if row.soort == BerichtSoort.GEVRAAGD:
        return row.about.status == UitzonderingStatus.AANGEVRAAGD
    return row.soort == BerichtSoort.BESLUIT or row.about.counts_today


def _message(row: UitzonderingBericht, address: str) -> EmailMessage:
    """Subject and text in the reader's own language."""
    with translation.override(_language(row.user)):
        context = _context(row)
        return EmailMessage(
            subject=_one_line(_subjects()[BerichtSoort(row.soort)] % {"name": context["name"]}),
            body=render_to_string(f"a11y_checks/mail/uitzondering_{row.soort}.txt", context).strip() + "\n",
            to=[address],
            headers={
                "Message-ID": f"<uitzondering.{row.pk}.{row.created_at:%Y%m%d%H%M%S}@{_host()}>",
                "Auto-Submitted": "auto-generated",
            },
        )


def _subjects() -> dict[BerichtSoort, str]:
    return {
        BerichtSoort.GEVRAAGD: _("Wilt u beslissen over een uitzondering? %(name)s"),
        BerichtSoort.BESLUIT: _("Besluit over uw uitzondering: %(name)s"),
        BerichtSoort.EINDIGT: _("Een uitzondering eindigt bijna: %(name)s"),
    }


def _context(row: UitzonderingBericht) -> dict[str, Any]:
    item = row.about
    single = isinstance(item, Uitzondering)
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    return {
        "item": item,
        "single": single,
        "name": item.page.get_admin_display_title() if isinstance(item, Uitzondering) else item.naam,
        "asked_by": item.requested_by.get_full_name() or item.requested_by.get_username(),
        "pages": 0 if isinstance(item, Uitzondering) else _open_pages(item),
        "owner": isinstance(item, Uitzondering)
        and row.user_id is not None
        and is_owner(row.user_id, item.page),
        "url": base + reverse("a11y_uitzondering" if single else "a11y_reeks", args=[item.pk]),
        "edit_url": base + reverse("wagtailadmin_pages:edit", args=[item.page_id])
        if isinstance(item, Uitzondering)
        else "",
    }


def _open_pages(reeks: Any) -> int:
    """Pages of the reeks that were not mended yet."""
    return int(reeks.uitzonderingen.exclude(status=UitzonderingStatus.INGETROKKEN).count())


def _language(user: Any) -> str:
    """The language this employee chose in the admin; the site's own for who chose none, and for a team."""
    profile = getattr(user, "wagtail_userprofile", None)
    return str(profile.get_preferred_language()) if profile is not None else settings.LANGUAGE_CODE


def _host() -> str:
    return urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"


def _one_line(text: str) -> str:
    """A title with a line break in it would be refused as a header."""
    return " ".join(text.split())[:200]
