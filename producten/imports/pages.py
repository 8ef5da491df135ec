"""Writes one imported row: a new draft, or a new revision of the page it made before. It never publishes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from basis.models import PaginaBeheer
from producten.blocks import SECTIES
from producten.imports.records import ImportRecord
from producten.keuzes import Kanaal
from producten.models import ProductgroepPage, ProductKanaalroute, ProductPage, ProductUpn
from producten.services.paginas import add_draft, sections_from_dict

_SLUG = 80


@dataclass(frozen=True, slots=True)
class Inhoud:
    """What a row gives a page besides plain texts: UPL names by primary key, and clean HTML per section."""

    upns: tuple[int, ...]
    secties: Mapping[str, str]


def create_page(
    groep: ProductgroepPage, record: ImportRecord, inhoud: Inhoud, *, seed: str, actor: Any
) -> ProductPage:
    """A draft below `groep`; `seed` ("bron/number") makes its address and its block ids, the same in each run."""
    page = ProductPage(title=record.titel, slug=_slug(groep, record.titel, seed))
    fill_page(page, record, inhoud, seed)
    add_draft(groep, page, actor)
    _keep_review(page, record)
    return page


def revise_page(
    page: ProductPage, record: ImportRecord, inhoud: Inhoud, *, seed: str, actor: Any
) -> ProductPage:
    """A draft revision on top of the newest one; what the site shows stays as it is. Fields without a column too."""
    draft: ProductPage = page.get_latest_revision_as_object()
    draft.title = record.titel
    fill_page(draft, record, inhoud, seed)
    draft.save_revision(user=actor, log_action=True)
    _keep_review(page, record)
    return draft


def fill_page(page: ProductPage, record: ImportRecord, inhoud: Inhoud, seed: str) -> None:
    """Give the fields of `page` what the row says; a field without a column stays as it is."""
    texts = {
        "kort": record.kort,
        "trefwoorden": record.trefwoorden,
        "synoniemen": record.synoniemen,
        "zaaktype_identificatie": record.zaaktype,
    }
    for name, value in texts.items():
        if value is not None:
            setattr(page, name, value)
    if record.doelgroepen is not None:
        page.doelgroepen = list(record.doelgroepen)
    if record.upns is not None:
        first, *others = inhoud.upns or (None,)
        page.upn_id = first
        page.meer_upns = [ProductUpn(upn_id=pk, sort_order=number) for number, pk in enumerate(others)]  # type: ignore[misc]
    if record.aanvraag_url is not None:
        _set_online(page, record.aanvraag_url)
    if inhoud.secties:
        page.inhoud = _merged(page.inhoud.get_prep_value(), inhoud.secties, seed)


def _set_online(page: ProductPage, url: str) -> None:
    """The own online route goes to `url`, or is taken away when there is none and nothing else stands in it."""
    rows = list(page.kanaalroutes.all())
    online = next((row for row in rows if row.kanaal == Kanaal.ONLINE), None)
    if online is not None:
        online.url = url
        if not url and not (online.wat_doet_u or online.start_pagina_id or online.uitgeschakeld):
            rows.remove(online)
    elif url:
        rows.insert(0, ProductKanaalroute(kanaal=Kanaal.ONLINE, url=url))
    for number, row in enumerate(rows):
        row.sort_order = number
    page.kanaalroutes = rows  # type: ignore[misc]


def _merged(now: Sequence[Mapping[str, Any]], secties: Mapping[str, str], seed: str) -> list[Any]:
    """The sections of the page with those of the row in their place; new ones in the order of the list."""
    made = sections_from_dict(
        [{"type": name, "html": html} for name, html in secties.items() if html], seed=seed
    )
    new = {section["type"]: section for section in made}
    kept = [new.pop(part["type"], part) for part in now if part["type"] not in secties or part["type"] in new]
    order = list(SECTIES)
    return [*kept, *sorted(new.values(), key=lambda section: order.index(section["type"]))]


def _keep_review(page: ProductPage, record: ImportRecord) -> None:
    if record.herzien_op is not None:
        PaginaBeheer.objects.update_or_create(page_id=page.pk, defaults={"review_op": record.herzien_op})


def make_slug(title: str, seed: str) -> tuple[str, str]:
    """(address out of the title, the same with a short sign of the source's number behind it for when it is taken)."""
    sign = hashlib.sha256(seed.encode()).hexdigest()[:8]
    slug = slugify(title)[:_SLUG].strip("-_") or f"product-{sign}"
    return slug, f"{slug}-{sign}"


def _slug(groep: ProductgroepPage, title: str, seed: str) -> str:
    plain, signed = make_slug(title, seed)
    return plain if Page._slug_is_available(plain, groep) else signed
