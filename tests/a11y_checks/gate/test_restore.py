"""Pages out of a file, with a real dumpdata and loaddata: nothing goes live unaudited, and nothing is lost."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client, TestCase
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.live import prove_live
from a11y_checks.gate.restored import CAME_AS_DRAFT
from a11y_checks.gate.uitzondering_besluit import approve
from a11y_checks.models import Audit, BevindingVerloop, GateRecord, GepubliceerdeVersie
from basis.models import LocationPage, Openingstijd
from gemeente.pages.models import ContentPage
from tests.a11y_checks.gate.faults import ON_EVERY_ROUTE, Faults, fault_switch
from tests.a11y_checks.gate.test_uitzondering_besluit import ask
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

# What a whole dump holds of pages; users, types and sites stay where they are.
TABLES = [
    "wagtailcore.site", "wagtailcore.page", "wagtailcore.revision", "pages",
    "basis.locationpage", "basis.openingstijd", "a11y_checks",
]  # fmt: skip


class World:
    """A home page in whose menu two pages stand, one with a newer draft; and a page that is a draft."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = publish(make_home())
        self.one = publish(make_page(self.home, "Afval", show_in_menus=True))
        link = {
            "type": "tekst",
            "value": f'<p>Lees ook <a linktype="page" id="{self.one.pk}">hoe wij uw afval ophalen</a>.</p>',
            "id": "c1111111-1111-4111-8111-111111111111",
        }
        self.two = publish(make_page(self.home, "Wegen", link, show_in_menus=True))
        for page in (self.home, self.one, self.two):  # the menu grew after they were audited
            publish(page)
        self.two.title = "Wegen en straten"
        self.two.save_revision()
        self.draft = make_page(self.home, "Concept")
        self.draft.save_revision()
        self.live = {self.home.pk, self.one.pk, self.two.pk}

    def dump(self, *without: str) -> Path:
        """All of it in a file; `without`: tables that are left out."""
        path = self.folder / "dump.json"
        options: dict[str, Any] = {"use_natural_foreign_keys": True, "exclude": list(without)}
        call_command("dumpdata", *TABLES, output=str(path), verbosity=0, **options)
        return path

    def lose(self) -> None:
        """The site loses its pages and what the gate knew of them."""
        for model in (GepubliceerdeVersie, GateRecord):
            model.objects.all().delete()
        self.home.delete()
        Audit.objects.all().delete()
        assert Page.objects.count() == 1


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def live() -> set[int]:
    return set(Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True))


def restore(path: Path, *options: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = io.StringIO()
    try:
        call_command("restore_pages", str(path), *options, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def no_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """The auditor is away: only what is stored can tell."""
    from a11y_checks.browser.client import AuditorUnavailable
    from a11y_checks.gate import verdict

    def away(*_args: Any, **_kwargs: Any) -> None:
        raise AuditorUnavailable("De controle in de browser is nu niet bereikbaar.")

    monkeypatch.setattr(verdict, "audit_documents", away)


def test_with_their_verdicts_all_pages_are_live_again(world: World, no_looking: None, client: Client) -> None:
    before = {row["pk"]: row for row in Page.objects.values("pk", "live_revision_id", "first_published_at")}
    open_before = set(BevindingVerloop.objects.filter(fixed_on=None).values_list("first_seen", flat=True))
    path = world.dump()
    world.lose()
    code, text = restore(path)
    assert (code, live()) == (0, world.live), text
    assert "oordeel: 3." in text and "Concept: 0." in text
    for page in Page.objects.filter(pk__in=world.live):
        assert page.live_revision_id == before[page.pk]["live_revision_id"]
        assert abs((page.first_published_at - before[page.pk]["first_published_at"]).total_seconds()) < 0.01
    two = ContentPage.objects.get(pk=world.two.pk)
    assert two.title == "Wegen" and two.has_unpublished_changes
    assert two.get_latest_revision_as_object().title == "Wegen en straten", "the newer draft is there too"
    assert Page.objects.get(pk=world.draft.pk).specific.get_latest_revision() is not None
    assert client.get(two.get_url()).status_code == 200
    assert not prove_live().problems
    assert GepubliceerdeVersie.objects.filter(offline_at=None).count() == 3
    assert len(set(BevindingVerloop.objects.filter(fixed_on=None))) == len(open_before)
    assert ReferenceIndex.get_references_to(world.one).exists()


def test_a_page_without_verdict_is_a_draft_and_named(world: World, no_looking: None) -> None:
    versions = GepubliceerdeVersie.objects.filter(page_ref=world.two.pk)
    audits = set(versions.values_list("audit_id", flat=True))
    GateRecord.objects.filter(page_id=world.two.pk).delete()
    versions.delete()
    Audit.objects.filter(pk__in=audits).delete()
    path = world.dump()
    world.lose()
    code, text = restore(path)
    assert code == 1 and live() == world.live - {world.two.pk}
    assert f"{world.two.pk} Wegen: " in text and "Publiceer deze pagina's opnieuw." in text
    two = ContentPage.objects.get(pk=world.two.pk)
    assert (two.live, two.live_revision_id, two.has_unpublished_changes) == (False, None, True)
    assert two.revisions.count() == 3, "nothing of it is lost"
    assert not GateRecord.objects.filter(page__live=False).exists()
    # Its link went out of the menu of the others: they are served, and looked at again.
    assert GateRecord.objects.filter(stale_since__isnull=False).count() == 2
    assert PageLogEntry.objects.filter(action=CAME_AS_DRAFT, page_id=world.two.pk).count() == 1


def test_with_the_auditor_the_rest_goes_through_the_gate(world: World) -> None:
    path = world.dump("a11y_checks")
    world.lose()
    code, text = restore(path)
    assert (code, live()) == (0, world.live) and "controle: 3." in text
    assert GateRecord.objects.count() == 3


def test_stored_looks_at_nothing(world: World) -> None:
    path = world.dump("a11y_checks")
    world.lose()
    code, text = restore(path, "--stored")
    assert (code, live()) == (1, set()) and "Concept: 3." in text


def test_a_bad_page_with_a_verdict_of_another_page_stays_a_draft(world: World) -> None:
    path = world.dump()
    world.lose()
    rows = json.loads(path.read_text())
    for row in rows:
        if row["model"] == "pages.contentpage" and row["pk"] == world.one.pk:
            row["fields"]["inhoud"] = json.dumps([FAULTS["vague link"]])
    path.write_text(json.dumps(rows))
    code, text = restore(path)
    assert code == 1 and live() == world.live - {world.one.pk}
    assert f"{world.one.pk} Afval: De pagina is niet gepubliceerd." in text


def test_what_an_uitzondering_lets_pass_comes_back_with_it(world: World, no_looking: None) -> None:
    first, second = make_user("eerste"), make_user("tweede")
    page = make_page(world.home, "Oud", FAULTS["vague link"])
    with pytest.raises(PublishRefused):
        publish(page, first)
    from a11y_checks.browser.client import BrowserResult
    from a11y_checks.gate import verdict

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            verdict,
            "audit_documents",
            lambda documents, **_kw: [BrowserResult(d.name, [], "none", 1, 0.0) for d in documents],
        )
        with pytest.raises(PublishRefused) as refusal:
            publish(page, first)
        approve(uitzondering=ask(page, first, *refusal.value.bevindingen), user=second)
        publish(page, first)
    path = world.dump()
    world.lose()
    assert restore(path)[0] == 0
    assert GateRecord.objects.get(page_id=page.pk).uitzondering is not None


def test_over_a_site_that_is_live_it_brings_back_the_file(world: World, no_looking: None) -> None:
    path = world.dump()
    ContentPage.objects.filter(pk=world.one.pk).update(title="Iets anders")
    code, text = restore(path)
    assert (code, live()) == (0, world.live), text
    assert Page.objects.get(pk=world.one.pk).title == "Afval"


def test_a_file_that_does_not_fit_changes_nothing(world: World, tmp_path: Path) -> None:
    before = live()
    for text in ("geen json", '[{"model": "pages.onbekend", "pk": 1, "fields": {}}]'):
        path = tmp_path / "stuk.json"
        path.write_text(text)
        with pytest.raises(CommandError, match="Er is niets veranderd"):
            call_command("restore_pages", str(path))
    with pytest.raises(CommandError, match=r"is er niet: weg\.json"):
        call_command("restore_pages", "weg.json")
    assert live() == before


def test_a_page_whose_own_row_is_missing_is_named(world: World) -> None:
    path = world.dump("pages.contentpage")
    world.lose()
    code, text = restore(path)
    assert code == 1 and "Het bestand mist de inhoud van deze pagina." in text
    assert live() == {world.home.pk}


# --- plain loaddata -----------------------------------------------------------------------------------------------


def load(path: Path) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("loaddata", str(path), verbosity=0)


def test_plain_loaddata_brings_drafts_and_says_which(world: World, caplog: pytest.LogCaptureFixture) -> None:
    path = world.dump()
    world.lose()
    with caplog.at_level(logging.WARNING, logger="loket.gate"):
        load(path)
    assert live() == set() and Page.objects.filter(pk__in=world.live).count() == 3
    assert not GateRecord.objects.exists(), "a proof of a page that is not live would be served by SQL"
    named = set(PageLogEntry.objects.filter(action=CAME_AS_DRAFT).values_list("page_id", flat=True))
    assert named == world.live
    assert sum("came out of a file as a draft" in line for line in caplog.messages) == 3
    assert all(publish(ContentPage.objects.get(pk=pk)).live for pk in (world.one.pk, world.two.pk))


def test_the_same_again_changes_nothing(world: World) -> None:
    load(world.dump())
    assert live() == world.live and GateRecord.objects.count() == 3
    assert not prove_live().problems


@pytest.mark.parametrize("model", ["wagtailcore.page", "pages.contentpage"])
def test_a_changed_row_takes_its_live_page_down(world: World, model: str) -> None:
    rows = [
        r for r in json.loads(world.dump().read_text()) if r["model"] == model and r["pk"] == world.one.pk
    ]
    fields = rows[0]["fields"]
    fields |= (
        {"title": "Fout"} if model == "wagtailcore.page" else {"inhoud": json.dumps([FAULTS["vague link"]])}
    )
    path = world.folder / "rij.json"
    path.write_text(json.dumps(rows))
    load(path)
    assert live() == world.live - {world.one.pk}
    assert not GateRecord.objects.filter(page_id=world.one.pk).exists()


def test_a_row_that_a_live_page_holds_takes_it_down_too(world: World) -> None:
    place = LocationPage(
        title="Stadhuis", slug="stadhuis", straat="Markt", huisnummer="1", postcode="9999 AA", plaats="Testdorp",
        live=False, telefoon="(0590) 01 23 45",
    )  # fmt: skip
    world.home.add_child(instance=place)
    place.openingstijden.set([Openingstijd(dag=1, van=dt.time(9), tot=dt.time(17))])
    place = publish(place)
    path = world.folder / "tijden.json"
    call_command("dumpdata", "basis.openingstijd", output=str(path), verbosity=0)
    load(path)
    assert place.pk in live(), "the same times change nothing"
    path.write_text(path.read_text().replace("09:00", "03:00"))
    load(path)
    assert place.pk not in live()


def test_restore_pages_over_every_fault(world: World) -> None:
    """With each blocking family: what is bad today does not come back, though it was live in the file."""
    path = world.dump("a11y_checks")
    with fault_switch() as faults:
        assert isinstance(faults, Faults)
        for family in ON_EVERY_ROUTE:
            faults.active = family
            path.write_text(path.read_text().replace("Afval", "Fout").replace("Wegen", "Fout"))
            restore(path)
            assert live() == {world.home.pk}, family
