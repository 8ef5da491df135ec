"""Reads stored content: where a target stands, the content with it replaced, and what of a page counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from wagtail.models import Page, Revision

from basis.gebruik.leaves import Leaf, stored, visit
from basis.gebruik.targets import CannotReplace, Hit, Target


def read(
    model: type[models.Model], data: Mapping[str, Any], target: Target
) -> tuple[list[tuple[Leaf, Hit]], dict[str, Any], str]:
    """The places in stored data, the data with all of them replaced, and why one can't be ("" when all can)."""
    places: list[tuple[Leaf, Hit]] = []
    problems: list[str] = []

    def look(leaf: Leaf) -> Any:
        try:
            hits, new = target.look(leaf)
        except CannotReplace as problem:
            problems.append(str(problem))
            places.append((leaf, Hit("", target.name, "")))
            return leaf.value
        places.extend((leaf, hit) for hit in hits)
        return new

    new = visit(model, data, look)
    return places, new, problems[0] if problems else ""


def versions(page: Page, revisions: Mapping[int, Revision]) -> dict[str, Mapping[str, Any]]:
    """The content that counts: "online" when it is live, "concept" when a draft differs or there is nothing else."""
    found: dict[str, Mapping[str, Any]] = {}
    live = revisions.get(page.live_revision_id or 0)
    latest = revisions.get(page.latest_revision_id or 0)
    if page.live:
        found["online"] = live.content if live else stored(page.specific)
    if not page.live or (page.has_unpublished_changes and latest is not None and latest != live):
        found["concept"] = latest.content if latest else stored(page.specific)
    return found
