"""check_live: what counts as proven, and what each way to have no valid verdict looks like."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from a11y_checks.gate import live
from a11y_checks.gate.live import prove_live
from a11y_checks.gate.recheck import recheck_page
from a11y_checks.gate.stale import mark_stale
from a11y_checks.gate.uitzondering import fingerprint_of
from a11y_checks.models import GateRecord, Uitzondering, UitzonderingStatus
from gemeente.pages.models import ContentPage
from tests.a11y_checks.gate.test_stale import settled, spoil
from tests.support.site import make_page, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and text of the command."""
    out = StringIO()
    try:
        call_command("check_live", *arguments, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


def spoiled() -> ContentPage:
    """A live page with a fault that the audit knows."""
    (page,) = settled("Afval")
    spoil(page)
    page = ContentPage.objects.get(pk=page.pk)
    recheck_page(page)
    return page


def test_a_site_whose_pages_passed_is_proven() -> None:
    settled("Afval")
    make_page(Page.objects.get(slug="thuis").specific, "Concept")
    assert run() == (
        0,
        "2 pagina's online. Fouten: 0. Niet gezien: 0. Wacht op een nieuwe controle: 0.\n",
    )
    assert run("--stored")[0] == 0


def test_a_page_without_a_record_went_round_the_gate() -> None:
    (page,) = settled("Afval")
    GateRecord.objects.filter(page=page.pk).delete()
    code, text = run()
    assert code == 1
    assert f"FOUT {page.url} ({page.pk}, Afval): Deze pagina ging om de controle heen." in text


def test_a_page_with_a_known_fault_needs_a_current_uitzondering() -> None:
    page = spoiled()
    code, text = run()
    assert code == 1 and "1 fout:" in text
    marks = [fingerprint_of(page, b) for b in GateRecord.objects.get(page=page.pk).audit.findings]
    asked, decided = make_user("vraagt"), make_user("beslist")
    uitzondering = Uitzondering.objects.create(
        page=page.page_ptr,
        reason="De partner past het aan.",
        status=UitzonderingStatus.GOEDGEKEURD,
        requested_by=asked,
        decided_by=decided,
        ends_on=timezone.localdate() + dt.timedelta(days=7),
        fingerprints=marks,
    )
    assert run()[0] == 0
    assert run("--stored")[0] == 0
    uitzondering.ends_on = timezone.localdate() - dt.timedelta(days=1)
    uitzondering.save()
    code, text = run("--stored")
    assert code == 1 and "De uitzondering liep af op" in text


def test_a_page_that_changed_unseen_waits_for_its_audit_and_after_a_day_that_is_a_fault() -> None:
    (page,) = settled("Afval")
    ContentPage.objects.filter(pk=page.pk).update(intro="Iets anders.")
    code, text = run()
    assert code == 0 and f"WACHT {page.url}" in text
    record = GateRecord.objects.get(page=page.pk)
    assert record.stale_since is not None, "the worker picks it up"
    GateRecord.objects.update(stale_since=timezone.now() - dt.timedelta(hours=25))
    code, text = run("--stored")
    assert code == 1 and "langer dan een dag" in text


def test_a_page_that_does_not_render_was_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    settled("Afval")

    def broken(*_args: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ContentPage, "get_context", broken)
    code, text = run()
    assert code == 2 and "NIET GEZIEN" in text and "Niet gezien: 1" in text


def test_another_version_than_the_audited_one_is_a_fault() -> None:
    (page,) = settled("Afval")
    other = page.save_revision()
    Page.objects.filter(pk=page.pk).update(live_revision=other)
    assert "Een andere versie staat online" in run("--stored")[1]


def test_the_pages_own_facts_count_too(monkeypatch: pytest.MonkeyPatch) -> None:
    from a11y_checks.rules.base import Bevinding, Niveau

    settled("Afval")
    fact = Bevinding(
        rule="kanaalroute-zonder-computer", niveau=Niveau.BLOCK, criteria=(), message="Geen balie.", help=""
    )
    monkeypatch.setattr(ContentPage, "gate_checks", lambda self: [fact])
    code, text = run()
    assert code == 1 and "Geen balie." in text


def test_queries_stay_few_however_many_pages(django_assert_max_num_queries: Any, monkeypatch: Any) -> None:
    settled("Een", "Twee", "Drie", "Vier")
    monkeypatch.setattr(live, "_CHUNK", 3)
    with django_assert_max_num_queries(12):
        assert prove_live(render=False).pages == 5


def test_recheck_pages_does_all_the_work_at_once() -> None:
    pages = settled("Een", "Twee")
    spoil(pages[0])
    mark_stale([page.pk for page in pages], "De huisstijl is gewijzigd.")
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("recheck_pages", stdout=out)
    assert end.value.code == 1
    assert out.getvalue() == "Opnieuw gecontroleerd: 2. Met fouten: 1. Wacht nog: 0.\n"


def test_recheck_pages_says_when_it_could_not(request: pytest.FixtureRequest) -> None:
    (page,) = settled("Een")
    ContentPage.objects.filter(pk=page.pk).update(intro="Iets anders.")
    request.getfixturevalue("no_browser")
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("recheck_pages", "--all", stdout=out)
    assert end.value.code == 2
    assert out.getvalue().endswith("Opnieuw gecontroleerd: 0. Met fouten: 0. Wacht nog: 1.\n")
