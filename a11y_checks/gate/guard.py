"""The guard: refuses every save that would change what visitors see without passing the gate."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page

from a11y_checks.gate.publish import is_passing
from a11y_checks.gate.refusal import PublishRefused

# Fields of wagtailcore.Page that say where and how a page stands, not what visitors read.
_BOOKKEEPING = frozenset(
    {
        "id", "path", "depth", "numchild", "url_path", "draft_title", "content_type", "translation_key", "locale",
        "latest_revision", "latest_revision_created_at", "live_revision", "has_unpublished_changes",
        "first_published_at", "last_published_at", "go_live_at", "expire_at", "expired", "owner", "locked",
        "locked_at", "locked_by", "alias_of", "live", "page_ptr", "show_in_menus",
    }
)  # fmt: skip


def install_guard() -> None:
    """Listen to every page save. A signal, since loaddata and `save(clean=False)` pass no method of ours."""
    pre_save.connect(_refuse_round_the_gate, dispatch_uid="a11y_checks.gate.guard")


def _refuse_round_the_gate(
    sender: Any, instance: Any, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    if not isinstance(instance, Page) or not instance.live:
        return
    specific_class = sender if sender is not Page else instance.specific_class
    if not getattr(specific_class, "is_gated", False):
        return
    if is_passing(instance.pk) or is_passing(instance.alias_of_id):
        return
    stored = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    writes_live = update_fields is None or "live" in update_fields
    if stored is None or not stored.live:
        if writes_live:
            raise PublishRefused(
                _("Deze pagina kan niet zo online. Sla een concept op en kies dan voor publiceren.")
            )
        return
    if _changed_content(sender, instance, stored, update_fields):
        raise PublishRefused(
            _("Deze pagina staat online. Sla uw wijziging op als concept en kies dan voor publiceren.")
        )


def _changed_content(
    sender: Any, instance: Any, stored: Any, update_fields: frozenset[str] | None
) -> list[str]:
    """Names of the fields that visitors see and whose value differs from what is live."""
    changed = []
    for field in sender._meta.concrete_fields:
        if field.name in _BOOKKEEPING or (update_fields is not None and field.name not in update_fields):
            continue
        old, new = (field.get_prep_value(field.value_from_object(page)) for page in (stored, instance))
        if old != new:
            changed.append(field.name)
    return changed
