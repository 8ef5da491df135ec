"""Pages that come to stand elsewhere or open up are audited again; previews are looked at; taking down always works."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from a11y_checks.gate import PublishRefused, render_states
from a11y_checks.gate.schedule import publish_due
from a11y_checks.models import GateRecord, GepubliceerdeVersie
from gemeente.pages.models import ContentPage
from tests.a11y_checks.gate.faults import Faults, fault_switch
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def faults() -> Any:
    with fault_switch() as found:
        yield found


@pytest.fixture
def home() -> Any:
    return publish(make_home())


def stale() -> set[int]:
    return set(GateRecord.objects.filter(stale_since__isnull=False).values_list("page_id", flat=True))


def branch(home: Any) -> tuple[Any, Any]:
    """A live page with a live page below it."""
    above, below = publish(make_page(home, "Boven")), make_page(home, "Onder")
    below.move(above, pos="last-child")
    return above, publish(ContentPage.objects.get(pk=below.pk))


def test_a_move_marks_the_whole_branch(home: Any) -> None:
    above, below = branch(home)
    target = publish(make_page(home, "Doel"))
    assert not stale()
    above.move(target, pos="last-child")
    assert stale() == {above.pk, below.pk}
    assert GateRecord.objects.get(page_id=above.pk).stale_reason == "De pagina is verplaatst."
    publish(ContentPage.objects.get(pk=above.pk))
    assert stale() == {below.pk}, "publishing is a new look"


def test_moves_of_the_admin_and_of_the_command_count_too(home: Any) -> None:
    page, target = publish(make_page(home, "Afval")), publish(make_page(home, "Doel"))
    editor = Client()
    editor.force_login(make_user())
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, target.pk]))
    assert stale() == {page.pk}
    call_command("move_pages", str(target.pk), str(home.pk), verbosity=0)
    assert stale() == {page.pk}
    assert ContentPage.objects.get(pk=page.pk).live


def test_opening_a_closed_branch_marks_it(home: Any) -> None:
    above, below = branch(home)
    door = PageViewRestriction.objects.create(page=above.page_ptr, restriction_type="groups")
    door.groups.add(Group.objects.create(name="Raad"))
    GateRecord.objects.update(stale_since=None, stale_reason="")
    door.delete()
    assert stale() == {above.pk, below.pk}


@pytest.mark.parametrize("browser", ["quiet_browser", "no_browser"])
def test_taking_down_always_works(browser: str, home: Any, request: pytest.FixtureRequest) -> None:
    """With a fault on the page, without the auditor, from the admin, in a script, by date, and by deleting."""
    pages = [publish(make_page(home, f"Fout {number}")) for number in range(4)]
    request.getfixturevalue(browser)
    GateRecord.objects.filter(page_id=pages[0].pk).delete()
    editor = Client()
    editor.force_login(make_user())
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[pages[0].pk]))
    pages[1].unpublish()
    ContentPage.objects.filter(pk=pages[2].pk).update(expire_at="2020-01-01T00:00:00Z")
    assert publish_due().expired == (pages[2].pk,)
    editor.post(reverse("wagtailadmin_pages:delete", args=[pages[3].pk]))
    assert not ContentPage.objects.filter(title__startswith="Fout", live=True).exists()
    assert not GateRecord.objects.filter(page_id__in=[page.pk for page in pages]).exists()
    ended = GepubliceerdeVersie.objects.filter(page_ref__in=[page.pk for page in pages])
    assert ended.count() == 4 and not ended.filter(offline_at__isnull=True).exists(), "what was live is kept"


def test_a_preview_mode_that_looks_different_is_audited_too(
    home: Any, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes = [("", "Gewoon"), ("zelfde", "Het zelfde"), ("bedankt", "Na het versturen")]
    monkeypatch.setattr(ContentPage, "preview_modes", modes)

    def serve_preview(self: Any, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == "zelfde":
            return self.serve(request)
        return HttpResponse("<!doctype html><html lang=nl><h1>Bedankt</h1><p>browser</p></html>")

    monkeypatch.setattr(ContentPage, "serve_preview", serve_preview)
    page = make_page(home, "Afval")
    assert [state.name for state in render_states(page)] == ["pagina", "voorbeeld bedankt"]
    with pytest.raises(PublishRefused, match="Dit is niet goed"):
        publish(page)


def test_a_page_that_breaks_while_it_is_shown_is_refused_and_not_an_error(
    home: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_page(home, "Ander")
    page = make_page(home, "Afval")
    before = ContentPage.get_context

    def breaks(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.pk == page.pk:
            raise ZeroDivisionError
        return before(self, *args, **kwargs)

    monkeypatch.setattr(ContentPage, "get_context", breaks)
    with pytest.raises(PublishRefused, match="kon niet draaien"):
        publish(page)
    assert publish(other).live
