"""Tells whether a document can run any script of its own: without one nothing is stored, waits or listens."""

from __future__ import annotations

import re

# Broad on purpose: a word too many costs a few milliseconds, a word too few would leave something running.
_MAY_RUN = re.compile(
    r"<\s*(?:script|i?frame|object|embed|applet|portal|fencedframe)|javascript|srcdoc|http-equiv|\bon[a-z]+\s*="
    r"|popover|commandfor",
    re.IGNORECASE,
)


def scriptless(html: str) -> bool:
    """Whether nothing in this document can run, open a frame, send the visitor on or open something at a click."""
    return _MAY_RUN.search(html) is None
