"""The question the catalogue asks upwards: where does the online route of this product end?

`formulieren` knows forms and registers an answer; `producten` may not import it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from producten.models import ProductPage


@dataclass(frozen=True, slots=True, kw_only=True)
class AanvraagFeiten:
    """Facts about a live form of a product.

    `url` is the path of its start page on this site, `login` the means a resident needs ("" is none),
    `makes_zaak` whether handing it in starts a zaak.
    """

    url: str
    title: str
    login: str = ""
    makes_zaak: bool = False


AanvraagProvider = Callable[["ProductPage"], AanvraagFeiten | None]

_providers: list[AanvraagProvider] = []


def register_aanvraag_provider(provider: AanvraagProvider) -> None:
    """Add a provider, once; called from an AppConfig.ready(). The first that answers wins."""
    if provider not in _providers:
        _providers.append(provider)


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
