"""What the catalogue tells the gate: which pages show a productgroep, a product or a UPL name."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from wagtail.models import Page

from a11y_checks.gate.shared import pages_using, register_shared
from producten.models import (
    KanaalInfo,
    Organisatie,
    ProductgroepPage,
    ProductKanaalroute,
    ProductPage,
    StandaardKanaalroute,
    Tarief,
    TariefBedrag,
    UniformeProductnaam,
)


def register() -> None:
    """Called once, when the apps are ready."""
    register_shared(ProductgroepPage, around)
    register_shared(ProductPage, around)
    register_shared(UniformeProductnaam, products_named)
    register_shared(Tarief, products_with_tarief)
    register_shared(TariefBedrag, lambda bedrag: products_with_tarief(bedrag.tarief))
    register_shared(KanaalInfo, products_along)
    register_shared(Organisatie, products_of)


def around(page: Page) -> list[int]:
    """A page of the catalogue shows on the pages above it; a group's standard routes on the products below it."""
    above = page.get_ancestors().filter(depth__gt=2).values_list("pk", flat=True)
    below = page.get_descendants().values_list("pk", flat=True)
    return [*above, *below, *pages_using(page)]


def products_named(upn: Any) -> list[int]:
    """The products that carry this national name."""
    return list(ProductPage.objects.filter(upn_id=upn.pk).values_list("pk", flat=True))


def products_with_tarief(tarief: Any) -> list[int]:
    """The products that show this tarief, in a section or at a route of their own or of their group."""
    return [*pages_using(tarief), *_with_routes(tarief_id=tarief.pk)]


def products_along(info: Any) -> list[int]:
    """The products that can be had along this kanaal: they show its text, hours and servicenorm."""
    return _with_routes(kanaal=info.kanaal)


def products_of(organisatie: Any) -> list[int]:
    """The products that name this organisation."""
    named = Q(uitvoerende_organisatie=organisatie.pk) | Q(verantwoordelijke_organisatie=organisatie.pk)
    return list(ProductPage.objects.filter(named).values_list("pk", flat=True))


def _with_routes(**wanted: Any) -> list[int]:
    """The products with such a route, of their own or of their group: two queries and one for each group."""
    found = list(ProductKanaalroute.objects.filter(**wanted).values_list("product_id", flat=True))
    groups = StandaardKanaalroute.objects.filter(**wanted).values("productgroep_id")
    for group in ProductgroepPage.objects.filter(pk__in=groups):
        found += ProductPage.objects.child_of(group).values_list("pk", flat=True)
    return found
