"""The index of the catalogue: its productgroepen, and every product from A to Z."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from basis.models import BasePage


class ProductenPage(BasePage):
    """The top of the catalogue."""

    template = "producten/producten_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["producten.ProductgroepPage"]

    class Meta:
        verbose_name = _("overzicht van producten")
        verbose_name_plural = _("overzichten van producten")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `productgroepen` (cards in the order of the tree) and `letters` (all products, A to Z)."""
        from producten.listing import by_letter, list_productgroepen, list_products

        context = super().get_context(request, *args, **kwargs)
        products = list_products(self, request)
        context["productgroepen"] = list_productgroepen(self, request, products)
        context["letters"] = by_letter(products)
        return context
