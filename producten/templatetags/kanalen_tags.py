"""The ways to arrange a product without a computer's form, for the screens of its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from producten.kanaalroutes import Kanaalroute
from producten.keuzes import Kanaal
from producten.models import ProductPage
from producten.services.kanaalroutes import resolve_kanaalroutes

register = template.Library()


@dataclass(frozen=True, slots=True)
class AndereWegen:
    """The other routes of a product, and the page that tells all about them."""

    product: ProductPage
    routes: list[Kanaalroute]


@register.simple_tag
def andere_wegen(product: Any = None) -> AndereWegen | None:
    """The routes of a live product (or its primary key) that end somewhere and are not online; None without any."""
    pk = getattr(product, "pk", product)
    page = ProductPage.objects.live().filter(pk=pk).first() if pk else None
    if page is None:
        return None
    routes = [
        route
        for route in resolve_kanaalroutes(page)
        if route.kanaal != Kanaal.ONLINE and route.ends_somewhere
    ]
    return AndereWegen(page, routes) if routes else None
