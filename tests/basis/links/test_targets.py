"""A page or document that comes or goes: its links are judged at once, their pages looked at again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation
from wagtail.documents import get_document_model
from wagtail.models import Page

from a11y_checks.gate.recheck import recheck_page
from a11y_checks.models import BevindingVerloop, GateRecord
from basis.links import targets
from basis.links.models import LinkState, Weblink
from basis.links.services import broken_links_per_page
from tests.basis.links.test_internal import text, to_page, to_path
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

BROKE, MENDED = "Een link op deze pagina werkt niet meer.", "Een link op deze pagina werkt weer."


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """What happens inside the block is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def stale(page: Any) -> str:
    """Why this page waits for a new look; "" when it does not wait."""
    record = GateRecord.objects.get(page_id=page.pk)
    return record.stale_reason if record.stale_since else ""


def tasks(page: Any) -> list[str]:
    rows = BevindingVerloop.objects.filter(page_id=page.pk, fixed_on__isnull=True)
    return [row.bevinding["rule"] for row in rows]


def linked(home: Any, *ways: str) -> tuple[Any, list[Any]]:
    """A live page "Glas", and a live page with a link to it for each way."""
    target = publish(make_page(home, "Glas"))
    made = {"keuze": to_page(target.pk), "pad": to_path("/glas/"), "kaal": to_path("/glas?dag=1#kop")}
    return target, [publish(make_page(home, f"Van {way}", made[way])) for way in ways]


def test_taking_a_page_down_is_seen_at_once_and_becomes_a_task(committed: Any) -> None:
    home = publish(make_home())
    target, pages = linked(home, "keuze", "pad", "kaal")
    other = publish(make_page(home, "Papier"))
    assert [stale(page) for page in pages] == ["", "", ""]
    with committed():
        target.unpublish()
    assert broken_links_per_page() == {page.pk: 1 for page in pages}
    assert [stale(page) for page in pages] == [BROKE] * 3
    assert not stale(other) and not stale(home)
    recheck_page(pages[0])
    assert "link-intern-dood" in tasks(pages[0]) and not stale(pages[0])
    # And back: nobody has to wait for tomorrow's round, and the task closes.
    with committed():
        publish(Page.objects.get(pk=target.pk).specific)
    assert broken_links_per_page() == {}
    assert [stale(page) for page in pages] == [MENDED] * 3
    recheck_page(pages[0])
    assert "link-intern-dood" not in tasks(pages[0])


def test_a_second_publication_troubles_no_page(committed: Any) -> None:
    home = publish(make_home())
    target, (page,) = linked(home, "keuze")
    with committed():
        publish(target)
    assert not stale(page)
    assert Weblink.objects.get().state == LinkState.GOED


def test_deleting_a_page_with_its_branch_is_seen_at_once(committed: Any) -> None:
    home = publish(make_home())
    parent = publish(make_page(home, "Afval"))
    child = publish(make_page(parent, "Glas"))
    draft = make_page(parent, "Blik")
    pages = [
        publish(make_page(home, f"Van {number}", row))
        for number, row in enumerate(
            [
                to_page(parent.pk),
                to_path("/afval/"),
                to_page(child.pk),
                to_path("/afval/glas/"),
                to_page(draft.pk),
            ]
        )
    ]
    # The link to the draft does not work yet; that is known, and no reason to look again.
    Weblink.objects.filter(adres=f"pagina:{draft.pk}").update(
        state=LinkState.KAPOT, error="Dit is een concept."
    )
    with committed():
        Page.objects.get(pk=parent.pk).delete()
    assert broken_links_per_page() == {page.pk: 1 for page in pages}
    assert {stale(page) for page in pages} == {BROKE}
    assert set(Weblink.objects.values_list("error", flat=True)) == {"Dit bestaat niet (meer) op deze site."}


def test_the_admin_takes_down_and_deletes_and_the_schedule_too(client: Client, committed: Any) -> None:
    home = publish(make_home())
    target, (page,) = linked(home, "keuze")
    client.force_login(make_user())
    with committed():
        assert client.post(f"/beheer/pages/{target.pk}/unpublish/").status_code == 302
    assert stale(page) == BROKE
    with committed():
        publish(Page.objects.get(pk=target.pk).specific)
    assert stale(page) == MENDED
    with committed():
        assert client.post(f"/beheer/pages/{target.pk}/delete/").status_code == 302
    assert not Page.objects.filter(pk=target.pk).exists() and stale(page) == BROKE
    second = publish(make_page(home, "Papier"))
    linking = publish(make_page(home, "Van papier", to_page(second.pk)))
    Page.objects.filter(pk=second.pk).update(expire_at=timezone.now() - dt.timedelta(hours=1))
    with committed():
        call_command("publish_scheduled")
    second.refresh_from_db()
    assert not second.live and stale(linking) == BROKE


def test_a_document_that_is_deleted_is_seen_at_once(committed: Any) -> None:
    home = publish(make_home())
    document = get_document_model().objects.create(title="Regels", file=ContentFile(b"x", name="regels.txt"))
    rows = [
        text(f'<a linktype="document" id="{document.pk}">Regels voor afval</a>'),
        to_path(document.url),
    ]
    pages = [publish(make_page(home, f"Van {number}", row)) for number, row in enumerate(rows)]
    with committed():
        document.delete()
    assert broken_links_per_page() == {page.pk: 1 for page in pages}
    assert all(stale(page) for page in pages)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("part", ["_addresses", "judge_again"])
def test_a_fault_of_ours_never_keeps_a_page_online(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    home = publish(make_home())
    target, _pages = linked(home, "keuze")

    def breaks(*_args: Any, **_kwargs: Any) -> Any:
        raise RuntimeError("kapot")

    monkeypatch.setattr(targets, part, breaks)
    target.unpublish()
    target.refresh_from_db()
    assert not target.live
    Page.objects.get(pk=target.pk).delete()
    assert not Page.objects.filter(pk=target.pk).exists()


def test_an_editor_who_reads_english_leaves_the_register_in_dutch(committed: Any) -> None:
    home = publish(make_home())
    target, (page,) = linked(home, "keuze")
    with translation.override("en"), committed():
        target.unpublish()
    assert stale(page) == BROKE
    assert Weblink.objects.get().error == "Deze pagina is offline gehaald."
