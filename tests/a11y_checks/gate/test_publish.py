"""The wrapper: what goes live, what is refused, and what is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from a11y_checks.browser.client import AuditDocument, BrowserResult
from a11y_checks.document import Document
from a11y_checks.gate import (
    PublishRefused,
    audit_page,
    load_verdicts,
    render_states,
    ruleset_version,
    verdict,
)
from a11y_checks.gate.schedule import publish_due
from a11y_checks.models import Audit, GateRecord
from a11y_checks.rules.base import Niveau
from a11y_checks.rules.registry import run_rules
from gemeente.pages.models import ContentPage
from tests.support.client import CheckingClient
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("quiet_browser")
def test_a_good_page_goes_live_with_a_record(client: CheckingClient) -> None:
    home = publish(make_home())
    page = publish(make_page(home))
    record = GateRecord.objects.get(page_id=page.pk)
    assert page.live
    assert record.revision_id == page.live_revision_id
    assert not record.audit.blocks
    assert client.get(page.url).status_code == 200


@pytest.mark.usefixtures("quiet_browser")
@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_refused_at_its_block_and_the_draft_is_kept(fault: str) -> None:
    page = make_page(publish(make_home()), "Afval", FAULTS[fault])
    with pytest.raises(PublishRefused) as refusal:
        publish(page)
    page.refresh_from_db()
    assert not page.live
    assert not GateRecord.objects.filter(page_id=page.pk).exists()
    assert page.get_latest_revision_as_object().inhoud[1].id == FAULTS[fault]["id"]
    assert [b.source.split("/")[:2] for b in refusal.value.bevindingen] == [["inhoud", FAULTS[fault]["id"]]]
    assert list(refusal.value.error_dict) == ["inhoud"]


@pytest.mark.usefixtures("quiet_browser")
def test_a_refused_update_leaves_the_live_page_as_it_was(client: CheckingClient) -> None:
    page = publish(make_page(publish(make_home())))
    before = client.get(page.url).content
    page.inhoud = [*page.inhoud.raw_data, FAULTS["vague link"]]
    with pytest.raises(PublishRefused):
        publish(page)
    assert client.get(page.url).content == before


@pytest.mark.usefixtures("no_browser")
def test_without_the_auditor_nothing_is_published_and_the_reason_is_said() -> None:
    home = make_home()
    with pytest.raises(PublishRefused, match="controle kon niet draaien"):
        publish(home)
    home.refresh_from_db()
    assert not home.live
    assert not Audit.objects.exists()


@pytest.mark.usefixtures("no_browser")
def test_static_faults_are_named_even_without_the_auditor() -> None:
    page = make_page(make_home(), "Afval", FAULTS["vague link"])
    with pytest.raises(PublishRefused) as refusal:
        publish(page)
    assert [b.source.split("/")[0] for b in refusal.value.bevindingen] == ["inhoud"]
    assert not Audit.objects.exists(), "half an audit is not a verdict"


def test_a_verdict_brought_along_stands_in_for_the_browser(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("quiet_browser")
    home = make_home()
    verdict = audit_page(home).as_verdict()
    Audit.objects.all().delete()
    request.getfixturevalue("no_browser")
    assert load_verdicts([{**verdict, "ruleset": "another"}]) == 0
    assert load_verdicts([verdict]) == 1
    assert publish(home).live


@pytest.mark.usefixtures("quiet_browser")
def test_the_same_page_is_audited_once() -> None:
    home = publish(make_home())
    page = publish(make_page(home))
    assert Audit.objects.count() == 2
    publish(page)
    assert Audit.objects.count() == 2
    assert Audit.objects.first().ruleset == ruleset_version()


@pytest.mark.usefixtures("quiet_browser")
def test_a_page_that_went_round_the_gate_is_not_served(client: CheckingClient, plain_client: Client) -> None:
    page = make_page(publish(make_home()))
    ContentPage.objects.filter(pk=page.pk).update(live=True)
    assert plain_client.get(page.url).status_code == 404
    GateRecord.objects.create(page=page.page_ptr, audit=Audit.objects.first())
    assert client.get(page.url).status_code == 200


@pytest.mark.usefixtures("quiet_browser")
def test_a_refused_scheduled_page_does_not_stop_the_others_and_keeps_its_schedule() -> None:
    home = publish(make_home())
    past = timezone.now() - dt.timedelta(hours=1)
    bad = make_page(home, "Slecht", FAULTS["vague link"])
    good = make_page(home, "Goed")
    for page in (bad, good):
        page.save_revision(approved_go_live_at=past)
    run = publish_due()
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.live, good.live) == (False, True)
    assert len(run.refused) == len(run.published) == 1
    assert bad.revisions.filter(approved_go_live_at__isnull=False).exists()
    bad.inhoud = good.inhoud
    bad.save_revision(approved_go_live_at=past)
    publish_due()
    bad.refresh_from_db()
    assert bad.live


@pytest.mark.usefixtures("quiet_browser")
def test_taking_down_always_works() -> None:
    page = publish(make_page(publish(make_home())))
    page.unpublish()
    page.refresh_from_db()
    assert not page.live


@pytest.mark.usefixtures("quiet_browser")
def test_only_the_editors_preview_has_wagtails_user_bar(client: CheckingClient) -> None:
    page = publish(make_page(publish(make_home())))
    client.force_login(make_user())
    draft = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "wagtail-userbar" in draft
    live = client.get(page.url).content.decode()
    assert "wagtail-userbar" not in live
    assert live == render_states(page)[0].html, "what the gate looks at is what visitors get"


def test_a_fault_that_rules_and_browser_both_find_is_said_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def same_again(documents: Sequence[AuditDocument], **_kwargs: Any) -> list[BrowserResult]:
        return [
            BrowserResult(
                name=document.name,
                bevindingen=[
                    dataclasses.replace(found, rule="axe:the-same")
                    for found in run_rules(Document.parse(document.html), state=document.name)
                ],
                engine="echo",
                rules_run=1,
                seconds=0.0,
            )
            for document in documents
        ]

    monkeypatch.setattr(verdict, "audit_documents", same_again)
    page = make_page(make_home(), "Afval", FAULTS["vague link"])
    audit = audit_page(page)
    assert [b.rule for b in audit.findings if b.niveau is Niveau.BLOCK] == ["link-vaag"]
