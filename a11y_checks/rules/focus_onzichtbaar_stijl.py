"""Who uses the keyboard must see where the focus is (WCAG 2.4.7; failure F78)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks import style
from a11y_checks.document import Document, attr
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule

_ALL = re.compile(r"(?:^|[\s>+~,])(?:\*|a|button|input|select|textarea|:focus|:focus-visible)(?:$|[:.\s])")
_GONE = ("none", "0", "0px", "transparent", "0 none")
_INSTEAD = (
    "box-shadow",
    "border",
    "border-color",
    "background",
    "background-color",
    "border-bottom",
    "text-decoration",
)


def _removes(own: dict[str, str]) -> bool:
    width = own.get("outline", own.get("outline-width", own.get("outline-style", "")))
    return width in _GONE and not any(name in own for name in _INSTEAD)


def check(document: Document) -> Iterator[Hit]:
    """Style elements and attributes that take the focus line away and give nothing else."""
    for sheet in document.named("style"):
        found = style.rules(sheet.get_text())
        restored = any(
            ":focus" in selector
            and (any(name in own for name in _INSTEAD) or ("outline" in own and not _removes(own)))
            for selector, own in found
        )
        for selector, own in found:
            if _removes(own) and _ALL.search(selector) and not restored:
                yield Hit(sheet, f"De stijl '{selector}' haalt de rand om de focus weg.")
                break
    for tag in document.with_attribute("style"):
        if (
            is_focusable(tag)
            and not document.is_hidden(tag)
            and _removes(style.declarations(attr(tag, "style") or ""))
        ):
            yield Hit(tag, "De stijl van dit onderdeel haalt de rand om de focus weg.")


RULE = Rule(
    id="focus-onzichtbaar-stijl",
    criteria=("2.4.7",),
    niveau=Niveau.ASK,
    title="Focus niet te zien",
    help="Laat de rand om de focus staan, of maak zelf een rand die goed opvalt.",
    check=check,
    certainty=0.8,
)
