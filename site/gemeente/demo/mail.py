"""The mail that the demo kept in a folder instead of sending it: read back, to show what residents get."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FILEBASED = "django.core.mail.backends.filebased.EmailBackend"
# What the backend writes behind each message of a file: after it comes the next one's first header, or nothing.
LINE = re.compile(rb"^-{79}\r?\n(?=[A-Z][A-Za-z-]+: |\Z)", re.MULTILINE)
MOST_FILES = 200
MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `bestand` and `nummer` say where it is kept; the times are those of this site."""

    bestand: str
    nummer: int
    onderwerp: str
    aan: str
    van: str
    moment: datetime | None
    tekst: str
    html: str
    bijlagen: tuple[str, ...]


def folder() -> Path | None:
    """Where the demo keeps its mail; None outside the demo, or when mail is really sent."""
    mailer = settings.MAILERS["default"]
    if not settings.LOKET_DEMO_ALLOWED or mailer.get("BACKEND") != FILEBASED:
        return None
    options = mailer.get("OPTIONS")
    path = options.get("file_path") if isinstance(options, dict) else None
    return Path(path) if path else None


def newest(where: Path) -> list[Mail]:
    """The mails, the newest first; of very many only those in the newest files."""
    files = sorted((path for path in where.glob("*.log") if path.is_file()), reverse=True)[:MOST_FILES]
    found = [mail for path in files for mail in _mails(path)]
    oldest = datetime.min.replace(tzinfo=timezone.get_current_timezone())
    return sorted(found, key=lambda mail: mail.moment or oldest, reverse=True)


def find(where: Path, bestand: str, nummer: int) -> Mail | None:
    """One mail; None when there is none. `bestand` can't lead out of the folder."""
    if not re.fullmatch(r"[0-9]{8}-[0-9]{6}-[0-9]+", bestand):
        return None
    path = where / f"{bestand}.log"
    return next((mail for mail in _mails(path) if mail.nummer == nummer), None) if path.is_file() else None


def _mails(path: Path) -> Iterator[Mail]:
    if path.stat().st_size > MOST_BYTES:
        return
    for number, part in enumerate(LINE.split(path.read_bytes())):
        if part.strip():
            yield _read(path.stem, number, part)


def _read(bestand: str, nummer: int, raw: bytes) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return Mail(
        bestand=bestand,
        nummer=nummer,
        onderwerp=str(message["Subject"] or ""),
        aan=str(message["To"] or ""),
        van=str(message["From"] or ""),
        moment=_moment(str(message["Date"] or "")),
        tekst=_part(message, "plain"),
        html=_part(message, "html"),
        bijlagen=tuple(str(part.get_filename() or "") for part in message.iter_attachments()),
    )


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body(preferencelist=(kind,))
    return str(body.get_content()) if body is not None else ""


def _moment(text: str) -> datetime | None:
    try:
        return timezone.localtime(parsedate_to_datetime(text))
    except ValueError:
        return None
