"""What the tests of bijlagen share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.formulieren.bijlagen.files import GOOD

PDF = GOOD["brief.pdf"]


def pdf(name: str = "brief.pdf", extra: bytes = b"") -> SimpleUploadedFile:
    """A PDF as a browser posts it, with a header that lies; `extra` makes it another file."""
    return SimpleUploadedFile(name, PDF + extra, content_type="text/html")


def soup(response: Any) -> BeautifulSoup:
    """The page, to look around in."""
    return BeautifulSoup(response.content, "html.parser")


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as Django hands it over; the name exactly as given, also where Django would clean it."""
    made = SimpleUploadedFile("x.bin", data)
    made._name = name  # type: ignore[attr-defined]
    return made


def stored_names(folder: Path) -> list[str]:
    """The names of what stands in the private folder."""
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
