"""One mail to one resident: the same headers each time, and what a refused address means."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from formulieren.inzendingen.outbox import NeedsHuman

REFUSED = "De mailserver weigert dit e-mailadres. Bereik de inwoner op een andere manier."


def message(
    *, to: str, subject: str, naam: str, template: str, context: dict[str, Any]
) -> EmailMultiAlternatives:
    """A mail of `template` (without its extension) as text and as HTML, in the active language.

    `naam` is what the mail is about, the same at a second try: mail programs then show it once.
    """
    host = urlsplit(settings.LOKET_BASE_URL).hostname or "localhost"
    made = EmailMultiAlternatives(
        # A line end in a subject would be a header of its own.
        subject=" ".join(subject.split()),
        body=render_to_string(f"{template}.txt", context),
        to=[to],
        headers={"Message-ID": f"<{naam}@{host}>", "Auto-Submitted": "auto-generated"},
    )
    made.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return made


def send(made: EmailMultiAlternatives) -> None:
    """Sends it. Raises NeedsHuman when the address is refused; other errors are tried again by the outbox."""
    try:
        made.send()
    except (SMTPRecipientsRefused, SMTPSenderRefused) as error:
        raise NeedsHuman(REFUSED, answered=True) from error


def absolute(name: str, query: str = "") -> str:
    """The whole address of one of our pages in the active language."""
    return f"{settings.LOKET_BASE_URL}{reverse(f'formulieren:{name}')}{f'?{query}' if query else ''}"
