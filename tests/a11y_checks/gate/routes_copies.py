"""Routes by which a page brings another along: copies, aliases, the admin's API and wagtail-localize."""

from __future__ import annotations

from typing import Any

from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.synctree import synchronize_tree

from gemeente.pages.models import ContentPage
from tests.a11y_checks.gate.routing import Act, Try, post, refused
from tests.support.site import make_page, publish

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
