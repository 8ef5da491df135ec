"""Wagtail's own checker beside our panel: no fault is told twice, and nothing contradicts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.userbar import AddPageItem, ContentCheckerItem, apply_userbar_hooks

from a11y_checks.browser.texts import TEXTS
from a11y_checks.editor.checker import LEFT_TO_WAGTAIL
from a11y_checks.rules.registry import all_rules
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def home() -> Any:
    return publish(make_home())


def test_wagtails_checker_only_says_what_we_do_not(home: Any) -> None:
    editor = Client()
    editor.force_login(make_user("beheerder"))
    page = make_page(home, "Afval")
    page.save_revision()
    answer = editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    soup = BeautifulSoup(answer.content, "lxml")
    found = soup.find("script", id="checker-axe-configuration")
    assert found is not None
    configuration = json.loads(found.text)
    assert configuration["options"]["runOnly"] == list(LEFT_TO_WAGTAIL)
    assert {rule["id"] for rule in configuration["spec"]["rules"]} == set(LEFT_TO_WAGTAIL)
    assert set(configuration["messages"]) == set(LEFT_TO_WAGTAIL)
    checks = soup.select_one("[data-side-panel=checks]")
    assert checks is not None
    assert checks.select_one("[data-content-word-count]") is not None
    assert checks.select_one("[data-content-readability-score]") is None, (
        "made for English; ours is for Dutch"
    )


def test_every_rule_of_wagtails_checker_is_ours_or_left_to_it() -> None:
    # Rules of Wagtail's own, with the rule of ours that says the same.
    same = {"alt-text-quality": "alt-is-bestandsnaam", "p-as-heading": "nepkop"}
    own = {rule.id for rule in all_rules()} | set(TEXTS)
    left = {rule for rule in ContentCheckerItem.axe_run_only if same.get(rule, rule) not in own}
    assert left == set(LEFT_TO_WAGTAIL)


def test_the_bar_on_the_site_has_the_same_checker(home: Any) -> None:
    items: list[Any] = [AddPageItem(home), ContentCheckerItem(in_editor=False)]
    apply_userbar_hooks(RequestFactory().get("/"), items, home)
    assert isinstance(items[0], AddPageItem)
    assert items[1].axe_run_only == list(LEFT_TO_WAGTAIL)
    others: list[Any] = [ContentCheckerItem()]
    apply_userbar_hooks(RequestFactory().get("/"), others, None)
    assert type(others[0]) is ContentCheckerItem, "a snippet has no gate on its preview"


def test_the_browsers_pictures_are_asked_after_saving_only(
    home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from a11y_checks.browser.client import BrowserResult
    from a11y_checks.gate import audit_page, verdict
    from a11y_checks.models import AuditTrigger

    asked: list[dict[str, Any]] = []

    def nothing_found(documents: Any, **options: Any) -> list[BrowserResult]:
        asked.append(options)
        return [
            BrowserResult(name=d.name, bevindingen=[], engine="none", rules_run=1, seconds=0.0)
            for d in documents
        ]

    monkeypatch.setattr(verdict, "audit_documents", nothing_found)
    audit_page(make_page(home, "Afval"), trigger=AuditTrigger.SAVE)
    audit_page(make_page(home, "Glas"), trigger=AuditTrigger.PUBLISH)
    assert asked == [{"screenshots": True}, {}]
