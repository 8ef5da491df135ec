"""Every rule against its own fixture pages: fails, passes and not applicable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from a11y_checks.document import Document
from a11y_checks.rules.base import Niveau
from a11y_checks.rules.registry import all_rules, run_rules

FIXTURES = Path(__file__).parent / "fixtures"
RULES = {rule.id: rule for rule in all_rules()}
PAGES = sorted(FIXTURES.glob("*/*.html"))
EXPECTED = re.compile(
    r"\A<!-- bevindingen: (?P<count>\d+); niveau: (?P<niveau>\w+)(?:; bron: (?P<source>\S+))? -->\n"
)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _kinds(kind: str) -> list[Path]:
    return [path for path in PAGES if path.name.startswith(kind)]


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_the_three_kinds_of_pages(rule: str) -> None:
    names = {path.name.removesuffix(".html").split("-")[0] for path in (FIXTURES / rule).glob("*.html")}
    assert {"fails", "passes", "not_applicable"} <= names


def test_every_fixture_folder_and_file_belongs_to_a_rule() -> None:
    assert {path.name for path in FIXTURES.iterdir()} == set(RULES)
    assert len(PAGES) == len(_kinds("fails")) + len(_kinds("passes")) + len(_kinds("not_applicable"))


@pytest.mark.parametrize("path", _kinds("fails"), ids=_name)
def test_fails(path: Path) -> None:
    html = path.read_text()
    expected = EXPECTED.match(html)
    assert expected, "the first line must tell how many bevindingen there are"
    found = RULES[path.parent.name].run(Document.parse(EXPECTED.sub("", html)))
    assert len(found) == int(expected["count"])
    assert {item.niveau for item in found} == {Niveau(expected["niveau"])}
    assert {item.source for item in found} == {expected["source"] or ""}
    for item in found:
        assert item.rule == path.parent.name
        assert item.message and item.help and item.selector and item.excerpt
        assert len(item.excerpt) <= 200


@pytest.mark.parametrize("path", _kinds("passes") + _kinds("not_applicable"), ids=_name)
def test_passes(path: Path) -> None:
    found = RULES[path.parent.name].run(Document.parse(path.read_text()))
    assert [item.message for item in found] == []


@pytest.mark.parametrize("path", _kinds("fails"), ids=_name)
def test_selector_finds_the_very_element(path: Path) -> None:
    document = Document.parse(EXPECTED.sub("", path.read_text()))
    for item in run_rules(document):
        found = document.soup.select(item.selector)
        assert len(found) == 1
        assert document.excerpt(found[0]) == item.excerpt


@pytest.mark.parametrize("path", _kinds("passes"), ids=_name)
def test_a_good_page_is_blocked_by_no_rule(path: Path) -> None:
    found = [item for item in run_rules(Document.parse(path.read_text())) if item.niveau is Niveau.BLOCK]
    assert [(item.rule, item.message) for item in found] == []
