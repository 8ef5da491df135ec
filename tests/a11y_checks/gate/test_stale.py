"""Verdicts that no longer count: marked, audited again in turn, and made into tasks without taking anything down."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page

from a11y_checks.gate import PublishRefused, recheck, verdict
from a11y_checks.gate.recheck import look_for_changes, recheck_page, recheck_stale
from a11y_checks.gate.stale import mark_stale, stale_records
from a11y_checks.models import Audit, BevindingVerloop, GateRecord, GepubliceerdeVersie
from gemeente.pages.models import ContentPage, SiteSettings
from tests.support.site import FAULTS, make_home, make_page, publish

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def settled(*titles: str) -> list[ContentPage]:
    """Live pages below a live home page, none of them stale."""
    home = publish(make_home())
    pages = [publish(make_page(home, title)) for title in titles]
    GateRecord.objects.update(stale_since=None)
    for page in Page.objects.filter(gate_record__isnull=False).specific():
        recheck_page(page)
    return pages


def spoil(page: ContentPage) -> None:
    """A fault on a live page that came round the gate, as an import or a template would bring it."""
    blocks = [*page.inhoud.raw_data, FAULTS["vague link"]]
    other = ContentPage(inhoud=blocks)
    ContentPage.objects.filter(pk=page.pk).update(inhoud=other.inhoud)


def test_marking_keeps_the_place_in_the_queue_and_leaves_the_page_served(client: Any) -> None:
    (page,) = settled("Afval")
    assert mark_stale([page.pk, page.pk], "Het menu is gewijzigd.") == 1
    first = GateRecord.objects.get(page=page.pk).stale_since
    assert mark_stale([page.pk], "De huisstijl is gewijzigd.") == 1
    record = GateRecord.objects.get(page=page.pk)
    assert (record.stale_since, record.stale_reason) == (first, "De huisstijl is gewijzigd.")
    assert client.get(page.url).status_code == 200


def test_many_pages_are_marked_at_once() -> None:
    settled("Afval")
    assert mark_stale(range(1, 3000), "Alles.") == GateRecord.objects.count()


def test_a_round_audits_the_oldest_first_and_clears_them() -> None:
    pages = settled("Een", "Twee", "Drie")
    now = timezone.now()
    for hours, page in zip((1, 3, 2), pages, strict=True):
        GateRecord.objects.filter(page=page.pk).update(stale_since=now - dt.timedelta(hours=hours))
    assert [record.page_id for record in stale_records()] == [pages[1].pk, pages[2].pk, pages[0].pk]
    spoil(pages[1])
    round_ = recheck_stale(1)
    assert (round_.checked, round_.blocked) == ((pages[1].pk,), (pages[1].pk,)), "one new audit, then enough"
    assert recheck_stale().checked == (pages[2].pk, pages[0].pk)
    assert not stale_records().exists()


def test_a_fault_on_a_live_page_becomes_a_task_and_never_an_unpublish(client: Any) -> None:
    (page,) = settled("Afval")
    spoil(page)
    mark_stale([page.pk], "Een gedeelde tekst is gewijzigd.")
    assert recheck_stale().blocked == (page.pk,)
    row = BevindingVerloop.objects.get(page=page.pk)
    assert (row.rule, row.niveau, row.fixed_on) == ("link-vaag", "block", None)
    assert Page.objects.get(pk=page.pk).live
    assert GateRecord.objects.get(page=page.pk).audit.blocks
    assert GepubliceerdeVersie.objects.filter(page=page.pk, offline_at__isnull=True).count() == 1


def test_another_ruleset_makes_every_page_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    settled("Afval")
    assert not stale_records().exists()
    for module in ("a11y_checks.gate.stale", "a11y_checks.gate.recheck", "a11y_checks.gate.verdict"):
        monkeypatch.setattr(f"{module}.ruleset_version", lambda: "another")
    assert stale_records().count() == 2
    assert len(recheck_stale().checked) == 2
    assert not stale_records().exists()
    assert Audit.objects.filter(ruleset="another").count() == 2


def test_pages_without_an_answer_stay_stale_and_let_others_go_first(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = settled("Een", "Twee")
    mark_stale([page.pk for page in pages], "Het menu is gewijzigd.")
    GateRecord.objects.filter(page=pages[0].pk).update(stale_since=timezone.now() - dt.timedelta(days=2))
    real = recheck.audit_page

    def broken_for_the_first(page: Any, **kwargs: Any) -> Audit:
        if page.pk == pages[0].pk:
            raise PublishRefused("De pagina geeft zelf een fout.")
        return real(page, **kwargs)

    monkeypatch.setattr(recheck, "audit_page", broken_for_the_first)
    round_ = recheck_stale()
    assert (round_.checked, round_.unanswered) == ((pages[1].pk,), (pages[0].pk,))
    assert recheck_stale() == recheck.RecheckRound((), (), ()), "it waits before the next try"
    assert [record.page_id for record in stale_records()] == [pages[0].pk]


def test_without_the_auditor_a_round_gives_up_and_nothing_is_lost(request: pytest.FixtureRequest) -> None:
    pages = settled("Een", "Twee", "Drie", "Vier", "Vijf")
    SiteSettings.objects.update(naam="Gemeente Anders")
    SiteSettings.objects.get()
    mark_stale([page.pk for page in pages], "De naam is gewijzigd.")
    request.getfixturevalue("no_browser")
    before = dict(GateRecord.objects.values_list("page_id", "audit_id"))
    round_ = recheck_stale()
    assert (round_.checked, len(round_.unanswered)) == ((), 3)
    assert dict(GateRecord.objects.values_list("page_id", "audit_id")) == before
    assert stale_records().count() == 5


def test_a_static_fault_is_a_task_also_without_the_auditor_but_no_proof(
    request: pytest.FixtureRequest,
) -> None:
    (page,) = settled("Afval")
    before = GateRecord.objects.get(page=page.pk).audit_id
    spoil(page)
    mark_stale([page.pk], "Iets is gewijzigd.")
    request.getfixturevalue("no_browser")
    assert recheck_stale().blocked == (page.pk,)
    record = GateRecord.objects.get(page=page.pk)
    assert record.audit_id == before and record.stale_since is not None
    assert BevindingVerloop.objects.filter(page=page.pk, fixed_on__isnull=True).count() == 1


def test_what_changed_while_the_audit_ran_is_audited_again(monkeypatch: pytest.MonkeyPatch) -> None:
    (page,) = settled("Afval")
    mark_stale([page.pk], "Eerst.")
    real = recheck.audit_page

    def changed_meanwhile(looked_at: Any, **kwargs: Any) -> Audit:
        audit = real(looked_at, **kwargs)
        GateRecord.objects.filter(page=page.pk).update(stale_since=timezone.now(), stale_reason="Later.")
        return audit

    monkeypatch.setattr(recheck, "audit_page", changed_meanwhile)
    recheck_page(ContentPage.objects.get(pk=page.pk))
    assert GateRecord.objects.get(page=page.pk).stale_reason == "Later."


def test_a_change_that_no_save_announces_is_found_by_looking() -> None:
    same, other = settled("Een", "Twee")
    slots = 4
    everything = range(slots)
    assert [look_for_changes(slot, slots) for slot in everything] == [()] * slots
    ContentPage.objects.filter(pk=other.pk).update(intro="Nu staat hier iets anders.")
    assert look_for_changes((other.pk + 1) % slots, slots) == (), "not the turn of this page"
    assert look_for_changes(other.pk % slots, slots) == (other.pk,)
    assert [record.page_id for record in stale_records()] == [other.pk]
    assert GateRecord.objects.get(page=same.pk).stale_since is None


def test_a_page_that_breaks_is_marked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    (page,) = settled("Afval")

    def broken(*_args: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ContentPage, "get_context", broken)
    assert look_for_changes(0, 1) == (page.pk,)


def test_a_finding_of_the_browser_is_a_task_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    from a11y_checks.browser.client import BrowserResult
    from a11y_checks.rules.base import Bevinding, Niveau

    (page,) = settled("Afval")
    grey = Bevinding(
        rule="axe:color-contrast",
        niveau=Niveau.BLOCK,
        criteria=("1.4.3",),
        message="Te licht.",
        help="Donkerder.",
    )

    def grey_text(documents: Any, **_kwargs: Any) -> list[BrowserResult]:
        return [
            BrowserResult(
                name=d.name, bevindingen=[dataclasses.replace(grey)], engine="echo", rules_run=1, seconds=0.0
            )
            for d in documents
        ]

    monkeypatch.setattr(verdict, "audit_documents", grey_text)
    Audit.objects.exclude(records__isnull=False).delete()
    ContentPage.objects.filter(pk=page.pk).update(intro="Een andere tekst.")
    mark_stale([page.pk], "De huisstijl is gewijzigd.")
    assert recheck_stale().blocked == (page.pk,)
    assert list(BevindingVerloop.objects.values_list("rule", flat=True)) == ["axe:color-contrast"]
