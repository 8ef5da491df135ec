"""Routes by which one page goes live: the editor, dates, workflows and scripts."""

from __future__ import annotations

import contextlib
import datetime as dt
import io

from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from wagtail.actions.edit_page import EditPageAction
from wagtail.actions.revert_to_page_revision import RevertToPageRevisionAction
from wagtail.models import Page, TaskState

from gemeente.pages.models import ContentPage
from tests.a11y_checks.gate.routing import Act, Try, form_data, post, refused
from tests.support.site import make_page

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
        call_command("loaddata", str(path), verbosity=0)

    return act


def restore_pages(t: Try) -> Act:
    t.draft()
    path = t.folder / "pages.json"
    call_command("dumpdata", "wagtailcore.page", "pages.contentpage", output=str(path), verbosity=0)
    path.write_text(path.read_text().replace('"live": false', '"live": true'))

    def act() -> None:
        with contextlib.suppress(SystemExit):  # 1: a page came in as a draft
            call_command("restore_pages", str(path), stdout=io.StringIO())

    return act
