"""The product's own Dutch is B1: screens, forms, mails, errors, help of rules, and what commands say.

A sentence that fails is shown with its cause and what helps. What may stay hard stands in `b1_exemptions.toml`.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import pytest

from a11y_checks.browser.texts import TEXTS
from a11y_checks.documents import texts as document_texts
from a11y_checks.leesbaarheid import measure_text
from a11y_checks.leesbaarheid.score import EASIER_BELOW
from a11y_checks.rules.registry import all_rules
from gemeente.messages import used_messages
from tests.support.b1 import MOST_WORDS, hold
from tests.support.own_texts import ROOT, OwnText, as_read, is_dutch, own_texts

EXEMPTIONS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("b1_exemptions.toml").read_text(encoding="utf-8")
)
TERMS = [word for row in EXEMPTIONS["terms"] for word in row["words"]]
KEPT = [row["text"] for row in EXEMPTIONS.get("texts", [])]
PATTERNS = [pattern for row in EXEMPTIONS["sources"] for pattern in row["files"]]


@cache
def everything() -> list[OwnText]:
    return own_texts()


def is_passed_over(own: OwnText) -> bool:
    return any(PurePath(own.file).match(pattern) for pattern in PATTERNS)


@cache
def ours() -> list[OwnText]:
    return [own for own in everything() if not is_passed_over(own)]


def test_every_sentence_is_b1() -> None:
    wrong = hold(ours(), terms=TERMS, kept=KEPT).wrong
    assert not wrong, f"{len(wrong)} texts are harder than B1:\n\n" + "\n".join(map(str, wrong))


def test_every_part_as_a_whole_is_b1() -> None:
    """What one part of the product says in whole sentences, read as one text. Labels are no running text."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for own in ours():
        if own.text.endswith((".", "!", "?")):
            parts[PurePath(own.file).parts[0]].append(own.text)
    results = {
        name: measure_text("\n".join(texts), exempt=TERMS, yardsticks=False) for name, texts in parts.items()
    }
    harder = {
        name: result.score
        for name, result in results.items()
        if result.level and result.score >= EASIER_BELOW
    }
    assert not harder
    assert sum(result.level is not None for result in results.values()) >= 6


def test_nothing_is_missed() -> None:
    """What people are known to read is among the texts that are gathered."""
    known = {own.text for own in own_texts()}
    inside = "\n".join(known)
    used = [as_read(text) for m in used_messages(ROOT) for text in (m.msgid, m.plural)]
    assert [text for text in used if any(map(str.isalpha, text)) and text not in known] == []
    for rule in all_rules():
        assert all(sentence in inside for sentence in pieces(rule.help)), rule.id
    for name, text in TEXTS.items():
        assert all(sentence in inside for sentence in (*pieces(text.message), *pieces(text.help))), name
    rows = [row for row in vars(document_texts).values() if isinstance(row, document_texts.Text)]
    assert len(rows) > 5
    for row in rows:
        assert all(sentence in inside for sentence in (*pieces(row.message), *pieces(row.help))), row.rule


def pieces(text: str) -> list[str]:
    """The sentences of a text, for texts that are put together from more than one string."""
    return [piece.strip(" .") for piece in as_read(text).split(". ")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Dit is een korte zin. " + " ".join(["woord"] * (MOST_WORDS + 1)) + ".", "woorden"),
        ("Dien uw aanvraag in conform de vigerende regels.", "Schrijf liever"),
        ("Vul je naam in.", "Schrijf 'u'"),
    ],
)
def test_a_hard_text_is_refused_with_what_helps(text: str, reason: str) -> None:
    (wrong,) = hold([OwnText(text, "templates/x.html")]).wrong
    assert reason in str(wrong) and str(wrong).startswith("templates/x.html: ")


def test_a_very_hard_sentence_without_a_listed_word_is_refused() -> None:
    text = "Onherroepelijkheidsverklaringen doorkruisen besluitvormingsprocedures."
    (wrong,) = hold([OwnText(text, "x.py:1")]).wrong
    assert wrong.difficulty is not None and "moeilijk" in str(wrong)


def test_a_term_and_a_kept_sentence_pass() -> None:
    text = OwnText("De bevinding staat hier.", "x.py:1")
    assert hold([text]).wrong
    assert not hold([text], terms=["bevinding"]).wrong
    assert not hold([text], kept=["De bevinding staat hier."]).wrong


@pytest.mark.parametrize(
    "text", ["Maak een lijst.", "Lege kop", "Bewaar het bestand", "{naam} staat er niet."]
)
def test_dutch_is_known_as_dutch(text: str) -> None:
    assert is_dutch(text)


@pytest.mark.parametrize(
    "text",
    ["The answer is 42", "text/html; charset=utf-8", "utrecht-button", "select id from page", "failed: %s"],
)
def test_other_strings_are_no_dutch(text: str) -> None:
    assert not is_dutch(text)


def test_places_are_filled_and_markup_is_taken_out() -> None:
    assert as_read("<b>%(naam)s</b> heeft {aantal} &amp; 5%%") == "Anna heeft 3 & 5%"


def test_every_exemption_has_a_reason_and_is_needed() -> None:
    assert all(row["reason"].endswith(".") for rows in EXEMPTIONS.values() for row in rows)
    files = {own.file for own in everything()}
    assert [p for p in PATTERNS if not any(PurePath(file).match(p) for file in files)] == []
    without = {wrong.sentence for wrong in hold(ours(), terms=TERMS).wrong}
    assert [text for text in KEPT if text not in without] == []


def test_every_term_is_needed() -> None:
    strict = hold(ours(), kept=KEPT).wrong
    said = "\n".join(f"{wrong}" for wrong in strict).lower()
    assert [word for word in TERMS if word.lower() not in said] == []
