"""Every route by which a page can go live, as a function that tries it with a page that has "fout" in it."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.models import Locale, Page, Site, TaskState
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.synctree import synchronize_tree

from a11y_checks.gate import PublishRefused
from gemeente.pages.models import ContentPage
from tests.support.site import make_page, publish


@dataclass
class Try:
    """What a route gets to work with."""

    home: Any
    client: Client
    user: Any
    folder: Path

    def good(self, title: str = "Wijkraad", **fields: Any) -> Any:
        """A page that went live while nothing was wrong with it."""
        return publish(make_page(self.home, title, **fields))

    def draft(self, title: str = "Fout") -> Any:
        """A draft with the fault."""
        page = make_page(self.home, title)
        page.save_revision()
        return page

    def english_home(self) -> Any:
        """The home page in English, live."""
        english = Locale.objects.get_or_create(language_code="en")[0]
        page = self.home.copy_for_translation(english)
        page.get_latest_revision().publish()
        Site.clear_site_root_paths_cache()
        return page


Act = Callable[[], None]
#: Prepares good pages, and gives back the act that makes them live; it is done again and again, and undone.
Route = Callable[[Try], Act]


def refused(act: Callable[[], Any]) -> None:
    """Run a step of a script that may be stopped by the gate, and by nothing else."""
    with contextlib.suppress(PublishRefused):
        act()


def post(t: Try, name: str, *args: Any, **data: Any) -> Any:
    """POST to an admin address. The client raises whatever would be an error 500."""
    query = data.pop("query", "")
    answer = t.client.post(
        reverse(name, args=args) + query, data, headers={"referer": "http://testserver/beheer/"}
    )
    assert answer.status_code in {200, 201, 302, 400}, answer.status_code
    return answer


# --- the editor ------------------------------------------------------------------------------------------------


def edit_view(t: Try) -> Act:
    page = t.draft()

    def act() -> None:
        post(t, "wagtailadmin_pages:edit", page.pk, **form_data(page))

    return act


def edit_view_of_a_live_page(t: Try) -> Act:
    page = t.good()

    def act() -> None:
        post(t, "wagtailadmin_pages:edit", page.pk, **form_data(page) | {"title": "Wijkraad Fout"})

    return act


def create_view(t: Try) -> Act:
    data = form_data(make_page(t.home, "Voorbeeld")) | {"title": "Fout nieuw", "slug": "fout-nieuw"}

    def act() -> None:
        post(t, "wagtailadmin_pages:add", "pages", "contentpage", t.home.pk, **data)
        assert ContentPage.objects.filter(slug="fout-nieuw").exists(), "the draft is kept"

    return act


def bulk_publish(t: Try) -> Act:
    page, other = t.draft(), make_page(t.home, "Ander")

    def act() -> None:
        post(t, "wagtail_bulk_action", "wagtailcore", "page", "publish", query=f"?id={page.pk}&id={other.pk}")
        assert Page.objects.get(pk=other.pk).live, "others go on"

    return act


def bulk_publish_with_descendants(t: Try) -> Act:
    page = t.draft()
    above = make_page(t.home, "Boven")
    page.move(above, pos="last-child")

    def act() -> None:
        query = f"?id={above.pk}"
        post(
            t, "wagtail_bulk_action", "wagtailcore", "page", "publish", query=query, include_descendants="on"
        )
        assert Page.objects.get(pk=above.pk).live

    return act


def workflow_approval(t: Try) -> Act:
    page = t.draft()
    state = page.get_workflow().start(page, t.user)

    def act() -> None:
        task = state.current_task_state.pk
        post(t, "wagtailadmin_pages:workflow_action", page.pk, "approve", task, comment="")

    return act


def workflow_in_a_script(t: Try) -> Act:
    page = t.draft()
    state = page.get_workflow().start(page, t.user)

    def act() -> None:
        task = TaskState.objects.get(pk=state.current_task_state_id).specific
        refused(lambda: task.approve(user=t.user))

    return act


def revert_and_publish(t: Try) -> Act:
    page = t.good()
    page.title = "Wijkraad Fout"
    old = page.save_revision()
    page.title = "Wijkraad"
    page.save_revision()

    def act() -> None:
        reverted = RevertToPageRevisionAction(page, old, user=t.user).execute()
        refused(lambda: reverted.publish(user=t.user, previous_revision=old))

    return act


def edit_action(t: Try) -> Act:
    page_id = t.good().pk

    def act() -> None:
        page = ContentPage.objects.get(pk=page_id)
        page.title = "Wijkraad Fout"
        refused(EditPageAction(page, user=t.user, publish=True).execute)

    return act


# --- dates -----------------------------------------------------------------------------------------------------


def scheduled(t: Try) -> Act:
    page = make_page(t.home, "Fout")
    page.save_revision(approved_go_live_at=timezone.now() - dt.timedelta(hours=1))

    def act() -> None:
        with contextlib.suppress(CommandError):
            call_command("publish_scheduled", stdout=io.StringIO())
        page.refresh_from_db()
        assert page.live or page.revisions.filter(approved_go_live_at__isnull=False).exists(), (
            "it stays scheduled"
        )

    return act


def scheduled_by_the_old_name(t: Try) -> Act:
    page = make_page(t.home, "Fout")
    page.save_revision(approved_go_live_at=timezone.now() - dt.timedelta(hours=1))

    def act() -> None:
        with contextlib.suppress(CommandError):
            call_command("publish_scheduled_pages", stdout=io.StringIO())

    return act


# --- scripts ---------------------------------------------------------------------------------------------------


def revision_publish(t: Try) -> Act:
    page = t.draft()

    def act() -> None:
        refused(lambda: page.get_latest_revision().publish(user=t.user))

    return act


def save_live(t: Try) -> Act:
    page = t.draft()

    def act() -> None:
        page.live = True
        refused(lambda: page.save(clean=False))

    return act


def save_only_live(t: Try) -> Act:
    page = t.draft()

    def act() -> None:
        page.live = True
        refused(lambda: page.save(update_fields=["live"]))

    return act


def save_base_page(t: Try) -> Act:
    page = Page.objects.get(pk=t.draft().pk)

    def act() -> None:
        page.live = True
        refused(page.save)

    return act


def add_live_child(t: Try) -> Act:

    def act() -> None:
        refused(lambda: t.home.add_child(instance=ContentPage(title="Fout", slug="fout")))

    return act


def change_live_content(t: Try) -> Act:
    page = t.good()

    def act() -> None:
        page.title = "Wijkraad Fout"
        refused(page.save)

    return act


def loaddata(t: Try) -> Act:
    t.draft()
    path = t.folder / "pages.json"
    call_command("dumpdata", "wagtailcore.page", "pages.contentpage", output=str(path), verbosity=0)
    path.write_text(path.read_text().replace('"live": false', '"live": true'))

    def act() -> None:
        refused(lambda: call_command("loaddata", str(path), verbosity=0))

    return act


# --- copies and aliases ----------------------------------------------------------------------------------------


def copy_keep_live(t: Try) -> Act:
    page = t.good()

    def act() -> None:
        CopyPageAction(page, to=t.home, keep_live=True, update_attrs={"slug": "fout-kopie"}).execute()
        assert Page.objects.filter(slug="fout-kopie").exists(), "the copy is kept as a draft"

    return act


def copy_recursive(t: Try) -> Act:
    page = t.good()
    below = make_page(t.home, "Fout onder")
    below.move(page, pos="last-child")
    publish(ContentPage.objects.get(pk=below.pk))

    def act() -> None:
        source = ContentPage.objects.get(pk=page.pk)
        CopyPageAction(
            source, to=t.home, recursive=True, keep_live=True, update_attrs={"slug": "kopie"}
        ).execute()

    return act


def copy_view(t: Try) -> Act:
    page = t.good()

    def act() -> None:
        data = {
            "new_title": "Fout",
            "new_slug": "fout-kopie",
            "new_parent_page": t.home.pk,
            "publish_copies": "on",
        }
        post(t, "wagtailadmin_pages:copy", page.pk, **data)
        assert Page.objects.filter(slug="fout-kopie").exists()

    return act


def alias(t: Try) -> Act:
    page = t.good()

    def act() -> None:
        CreatePageAliasAction(page, parent=t.home, update_slug="fout-spiegel").execute()
        assert Page.objects.filter(slug="fout-spiegel").exists()

    return act


def alias_view(t: Try) -> Act:
    page = t.good()

    def act() -> None:
        data = {
            "new_title": page.title,
            "new_slug": "fout-spiegel",
            "new_parent_page": t.home.pk,
            "alias": "on",
        }
        post(t, "wagtailadmin_pages:copy", page.pk, **data)
        assert Page.objects.filter(slug="fout-spiegel").exists()

    return act


def alias_follows(t: Try) -> Act:
    page = t.good()
    CreatePageAliasAction(page, parent=t.home, update_slug="fout-spiegel").execute()

    def act() -> None:
        fresh = ContentPage.objects.get(pk=page.pk)
        fresh.title = "Wijkraad twee"
        publish(fresh)
        assert Page.objects.get(pk=page.pk).title == "Wijkraad twee", "the source itself is good"

    return act


def alias_of_a_draft_follows(t: Try) -> Act:
    page = make_page(t.home, "Wijkraad")
    CreatePageAliasAction(page, parent=t.home, update_slug="fout-spiegel").execute()

    def act() -> None:
        publish(ContentPage.objects.get(pk=page.pk))

    return act


def update_aliases_in_a_script(t: Try) -> Act:
    page = t.good()
    CreatePageAliasAction(page, parent=t.home, update_slug="fout-spiegel").execute()

    def act() -> None:
        page.title = "Wijkraad twee"
        page.update_aliases()

    return act


# --- the admin's own API ---------------------------------------------------------------------------------------


def _api(t: Try, page: Any, action: str, **data: Any) -> None:
    post(t, "wagtailadmin_api:pages:action", page.pk, action, **data)


def api_publish(t: Try) -> Act:
    page = t.draft()

    def act() -> None:
        _api(t, page, "publish")

    return act


def api_copy(t: Try) -> Act:
    page = t.good()

    def act() -> None:
        _api(t, page, "copy", slug="fout-kopie", title="Fout", keep_live="true")

    return act


def api_alias(t: Try) -> Act:
    page = t.good()

    def act() -> None:
        _api(t, page, "create_alias", update_slug="fout-spiegel")

    return act


# --- wagtail-localize ------------------------------------------------------------------------------------------


def _translation(t: Try, page: Any) -> Translation:
    """A translation into English under way. The English title is the Dutch one as long as nobody translated it."""
    source, _new = TranslationSource.update_or_create_from_instance(page)
    english = Locale.objects.get(language_code="en")
    return Translation.objects.get_or_create(source=source, target_locale=english)[0]


def _live_translation(t: Try) -> tuple[Any, Translation]:
    """A Dutch page and its English twin, both live and good; then the Dutch one gets a draft for the worse."""
    t.english_home()
    page = t.good()
    translation = _translation(t, page)
    translation.save_target(user=t.user, publish=False)
    publish(translation.get_target_instance())
    page.title = "Wijkraad Fout"
    publish(page)  # no family at work yet
    translation.source.update_from_db()
    return page, translation


def localize_new_translation(t: Try) -> Act:
    t.english_home()
    translation = _translation(t, t.draft())

    def act() -> None:
        refused(lambda: translation.save_target(user=t.user, publish=True))

    return act


def localize_update(t: Try) -> Act:
    _page, translation = _live_translation(t)

    def act() -> None:
        refused(lambda: translation.save_target(user=t.user, publish=True))

    return act


def localize_draft_of_a_live_page(t: Try) -> Act:
    _page, translation = _live_translation(t)

    def act() -> None:
        translation.save_target(user=t.user, publish=False)
        assert translation.get_target_instance().get_latest_revision_as_object().title == "Wijkraad Fout"

    return act


def localize_editor(t: Try) -> Act:
    _page, translation = _live_translation(t)

    def act() -> None:
        post(t, "wagtailadmin_pages:edit", translation.get_target_instance().pk, action="publish")

    return act


def localize_sync_view(t: Try) -> Act:
    _page, translation = _live_translation(t)

    def act() -> None:
        post(t, "wagtail_localize:update_translations", translation.source_id, publish_translations="on")

    return act


def localize_submit_view(t: Try) -> Act:
    t.english_home()
    page = t.good("Fout")

    def act() -> None:
        english = Locale.objects.get(language_code="en")
        post(t, "wagtail_localize:submit_page_translation", page.pk, locales=[english.pk])
        assert page.get_translation(english), "the translation is kept as a draft"

    return act


def localize_translate_object(t: Try) -> Act:
    t.english_home()
    page = t.good("Fout")

    def act() -> None:
        translate_object(page, [Locale.objects.get(language_code="en")], user=t.user)

    return act


def localize_tree_sync(t: Try) -> Act:
    english = t.english_home().locale
    t.good("Fout")

    def act() -> None:
        synchronize_tree(t.home.locale, english)
        assert ContentPage.objects.filter(locale=english, alias_of__isnull=False).exists()

    return act


def localize_back_to_alias(t: Try) -> Act:
    t.english_home()
    page = t.good()
    translation = _translation(t, page)
    translation.save_target(user=t.user, publish=False)
    twin = translation.get_target_instance()
    twin.slug = "fout-twin"
    publish(twin)
    page.title = "Wijkraad twee"
    publish(page)

    def act() -> None:
        post(t, "wagtail_localize:convert_to_alias", twin.pk)

    return act


#: name -> (the route, whether a good page goes live by it)
ROUTES: dict[str, tuple[Route, bool]] = {
    "edit view": (edit_view, True),
    "edit view, live page": (edit_view_of_a_live_page, True),
    "create view": (create_view, True),
    "bulk publish": (bulk_publish, True),
    "bulk publish with the pages below": (bulk_publish_with_descendants, True),
    "workflow approval": (workflow_approval, True),
    "workflow in a script": (workflow_in_a_script, True),
    "revert and publish": (revert_and_publish, True),
    "edit action": (edit_action, True),
    "scheduled": (scheduled, True),
    "scheduled, Wagtail's old name": (scheduled_by_the_old_name, True),
    "revision.publish": (revision_publish, True),
    "save with live=True": (save_live, False),
    "save of live alone": (save_only_live, False),
    "save of the base Page": (save_base_page, False),
    "add_child of a live page": (add_live_child, False),
    "save of live content": (change_live_content, False),
    "loaddata": (loaddata, False),
    "copy with keep_live": (copy_keep_live, True),
    "copy of a branch": (copy_recursive, True),
    "copy view": (copy_view, True),
    "alias": (alias, True),
    "alias through the copy view": (alias_view, True),
    "alias follows its source": (alias_follows, True),
    "alias of a draft follows": (alias_of_a_draft_follows, True),
    "update_aliases in a script": (update_aliases_in_a_script, True),
    "admin API: publish": (api_publish, True),
    "admin API: copy": (api_copy, True),
    "admin API: alias": (api_alias, True),
    "localize: new translation": (localize_new_translation, True),
    "localize: update of a live translation": (localize_update, True),
    "localize: draft of a live translation": (localize_draft_of_a_live_page, False),
    "localize: translation editor": (localize_editor, True),
    "localize: sync of translations": (localize_sync_view, True),
    "localize: submit": (localize_submit_view, True),
    "localize: translate_object": (localize_translate_object, True),
    "localize: tree sync": (localize_tree_sync, True),
    "localize: back to an alias": (localize_back_to_alias, True),
}


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
