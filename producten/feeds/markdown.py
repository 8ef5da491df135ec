"""PURE: turns the HTML of our own blocks into Markdown (CommonMark), for catalogues that ask texts in that form.

Pictures and films are left out: their texts stand beside them. Links become whole addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Comment, NavigableString, Tag

_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
# What would become a heading, a list or a quote at the start of a line.
_START = re.compile(r"^(#{1,6}(?=\s)|[-+](?=\s)|=+$|-+$)")
_NUMBER = re.compile(r"^(\d{1,9})([.)]\s)")
_GONE = ("script", "style", "svg", "img", "video", "audio", "template", "iframe", "noscript")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {
        *_HEADINGS,
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "div",
        "section",
        "details",
        "summary",
        "figure",
        "figcaption",
    }
    | {"dl", "dt", "dd", "blockquote", "hr", "caption", "address", "aside", "article", "body", "html", "nav"}
)
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em"})


@dataclass(slots=True)
class Markdown:
    """A text with the addresses that it links to, in their order."""

    text: str
    links: list[str] = field(default_factory=list)


def to_markdown(html: str, *, base: str = "") -> Markdown:
    """`html` as Markdown; a path in a link is put behind `base` ("https://www.voorbeeld.nl/")."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in [
        *soup.find_all(_GONE),
        *soup.find_all(hidden=True),
        *soup.select('[aria-hidden="true"]'),
    ]:
        tag.decompose()
    writer = _Writer(base)
    return Markdown("\n\n".join(writer.blocks(soup)), writer.links)


class _Writer:
    def __init__(self, base: str) -> None:
        self.base = base
        self.links: list[str] = []

    def blocks(self, parent: Tag) -> list[str]:
        """The pieces of Markdown that stand below each other in `parent`."""
        found: list[str] = []
        run: list[str] = []
        for child in parent.children:
            if isinstance(child, Tag) and (child.name in _BLOCKS or child.find(list(_BLOCKS)) is not None):
                found += [_paragraph(run), *self._block(child)]
                run = []
            else:
                run.append(self._inline(child))
        return [piece for piece in [*found, _paragraph(run)] if piece]

    def _block(self, tag: Tag) -> list[str]:
        if tag.name in _HEADINGS:
            text = self._line(tag)
            return [f"{'#' * _HEADINGS[tag.name]} {text}"] if text else []
        if tag.name in {"ul", "ol"}:
            return self._list(tag)
        if tag.name == "table":
            return self._table(tag)
        if tag.name in {"summary", "dt", "caption"}:
            text = self._line(tag)
            return [f"**{text}**"] if text else []
        if tag.name == "blockquote":
            return [_indent("\n\n".join(self.blocks(tag)), "> ", "> ")]
        if tag.name == "hr":
            return ["---"]
        return self.blocks(tag)

    def _list(self, tag: Tag) -> list[str]:
        items = []
        for number, item in enumerate(tag.find_all("li", recursive=False), start=1):
            marker = f"{number}. " if tag.name == "ol" else "- "
            pieces = self.blocks(item)
            items.append(_indent("\n\n".join(pieces), marker, " " * len(marker)))
        return ["\n".join(item for item in items if item.strip())] if items else []

    def _table(self, tag: Tag) -> list[str]:
        caption = tag.find("caption")
        above = self._block(caption) if isinstance(caption, Tag) else []
        rows = [
            [self._line(cell).replace("|", r"\|") for cell in row.find_all(["th", "td"])]
            for row in tag.find_all("tr")
        ]
        rows = [row for row in rows if row]
        if not rows:
            return above
        width = max(len(row) for row in rows)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        lines.insert(1, f"|{' --- |' * width}")
        return [*above, "\n".join(lines)]

    def _line(self, tag: Tag) -> str:
        """Everything in `tag` on one line."""
        return _SPACE.sub(" ", "".join(self._inline(child) for child in tag.children)).strip()

    def _inline(self, node: object) -> str:
        if isinstance(node, NavigableString):
            return "" if isinstance(node, Comment) else _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", str(node)))
        if not isinstance(node, Tag):
            return ""
        if node.name == "br":
            return "  \n"
        inside = "".join(self._inline(child) for child in node.children)
        if node.name == "a" and node.get("href"):
            return self._link(inside, str(node["href"]))
        if node.name in _BOLD:
            return _around(inside, "**")
        return _around(inside, "*") if node.name in _ITALIC else inside

    def _link(self, text: str, href: str) -> str:
        if href.startswith("#"):
            return text
        url = urljoin(self.base, href).replace(" ", "%20").replace("(", "%28").replace(")", "%29")
        label = _SPACE.sub(" ", text).strip()
        if url.startswith(("mailto:", "tel:")) or not label:
            return text
        self.links.append(url)
        return f"[{label}]({url})"


def _paragraph(run: list[str]) -> str:
    """Inline pieces as one paragraph; a line that only looks like a list or heading stays text."""
    lines = [_SPACE.sub(" ", line).strip() for line in "".join(run).split("  \n")]
    safe = [_NUMBER.sub(r"\1\\\2", _START.sub(r"\\\1", line)) for line in lines]
    return "  \n".join(safe).strip()


def _around(text: str, mark: str) -> str:
    """Marks close around words: CommonMark sees no emphasis when a space stands inside."""
    core = text.strip()
    if not core:
        return text
    start = text[: len(text) - len(text.lstrip())]
    end = text[len(text.rstrip()) :]
    return f"{start}{mark}{core}{mark}{end}"


def _indent(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        [f"{first}{lines[0]}", *(f"{rest}{line}" if line else rest.rstrip() for line in lines[1:])]
    )
