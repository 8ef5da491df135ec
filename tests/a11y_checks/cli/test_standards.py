"""SARIF, EARL and JUnit hold to what their readers require, property by property."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from a11y_checks.bevinding import Niveau
from a11y_checks.cli.formats import render
from a11y_checks.criteria import CRITERIA
from tests.a11y_checks.cli.test_formats import EVERYTHING, A, fault, page, report

ODD = report(
    page(
        "https://gemeente.example/zoeken/?q=één twee", fault(excerpt="<b>\u2028 é", selector="a[title='x y']")
    ),
    page("map met spatie/één.html", fault(Niveau.NOTE, criteria=(), message="regel één\nregel twee")),
)

# --- SARIF 2.1.0, section by section of the standard: the schema allows no other properties. -----------------------

LEVELS = {"none", "note", "warning", "error"}
# kind of object -> (required, allowed)
SARIF: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema", "version", "runs", "properties"}),
    "run": ({"tool"}, {"tool", "language", "columnKind", "invocations", "results", "properties"}),
    "driver": ({"name"}, {"name", "version", "language", "informationUri", "rules", "properties"}),
    "rule": (
        {"id"},
        {"id", "name", "shortDescription", "fullDescription", "help", "helpUri", "defaultConfiguration", "properties"},
    ),
    "result": (
        {"message"},
        {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints", "suppressions", "properties"},
    ),
    "invocation": ({"executionSuccessful"}, {"executionSuccessful", "exitCode", "toolExecutionNotifications"}),
    "notification": ({"message"}, {"level", "descriptor", "message", "locations"}),
    "location": (set(), {"physicalLocation", "logicalLocations"}),
    "physical": ({"artifactLocation"}, {"artifactLocation", "region"}),
    "region": ({"startLine"}, {"startLine", "snippet"}),
    "logical": (set(), {"fullyQualifiedName", "kind", "name"}),
    "suppression": ({"kind"}, {"kind", "status", "justification"}),
    "message": ({"text"}, {"text"}),
}  # fmt: skip


def keys(kind: str, thing: dict[str, Any]) -> dict[str, Any]:
    required, allowed = SARIF[kind]
    assert required <= set(thing) <= allowed, (kind, set(thing))
    return thing


def locations(things: list[dict[str, Any]]) -> None:
    for location in things:
        physical = keys("physical", keys("location", location)["physicalLocation"])
        uri = physical["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+", uri), f"no URI reference: {uri}"
        assert not re.search(r"%(?![0-9A-Fa-f]{2})", uri)
        if "region" in physical:
            region = keys("region", physical["region"])
            assert region["startLine"] >= 1
            assert isinstance(region.get("snippet", {"text": ""})["text"], str)
        for logical in location.get("logicalLocations", []):
            assert keys("logical", logical)["fullyQualifiedName"]


@pytest.mark.parametrize("shown", [EVERYTHING, ODD, report(), report(page(A))])
def test_sarif_has_what_the_schema_requires_and_nothing_else(shown: Any) -> None:
    log = keys("log", json.loads(render(shown, "sarif")))
    assert log["version"] == "2.1.0" and urlsplit(log["$schema"]).scheme == "https"
    for run in log["runs"]:
        driver = keys("driver", keys("run", run)["tool"]["driver"])
        assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
        assert all(re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", thing["language"]) for thing in (run, driver))
        rules = [json.dumps(keys("rule", rule), sort_keys=True) for rule in driver["rules"]]
        assert len(set(rules)) == len(rules), "uniqueItems"
        for rule in driver["rules"]:
            assert keys("message", rule["help"])["text"] and keys("message", rule["shortDescription"])["text"]
            assert rule["defaultConfiguration"]["level"] in LEVELS
            tags = rule["properties"]["tags"]
            assert len(set(tags)) == len(tags)
        for invocation in run["invocations"]:
            assert isinstance(keys("invocation", invocation)["exitCode"], int)
            for note in invocation["toolExecutionNotifications"]:
                assert keys("notification", note)["level"] in LEVELS and keys("message", note["message"])
                locations(note.get("locations", []))
        for result in run["results"]:
            assert keys("result", result)["level"] in LEVELS and keys("message", result["message"])["text"]
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            assert all(isinstance(mark, str) for mark in result["partialFingerprints"].values())
            locations(result["locations"])
            for suppression in result.get("suppressions", []):
                assert keys("suppression", suppression)["kind"] in {"inSource", "external"}
                assert suppression["status"] in {"accepted", "underReview", "rejected"}


# --- EARL as W3C's WCAG-EM report tool imports it -----------------------------------------------------------------

# What the tool writes these as after framing with its own context; a term of another IRI is not seen.
TERMS = {
    "Assertion": "http://www.w3.org/ns/earl#Assertion",
    "TestResult": "http://www.w3.org/ns/earl#TestResult",
    "TestSubject": "http://www.w3.org/ns/earl#TestSubject",
    "test": "http://www.w3.org/ns/earl#test",
    "subject": "http://www.w3.org/ns/earl#subject",
    "result": "http://www.w3.org/ns/earl#result",
    "outcome": "http://www.w3.org/ns/earl#outcome",
    "mode": "http://www.w3.org/ns/earl#mode",
    "assertedBy": "http://www.w3.org/ns/earl#assertedBy",
    "title": "http://purl.org/dc/terms/title",
    "description": "http://purl.org/dc/terms/description",
}
OUTCOMES = {
    f"http://www.w3.org/ns/earl#{name}"
    for name in ("passed", "failed", "cantTell", "inapplicable", "untested")
}
WCAG = {"2.1": "http://www.w3.org/TR/WCAG21/#", "2.2": "http://www.w3.org/TR/WCAG22/#"}


def iri(context: dict[str, Any], text: str) -> str:
    """A term or a compact IRI written out, as JSON-LD 1.0 does (section 8.5 of its API)."""
    prefix, colon, rest = text.partition(":")
    if colon and not rest.startswith("//") and prefix in context:
        base = context[prefix]
        return iri(context, base if isinstance(base, str) else base["@id"]) + rest
    if text in context:
        meant = context[text]
        return iri(context, meant if isinstance(meant, str) else meant["@id"])
    return text


def test_the_terms_mean_what_the_tool_looks_for() -> None:
    context = json.loads(render(EVERYTHING, "earl"))["@context"]
    assert {term: iri(context, term) for term in TERMS} == TERMS
    for term in ("test", "subject", "outcome", "mode", "assertedBy"):
        assert context[term]["@type"] == "@id", f"{term} must be read as an address, not as text"


@pytest.mark.parametrize("shown", [EVERYTHING, ODD])
def test_each_assertion_is_one_that_the_tool_imports(shown: Any) -> None:
    """Its importer wants test, subject and result; finds the criterion by what follows the colon in the compact id;
    finds the sample page by its address; and takes any outcome but untested."""
    data = json.loads(render(shown, "earl"))
    context, graph = data["@context"], data["@graph"]
    subjects = {node["@id"] for node in graph if "TestSubject" in node["@type"]}
    assertors = {node["@id"] for node in graph if "earl:Assertor" in node["@type"]}
    found = [node for node in graph if iri(context, str(node["@type"])) == TERMS["Assertion"]]
    assert found
    per_page: dict[str, set[str]] = {}
    for node in found:
        assert node["test"] and node["subject"] in subjects and node["assertedBy"] in assertors
        prefix, name = node["test"].split(":")
        assert iri(context, node["test"]) == context[prefix] + name and re.fullmatch(r"[a-z][a-z-]+", name)
        assert context[prefix] in WCAG.values()
        result = node["result"]
        assert iri(context, result["@type"]) == TERMS["TestResult"]
        assert iri(context, result["outcome"]) in OUTCOMES
        assert isinstance(result["description"], str) and result["description"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", result["date"])
        assert iri(context, node["mode"]) == "http://www.w3.org/ns/earl#automatic"
        assert node["test"] not in per_page.setdefault(node["subject"], set()), "one per page and criterion"
        per_page[node["subject"]].add(node["test"])
    assert all(len(tests) == len(CRITERIA) for tests in per_page.values())


def test_a_criterion_is_named_in_the_wcag_that_has_it() -> None:
    from a11y_checks.cli.formats.wcag_ids import WCAG_IDS

    for number, name in WCAG_IDS.items():
        assert name.startswith("WCAG22:" if CRITERIA[number].since == "2.2" else "WCAG21:"), number
    known = {
        "1.1.1": "non-text-content", "1.4.3": "contrast-minimum", "2.4.4": "link-purpose-in-context",
        "2.4.7": "focus-visible", "2.4.11": "focus-not-obscured-minimum", "2.5.8": "target-size-minimum",
        "3.2.6": "consistent-help", "3.3.7": "redundant-entry", "3.3.8": "accessible-authentication-minimum",
        "4.1.2": "name-role-value", "4.1.3": "status-messages",
    }  # fmt: skip
    assert {number: WCAG_IDS[number].split(":")[1] for number in known} == known


def test_the_pages_can_be_put_in_the_sample() -> None:
    """The tool matches a page by its whole address; one without an address (a file) can't be matched."""
    graph = json.loads(render(EVERYTHING, "earl"))["@graph"]
    for node in graph:
        if "TestSubject" in node["@type"]:
            assert urlsplit(node["@id"]).scheme == "https" and node["source"] == node["@id"] and node["title"]


# --- JUnit XML as Jenkins, GitLab and Azure read it ----------------------------------------------------------------

JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {
    # element -> (required attributes, allowed attributes, allowed children)
    "testsuites": (set(), {"name", "tests", "failures", "errors", "time"}, {"testsuite"}),
    "testsuite": ({"name", "tests"}, {"name", "tests", "failures", "errors", "skipped", "time"}, {"testcase"}),
    "testcase": ({"name", "classname"}, {"name", "classname", "time"}, {"failure", "error", "skipped", "system-out"}),
    "failure": (set(), {"message", "type"}, set()),
    "error": (set(), {"message", "type"}, set()),
    "skipped": (set(), {"message"}, set()),
    "system-out": (set(), set(), set()),
}  # fmt: skip


@pytest.mark.parametrize("shown", [EVERYTHING, ODD, report(), report(page(A))])
def test_junit_holds_to_its_schema(shown: Any) -> None:
    text = render(shown, "junit")
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
    root = ElementTree.fromstring(text.encode())
    assert root.tag == "testsuites"
    for element in root.iter():
        required, allowed, children = JUNIT[element.tag]
        assert required <= set(element.attrib) <= allowed, (element.tag, element.attrib)
        assert {child.tag for child in element} <= children
    for suite in root:
        cases = list(suite)
        assert int(suite.attrib["tests"]) == len(cases) > 0
        for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(suite.attrib[kind]) == sum(case.find(tag) is not None for case in cases)
        assert float(suite.attrib["time"]) >= 0
        assert all(len([child for child in case if child.tag != "system-out"]) <= 1 for case in cases)
