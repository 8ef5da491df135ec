"""The route matrix: every way by which a page can become live, tried with a page that may not.

`today` says what each route does now. Whatever it says, the page must not be live afterwards: that is asserted
for every row. Routes that answer without a friendly page yet are named so here.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from a11y_checks.gate import PublishRefused
from a11y_checks.models import GateRecord
from gemeente.pages.models import ContentPage
from gemeente.roles import setup_roles
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@dataclass
class Try:
    """What a route gets to work with."""

    home: Any
    bad: ContentPage
    client: Client
    user: Any


def _live_bad(t: Try) -> ContentPage:
    """A page that is live and good, in memory changed for the worse."""
    page = publish(make_page(t.home, "Wijkraad"))
    page.inhoud = [*page.inhoud.raw_data, FAULTS["vague link"]]
    return page


def edit_view(t: Try) -> None:
    response = t.client.post(reverse("wagtailadmin_pages:edit", args=[t.bad.pk]), form_data(t.bad))
    assert response.status_code == 200


def create_view(t: Try) -> None:
    data = form_data(t.bad) | {"title": "Nieuwe pagina", "slug": "nieuwe-pagina"}
    url = reverse("wagtailadmin_pages:add", args=["pages", "contentpage", t.home.pk])
    response = t.client.post(url, data)
    page = ContentPage.objects.get(slug="nieuwe-pagina")
    assert not page.live, "the draft is kept and not live"
    assert response.status_code == 302
    assert t.client.get(response.url).status_code == 200


def bulk_publish(t: Try) -> None:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = t.client.post(f"{url}?id={t.bad.pk}", {"include_descendants": ""})
    assert response.status_code == 302, "the net under the admin turns the refusal into a message"


def workflow_approval(t: Try) -> None:
    setup_roles()
    t.bad.save_revision()
    workflow = t.bad.get_workflow()
    state = workflow.start(t.bad, t.user)
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[t.bad.pk, "approve", state.current_task_state.pk]
    )
    response = t.client.post(url, {"comment": ""}, headers={"referer": "http://testserver/beheer/"})
    assert response.status_code in {200, 302}


def revision_publish(t: Try) -> None:
    with pytest.raises(PublishRefused):
        t.bad.save_revision().publish(user=t.user)


def scheduled(t: Try) -> None:
    t.bad.save_revision(approved_go_live_at=timezone.now() - dt.timedelta(hours=1))
    with pytest.raises(SystemExit):
        call_command_exit("publish_scheduled")


def wagtails_own_command(t: Try) -> None:
    assert "a11y_checks" in str(type(_command("publish_scheduled")).__module__)


def save_live(t: Try) -> None:
    t.bad.live = True
    with pytest.raises(PublishRefused):
        t.bad.save(clean=False)


def save_only_live(t: Try) -> None:
    t.bad.live = True
    with pytest.raises(PublishRefused):
        t.bad.save(update_fields=["live"])


def save_base_page(t: Try) -> None:
    page = Page.objects.get(pk=t.bad.pk)
    page.live = True
    with pytest.raises(PublishRefused):
        page.save()


def add_live_child(t: Try) -> None:
    with pytest.raises(PublishRefused):
        t.home.add_child(instance=ContentPage(title="Zo online", slug="zo-online"))


def change_live_content(t: Try) -> None:
    page = _live_bad(t)
    with pytest.raises(PublishRefused):
        page.save()
    assert len(ContentPage.objects.get(pk=page.pk).inhoud) == 1


def copy_keep_live(t: Try) -> None:
    page = publish(make_page(t.home, "Wijkraad"))
    with pytest.raises(PublishRefused), transaction.atomic():
        CopyPageAction(page, to=t.home, keep_live=True, update_attrs={"slug": "kopie"}).execute()
    assert not Page.objects.filter(slug="kopie").exists()


def alias(t: Try) -> None:
    page = publish(make_page(t.home, "Wijkraad"))
    with pytest.raises(PublishRefused), transaction.atomic():
        CreatePageAliasAction(page, parent=t.home, update_slug="spiegel").execute()
    assert not Page.objects.filter(slug="spiegel", live=True).exists()


def revert(t: Try) -> None:
    """Going back to an old, bad version is an edit like any other."""
    old = t.bad.save_revision()
    good = publish(make_page(t.home, "Wijkraad"))
    assert good.live
    with pytest.raises(PublishRefused):
        old.publish(previous_revision=old)


def loaddata(t: Try, tmp_path: Any) -> None:
    path = tmp_path / "pages.json"
    call_command("dumpdata", "wagtailcore.page", "pages.contentpage", output=str(path), verbosity=0)
    path.write_text(path.read_text().replace('"live": false', '"live": true'))
    with pytest.raises(PublishRefused), transaction.atomic():
        call_command("loaddata", str(path), verbosity=0)


def localize_new_translation(t: Try) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    # The parent must exist in the other language first.
    home_copy = t.home.copy_for_translation(english)
    assert not home_copy.live
    t.bad.save_revision()
    source, _created = TranslationSource.get_or_create_from_instance(t.bad.specific)
    translation = Translation.objects.create(source=source, target_locale=english)
    # wagtail-localize publishes once its own transaction is done; under a test that never happens by itself.
    with pytest.raises(PublishRefused), TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(user=t.user, publish=True)
    assert not ContentPage.objects.filter(locale=english, live=True).exists()


def queryset_update(t: Try) -> None:
    """Can't be stopped in Python: the page is live in the table, but has no record and is not served."""
    ContentPage.objects.filter(pk=t.bad.pk).update(live=True)
    assert t.client.get(t.bad.get_url()).status_code == 404
    ContentPage.objects.filter(pk=t.bad.pk).update(live=False)


ROUTES: dict[str, tuple[Callable[..., None], str]] = {
    "edit view": (edit_view, "edit form again with the reasons at their fields, draft kept"),
    "create view": (create_view, "edit form of the kept draft"),
    "bulk publish": (bulk_publish, "message; the whole selection waits (a report per page comes later)"),
    "workflow approval": (workflow_approval, "message; the task stays open"),
    "revision.publish in a script": (revision_publish, "PublishRefused"),
    "scheduled": (scheduled, "the page stays scheduled, others go on"),
    "Wagtail's own publish_scheduled": (wagtails_own_command, "replaced by ours of the same name"),
    "save(clean=False) with live=True": (save_live, "PublishRefused by the guard"),
    "save(update_fields=['live'])": (save_only_live, "PublishRefused by the guard"),
    "save of the base Page": (save_base_page, "PublishRefused by the guard"),
    "add_child of a live page": (add_live_child, "PublishRefused by the guard"),
    "save of changed live content": (change_live_content, "PublishRefused by the guard"),
    "copy with keep_live": (copy_keep_live, "PublishRefused by the guard; copies must be drafts"),
    "alias of a live page": (alias, "PublishRefused by the guard"),
    "revert": (revert, "PublishRefused"),
    "loaddata": (loaddata, "PublishRefused by the guard"),
    "wagtail-localize, new translation": (localize_new_translation, "PublishRefused"),
    "queryset update, bulk_update, SQL": (queryset_update, "not stopped, not served (no gate record)"),
}


def _command(name: str) -> Any:
    return load_command_class(get_commands()[name], name)


def call_command_exit(name: str) -> None:
    """Run a command as the shell would: a CommandError becomes its exit code."""
    try:
        call_command(name, stdout=io.StringIO())
    except CommandError as problem:
        raise SystemExit(problem.returncode) from problem


def form_data(page: ContentPage) -> dict[str, str]:
    """What the edit form of a ContentPage posts when an editor chooses to publish."""
    data = {
        "title": page.title,
        "slug": page.slug,
        "intro": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "action-publish": "action-publish",
        "inhoud-count": str(len(page.inhoud)),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000",
    }
    for number, block in enumerate(page.inhoud):
        prefix = f"inhoud-{number}"
        data |= {
            f"{prefix}-deleted": "",
            f"{prefix}-order": str(number),
            f"{prefix}-type": block.block_type,
            f"{prefix}-id": block.id,
        }
        data |= _value(prefix, block)
    return data


def _value(prefix: str, block: Any) -> dict[str, str]:
    if block.block_type == "kop":
        return {
            f"{prefix}-value-niveau": block.value["niveau"],
            f"{prefix}-value-tekst": block.value["tekst"],
        }
    editor = DraftailRichTextArea(features=block.block.features)
    return {f"{prefix}-value": editor.format_value(block.value.source)}


@pytest.mark.parametrize("route", ROUTES)
def test_no_route_puts_a_bad_page_online(route: str, tmp_path: Any) -> None:
    attempt, today = ROUTES[route]
    home = publish(make_home())
    user = make_user()
    client = Client(raise_request_exception=True)
    client.force_login(user)
    t = Try(home=home, bad=make_page(home, "Afval", FAULTS["vague link"]), client=client, user=user)
    if attempt is loaddata:
        attempt(t, tmp_path)
    else:
        attempt(t)
    assert today
    served = GateRecord.objects.filter(page_id=t.bad.pk)
    assert not Page.objects.get(pk=t.bad.pk).live and not served.exists()
