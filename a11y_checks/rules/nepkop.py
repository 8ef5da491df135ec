"""Text that only looks like a heading is no heading (WCAG 1.3.1, failure F2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import siblings_after
from a11y_checks.rules.base import Hit, Niveau, Rule

_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b", re.IGNORECASE)
_LONGEST = 80


def _is_bold(document: Document, tag: Tag) -> bool:
    """True when every shown letter of `tag` is bold by element or by inline style."""
    if _BOLD_STYLE.search(attr(tag, "style") or ""):
        return True
    shown = False
    for string, parent, _block in document.strings(tag):
        if not string.strip():
            continue
        shown = True
        inside = [parent, *parent.parents]
        bold = False
        for around in inside:
            if around is tag:
                break
            if around.name in ("b", "strong") or _BOLD_STYLE.search(attr(around, "style") or ""):
                bold = True
                break
        if not bold:
            return False
    return shown


def check(document: Document) -> Iterator[Hit]:
    """Every short, wholly bold paragraph that stands above other text."""
    for tag in document.named("p"):
        text = document.visible_text(tag)
        if not 2 <= len(text) <= _LONGEST or text[-1] in ".!,;" or document.is_hidden(tag):
            continue
        if tag.find_parent(["li", "td", "th", "a", "button", "label", "figcaption", "blockquote"]):
            continue
        after = next(siblings_after(tag), None)
        if after is None or after.name not in ("p", "ul", "ol", "dl", "table", "div"):
            continue
        if not document.visible_text(after) or not _is_bold(document, tag) or _is_bold(document, after):
            continue
        yield Hit(tag, f"De tekst '{text}' ziet eruit als een kop, maar is gewone tekst.")


RULE = Rule(
    id="nepkop",
    criteria=("1.3.1", "2.4.6"),
    niveau=Niveau.ASK,
    title="Vette tekst in plaats van een kop",
    help=(
        "Is dit een kop? Maak er dan een echte kop van. Mensen met een schermlezer springen van kop naar "
        "kop en "
        "missen vette tekst. Bijvoorbeeld: kop 2 'Openingstijden' in plaats van een vette regel."
    ),
    check=check,
    certainty=0.7,
)
