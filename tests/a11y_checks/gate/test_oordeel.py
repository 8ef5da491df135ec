"""Questions at the gate: they stop a page until a person says why it is right, and return with other content."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import PageLogEntry

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.browser.probes import all_probes
from a11y_checks.gate import PublishRefused
from a11y_checks.gate.oordeel import (
    EDITOR_RULES,
    LOG_ACTION,
    PAGE_RULES,
    OordeelRefused,
    answer_bevinding,
    needs_answer,
    oordelen_for,
    open_questions,
)
from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.gate.verdict import quick_look
from a11y_checks.models import BevindingOordeel, GateRecord
from a11y_checks.rules.registry import all_rules
from gemeente.pages.models import ContentPage
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]
BLOCK = "c1111111-1111-4111-8111-111111111111"
QUESTION = "zintuiglijke-aanwijzing"


def hint(text: str = "Klik op de groene knop rechts.", **extra: str) -> dict[str, Any]:
    return {"type": "tekst", "value": f"<p>{text}</p>", "id": BLOCK, **extra}


@pytest.fixture
def page() -> ContentPage:
    return make_page(publish(make_home()), "Afval", hint())


def ask(page: Any) -> Bevinding:
    return next(b for b in quick_look(page).bevindingen if b.rule == QUESTION)


def answer(page: Any, keuze: str = "goed", reason: str = "De knop is overal rechts.", **extra: Any) -> Any:
    question = ask(page)
    values = {"user": extra.pop("user", None) or make_user("antwoorder"), "keuze": keuze, "reason": reason}
    return answer_bevinding(
        page=page,
        fingerprint=fingerprint_of(page, question),
        rule=question.rule,
        message=question.message,
        **(values | extra),
    )


def test_a_question_stops_publishing_and_is_counted(page: ContentPage) -> None:
    with pytest.raises(PublishRefused) as refused:
        publish(page)
    assert refused.value.reason == (
        "De pagina is niet gepubliceerd. Beantwoord eerst 1 vraag, bij 'Controle voor publicatie'. "
        "Uw concept is bewaard."
    )
    assert [b.rule for b in refused.value.bevindingen] == [QUESTION]
    assert list(refused.value.error_dict) == ["inhoud"]
    assert "Vraag: " in refused.value.message_dict["inhoud"][0]


def test_faults_and_questions_are_counted_apart(page: ContentPage) -> None:
    page.inhoud = [*page.inhoud.raw_data, *FAULTS.values()]
    with pytest.raises(PublishRefused) as refused:
        publish(page)
    assert "Los eerst 2 fouten op. Beantwoord eerst 1 vraag, bij" in refused.value.reason


def test_a_good_answer_lets_the_page_pass(page: ContentPage) -> None:
    oordeel = answer(page)
    page = publish(page)
    assert page.live
    assert GateRecord.objects.get(page_id=page.pk).uitzondering is None
    assert oordeel.user.username == "antwoorder" and oordeel.answered_at is not None
    page.title = "Afval en grof vuil"
    assert publish(page).title == "Afval en grof vuil", "answered once"


def test_this_must_change_keeps_the_question_open(page: ContentPage) -> None:
    answer(page, "fout", "")
    with pytest.raises(PublishRefused):
        publish(page)
    answer(page, "goed", user=make_user("ander"))
    oordeel = BevindingOordeel.objects.get(page_id=page.pk)
    assert (oordeel.keuze, oordeel.user.username) == ("goed", "ander")
    logged = PageLogEntry.objects.filter(page=page.pk, action=LOG_ACTION)
    assert [entry.data["antwoord"] for entry in logged.order_by("timestamp")] == [
        "Nee, dit moet anders",
        "Ja, dit is goed zo",
    ]
    assert "De knop is overal rechts" in logged.order_by("timestamp").last().formatter.format_message(
        logged.order_by("timestamp").last()
    )


def test_other_content_asks_again_and_other_markup_does_not(page: ContentPage) -> None:
    answer(page)
    page.inhoud = [*page.inhoud.raw_data[:1], hint("Klik op de <b>groene knop</b> rechts.")]
    assert not open_questions(page, quick_look(page).bevindingen)
    page.inhoud = [*page.inhoud.raw_data[:1], hint("Klik op de rode knop rechts.")]
    assert [b.rule for b in open_questions(page, quick_look(page).bevindingen)] == [QUESTION]
    with pytest.raises(PublishRefused):
        publish(page)


def test_an_answer_counts_for_its_own_page_only(page: ContentPage) -> None:
    answer(page)
    other = make_page(page.get_parent().specific, "Glas", hint())
    with pytest.raises(PublishRefused):
        publish(other)


@pytest.mark.parametrize(
    ("keuze", "reason", "said"),
    [
        ("", "De knop is overal rechts.", "Kies eerst een antwoord."),
        ("misschien", "De knop is overal rechts.", "Kies eerst een antwoord."),
        ("goed", "   ", "Schrijf op waarom het zo goed is."),
        ("goed", " ok ", "Schrijf op waarom het zo goed is."),
        ("goed", "x" * 501, "De reden is te lang. Gebruik hooguit 500 tekens."),
    ],
)
def test_an_answer_needs_a_choice_and_a_reason(page: ContentPage, keuze: str, reason: str, said: str) -> None:
    with pytest.raises(OordeelRefused) as refused:
        answer(page, keuze, reason)
    assert refused.value.messages == [said]
    assert not BevindingOordeel.objects.exists()


def test_who_may_not_edit_the_page_may_not_answer(page: ContentPage) -> None:
    with pytest.raises(PermissionDenied):
        answer(page, user=make_user("bezoeker", is_superuser=False))
    assert not BevindingOordeel.objects.exists()


def found(**changes: Any) -> Bevinding:
    values = {"rule": QUESTION, "niveau": Niveau.ASK, "criteria": (), "message": "m", "help": "h"}
    return Bevinding(**{**values, "source": "inhoud/b1", **changes})


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"source": "title"}, True),
        ({"source": ""}, False),
        ({"source": "", "rule": "titel-past-niet"}, True),
        ({"source": "", "rule": "product-zonder-route"}, True),
        ({"rule": "axe:target-size"}, False),
        ({"rule": "b1:lange-zin"}, False),
        ({"rule": "fout-zonder-uitleg"}, False),
        ({"niveau": Niveau.NOTE}, False),
        ({"niveau": Niveau.BLOCK}, False),
    ],
)
def test_only_what_an_editor_made_is_asked(changes: dict[str, Any], asked: bool) -> None:
    assert needs_answer(found(**changes)) is asked


def test_a_question_about_the_template_stops_nobody(page: ContentPage) -> None:
    assert not open_questions(page, [found(source=""), found(rule="fout-zonder-uitleg")])
    assert oordelen_for(page, [found(source="")]) == {}


def test_every_rule_that_is_asked_exists() -> None:
    own = {rule for rule in EDITOR_RULES if ":" not in rule}
    assert own <= {rule.id for rule in all_rules()} | {probe.id for probe in all_probes()}
    assert PAGE_RULES <= EDITOR_RULES
