"""Which tasks are shown, and which ones the measured demand asks for."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from wagtail.models import Locale

from basis.measure.models import Soort
from basis.measure.services import top
from producten.models import ProductPage
from toptaken.models import Toptaak

MAX_TOPTAKEN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A product with its page views in the period, and whether it is a toptaak now."""

    product: ProductPage
    aantal: int
    is_toptaak: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptySearch:
    """A search term that found nothing, and how often it was tried in the period."""

    zoekterm: str
    aantal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """The measured demand of the last `days` days, most first."""

    days: int
    producten: tuple[Proposal, ...]
    empty_searches: tuple[EmptySearch, ...]


def current_toptaken(*, limit: int = MAX_TOPTAKEN, locale: Locale | None = None) -> list[Toptaak]:
    """At most `limit` active toptaken with a live, public page, in the editor's order: one query.

    With a `locale` only pages in that language.
    """
    shown = Toptaak.objects.filter(active=True, page__live=True).select_related("page")
    if locale is not None:
        shown = shown.filter(page__locale=locale)
    return list(shown.order_by("sort_order", "pk")[:limit])


def propose_toptaken(*, days: int = 30, limit: int = 20) -> Demand:
    """What visitors opened and sought in the last `days` days: five queries at most.

    Counters hold a page's translation key, so the views of a product in every language count together; the
    product in the site's first language is shown.
    """
    counted = dict(top(Soort.PAGE, days=days, limit=limit * 20))
    language = Locale.get_default()
    found = ProductPage.objects.live().filter(locale=language, translation_key__in=_keys(counted))
    current = set(Toptaak.objects.filter(active=True).values_list("page__translation_key", flat=True))
    proposals = [
        Proposal(
            product=product,
            aantal=counted[str(product.translation_key)],
            is_toptaak=product.translation_key in current,
        )
        for product in found.defer_streamfields()
    ]
    proposals.sort(key=lambda proposal: (-proposal.aantal, proposal.product.title))
    empty_searches = [
        EmptySearch(zoekterm=term, aantal=number)
        for term, number in top(Soort.SEARCH_EMPTY, days=days, limit=limit)
    ]
    return Demand(days=days, producten=tuple(proposals[:limit]), empty_searches=tuple(empty_searches))


def _keys(counted: dict[str, int]) -> list[str]:
    """Counter keys that can be a translation key; others would be an error in the query."""
    keys = []
    for key in counted:
        try:
            keys.append(str(uuid.UUID(key)))
        except ValueError:
            continue
    return keys
