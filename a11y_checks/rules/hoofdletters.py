"""Text in capitals is hard to read, and some screen readers spell it (good practice)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

from a11y_checks import style
from a11y_checks.document import Document
from a11y_checks.rules.base import Hit, Niveau, Rule

_WORD = re.compile(r"[^\W\d_]{2,}")
_BLOCKS = ("p", "li", "td", "th", "a", "button", "div")
_FEWEST_WORDS = 3
_FEWEST_WORDS_IN_STYLE = 8
_FEWEST_LETTERS = 14


def _longest_run(text: str) -> list[str]:
    """The longest row of words that are all capitals."""
    best: list[str] = []
    run: list[str] = []
    for word in _WORD.findall(text):
        run = [*run, word] if word.isupper() else []
        best = max(best, run, key=len)
    return best


def _is_shouted(document: Document, tag: Tag) -> bool:
    """True when the page's own style turns long text into capitals; a short label in capitals is a matter of taste."""
    return (
        style.inherited(document, tag, "text-transform") == "uppercase"
        and len(document.visible_text(tag).split()) >= _FEWEST_WORDS_IN_STYLE
    )


def check(document: Document) -> Iterator[Hit]:
    """Every block with 3 words or more in a row in capitals, 14 letters together; short lists of codes "
    "pass."""
    for tag in document.named(
        "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "a", "button", "dd", "dt"
    ):
        if document.is_hidden(tag) or document.holds(tag, _BLOCKS):
            continue
        text = document.visible_text(tag)
        run = _longest_run(text.upper() if _is_shouted(document, tag) else text)
        if len(run) >= _FEWEST_WORDS and sum(map(len, run)) >= _FEWEST_LETTERS and max(map(len, run)) > 4:
            yield Hit(tag, f"Hier staan woorden in hoofdletters: '{' '.join(run)[:60]}'.")


RULE = Rule(
    id="hoofdletters",
    criteria=(),
    niveau=Niveau.ASK,
    title="Tekst in hoofdletters",
    help=(
        "Woorden in hoofdletters zijn lastig te lezen. Gebruik gewone letters en maak 1 of 2 woorden vet "
        "als het "
        "nodig is. Bijvoorbeeld: 'Let op: de balie is dicht' in plaats van 'DE BALIE IS DICHT'."
    ),
    check=check,
    certainty=0.9,
)
