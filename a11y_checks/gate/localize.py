"""wagtail-localize: a translation of a live page becomes a draft version, and goes live through the gate alone."""

from __future__ import annotations

import functools
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.views import convert

from a11y_checks.gate.aliases import as_it_would_be
from a11y_checks.gate.notices import say_refused
from a11y_checks.gate.offer import offer_after_commit
from a11y_checks.gate.passing import approve, is_gated, let_pass, settle
from a11y_checks.gate.refusal import PublishRefused


def install_localize() -> None:
    """Wrap the two places of wagtail-localize that save a live page themselves; safe to call twice."""
    if getattr(TranslationSource.create_or_update_translation, "is_gate", False):
        return
    _wrap_translating()
    _wrap_converting()


def _wrap_translating() -> None:
    original = TranslationSource.create_or_update_translation

    @functools.wraps(original)
    def through_the_gate(
        self: Any, locale: Any, user: Any = None, publish: bool = True, **options: Any
    ) -> Any:
        if not is_gated(self.specific_content_type.model_class()):
            return original(self, locale, user=user, publish=publish, **options)
        find = self.get_translated_instance
        # wagtail-localize saves the page it finds before it makes a version of it, also when that page is live.
        self.get_translated_instance = lambda wanted: _never_saving_live_content(find(wanted))
        try:
            page, created = original(self, locale, user=user, publish=False, **options)
        finally:
            del self.get_translated_instance
        vars(page).pop("save", None)
        if publish:
            _publish_translation(self, page, user)
        return page, created

    through_the_gate.is_gate = True  # type: ignore[attr-defined]
    TranslationSource.create_or_update_translation = through_the_gate


def _never_saving_live_content(page: Any) -> Any:
    """The same page, whose save checks all fields and writes none while it is live; named fields it does write."""
    if not page.live:
        return page
    save = page.save

    def save_named_fields(*args: Any, update_fields: Any = None, clean: bool = True, **options: Any) -> Any:
        if update_fields is not None:
            return save(*args, update_fields=update_fields, clean=clean, **options)
        return page.full_clean() if clean else None

    page.save = save_named_fields
    return page


def _publish_translation(source: Any, page: Any, user: Any) -> None:
    """Publish the newest version of a translation. Raises PublishRefused when no transaction is open.

    Inside one it waits until that is done, since an audit takes long; a refusal is then a notice.
    """
    revision = page.latest_revision

    def publish() -> None:
        try:
            revision.publish(user=user, skip_permission_checks=True)
        except PublishRefused as refusal:
            _tell_translator(source, page.locale, refusal)
            raise

    if transaction.get_connection().in_atomic_block:
        offer_after_commit(page, publish)
        return
    try:
        publish()
    except PublishRefused as refusal:
        say_refused(page, refusal)
        raise


def _tell_translator(source: Any, locale: Any, refusal: PublishRefused) -> None:
    """Put each reason at its text in the translation editor; the first one counts when there are more."""
    for bevinding in refusal.bevindingen:
        # The title on the page is the field `title`; a path through blocks has dots there and slashes here.
        path = "title" if bevinding.source == "titel" else bevinding.source.replace("/", ".")
        contexts = TranslationContext.objects.filter(object=source.object, path=path)
        for model in (StringTranslation, SegmentOverride):
            for text in model.objects.filter(context__in=contexts, locale=locale):
                text.set_field_error([ValidationError(f"{bevinding.message} {bevinding.help}".strip())])


def _wrap_converting() -> None:
    """Going back from an own translation to an alias: the audit comes before the view's transaction."""
    view, sync = convert.convert_to_alias, convert.sync_alias

    @functools.wraps(view)
    def convert_to_alias(request: Any, page_id: int) -> Any:
        if request.method == "POST":
            page = Page.objects.filter(pk=page_id, alias_of__isnull=True).first()
            if page is not None and is_gated(page.specific_class):
                _audit_as_alias(page.specific)
        return view(request, page_id)

    @functools.wraps(sync)
    def sync_alias(source_page: Any, alias_page: Any, revision: Any = None, _content_json: Any = None) -> Any:
        if not is_gated(alias_page) or not source_page.live:
            return sync(source_page, alias_page, revision=revision, _content_json=_content_json)
        approved = approve(as_it_would_be(alias_page, source_page.specific.serializable_data()))
        with transaction.atomic(), let_pass([alias_page.pk]):
            sync(source_page, alias_page, revision=revision, _content_json=_content_json)
            synced = type(alias_page).objects.get(pk=alias_page.pk)
            settle(synced, source_page.live_revision, approved)

    convert.convert_to_alias, convert.sync_alias = convert_to_alias, sync_alias


def _audit_as_alias(page: Any) -> None:
    """Store the verdict on `page` as a copy of its source, where it has one. Raises PublishRefused."""
    source = TranslationSource.objects.filter(
        object_id=page.translation_key, specific_content_type=page.content_type_id
    ).first()
    original = Page.objects.filter(
        translation_key=page.translation_key, locale=source.locale if source else None
    ).first()
    if original is not None and original.live and original.pk != page.pk:
        approve(as_it_would_be(page, original.specific.serializable_data()))
