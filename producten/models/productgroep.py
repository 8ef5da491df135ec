"""A group of products with the routes that they share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.search import index

from a11y_checks.rules.base import Bevinding
from basis.blocks import InhoudBlock
from basis.models import BasePage
from producten.checks import check_rows, check_without_computer
from producten.kanaalroutes import Herkomst, RouteVelden
from producten.services.kanaalroutes import resolve_standard


class ProductgroepPage(BasePage):
    """A subject, such as "Verhuizen", with its products and their standard kanaalroutes."""

    inhoud = StreamField(InhoudBlock(), blank=True, verbose_name=_("inhoud"))

    template = "producten/productgroep_page.html"
    parent_page_types: ClassVar[list[str]] = ["producten.ProductenPage"]
    subpage_types: ClassVar[list[str]] = ["producten.ProductPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("intro"), index.SearchField("inhoud")]

    edit_handler = TabbedInterface(
        [
            ObjectList([*BasePage.content_panels, FieldPanel("inhoud")], heading=_("Inhoud")),
            ObjectList(
                [
                    InlinePanel(
                        "kanaalroutes",
                        heading=_("Standaardroutes"),
                        label=_("Route"),
                        help_text=_(
                            "Zo regelen mensen de producten van deze groep. Zet de handigste route bovenaan. "
                            "Laat altijd een route staan voor wie geen computer heeft."
                        ),
                    ),
                    InlinePanel(
                        "ontvangsten",
                        heading=_("Hoe krijgen mensen het?"),
                        label=_("Ontvangst"),
                        help_text=_("Een product zonder eigen regels neemt deze over."),
                    ),
                ],
                heading=_("Routes"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Vindbaarheid")),
            ObjectList(BasePage.settings_panels, heading=_("Instellingen")),
        ]
    )

    class Meta:
        verbose_name = _("productgroep")
        verbose_name_plural = _("productgroepen")

    def route_velden(self) -> list[RouteVelden]:
        """The standard routes as typed, in their order."""
        return [row.to_velden(Herkomst.PRODUCTGROEP) for row in self.kanaalroutes.all()]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `producten`: cards of the live products of this group."""
        from producten.listing import list_products

        context = super().get_context(request, *args, **kwargs)
        context["producten"] = list_products(self, request)
        return context

    def gate_checks(self) -> list[Bevinding]:
        """The standard routes: right in themselves, and one without a computer."""
        rows = self.route_velden()
        return [*super().gate_checks(), *check_rows(rows), *check_without_computer(resolve_standard(rows))]

    def leesbaarheid_teksten(self) -> list[tuple[str, str]]:
        """The standard routes: they stand on the pages of the products, so this page's own look can't judge them."""
        texts = [
            ("kanaalroutes", text)
            for row in self.route_velden()
            for text in (row.wat_doet_u, row.meenemen, row.kosten, row.duur, row.voordeel)
            if text
        ]
        return [*super().leesbaarheid_teksten(), *texts]

    def leesbaarheid_vrijstellingen(self) -> list[str]:
        """The words of its own name."""
        return [*super().leesbaarheid_vrijstellingen(), *self.title.split()]
