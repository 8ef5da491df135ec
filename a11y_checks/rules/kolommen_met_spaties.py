"""Columns and tables made with spaces fall apart when read aloud (WCAG 1.3.2 and 1.3.1; failures F33, F34, F48)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from a11y_checks.document import Document
from a11y_checks.rules._shared import role_of
from a11y_checks.rules.base import Hit, Niveau, Rule

_HARD = re.compile(r"\w[^\S\n]*(?:\xa0[^\S\n]*){3,}\w")
_PLAIN = re.compile(r"\S(?:[ \xa0]{3,}|\t+)(?=\S)")
_CODE = ("code", "samp", "kbd", "var")


def check(document: Document) -> Iterator[Hit]:
    """Text with rows of hard spaces between words, and preformatted lines that stand in columns."""
    for tag in document.named("p", "li", "div", "td"):
        if document.is_hidden(tag) or document.holds(tag, ("p", "li", "div", "td", "pre")):
            continue
        raw = "".join(string for string, _parent, _block in document.strings(tag))
        if len(_HARD.findall(raw)) >= 2:
            yield Hit(tag, f"Met spaties zijn kolommen gemaakt: '{document.visible_text(tag)[:60]}'.")
    for tag in document.named("pre"):
        if document.is_aria_hidden(tag) or role_of(tag) == "img" or document.holds(tag, _CODE):
            continue
        lines = [line for line in tag.get_text().splitlines() if line.strip()]
        columns = [len(_PLAIN.findall(line.strip())) for line in lines]
        worded = sum(letter.isalnum() for letter in tag.get_text()) * 2 > len("".join(tag.get_text().split()))
        if len(lines) >= 2 and worded and sum(number > 0 for number in columns) * 4 >= len(lines) * 3:
            yield Hit(tag, f"Dit is een tabel van losse tekst: '{document.visible_text(tag)[:60]}'.")


RULE = Rule(
    id="kolommen-met-spaties",
    criteria=("1.3.2", "1.3.1"),
    niveau=Niveau.ASK,
    title="Tabel of kolommen met spaties",
    help="Gebruik het blok 'Tabel' voor gegevens in rijen en kolommen. Bijvoorbeeld: een tabel met dagen en tijden.",
    check=check,
    certainty=0.8,
)
