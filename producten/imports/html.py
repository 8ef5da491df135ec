"""Turns a text from outside into the rich text of our own blocks: what an editor could have typed, and no more."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from bs4.formatter import HTMLFormatter
from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter

# A part of basis.blocks.TEKST_FEATURES: a source has no documents of ours and marks no languages.
_FEATURES = ["bold", "italic", "ol", "ul", "link", "h3", "h4"]
_LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|br|ul|ol|li|a|b|i|strong|em|u|span|div|h[1-6]|table|tr|td|img|script|style|iframe)\b[^>]*>",
    re.IGNORECASE,
)
_RENAMED = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "strong": "b", "em": "i", "dt": "h4", "dd": "p"}
_GONE = (
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "embed",
    "form",
    "svg",
    "video",
    "audio",
    "img",
)
_BLOCKS = frozenset({"p", "ul", "ol", "h3", "h4"})
_BOXES = (
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "aside",
    "blockquote",
    "center",
    "dl",
    "html",
    "body",
)
_BULLET = re.compile(r"^\s*[-*•·–]\s+")
# Escapes as Wagtail's whitelister does, so that its own reading of links works.
_FORMATTER = HTMLFormatter(entity_substitution=lambda text: str(escape(text)))
# Line breaks at the very beginning or end.
_BREAKS = re.compile(r"^(?:<br\s*/?>\s*)+|(?:\s*<br\s*/?>)+$")
_BLANK = re.compile(r"\n\s*\n")


def clean_text(text: str) -> tuple[str, list[str]]:
    """(rich text, what was left out in Dutch) of a cell: HTML when it looks like it, else plain text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not _LOOKS_LIKE_HTML.search(text):
        return _from_plain(text), []
    # lxml closes what a source forgot to close, as a browser does.
    soup = BeautifulSoup(text, "lxml")
    told = _told(soup)
    _simplify(soup)
    # Not `to_database_format`: that would write the text and read it again, which costs most of an import.
    _converter().whitelister.clean_node(soup, soup)
    return _in_paragraphs(soup), told


@cache
def _converter() -> EditorHTMLConverter:
    """Wagtail's own whitelist for these features; an address that is no http(s), mailto or tel is dropped."""
    return EditorHTMLConverter(features=_FEATURES)


def _told(soup: BeautifulSoup) -> list[str]:
    told = []
    if soup.find("img"):
        told.append(
            _("Een afbeelding is niet overgenomen. Zet die zelf op de pagina, met een alternatieve tekst.")
        )
    if soup.find("table"):
        told.append(_("Een tabel is nu gewone tekst. Maak er zelf weer een tabel van."))
    if soup.find([name for name in _GONE if name != "img"]):
        told.append(_("Een script, formulier, video of ander ingesloten deel is niet overgenomen."))
    return told


def _simplify(soup: BeautifulSoup) -> None:
    """Only elements that the whitelist knows, and only the addresses of links left on them."""
    for tag in soup.find_all(_GONE):
        tag.decompose()
    for comment in soup.find_all(string=lambda found: isinstance(found, Comment)):
        comment.extract()
    for row in soup.find_all("tr"):
        for cell in row.find_all(["td", "th"])[1:]:
            cell.insert_before(": ")
        row.name = "p"
    for tag in soup.find_all(True):
        tag.name = _RENAMED.get(tag.name, tag.name)
        href = tag.get("href") if tag.name == "a" else None
        # Without this a source could point to pages of ours by number, also those that nobody may see yet.
        tag.attrs = {"href": href} if isinstance(href, str) and not href.startswith(("/", "#")) else {}
    for tag in soup.find_all("a"):
        if "href" not in tag.attrs:
            tag.unwrap()
    for name in _BOXES:
        for box in soup.find_all(name):
            if box.find(list(_BLOCKS | set(_BOXES))):
                box.unwrap()
            else:
                box.name = "p"


def _in_paragraphs(soup: BeautifulSoup) -> str:
    """Loose text and inline elements on top get a paragraph of their own; empty blocks go."""
    for link in soup.find_all("a", href=False):
        link.unwrap()
    pieces = []
    for is_block, found in groupby(
        soup.contents, key=lambda node: isinstance(node, Tag) and node.name in _BLOCKS
    ):
        nodes = [node for node in found if isinstance(node, Tag | NavigableString)]
        if is_block:
            pieces += [_written(node) for node in nodes if node.get_text().strip()]
        elif any(node.get_text().strip() for node in nodes):
            inline = "".join(_written(node) for node in nodes).strip()
            pieces.append(f"<p>{_BREAKS.sub('', inline)}</p>")
    return "".join(pieces)


def _written(node: Tag | NavigableString) -> str:
    """As Wagtail writes rich text; a list item outside a list is text."""
    if not isinstance(node, Tag):
        return escape(str(node))
    if node.name == "li":
        return f"{node.decode_contents(formatter=_FORMATTER)}<br/>"
    return node.decode(formatter=_FORMATTER)


def _from_plain(text: str) -> str:
    """Blank lines divide paragraphs; lines that begin with a dash or a dot are a list."""
    pieces = []
    for paragraph in _BLANK.split(text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for is_list, found in groupby(lines, key=lambda line: bool(_BULLET.match(line))):
            texts = [escape(_BULLET.sub("", line).strip() if is_list else line.strip()) for line in found]
            if is_list:
                pieces.append("<ul>" + "".join(f"<li>{item}</li>" for item in texts) + "</ul>")
            else:
                pieces.append(f"<p>{'<br/>'.join(texts)}</p>")
    return "".join(pieces)
