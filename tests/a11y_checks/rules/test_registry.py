"""The registry finds all rules, and each is complete enough to show to an editor."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

import a11y_checks.rules
from a11y_checks.document import Document
from a11y_checks.leesbaarheid import measure_text
from a11y_checks.rules.base import Niveau
from a11y_checks.rules.registry import RULES_VERSION, all_rules, run_rules

FOLDER = Path(str(a11y_checks.rules.__file__)).parent
NO_RULES = {"__init__", "base", "registry"}


def test_every_module_is_a_rule_or_says_it_is_a_helper() -> None:
    modules = {path.stem for path in FOLDER.glob("*.py")} - NO_RULES
    own = {name for name in modules if not name.startswith("_")}
    assert {rule.id.replace("-", "_") for rule in all_rules()} == own
    assert len(all_rules()) >= 28


def test_rules_are_complete() -> None:
    for rule in all_rules():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.id)
        assert all(re.fullmatch(r"[1-4]\.\d\.\d{1,2}", criterion) for criterion in rule.criteria)
        assert rule.title and rule.help.endswith((".", "?")), rule.id
        assert 0 < rule.certainty <= 1


def test_help_is_b1() -> None:
    """An editor gets this help in the middle of work: no sentence is long, and none says what it could say simpler."""
    for rule in all_rules():
        causes = [
            cause for cause in measure_text(rule.help).causes if cause.kind in ("lange-zin", "formeel-woord")
        ]
        assert causes == [], rule.id


def test_findings_come_worst_first_and_carry_the_state() -> None:
    document = Document.parse(
        '<main><a href="/x.pdf" target="_blank">Hier</a><img src="/a.png" alt="foto"><h2></h2></main>'
    )
    found = run_rules(document, state="stap 2")
    levels = [item.niveau for item in found]
    assert levels == sorted(levels, key=[Niveau.BLOCK, Niveau.ASK, Niveau.NOTE].index)
    assert {item.state for item in found} == {"stap 2"}
    assert {"link-vaag", "kop-leeg", "alt-te-algemeen", "link-nieuw-venster"} <= {item.rule for item in found}


def test_the_version_is_short_and_stable() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", RULES_VERSION)


_PIECES = [
    "<table>", "</table>", "<tr>", "<td>", "<th scope=col headers='a b'>", "<ul>", "<li>", "</ul>", "<dl>", "<dt>",
    "<a href='#a'>", "</a>", "<img src=a.png alt=''>", "<img>", "<p>", "<b>", "</b>", "- een<br>", "1. twee", "hier",
    "<input name=a id=a type=radio autocomplete='x y'>", "<label for=a>", "<fieldset>", "<legend>", "</fieldset>",
    "<svg role=img>", "<video autoplay>", "<iframe>", "<div role='tab button' aria-checked=7 tabindex=x>", "</div>",
    "<h1>", "<h4>", "</h4>", "<html lang=''>", "<title>", "<meta http-equiv=refresh content=';'>", "<button>", " ",
    "<meta name=viewport content='maximum-scale=,'>", "<div style='color:' hidden>", "<object>", "<select>", "<style>",
]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25))
def test_rules_never_raise_on_broken_html(pieces: list[str]) -> None:
    for item in run_rules(Document.parse("".join(pieces))):
        assert item.message and item.help
