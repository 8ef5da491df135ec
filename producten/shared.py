"""What the catalogue tells the gate: which pages show a productgroep, a product or a UPL name."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from a11y_checks.gate.shared import pages_using, register_shared
from producten.models import ProductgroepPage, ProductPage, UniformeProductnaam


def register() -> None:
    """Called once, when the apps are ready."""
    register_shared(ProductgroepPage, around)
    register_shared(ProductPage, around)
    register_shared(UniformeProductnaam, products_named)


def around(page: Page) -> list[int]:
    """A page of the catalogue shows on the pages above it; a group's standard routes on the products below it."""
    above = page.get_ancestors().filter(depth__gt=2).values_list("pk", flat=True)
    below = page.get_descendants().values_list("pk", flat=True)
    return [*above, *below, *pages_using(page)]


def products_named(upn: Any) -> list[int]:
    """The products that carry this national name."""
    return list(ProductPage.objects.filter(upn_id=upn.pk).values_list("pk", flat=True))
