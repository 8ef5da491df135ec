"""Big letters do not make a heading (WCAG 1.3.1; failure F2)."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from a11y_checks import style
from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import siblings_after
from a11y_checks.rules.base import Hit, Niveau, Rule

_LONGEST = 80
_BIGGER = 1.2
_PARTS = ("p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "h5", "h6", "li", "form", "section")


def _size(document: Document, tag: Tag) -> float:
    """The size in pixels of the first text in `tag`, as far as the page itself says; 16 when it says nothing."""
    inner = next((parent for string, parent, _block in document.strings(tag) if string.strip()), tag)
    for around in [inner, *inner.parents]:
        own = style.pixels(document.styles.get(id(around), {}).get("font-size", ""))
        if own:
            return own
        if around.name == "big":
            return 19.2
        if around.name == "font" and (attr(around, "size") or "") in ("4", "5", "6", "7", "+1", "+2", "+3"):
            return 24.0
    return 16.0


def check(document: Document) -> Iterator[Hit]:
    """Every short block in bigger letters than the text right below it."""
    if "font-size" not in document.styled_properties and not document.named("big", "font"):
        return
    for tag in document.named("p", "div", "span"):
        text = document.visible_text(tag)
        if (
            not 2 <= len(text) <= _LONGEST
            or text[-1] in ".!,;:"
            or document.is_hidden(tag)
            or attr(tag, "role")
        ):
            continue
        if document.holds(tag, _PARTS) or tag.find_parent(
            [
                "h1",
                "h2",
                "h3",
                "h4",
                "h5",
                "h6",
                "li",
                "td",
                "th",
                "a",
                "button",
                "label",
                "nav",
                "footer",
                "header",
            ]
        ):
            continue
        after = next(siblings_after(tag), None)
        if after is None or len(document.visible_text(after)) < len(text):
            continue
        if _size(document, tag) >= _BIGGER * _size(document, after):
            yield Hit(tag, f"De tekst '{text}' ziet eruit als een kop, maar is gewone tekst.")


RULE = Rule(
    id="nepkop-stijl",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Grote letters in plaats van een kop",
    help="Maak er een echte kop van. Mensen met een schermlezer springen van kop naar kop en missen deze tekst.",
    check=check,
    certainty=0.8,
)
