"""A script that waits for a click on plain text leaves the keyboard out (WCAG 2.1.1 and 4.1.2; failures F54, F59)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks.document import Document
from a11y_checks.rules._shared import is_focusable
from a11y_checks.rules.base import Hit, Niveau, Rule

_BY_ID = re.compile(
    r"getElementById\(\s*['\"](?P<id>[\w-]+)['\"]\s*\)\s*\.\s*(?:onclick\s*=|addEventListener\(\s*['\"](?:click|mousedown)['\"])"
)
_BY_SELECTOR = re.compile(
    r"querySelector\(\s*['\"](?P<id>[#.][\w-]+)['\"]\s*\)\s*\.\s*(?:onclick\s*=|addEventListener\(\s*['\"](?:click|mousedown)['\"])"
)
_CONTAINERS = ("form", "body", "main", "table", "ul", "ol", "nav", "label", "dialog", "details")


def _targets(document: Document, code: str) -> Iterator[Tag]:
    for match in _BY_ID.finditer(code):
        found = document.by_id(match["id"])
        if found is not None:
            yield found
    for match in _BY_SELECTOR.finditer(code):
        chosen = document.soup.select_one(match["id"])
        if chosen is not None:
            yield chosen


def check(document: Document) -> Iterator[Hit]:
    """Every shown element that a script of the page makes clickable and the Tab key does not reach."""
    for script in document.named("script"):
        for tag in _targets(document, script.get_text()):
            if document.is_hidden(tag) or is_focusable(tag) or tag.name in _CONTAINERS:
                continue
            if tag.find(is_focusable) is None and document.visible_text(tag):
                yield Hit(
                    tag,
                    f"'{document.visible_text(tag)[:60]}' reageert op een klik, maar niet op het toetsenbord.",
                )


RULE = Rule(
    id="klik-in-script",
    criteria=("2.1.1", "4.1.2"),
    niveau=Niveau.ASK,
    title="Klikbaar door een script, maar geen knop",
    help="Maak er een knop van. Dan werkt het ook met het toetsenbord.",
    check=check,
    certainty=0.8,
)
