"""Every format says the same, in its own shape."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.cli.arguments import FORMATS
from a11y_checks.cli.formats import render
from a11y_checks.crawl.page import CrawledPage
from a11y_checks.crawl.report import AuditReport, PageReport
from a11y_checks.crawl.static import static_bevindingen
from a11y_checks.criteria import CRITERIA
from tests.support.html_checks import html_problems


def fault(niveau: Niveau = Niveau.BLOCK, **changes: object) -> Bevinding:
    facts: dict[str, object] = {
        "rule": "afbeelding-zonder-alt",
        "niveau": niveau,
        "criteria": ("1.1.1",),
        "message": "De afbeelding <b> & 'x' heeft geen tekst.",
        "help": "Schrijf wat er te zien is.",
        "selector": "main > img",
        "source": "inhoud/1",
        "excerpt": '<img src="a.png">',
        **changes,
    }
    return Bevinding(**facts)  # type: ignore[arg-type]


def page(url: str, *bevindingen: Bevinding, error: str = "", accepted: str = "") -> PageReport:
    report = PageReport(url, error=error, title="Proef")
    report.add(bevindingen)
    for item in report.found:
        item.accepted = accepted
    return report


def report(*pages: PageReport, **changes: object) -> AuditReport:
    return AuditReport("gemeente.example", list(pages), **changes)  # type: ignore[arg-type]


A, B, C = (f"https://gemeente.example/{name}/" for name in "abc")
TARGET_SIZE = fault(Niveau.ASK, rule="axe:target-size", criteria=("2.5.8",))
EVERYTHING = report(
    page(A, fault(), fault(Niveau.NOTE, rule="kop-te-lang", criteria=()), TARGET_SIZE),
    page(B, fault(), accepted="Baseline tot en met 01-01-2027 (webteam): nieuwe foto komt in januari"),
    page(C, error="De controle duurde te lang."),
    failed={"https://gemeente.example/d/": "geen antwoord"},
    complaints=["Baseline, regel 3 (link-vaag): past nergens meer op."],
)


def test_exit_codes() -> None:
    note, ask, block = (page(A, fault(niveau)) for niveau in (Niveau.NOTE, Niveau.ASK, Niveau.BLOCK))
    assert report(note).exit_code == 0
    assert report(ask).exit_code == 1
    assert report(ask, fail_on=Niveau.BLOCK).exit_code == 0
    assert report(block, fail_on=Niveau.BLOCK).exit_code == 1
    assert report(page(A, fault(), accepted="bekend")).exit_code == 0
    assert report(note, complaints=["verlopen"]).exit_code == 1
    assert report().exit_code == 2
    assert report(block, page(B, error="te laat")).exit_code == 2
    assert report(note, failed={C: "geen antwoord"}).exit_code == 2


def test_json_is_a_list_with_one_record_per_bevinding() -> None:
    records = json.loads(render(EVERYTHING, "json"))
    assert isinstance(records, list)
    assert [(r["url"], r["level"]) for r in records] == [
        (A, "block"), (A, "ask"), (A, "note"), (B, "block"),
        ("https://gemeente.example/d/", "unchecked"), (C, "unchecked"),
    ]  # fmt: skip
    first = records[0]
    expected = {
        "rule": "afbeelding-zonder-alt", "criteria": ["1.1.1"], "certainty": 1.0, "selector": "main > img",
        "message": "De afbeelding <b> & 'x' heeft geen tekst.", "wcag": "2.1", "legal": True, "accepted": "",
        "state": "pagina", "fingerprint": fault().fingerprint(),
    }  # fmt: skip
    assert {name: first[name] for name in expected} == expected
    assert [(r["wcag"], r["legal"]) for r in records[1:3]] == [("2.2", False), ("", False)]
    assert records[-1]["message"] == "De controle duurde te lang."
    assert all(r.keys() == first.keys() for r in records)


def test_an_unchecked_page_is_never_an_empty_list() -> None:
    assert json.loads(render(report(page(A)), "json")) == []
    assert json.loads(render(report(page(A, error="te laat")), "json")) != []


def test_text_tells_a_repeated_fault_once_and_never_promises_too_much() -> None:
    text = render(report(*(page(url, fault()) for url in (A, B, C))), "text")
    assert text.count("heeft geen tekst.") == 1
    assert "ook op 2 andere pagina's" in text
    assert "Zo lost u het op: Schrijf wat er te zien is." in text
    assert "Geen fouten die een computer kan vinden." in render(report(page(A)), "text")
    unsure = render(report(page(A, error="Te laat."), left_out=3), "text")
    assert "Geen fouten" not in unsure
    assert "NIET GECONTROLEERD  /a/" in unsure
    assert "--max" in unsure
    assert "past nergens meer op" in render(EVERYTHING, "text")


def test_sarif_holds_to_the_structure_of_2_1_0() -> None:
    log = json.loads(render(EVERYTHING, "sarif"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == 3
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["region"]["startLine"] >= 1
        assert re.fullmatch(r"[0-9a-f]{32}", result["partialFingerprints"]["loketFingerprint/v1"])
    assert [r["level"] for r in run["results"]] == ["error", "warning", "note", "error"]
    assert [len(r.get("suppressions", [])) for r in run["results"]] == [0, 0, 0, 1]
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 2
    assert len(invocation["toolExecutionNotifications"]) == 3
    paths = json.loads(render(report(page("map met spatie/één.html", fault())), "sarif"))
    (result,) = paths["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "map%20met%20spatie/%C3%A9%C3%A9n.html"


def test_earl_has_an_assertion_per_page_and_criterion_and_proves_nothing() -> None:
    data = json.loads(render(EVERYTHING, "earl"))
    graph = data["@graph"]
    pages = {node["@id"] for node in graph if "WebPage" in node["@type"]}
    assertions = [node for node in graph if node["@type"] == "Assertion"]
    assert len(assertions) == len(pages) * len(CRITERIA)
    assert {node["subject"] for node in assertions} == pages
    assert {node["mode"] for node in assertions} == {"earl:automatic"}
    outcome = {(n["subject"], n["test"]): n["result"] for n in assertions}
    assert outcome[A, "WCAG21:non-text-content"]["outcome"] == "earl:failed"
    assert outcome[A, "WCAG22:target-size-minimum"]["outcome"] == "earl:cantTell"
    assert outcome[B, "WCAG21:non-text-content"]["outcome"] == "earl:failed"  # accepted, and still a failure
    passed = outcome[B, "WCAG21:keyboard"]
    assert (passed["outcome"], passed["description"]) == (
        "earl:passed",
        "Geen fouten die een computer kan vinden.",
    )
    assert outcome[C, "WCAG21:keyboard"]["outcome"] == "earl:untested"
    assert data["@context"]["WCAG21"] == "http://www.w3.org/TR/WCAG21/#"
    prefixes = set(data["@context"])
    assert {node["test"].split(":")[0] for node in assertions} <= prefixes


def test_earl_names_every_criterion_we_know() -> None:
    from a11y_checks.cli.formats.wcag_ids import WCAG_IDS

    assert WCAG_IDS.keys() == CRITERIA.keys()
    assert len(set(WCAG_IDS.values())) == len(WCAG_IDS)


def test_junit_fails_where_the_command_fails() -> None:
    tree = ElementTree.fromstring(render(EVERYTHING, "junit"))
    suites = {suite.get("name"): suite for suite in tree}
    counts = {
        name: tuple(int(suite.get(kind) or 0) for kind in ("tests", "failures", "errors", "skipped"))
        for name, suite in suites.items()
    }
    assert counts[A] == (3, 2, 0, 0)
    assert counts[B] == (1, 0, 0, 1)
    assert counts[C] == (1, 0, 1, 0)
    assert counts["baseline"] == (1, 1, 0, 0)
    assert counts["https://gemeente.example/d/"] == (1, 0, 1, 0)
    clean = ElementTree.fromstring(render(report(page(A)), "junit"))
    assert [case.get("name") for case in clean.iter("testcase")] == [
        "Geen fouten die een computer kan vinden."
    ]


def test_junit_survives_what_xml_cannot_hold() -> None:
    odd = render(report(page(A, fault(message="bel\x07 \ud800 ]]> &", selector="a\x00b"))), "junit")
    ElementTree.fromstring(odd.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("shown", [EVERYTHING, report(page(A)), report(failed={A: "geen antwoord"})])
def test_the_html_report_passes_its_own_audit(shown: AuditReport) -> None:
    html = render(shown, "html")
    assert html_problems(html) == ["inline <style>"]  # one file that stands alone has its style inside
    own = static_bevindingen(CrawledPage("verslag", "/", html))
    assert [b for b in own if b.niveau is not Niveau.NOTE] == []
    assert "toegankelijk." not in html


def test_the_html_report_is_complete_and_escaped() -> None:
    html = render(EVERYTHING, "html")
    assert "<b>" not in html
    assert "1 fout, 1 vraag en 1 tip" in html
    assert "1.1.1 Niet-tekstuele content (niveau A): verplicht" in html
    assert "extra, nog niet verplicht" in html
    assert html.index("Fout: afbeelding-zonder-alt") < html.index("Vraag: axe:target-size")
    assert "geen antwoord" in html
    assert "past nergens meer op" in html
    assert str(date.today().year) in html


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_nothing_at_all(name: str) -> None:
    assert render(report(), name).endswith("\n")
