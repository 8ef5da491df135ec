"""Which hosts a page may load files from: those the caller named, and no other. PURE.

The browser can reach our document server only. An absolute address on the page's own site becomes an address on that
server; one on another host that may be used becomes an address below PREFIX. Whatever is left goes nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit, urlunsplit

from a11y_checks.browser.protocol import Asset

PREFIX = "/~loket-host/"

# An empty style sheet in place of one that could not be had: the page is looked at, and told to be incomplete.
NO_STYLE = Asset("text/css", b"/* ontbreekt */")

# Absolute addresses in attributes and in url(): never in the text that people read.
_ABSOLUTE = re.compile(r"""(?<=["'(=])(https?:)?//([\w.-]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?(?=[/"'?#)\s>]|$)""")
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_STYLE_SHEET = re.compile(r"""\brel\s*=\s*["']?[^"'>]*\bstylesheet\b""", re.IGNORECASE)
_FROM_ROOT = re.compile(r"""(url\(\s*["']?|@import\s+["'])/(?!/)""", re.IGNORECASE)


def host_of(address: str) -> str:
    """The host name in an address, in lower case; "" when it names none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def for_browser(html: str, origin: str, hosts: Collection[str]) -> str:
    """`html` with addresses that the document server can answer.

    `origin` ("https://gemeente.example", "" for a folder) is the page's own site. Style sheets of a host that may
    not be used point below PREFIX as well, since a page without them has to be told incomplete.
    """
    html = _LINK.sub(lambda found: _style_link(found[0], origin), html)
    return _absolute(html, origin, hosts)


def style_for_browser(css: str, address: str, origin: str, hosts: Collection[str]) -> str:
    """A style sheet with the same change; `address` is where the browser asked for it."""
    if address.startswith(PREFIX):
        scheme, netloc = address.removeprefix(PREFIX).split("/", 2)[:2]
        css = _FROM_ROOT.sub(rf"\g<1>{PREFIX}{scheme}/{netloc}/", css)
    return _absolute(css, origin, hosts)


def original(address: str) -> str:
    """The absolute address behind one below PREFIX; "" when it is none."""
    parts = address.removeprefix(PREFIX).split("/", 2)
    if not address.startswith(PREFIX) or len(parts) != 3 or parts[0] not in {"http", "https"}:
        return ""
    return f"{parts[0]}://{parts[1]}/{parts[2]}"


def _absolute(text: str, origin: str, hosts: Collection[str]) -> str:
    own = urlsplit(origin)

    def rooted(found: re.Match[str]) -> str:
        scheme = (found[1] or f"{own.scheme or 'https'}:").rstrip(":")
        netloc = found[2] + (found[3] or "")
        follows = text[found.end() : found.end() + 1]
        if origin and urlunsplit((scheme, netloc, "", "", "")) == origin:
            return "" if follows == "/" else "/"
        if found[2].lower() in hosts:
            return f"{PREFIX}{scheme}/{netloc}" + ("" if follows == "/" else "/")
        return found[0]

    return _ABSOLUTE.sub(rooted, text)


def _style_link(tag: str, origin: str) -> str:
    """A link to a style sheet elsewhere, as an address below PREFIX; any other tag as it is."""
    if not _STYLE_SHEET.search(tag):
        return tag
    own = host_of(origin)

    def elsewhere(found: re.Match[str]) -> str:
        if own and found[2].lower() == own:
            return found[0]
        follows = tag[found.end() : found.end() + 1]
        scheme = (found[1] or "https:").rstrip(":")
        return f"{PREFIX}{scheme}/{found[2]}{found[3] or ''}" + ("" if follows == "/" else "/")

    return _ABSOLUTE.sub(elsewhere, tag)
