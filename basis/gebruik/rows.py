"""The list as people read it: pages and other objects, each with its places in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from a11y_checks.editor.links import content_path
from basis.gebruik.find import find_instances
from basis.gebruik.leaves import Leaf, LeafKind, stored
from basis.gebruik.reading import read, versions
from basis.gebruik.registry import Source, sources
from basis.gebruik.targets import Hit, Target
from basis.models import PaginaBeheer


@dataclass(frozen=True, slots=True)
class Place:
    """One place: the way to it in words, where its screen opens, the sentence, and in which version it stands."""

    label: str
    href: str
    hit: Hit
    status: str = ""


@dataclass(slots=True)
class Row:
    """A page or another object with its places. `key` names it in a form; `href` is "" when `user` may not change it.

    `state` says whether visitors see it. For a preview: `problem` why nothing is replaced here, else `plan` what
    happens, and `version` what was read. `mirrors`: titles of pages that follow this one.
    """

    key: str
    title: str
    kind: str
    href: str
    state: str
    team: str = ""
    places: list[Place] = field(default_factory=list)
    problem: str = ""
    plan: str = ""
    version: str = ""
    mirrors: list[str] = field(default_factory=list)
    page: Any = None
    frozen: bool = False


def page_rows(page_ids: Iterable[int], target: Target) -> list[Row]:
    """These pages with their places, in the given order; a page without one (any more) is left out.

    Six queries however many pages; one more for each page that never had a revision.
    """
    ids = list(page_ids)
    pages = Page.objects.filter(pk__in=ids).select_related("content_type").in_bulk()
    wanted = {pk for page in pages.values() for pk in (page.live_revision_id, page.latest_revision_id) if pk}
    revisions = Revision.objects.in_bulk(wanted)
    care = PaginaBeheer.objects.filter(page_id__in=ids).select_related("team")
    teams = {row.page_id: row.team.naam for row in care if row.team}
    mirrors: dict[int, list[str]] = {}
    for source, title in Page.objects.filter(alias_of_id__in=ids).values_list("alias_of_id", "draft_title"):
        mirrors.setdefault(source, []).append(title)
    rows = []
    for pk in ids:
        if pk in pages:
            row = _page_row(pages[pk], revisions, target)
            row.team, row.mirrors = teams.get(pk, ""), mirrors.get(pk, [])
            if row.places:
                rows.append(row)
    return rows


def _page_row(page: Page, revisions: Mapping[int, Revision], target: Target) -> Row:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    model = page.specific_class or Page
    row = Row(
        key=f"pagina-{page.pk}",
        title=page.get_admin_display_title(),
        kind=str(model._meta.verbose_name),
        href=edit,
        state=_state(page),
        page=page,
    )
    merged: dict[tuple[str, Hit], tuple[Leaf, list[str]]] = {}
    for version, content in versions(page, revisions).items():
        places, _new, problem = read(model, content, target)
        row.problem = row.problem or problem
        for leaf, hit in places:
            merged.setdefault((leaf.path, hit), (leaf, []))[1].append(version)
    for (path, hit), (leaf, where) in merged.items():
        href = f"{edit}#:w:contentpath={content_path(path)}"
        row.places.append(Place(leaf.label, href, hit, _status(where)))
    return row


def _state(page: Page) -> str:
    if not page.live:
        return _("Concept")
    return _("Online, met een nieuwer concept") if page.has_unpublished_changes else _("Online")


def _status(where: list[str]) -> str:
    if len(set(where)) == 2:
        return _("Online en in het concept")
    return _("Online") if where[0] == "online" else _("Alleen in het concept")


def object_rows(target: Target, user: Any) -> tuple[list[Row], int]:
    """Settings, snippets and what else was registered, with their places; and how many `user` may not see.

    One or two queries for each kind of object.
    """
    rows, hidden = [], 0
    for source in sources():
        found = [
            row
            for instance in find_instances(source, target)
            if (row := object_row(source, instance, target))
        ]
        if not found:
            continue
        if not source.allows(user, "view"):
            hidden += len(found)
            continue
        if not source.allows(user, "change"):
            for row in found:
                row.href = ""
        rows += found
    return rows, hidden


def object_row(source: Source, instance: Any, target: Target) -> Row | None:
    """One object with its places, or None when there are none."""
    row = Row(
        key=f"{source.model._meta.label_lower}-{instance.pk}",
        title=str(instance),
        kind=str(source.model._meta.verbose_name),
        href=source.edit_url(instance),
        state=_("Ligt vast") if source.frozen else _("Telt meteen"),
        frozen=source.frozen is not None,
    )
    if source.frozen is not None:
        for label, text in source.frozen(instance):
            found, _new = target.look(_frozen_leaf(label, text))
            row.places += [Place(label, row.href, hit) for hit in found]
        return row if row.places else None
    places, _data, row.problem = read(source.model, stored(instance), target)
    row.places = [Place(leaf.label, row.href, hit) for leaf, hit in places]
    return row if row.places else None


def _frozen_leaf(label: str, text: str) -> Leaf:
    """A text that only shows."""
    return Leaf(LeafKind.TEXT, text, (label,), "")
