"""Lines that start with a dash or a number look like a list but are none (WCAG 1.3.1, technique H48)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bs4 import Tag

from a11y_checks.document import Document
from a11y_checks.rules._shared import lines
from a11y_checks.rules.base import Hit, Niveau, Rule

_BULLET = re.compile(r"^(?:[-–—•·▪■●○*+>✓✔→»]|o(?=\s))\s*(?=[\w\"'(])")
_NUMBER = re.compile(r"^\(?(\d{1,2}|[a-z])[.)]\s+\w", re.IGNORECASE)


def _mark(line: str) -> str:
    """What a line starts with: "bullet", its number or letter, or "" for ordinary text."""
    # "-5 graden" is a temperature and "- 5" is none we can tell: digits right after the dash don't count.
    if _BULLET.match(line) and not re.match(r"^[-–+]\d", line):
        return "bullet"
    match = _NUMBER.match(line)
    return match.group(1).lower() if match else ""


def _follows(first: str, second: str) -> bool:
    if first == second == "bullet":
        return True
    if first.isdecimal() and second.isdecimal():
        return int(second) == int(first) + 1
    return len(first) == len(second) == 1 and ord(second) == ord(first) + 1


def _has_run(all_lines: list[str]) -> bool:
    marks = [_mark(line) for line in all_lines if line]
    return any(first and second and _follows(first, second) for first, second in pairwise(marks))


def check(document: Document) -> Iterator[Hit]:
    """Every paragraph with two marked lines in a row, and every row of marked paragraphs (its first one)."""
    previous: Tag | None = None
    mark_before = ""
    reported = False
    for tag in document.named("p", "div"):
        if (
            document.is_hidden(tag)
            or document.holds(tag, ("p", "div", "ul", "ol", "table"))
            or tag.find_parent(["pre", "li"])
        ):
            continue
        own = [line for line in lines(document, tag) if line]
        if not own:
            continue
        if _has_run(own):
            yield Hit(tag, f"Deze regels lijken een lijst: '{own[0][:60]}'.")
            previous, mark_before, reported = None, "", False
            continue
        mark = _mark(own[0])
        in_a_row = previous is not None and tag.find_previous_sibling() is previous
        if not (in_a_row and mark and mark_before and _follows(mark_before, mark)):
            reported = False
        elif not reported and previous is not None:
            yield Hit(
                previous, f"Deze stukken tekst lijken een lijst: '{document.visible_text(previous)[:60]}'."
            )
            reported = True
        previous, mark_before = tag, mark


RULE = Rule(
    id="neplijst",
    criteria=("1.3.1",),
    niveau=Niveau.ASK,
    title="Lijst die geen lijst is",
    help=(
        "Gebruik de knop voor een lijst in plaats van streepjes of cijfers. Een schermlezer zegt dan "
        "hoeveel punten "
        "er zijn. Bijvoorbeeld: een lijst met 'paspoort' en 'pasfoto'."
    ),
    check=check,
    certainty=0.8,
)
