"""Rich text as the reader sees it, with the way back to the HTML; and the sentence around a place. PURE."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_PARTS = re.compile(r"<[^>]*>|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);|[^<&]+|[<&]")
_BLOCK = re.compile(r"</?(?:p|br|hr|li|ul|ol|h[1-6]|div|td|th|tr|table|blockquote|embed)\b", re.IGNORECASE)
_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(]?[A-ZÀ-ÞĲ])|\n")
_WEB = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
#: Of a long sentence no more than this is shown on each side.
_MOST = 160


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` without tags; character i of it stands at `places[i]` (start, end) in the source."""

    text: str
    places: tuple[tuple[int, int], ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """From where to where a piece of the text stands in the source."""
        return self.places[start][0], self.places[end - 1][1]


def as_plain(html: str) -> Plain:
    """HTML without tags and with its entities read; each block starts a line of its own."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _PARTS.finditer(html):
        part, (start, end) = match[0], match.span()
        if part.startswith("<") and len(part) > 1:
            if _BLOCK.match(part):
                text.append("\n")
                places.append((start, end))
        elif part.startswith("&") and len(part) > 1:
            read = unescape(part)
            text += read
            places += [(start, end)] * len(read)
        else:
            text += part
            places += [(start + number, start + number + 1) for number in range(len(part))]
    return Plain("".join(text), tuple(places))


def web_spans(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand in plain text: digits in them are no telephone number."""
    return [match.span() for match in _WEB.finditer(text)]


def tags_in(html: str) -> str:
    """The tags within a piece of HTML, in their order: what must stay when its text is replaced."""
    return "".join(re.findall(r"<[^>]*>", html))


def around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence in which text[start:end] stands: before it, itself, after it."""
    first = max((match.end() for match in _END.finditer(text, 0, start)), default=0)
    last = _END.search(text, end)
    before, after = text[first:start], text[end : last.start() + 1 if last else len(text)]
    if len(before) > _MOST:
        before = "…" + before[-_MOST:]
    if len(after) > _MOST:
        after = after[:_MOST] + "…"
    return _spaces(before, left=True), _spaces(text[start:end]), _spaces(after)


def _spaces(text: str, *, left: bool = False) -> str:
    one = re.sub(r"\s+", " ", text)
    return one.lstrip() if left else one.rstrip()
