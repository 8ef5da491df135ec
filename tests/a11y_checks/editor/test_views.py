"""The editor over HTTP: a refusal shows reasons at their fields, keeps the draft, and the panel tells beforehand."""

import html
import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from gemeente.pages.models import ContentPage
from gemeente.roles import Rol, setup_roles
from tests.a11y_checks.gate.test_routes import form_data
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]
REFUSED = "De pagina is niet gepubliceerd. Los eerst 1 fout op. Uw concept is bewaard."


@pytest.fixture
def home() -> Any:
    return publish(make_home())


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_user("beheerder"))
    return client


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def stream_errors(answer: Any) -> dict[str, Any]:
    """What the edit form tells Wagtail's script about the stream `inhoud`: errors by block number."""
    soup = BeautifulSoup(answer.content, "lxml")
    block = soup.select_one("#inhoud, [data-w-block-arguments-value]")
    assert block is not None
    arguments = json.loads(str(block["data-w-block-arguments-value"]))
    found: dict[str, Any] = arguments[1] or {}
    return found


def messages(answer: Any) -> str:
    soup = BeautifulSoup(answer.content, "lxml")
    return " ".join(tag.text for tag in soup.select(".messages, [data-w-messages-target=container]"))


@pytest.mark.parametrize(("fault", "number"), [("vague link", "1"), ("skipped heading", "1")])
def test_refused_publishing_shows_the_form_with_the_reason_at_the_block(
    home: Any, editor: Client, fault: str, number: str
) -> None:
    page = make_page(home, "Afval", FAULTS[fault])
    page.save_revision()
    answer = editor.post(edit_url(page), form_data(page))
    assert answer.status_code == 200
    assert REFUSED in messages(answer)
    assert list(stream_errors(answer)["blockErrors"]) == [number]
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().inhoud[1].id == FAULTS[fault]["id"]


def test_what_the_editor_typed_is_in_the_draft(home: Any, editor: Client) -> None:
    page = make_page(home, "Afval", FAULTS["vague link"])
    page.save_revision()
    editor.post(edit_url(page), form_data(page) | {"title": "Huisvuil"})
    stored = ContentPage.objects.get(pk=page.pk)
    assert stored.get_latest_revision_as_object().title == "Huisvuil"
    assert stored.live is False


def test_the_form_of_a_refusal_shows_what_was_typed_and_not_the_draft_before(
    home: Any, editor: Client
) -> None:
    page = make_page(home, "Afval", FAULTS["vague link"])
    page.save_revision()
    answer = editor.post(edit_url(page), form_data(page) | {"title": "Huisvuil"})
    form = BeautifulSoup(answer.content, "lxml")
    shown = {name: form.select_one(f"[name={name}]") for name in ("title", "loaded_revision_id")}
    page.refresh_from_db()
    # An older number would make Wagtail warn of a newer version "in another window".
    found = {name: tag.get("value") or tag.text.strip() for name, tag in shown.items() if tag is not None}
    assert found == {"title": "Huisvuil", "loaded_revision_id": str(page.latest_revision_id)}


def test_saving_a_draft_is_never_refused(home: Any, editor: Client) -> None:
    page = make_page(home, "Afval", FAULTS["vague link"])
    page.save_revision()
    data = {k: v for k, v in form_data(page).items() if k != "action-publish"}
    assert editor.post(edit_url(page), data).status_code == 302


def test_without_the_auditor_the_form_says_so(
    home: Any, editor: Client, request: pytest.FixtureRequest
) -> None:
    page = make_page(home, "Afval")
    page.save_revision()
    request.getfixturevalue("no_browser")
    answer = editor.post(edit_url(page), form_data(page))
    assert answer.status_code == 200
    assert "de controle kon niet draaien" in messages(answer)


def create(editor: Client, home: Any, source: ContentPage, **fields: str) -> Any:
    data = form_data(source) | {"title": "Nieuw", "slug": "nieuw"} | fields
    return editor.post(reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk]), data)


def test_a_refused_creation_leads_to_the_kept_draft_with_the_reasons(home: Any, editor: Client) -> None:
    source = make_page(home, "Bron", FAULTS["vague link"])
    answer = create(editor, home, source)
    page = ContentPage.objects.get(slug="nieuw")
    assert answer.status_code == 302
    assert answer.url == f"{edit_url(page)}?geweigerd=1"
    assert not page.live and page.has_unpublished_changes
    shown = editor.get(answer.url)
    assert shown.status_code == 200
    assert REFUSED in messages(shown)
    assert list(stream_errors(shown)["blockErrors"]) == ["1"]
    assert Client().get(page.get_url()).status_code == 404


def test_a_good_creation_goes_live(home: Any, editor: Client) -> None:
    answer = create(editor, home, make_page(home, "Bron"))
    page = ContentPage.objects.get(slug="nieuw")
    assert answer.status_code == 302 and "geweigerd" not in answer.url
    assert page.live and not page.has_unpublished_changes
    assert Client().get(page.get_url()).status_code == 200


def test_a_creation_kept_as_draft_is_a_draft(home: Any, editor: Client) -> None:
    data = form_data(make_page(home, "Bron", FAULTS["vague link"])) | {"title": "Nieuw", "slug": "nieuw"}
    del data["action-publish"]
    editor.post(reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk]), data)
    assert not ContentPage.objects.get(slug="nieuw").live


def test_the_flag_on_a_page_that_was_mended_shows_no_error(home: Any, editor: Client) -> None:
    page = make_page(home, "Afval")
    page.save_revision()
    answer = editor.get(f"{edit_url(page)}?geweigerd=1")
    assert answer.status_code == 200
    assert "niet gepubliceerd" not in messages(answer)


def approve_in_the_editor(page: ContentPage, user: Any) -> Any:
    client = Client()
    client.force_login(user)
    data = {k: v for k, v in form_data(page).items() if k != "action-publish"}
    data |= {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return client.post(edit_url(page), data)


@pytest.mark.parametrize(("blocks", "goes_live"), [((), True), ((FAULTS["vague link"],), False)])
def test_from_editor_to_approval(home: Any, blocks: tuple[dict[str, Any], ...], goes_live: bool) -> None:
    groups = setup_roles()
    writer, approver = (make_user(name, is_superuser=False) for name in ("schrijver", "keurder"))
    writer.groups.add(groups[Rol.REDACTEUR])
    approver.groups.add(groups[Rol.EINDREDACTEUR])
    page = make_page(home, "Grofvuil", *blocks)
    page.save_revision(user=writer)
    client = Client()
    client.force_login(writer)
    data = {k: v for k, v in form_data(page).items() if k != "action-publish"}
    assert client.post(edit_url(page), data | {"action-submit": "action-submit"}).status_code == 302
    page.refresh_from_db()
    assert page.workflow_in_progress
    answer = approve_in_the_editor(page, approver)
    page.refresh_from_db()
    assert page.live is goes_live
    assert page.workflow_in_progress is not goes_live
    if goes_live:
        assert answer.status_code == 302
    else:
        assert answer.status_code == 200
        assert "klik hier" in html.unescape(answer.content.decode())
        assert REFUSED in messages(answer)
