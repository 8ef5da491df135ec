"""The question the catalogue asks upwards: where does the online route of this product end?

`formulieren` knows forms and registers an answer; `producten` may not import it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps

if TYPE_CHECKING:
    from producten.models import ProductPage


@dataclass(frozen=True, slots=True, kw_only=True)
class AanvraagFeiten:
    """Facts about a live form of a product.

    `url` is the path of its start page on this site, `login` the means a resident needs ("" is none),
    `makes_zaak` whether handing it in starts a zaak, `volgen` whether a resident can follow that zaak,
    `vooringevuld` whether logging in fills in what we know. `melding` says that the form isn't open now, or until when
    ("" is open); `open` whether somebody may begin now. `namens_url` is where an employee with the permission
    `namens_recht` fills it in for a resident.
    """

    url: str
    title: str
    login: str = ""
    makes_zaak: bool = False
    volgen: bool = False
    vooringevuld: bool = False
    melding: str = ""
    open: bool = True
    namens_url: str = ""
    namens_recht: str = ""


def aanvraag_sleutel(product_key: str, kanaal: str) -> str:
    """Under which key basis.measure counts an application: the translation key of the product, and the kanaal."""
    return f"{product_key}:{kanaal}"


AanvraagProvider = Callable[["ProductPage"], AanvraagFeiten | None]
# Primary keys of products, or None for all of them -> facts by primary key, in a constant number of queries.
AanvragenProvider = Callable[[Collection[int] | None], dict[int, AanvraagFeiten]]

_providers: list[AanvraagProvider] = []
_bulk: dict[AanvraagProvider, AanvragenProvider] = {}


def register_aanvraag_provider(provider: AanvraagProvider, *, bulk: AanvragenProvider | None = None) -> None:
    """Add a provider, once; called from an AppConfig.ready(). The first that answers wins.

    `bulk` answers for many products at once, the same as `provider` does for each.
    """
    if provider not in _providers:
        _providers.append(provider)
    if bulk is not None:
        _bulk[provider] = bulk


def find_aanvraag(product: ProductPage) -> AanvraagFeiten | None:
    """The form in which the online route of `product` ends, or None when there is no live one.

    A product that was never saved has none, and providers need not think of it.
    """
    if product.pk is None:
        return None
    for provider in _providers:
        if feiten := provider(product):
            return feiten
    return None


def find_aanvragen(products: Collection[int] | None = None) -> dict[int, AanvraagFeiten]:
    """What `find_aanvraag` says of each product that has a live form, by primary key; None is every product.

    One call per provider; a provider without a bulk answer is asked per product.
    """
    found: dict[int, AanvraagFeiten] = {}
    for provider in reversed(_providers):  # the first provider wins, so it comes last
        bulk = _bulk.get(provider)
        found |= bulk(products) if bulk else _one_by_one(provider, products)
    return found


def _one_by_one(provider: AanvraagProvider, products: Collection[int] | None) -> dict[int, AanvraagFeiten]:
    pages = apps.get_model("producten", "ProductPage").objects.all()
    if products is not None:
        pages = pages.filter(pk__in=products)
    answers = ((page.pk, provider(page)) for page in pages.iterator(chunk_size=200))
    return {pk: feiten for pk, feiten in answers if feiten}
