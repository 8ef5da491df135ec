"""Makes pages of the catalogue the way an editor does: a draft first, then through the gate."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.models import Page

from basis.models import PaginaBeheer, Team
from producten.blocks import SECTIES
from producten.models import (
    ProductenPage,
    ProductgroepPage,
    ProductKanaalroute,
    ProductPage,
    StandaardKanaalroute,
    UniformeProductnaam,
)

# Ids of blocks are made from where they stand, so that the same content gives the same bytes everywhere.
_NAMESPACE = uuid.UUID("6c0f6bd0-4f5c-5f2b-9a53-6f1f5a8d6f0e")


def sections_from_dict(sections: Sequence[Mapping[str, Any]], *, seed: str) -> list[dict[str, Any]]:
    """Raw StreamField data for ProductPage.inhoud out of plain data.

    Each section has a `type` (a key of SECTIES) and, in this order, any of: `html` (rich text), `stappen`
    (list of titel and tekst) and `blokken` (raw blocks with type and value). `seed` makes the block ids: the
    slug of the page. Raises ValueError for an unknown type and for a type that comes twice.
    """
    out: list[dict[str, Any]] = []
    seen: set[str] = set()
    for section in sections:
        kind = section["type"]
        if kind not in SECTIES or kind in seen:
            raise ValueError(f"{seed}: section {kind!r} is unknown or comes twice")
        seen.add(kind)
        children = _children(section, f"{seed}/{kind}")
        out.append({"type": kind, "value": children, "id": _id(f"{seed}/{kind}")})
    return out


def inhoud_from_html(html: str, *, seed: str) -> list[dict[str, Any]]:
    """Raw StreamField data with one block of rich text (for ProductgroepPage.inhoud), or none when empty."""
    return _children({"html": html}, f"{seed}/inhoud")


def create_producten(
    parent: Page, *, slug: str, title: str, intro: str = "", actor: Any = None
) -> ProductenPage:
    """A draft of the catalogue's index below `parent`."""
    page = ProductenPage(slug=slug, title=title, intro=intro, show_in_menus=True)
    return add_draft(parent, page, actor)


def create_productgroep(
    parent: ProductenPage,
    *,
    slug: str,
    title: str,
    intro: str = "",
    inhoud: Sequence[Mapping[str, Any]] = (),
    routes: Sequence[Mapping[str, Any]] = (),
    actor: Any = None,
) -> ProductgroepPage:
    """A draft group with its standard routes, in their order; a route is fields of StandaardKanaalroute."""
    page = ProductgroepPage(slug=slug, title=title, intro=intro)
    page.inhoud = list(inhoud)
    page.kanaalroutes = [  # type: ignore[misc]
        StandaardKanaalroute(sort_order=number, **route) for number, route in enumerate(routes)
    ]
    return add_draft(parent, page, actor)


def create_product(
    groep: ProductgroepPage,
    *,
    slug: str,
    title: str,
    kort: str = "",
    upn: UniformeProductnaam | None = None,
    upn_reden: str = "",
    doelgroepen: Sequence[str] = (),
    inhoud: Sequence[Mapping[str, Any]] = (),
    trefwoorden: str = "",
    zaaktype_identificatie: str = "",
    routes: Sequence[Mapping[str, Any]] = (),
    velden: Mapping[str, Any] | None = None,
    rijen: Mapping[str, Sequence[Any]] | None = None,
    team: Team | None = None,
    eigenaar: Any = None,
    review_op: date | None = None,
    actor: Any = None,
) -> ProductPage:
    """A draft product below `groep`.

    `inhoud` is what `sections_from_dict` gives; `routes` are fields of ProductKanaalroute, in their order. `velden`
    are other fields of the page; `rijen` unsaved rows by the name of their relation, such as `ontvangsten`.
    Team, owner and review date go to the page's PaginaBeheer.
    """
    page = ProductPage(
        slug=slug,
        title=title,
        kort=kort,
        upn=upn,
        upn_reden=upn_reden,
        doelgroepen=list(doelgroepen),
        trefwoorden=trefwoorden,
        zaaktype_identificatie=zaaktype_identificatie,
        **(velden or {}),
    )
    page.inhoud = list(inhoud)
    for name, rows in (rijen or {}).items():
        setattr(page, name, list(rows))
    page.kanaalroutes = [  # type: ignore[misc]
        ProductKanaalroute(sort_order=number, **route) for number, route in enumerate(routes)
    ]
    with transaction.atomic():
        add_draft(groep, page, actor)
        PaginaBeheer.objects.update_or_create(
            page=page.page_ptr, defaults={"team": team, "eigenaar": eigenaar, "review_op": review_op}
        )
    return page


def publish_page(page: Page, *, actor: Any = None) -> Any:
    """Save a revision of `page` as it stands in memory and publish it through the gate; returns the revision.

    Raises PublishRefused; the draft is kept then.
    """
    revision = page.save_revision(user=actor, log_action=True, clean=True)
    revision.publish(user=actor)
    page.refresh_from_db()
    return revision


def add_draft[PageType: Page](parent: Page, page: PageType, actor: Any) -> PageType:
    """Add below `parent`, not live, with a first revision: what the admin's create view does."""
    page.live = False
    page.has_unpublished_changes = True
    page.owner = actor
    page.locale = parent.locale
    with transaction.atomic():
        parent.add_child(instance=page)
        page.save_revision(user=actor, log_action=True)
    return page


def _children(section: Mapping[str, Any], path: str) -> list[dict[str, Any]]:
    children: list[dict[str, Any]] = []
    html = str(section.get("html", "")).strip()
    if html:
        children.append({"type": "tekst", "value": html, "id": _id(f"{path}/tekst")})
    if section.get("stappen"):
        steps = [
            {"type": "item", "value": dict(step), "id": _id(f"{path}/stappen/{number}")}
            for number, step in enumerate(section["stappen"])
        ]
        children.append({"type": "stappen", "value": {"stappen": steps}, "id": _id(f"{path}/stappen")})
    for number, block in enumerate(section.get("blokken", ())):
        children.append({**block, "id": block.get("id") or _id(f"{path}/blok/{number}")})
    return children


def _id(path: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, path))
