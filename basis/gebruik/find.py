"""Where may it stand? Candidates by one wide pattern in the database and by the registers of links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex, get_page_models
from wagtail.permissions import page_permission_policy

from basis.gebruik.leaves import choice_fields, relations, text_fields
from basis.gebruik.reading import read
from basis.gebruik.registry import Source
from basis.gebruik.targets import ObjectTarget, Target
from basis.links.models import LinkGebruik

EDITORS = ("add", "change", "publish")


@dataclass(frozen=True, slots=True)
class Found:
    """The pages with it, in the order of their titles, and how many more there are that this user may not see."""

    page_ids: list[int]
    hidden: int


def find_pages(target: Target, user: Any) -> Found:
    """The pages on which `target` may stand, in what is live or in a newer draft. The same number of queries always."""
    ids = _in_revisions(target) | _without_revision(target)
    if isinstance(target, ObjectTarget):
        ids |= _in_registers(target)
        if target.kind == "page":
            ids.discard(target.pk)  # a page that points to itself
    ids -= set(Page.objects.filter(alias_of__isnull=False).values_list("pk", flat=True)) if ids else set()
    policy = page_permission_policy
    own = set(policy.instances_user_has_any_permission_for(user, EDITORS).values_list("pk", flat=True))
    titles = Page.objects.order_by("draft_title", "pk").values_list("pk", flat=True)
    seen = [pk for pk in titles if pk in ids and pk in own] if ids else []
    return Found(seen, len(ids - own))


def _in_revisions(target: Target) -> set[int]:
    """By the content that is live and by the newest draft that differs from it. Two queries.

    A document or page that is live is found by the registers; its drafts are read, for an id is a wide pattern.
    """
    drafts = Q(has_unpublished_changes=True) | Q(live=False)
    if isinstance(target, ObjectTarget):
        return set(_read_drafts(target, _with_pattern("latest_revision", drafts, target)))
    found: set[int] = set()
    for link, which in (("live_revision", Q(live=True)), ("latest_revision", drafts)):
        found.update(_with_pattern(link, which, target).values_list("pk", flat=True))
    return found


def _with_pattern(link: str, which: Q, target: Target) -> QuerySet[Page]:
    pages = Page.objects.filter(which, **{f"{link}__isnull": False})
    content = Cast(F(f"{link}__content"), TextField())
    return pages.alias(inhoud_als_tekst=content).filter(inhoud_als_tekst__regex=target.sql_pattern)


def _read_drafts(target: Target, pages: QuerySet[Page]) -> Iterator[int]:
    rows = pages.values_list("pk", "content_type_id", "latest_revision__content")
    for pk, type_id, content in rows.iterator(chunk_size=200):
        model = ContentType.objects.get_for_id(type_id).model_class()
        if model is not None and read(model, content, target)[0]:
            yield pk


def _without_revision(target: Target) -> set[int]:
    """Pages that were written without a revision (some loaders do), by their own columns: a query for each type."""
    bare = Q(live=True, live_revision__isnull=True) | Q(live=False, latest_revision__isnull=True)
    there = Page.objects.filter(bare, depth__gt=1, alias_of__isnull=True)
    types = set(there.values_list("content_type_id", flat=True).distinct())
    found: set[int] = set()
    for model in get_page_models():
        if ContentType.objects.get_for_model(model).pk in types:
            rows = model.objects.filter(bare, alias_of__isnull=True)
            found.update(_matching(model, rows, target).values_list("pk", flat=True))
    return found


def _matching(model: type[models.Model], rows: QuerySet[Any], target: Target) -> QuerySet[Any]:
    """Rows of which a text, or a text of a child row, has the pattern; or that point to the target themselves."""
    wanted = Q(pk__in=[])
    if isinstance(target, ObjectTarget):
        for name in choice_fields(model, target.model):
            wanted |= Q(**{name: target.pk})
    for name in text_fields(model):
        rows = rows.alias(**{f"als_tekst_{name}": Cast(F(name), TextField())})
        wanted |= Q(**{f"als_tekst_{name}__regex": target.sql_pattern})
    for _name, child in relations(model) if hasattr(model, "serializable_data") else ():
        parent = next(
            f.name
            for f in child._meta.concrete_fields
            if f.related_model and issubclass(model, f.related_model)
        )
        inside = _matching(child, child._default_manager.all(), target)
        wanted |= Q(pk__in=inside.values(parent))
    return rows.filter(wanted)


def _in_registers(target: ObjectTarget) -> set[int]:
    """By Wagtail's reference index and our own register of links: what is live, without reading it. Two queries."""
    page_type = ContentType.objects.get_for_model(Page)
    to_type = ContentType.objects.get_for_model(target.model)
    references = ReferenceIndex.objects.filter(to_content_type=to_type, to_object_id=str(target.pk))
    keys = references.filter(base_content_type=page_type).values_list("object_id", flat=True)
    found = {int(key) for key in keys}
    typed = LinkGebruik.objects.filter(weblink__adres__in=target.addresses)
    return found | set(typed.values_list("page_id", flat=True))


def find_instances(source: Source, target: Target) -> Iterable[Any]:
    """The objects of one kind that may hold it: one query."""
    rows = source.rows()
    if source.frozen is not None:
        return [] if isinstance(target, ObjectTarget) else rows
    return _matching(source.model, rows, target)
