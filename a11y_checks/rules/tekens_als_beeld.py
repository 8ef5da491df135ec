"""Letters and signs used as a picture are read out one by one (WCAG 1.1.1; failures F71 and F72, technique H86)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_SMILEY = re.compile(r"(?<![\w/])(?:[:;][-~^o']?[)(DPp|](?![\w/])|<3(?!\d)|\^_\^|¯\\_\(ツ\)_/¯)")
_ARROW = re.compile(r"(?:={2,}|-{2,}|~{2,})>|<(?:={2,}|-{2,}|~{2,})")
# Letters of the mathematical alphabets look bold or curly; a screen reader skips or spells them.
_LOOKALIKE = re.compile("[\U0001d400-\U0001d7ff\u24b6-\u24e9\uff21-\uff5a]{3,}")
_EMOJI_ROW = re.compile("(?:[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?\\s*){4,}")
_ODD = re.compile("|".join(pattern.pattern for pattern in (_SMILEY, _ARROW, _LOOKALIKE, _EMOJI_ROW)))
_TEXTS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "a", "button", "div", "span")


def _is_drawing(text: str) -> bool:
    """Three lines or more with more signs than letters."""
    lines = [line for line in text.splitlines() if line.strip()]
    shown = [letter for letter in text if not letter.isspace()]
    signs = sum(not letter.isalnum() for letter in shown)
    return len(lines) >= 3 and len(shown) >= 12 and signs * 2 > len(shown)


def check(document: Document) -> Iterator[Hit]:
    """Drawings in a pre element, and faces, arrows, rows of emoji and odd alphabets in running text."""
    for tag in document.named("pre"):
        if document.is_aria_hidden(tag) or role_of(tag) == "img" or document.holds(tag, ("code", "samp")):
            continue
        if _is_drawing(tag.get_text()):
            yield Hit(tag, "Hier is een plaatje getekend met letters en tekens.")
    if not _ODD.search(document.soup.get_text()):
        return
    for tag in document.named(*_TEXTS):
        if document.is_aria_hidden(tag) or role_of(tag) == "img" or tag.find_parent(["abbr", "pre", "code"]):
            continue
        own = "".join(child for child in tag.children if isinstance(child, str))
        match = _ODD.search(own)
        if match and not (attr(tag, "aria-label") or "").strip():
            yield Hit(tag, f"De tekens '{match.group()[:20]}' klinken vreemd in een schermlezer.")


RULE = Rule(
    id="tekens-als-beeld",
    criteria=("1.1.1",),
    niveau=Niveau.ASK,
    title="Tekens gebruikt als plaatje",
    help="Schrijf in woorden wat u bedoelt, of gebruik een afbeelding met een alternatieve tekst.",
    check=check,
    certainty=0.8,
)
