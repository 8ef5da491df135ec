"""The own site from the inside: the states of every live page that a walk along links does not meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from a11y_checks.crawl.page import CrawledPage
from a11y_checks.gate.render import RenderFailed, render_states

FIRST_STATE = "pagina"
_NO_PAGE = "De pagina geeft zelf een fout."


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Which page of the tree answers at a path."""

    page_id: int
    page_type: str


@dataclass(slots=True)
class Tree:
    """Read with `read_tree`. `pages` maps paths to what stands there; `states` are rendered in this process.

    `failed` maps a path to the Dutch reason why a page of the tree could not be rendered.
    """

    pages: dict[str, OwnPage] = field(default_factory=dict)
    states: list[CrawledPage] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)


def read_tree(base: str) -> Tree:
    """Every state of every live page: a form's steps and errors too. `base` is the site's address, with a slash."""
    tree = Tree()
    for page in _live_pages():
        label = page.specific_class._meta.label
        parts = page.get_url_parts()
        path = parts[2] if parts else None
        if path:
            tree.pages[path] = OwnPage(page.pk, label)
        try:
            rendered = render_states(page)
        except RenderFailed as problem:
            tree.failed[path or page.url_path] = f"{_NO_PAGE} ({problem})"
            continue
        tree.states += [
            CrawledPage(base.rstrip("/") + state.path, state.path, state.html, state.name, label, page.pk)
            for state in rendered
        ]
    return tree


def _live_pages() -> Iterator[Any]:
    for page in Page.objects.live().filter(depth__gt=1).order_by("path").specific().iterator():
        if getattr(page, "is_gated", False):
            yield page
