"""A puzzle that proves you are human keeps people out (WCAG 3.3.8 and 1.1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document, attr
from a11y_checks.rules.base import Hit, Niveau, Rule

_CAPTCHA = re.compile(r"captcha", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    """The first element whose name, class or address says captcha."""
    for tag in document.tags:
        if tag.name not in ("img", "iframe", "div", "input", "label", "audio") or document.is_hidden(tag):
            continue
        facts = " ".join(
            attr(tag, name) or "" for name in ("class", "id", "src", "alt", "name", "title", "for")
        )
        if _CAPTCHA.search(facts):
            yield Hit(tag, "Dit formulier vraagt om een puzzel of code uit een plaatje (captcha).")
            return


RULE = Rule(
    id="captcha",
    criteria=("3.3.8", "1.1.1"),
    niveau=Niveau.ASK,
    title="Puzzel tegen robots",
    help="Gebruik een controle die geen puzzel vraagt. Of geef een andere weg, zoals een code per e-mail.",
    check=check,
    certainty=0.9,
)
