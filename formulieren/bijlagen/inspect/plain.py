"""Plain text: readable signs only, and not a page or program under another name. PURE."""

from __future__ import annotations

import re
from typing import BinaryIO

from formulieren.bijlagen.problems import BijlageProblem, BijlageRefused

_CONTROLS = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# What a browser or a server would run, were it ever told that this is a page.
_PAGE = re.compile(rb"\s*<(?:!doctype|[?%]|html|head|body|script|svg|iframe|img|math|style)", re.IGNORECASE)
_WINDOW = 1024 * 1024


def check_text(file: BinaryIO) -> None:
    """Raises BijlageRefused MISMATCH. Text is UTF-8, or Windows-1252 as old programs write it."""
    file.seek(0)
    head = file.read(_WINDOW).removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head) or b"<script" in head.lower():
        raise BijlageRefused(BijlageProblem.MISMATCH)
    piece = head
    while piece:
        if _CONTROLS.search(piece):
            raise BijlageRefused(BijlageProblem.MISMATCH)
        piece = file.read(_WINDOW)
