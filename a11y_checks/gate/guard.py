"""The guard: refuses every save that would change what visitors see without passing the gate.

What comes out of a file (`raw`) is not refused but taken in as a draft: see `gate.restored`.
"""

from __future__ import annotations

import json
from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.models import COMMENTS_RELATION_NAME, Page

from a11y_checks.gate.passing import end_time_online, is_gated, is_passing
from a11y_checks.gate.refusal import PublishRefused
from a11y_checks.gate.restored import drop_loose_proof, take_in
from a11y_checks.models import GateRecord

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
    post_save.connect(_proof_of_a_file, sender=GateRecord, dispatch_uid="a11y_checks.gate.guard")
    pre_delete.connect(_note_deletion, dispatch_uid="a11y_checks.gate.guard")


def _proof_of_a_file(sender: Any, instance: GateRecord, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        drop_loose_proof(instance)


def _note_deletion(sender: Any, instance: Any, **kwargs: Any) -> None:
    if sender is Page:  # comes once for a page of any type, and for each page below it
        end_time_online(instance.pk)


def _refuse_round_the_gate(
    sender: Any, instance: Any, raw: bool = False, update_fields: frozenset[str] | None = None, **kwargs: Any
) -> None:
    if raw:
        take_in(sender, instance)
        return
    if not isinstance(instance, Page) or is_passing(instance.pk):
        return
    if not is_gated(sender if sender is not Page else instance.specific_class):
        return
    stored = sender._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    writes_live = update_fields is None or "live" in update_fields
    if not instance.live:
        if writes_live and stored is not None and stored.live:
            end_time_online(instance.pk)
        return
    if stored is None or not stored.live:
        if writes_live:
            raise PublishRefused(
                _("Deze pagina kan niet zo online. Sla een concept op en kies dan voor publiceren.")
            )
        return
    if _changed_content(sender, instance, stored, update_fields) or (
        update_fields is None and _changed_children(instance, stored)
    ):
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


def _changed_children(instance: Any, stored: Any) -> list[str]:
    """Names of the child relations (routes, opening hours) that were touched in memory and differ from what is live."""
    touched = getattr(instance, "_cluster_related_objects", None) or {}
    changed = []
    for relation in get_all_child_relations(instance):
        name = relation.get_accessor_name()
        if name == COMMENTS_RELATION_NAME or name not in touched:
            continue
        old, new = (_rows(getattr(page, name).all()) for page in (stored, instance))
        if old != new:
            changed.append(name)
    return changed


def _rows(children: Any) -> list[str]:
    """The child objects as text in their own order, whatever their primary keys."""
    rows = [{**child.serializable_data(), "pk": None} for child in children]
    return [json.dumps(row, sort_keys=True, default=str) for row in rows]
