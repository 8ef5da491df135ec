"""Every probe: finds its fault, leaves a correct page alone, and leaves alone what it is not about."""

import pytest

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser.client import AuditDocument, iter_results
from a11y_checks.browser.data import SCRIPTS
from a11y_checks.browser.probes import all_probes, probes_for
from a11y_checks.browser.probes.keyboard_trap import trapped
from a11y_checks.browser.protocol import BrowserResult
from tests.a11y_checks.browser.fixtures.probe_pages import PAIRS
from tests.support.auditor import ROOT, AuditorProcess

PROBES = {probe.id: probe for probe in all_probes()}


@pytest.fixture(scope="module")
def found(auditor: AuditorProcess) -> dict[str, BrowserResult]:
    """All pages in one go: one by one they would take minutes."""
    documents = []
    for number, pair in enumerate(PAIRS):
        documents.append(AuditDocument(f"{number}", pair.fails))
        documents += [AuditDocument(f"{number}.{place}", html) for place, html in enumerate(pair.passes)]
    answers = iter_results(documents, socket_path=auditor.socket, depth="site", timeout=60)
    return {result.name: result for _, result in answers}


def _hits(result: BrowserResult, number: int) -> list[Bevinding]:
    pair = PAIRS[number]
    case = PROBES[pair.probe].cases[pair.case]
    assert result.checked, result.error
    return [
        b
        for b in result.bevindingen
        if (b.rule, b.niveau, b.criteria) == (pair.probe, case.niveau, case.criteria)
    ]


@pytest.mark.browser
@pytest.mark.parametrize("number", range(len(PAIRS)), ids=lambda n: f"{PAIRS[n].probe}-{PAIRS[n].case}-{n}")
def test_a_probe_finds_its_fault_and_nothing_else(found: dict[str, BrowserResult], number: int) -> None:
    hits = _hits(found[str(number)], number)
    assert hits, f"{PAIRS[number].probe} found nothing"
    assert all(b.selector and b.excerpt and "{" not in b.message for b in hits)
    for place in range(len(PAIRS[number].passes)):
        assert _hits(found[f"{number}.{place}"], number) == [], f"page without the fault, number {place}"


@pytest.mark.browser
def test_correct_pages_are_not_blocked(found: dict[str, BrowserResult]) -> None:
    blocked = {
        name: [b.message for b in result.bevindingen if b.niveau is Niveau.BLOCK and b.rule in PROBES]
        for name, result in found.items()
        if "." in name
    }
    assert {name: texts for name, texts in blocked.items() if texts} == {}


def test_every_probe_has_a_pair_or_a_test_of_its_own() -> None:
    assert set(PROBES) - {pair.probe for pair in PAIRS} == {"reflow-320", "bewegend-plaatje"}


def test_every_script_belongs_to_a_probe_or_is_shared() -> None:
    shared = {
        "lib.js", "probe.js", "bundle.js", "watch.js", "settle.js", "run_axe.js", "focus_visible.js", "focus_one.js",
        "tab_step.js", "shots.js", "letters.js", "sure.js",
    }  # fmt: skip
    assert {path.name for path in SCRIPTS.glob("*.js")} == shared | {
        p.script for p in PROBES.values() if p.script
    }


@pytest.mark.parametrize("name", sorted(PROBES))
def test_texts_are_short_and_whole(name: str) -> None:
    probe = PROBES[name]
    assert bool(probe.script) != bool(probe.walk)
    for case in probe.cases.values():
        assert case.message[-1] in ".?"
        assert max(len(sentence.split()) for sentence in case.message.split(". ")) <= 26
    assert "voorbeeld" in probe.help.lower() or probe.help.endswith(".")


def test_every_probe_stands_in_the_handbook() -> None:
    text = (ROOT / "docs" / "handbook" / "auditor.md").read_text()
    rows = {line.split("`")[1] for line in text.splitlines() if line.startswith("| `")}
    assert rows == set(PROBES)


def test_publish_is_a_part_of_site() -> None:
    assert set(probes_for("publish")) < set(probes_for("site"))


@pytest.mark.parametrize(
    ("places", "count", "expected"),
    [
        ([0, 1, 2, 3, -1, 0], 4, []),
        ([0, 1, 1, 1, 1], 4, [1]),
        ([0, 1, 2, 1, 2, 1, 2], 6, [1, 2]),
        ([0, 0, 0, 0, 0], 1, []),
        ([0, 1, 2], 3, []),
        ([], 3, []),
    ],
)
def test_a_trap_is_going_round_in_a_part(places: list[int], count: int, expected: list[int]) -> None:
    assert trapped(places, count) == expected
