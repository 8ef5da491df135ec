"""Lists of pages for templates: light rows in a constant number of queries."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from producten.blocks import SECTIES
from producten.kanaalroutes import Kanaalroute


@dataclass(frozen=True, slots=True)
class Kaart:
    """One page in a list."""

    title: str
    url: str
    intro: str
    path: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sectie:
    """One section of a product page: its anchor on the page, its heading, its `data-bron` and its block."""

    anker: str
    titel: str
    bron: str
    block: Any


def list_products(above: Page, request: HttpRequest) -> list[Kaart]:
    """The live products below `above`, from A to Z (accents and capitals don't count): one query."""
    from producten.models import ProductPage

    pages = ProductPage.objects.descendant_of(above).live().only("title", "url_path", "path", "kort")
    cards = [Kaart(page.title, page.get_url(request) or "", page.kort, page.path) for page in pages]
    return sorted(cards, key=lambda card: (_plain(card.title), card.path))


def list_productgroepen(above: Page, request: HttpRequest, products: list[Kaart]) -> list[Kaart]:
    """The live groups below `above` in the order of the tree, with their number of `products`: one query."""
    from producten.models import ProductgroepPage

    pages = ProductgroepPage.objects.child_of(above).live().order_by("path")
    counts = Counter(card.path[: -Page.steplen] for card in products)
    return [
        Kaart(page.title, page.get_url(request) or "", page.intro, page.path, _how_many(counts[page.path]))
        for page in pages.only("title", "url_path", "path", "intro")
    ]


def by_letter(products: list[Kaart]) -> list[tuple[str, list[Kaart]]]:
    """The products under the first letter of their title; figures and signs come first, under "0-9"."""
    letters: dict[str, list[Kaart]] = {}
    for card in products:
        first = _plain(card.title)[:1].upper()
        letters.setdefault(first if "A" <= first <= "Z" else "0-9", []).append(card)
    return sorted(letters.items())


def list_sections(inhoud: Any) -> list[Sectie]:
    """The sections of a product page that hold something, in the editor's order."""
    return [
        Sectie(part.block_type.replace("_", "-"), str(SECTIES[part.block_type]), f"inhoud/{part.id}", part)
        for part in inhoud
        if len(part.value)
    ]


def list_verbanden(product: Any, request: HttpRequest) -> dict[str, list[dict[str, str]]]:
    """The live products that a product names, as links (`title`, `url`) per kind of tie, in the editor's order.

    A tie with itself and a second one with the same product are left out. One query.
    """
    rows = list(product.verbanden.all())
    pages = Page.objects.live().in_bulk([row.ander_id for row in rows if row.ander_id != product.pk])
    found: dict[str, dict[int, dict[str, str]]] = {}
    for row in rows:
        if page := pages.get(row.ander_id):
            link = {"title": page.title, "url": page.get_url(request) or ""}
            found.setdefault(row.soort, {}).setdefault(page.pk, link)
    return {soort: list(links.values()) for soort, links in found.items()}


def list_locations(routes: list[Kanaalroute]) -> list[dict[str, Any]]:
    """The locaties of the routes, each once, with their opening hours: `titel` and `openingstijden`."""
    found = {route.locatie.pk: route.locatie for route in routes if route.locatie}
    return [
        {"titel": page.title, "openingstijden": page.openingstijden_per_dag()}
        for page in found.values()
        if page.openingstijden.all()
    ]


def _how_many(number: int) -> str:
    return ngettext("%(number)d product", "%(number)d producten", number) % {"number": number}


def _plain(title: str) -> str:
    decomposed = unicodedata.normalize("NFKD", title.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lstrip("'\"‘’“” ")
