"""Odd HTML never breaks a rule: 1,900 pages made of our own fixtures with pieces cut out, doubled and put in."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from a11y_checks.document import Document
from a11y_checks.leesbaarheid import measure, to_bevindingen
from a11y_checks.rules.registry import run_rules

FIXTURES = sorted((Path(__file__).parent / "fixtures").rglob("*.html"))
PIECES = (
    "<", ">", '"', "'", "&#0;", "&#xD800;", "\ud800", "\x00", "<p>", "</main>", "</html>", "<table>", "</td>", "<svg>",
    "<!--", "<script>", "</script>", "<style>p{", "<a href=", " alt=", " lang=x", " aria-labelledby=a", "<template>",
    " style='display:", "<math>", "é" * 40, "﷽", " id=a", "<select>", "<textarea>",
)  # fmt: skip
PARTS, PER_PART = 19, 100


def mangled(chance: random.Random) -> str:
    text = chance.choice(FIXTURES).read_text(encoding="utf-8")
    for _ in range(chance.randrange(1, 30)):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(4):
            case 0:
                text = text[:at] + text[at + chance.randrange(1, 40) :]
            case 1:
                text = text[:at] + text[at : at + 60] + text[at:]
            case 2:
                other = chance.choice(FIXTURES).read_text(encoding="utf-8")
                text = text[:at] + other[: chance.randrange(200)] + text[at:]
            case _:
                text = text[:at] + chance.choice(PIECES) + text[at:]
    return text


@pytest.mark.parametrize("seed", range(PARTS))
def test_no_rule_breaks_on_odd_html(seed: int) -> None:
    chance = random.Random(seed)
    for number in range(PER_PART):
        html = mangled(chance)
        try:
            document = Document.parse(html)
            run_rules(document)
            to_bevindingen(measure(document))
        except Exception as problem:
            raise AssertionError(f"seed {seed}, document {number}: {html!r}") from problem
