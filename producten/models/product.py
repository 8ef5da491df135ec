"""A product or service of the municipality: what it is, and every way to arrange it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from a11y_checks.rules.base import Bevinding
from basis.models import BasePage
from producten.blocks import SectiesBlock
from producten.checks import check_product
from producten.kanaalroutes import Herkomst, Kanaalroute, RouteVelden
from producten.keuzes import Doelgroep, DoelgroepenField
from producten.models.upn import UniformeProductnaam
from producten.services.kanaalroutes import resolve_kanaalroutes

# From this many sections on, the page starts with links to them.
LANGE_PAGINA = 4


class ProductPage(BasePage):
    """One product, under its productgroep."""

    upn = models.ForeignKey(
        UniformeProductnaam,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="producten",
        verbose_name=_("UPL-naam"),
        help_text=_("De naam uit de landelijke lijst. Die naam ziet de lezer niet."),
    )
    upn_reden = models.CharField(
        _("waarom geen UPL-naam?"),
        max_length=250,
        blank=True,
        help_text=_("Alleen invullen als er geen naam past. Bijvoorbeeld: dit doet alleen onze gemeente."),
    )
    doelgroepen = DoelgroepenField(_("voor wie?"), default=list, blank=True)
    kort = models.TextField(
        _("in het kort"),
        blank=True,
        max_length=400,
        help_text=_("Het antwoord in één tot drie korte zinnen. Dit staat boven aan de pagina."),
    )
    inhoud = StreamField(SectiesBlock(), blank=True, verbose_name=_("inhoud"))
    trefwoorden = models.TextField(
        _("trefwoorden"),
        blank=True,
        max_length=1000,
        help_text=_("Woorden waarmee mensen dit product zoeken. Zet een komma tussen de woorden."),
    )
    zaaktype_identificatie = models.CharField(
        _("zaaktype"),
        max_length=50,
        blank=True,
        db_index=True,
        help_text=_("De code van het zaaktype dat een aanvraag start. Laat leeg als er geen zaak komt."),
    )

    override_translatable_fields = [SynchronizedField("zaaktype_identificatie")]

    template = "producten/product_page.html"
    parent_page_types: ClassVar[list[str]] = ["producten.ProductgroepPage"]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("kort"),
        index.SearchField("trefwoorden", boost=2),
        index.SearchField("inhoud"),
    ]

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    *BasePage.content_panels[:1],
                    FieldPanel("kort"),
                    FieldPanel("doelgroepen"),
                    FieldPanel("inhoud", heading=_("Onderdelen van de pagina")),
                ],
                heading=_("Inhoud"),
            ),
            ObjectList(
                [
                    InlinePanel(
                        "kanaalroutes",
                        heading=_("Eigen routes"),
                        label=_("Route"),
                        help_text=_(
                            "Dit product heeft vanzelf de standaardroutes van zijn productgroep. Vul hier alleen in "
                            "wat anders is. Wat u leeg laat, komt van de productgroep. "
                            "Een kanaal dat de groep niet heeft, komt erbij."
                        ),
                    ),
                    HelpPanel(
                        template="producten/beheer/routekaart_panel.html",
                        heading=_("Zo staat het op de pagina"),
                    ),
                ],
                heading=_("Routes"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [FieldPanel("upn"), FieldPanel("upn_reden")], heading=_("Landelijke naam")
                    ),
                    FieldPanel("trefwoorden"),
                    FieldPanel("zaaktype_identificatie"),
                    *BasePage.promote_panels,
                ],
                heading=_("Vindbaarheid"),
            ),
            ObjectList(BasePage.settings_panels, heading=_("Instellingen")),
        ]
    )

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("producten")

    def routekaart(self) -> list[Kanaalroute]:
        """All routes as they stand in memory, also those that lead nowhere; for the editor's panel."""
        return resolve_kanaalroutes(self)

    def route_velden(self) -> list[RouteVelden]:
        """The product's own rows as typed, in their order."""
        return [row.to_velden(Herkomst.PRODUCT) for row in self.kanaalroutes.all()]

    def doelgroep_namen(self) -> list[str]:
        """For whom it is, in words, in the order of the list; values that no longer exist are left out."""
        return [str(doelgroep.label) for doelgroep in Doelgroep if doelgroep.value in self.doelgroepen]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `routes` that lead somewhere, `locaties` with their hours, `secties` and `inhoudsopgave`."""
        from producten.listing import list_locations, list_sections

        context = super().get_context(request, *args, **kwargs)
        secties = list_sections(self.inhoud)
        routes = [route for route in resolve_kanaalroutes(self) if route.ends_somewhere]
        context["routes"] = routes
        context["locaties"] = list_locations(routes)
        context["secties"] = secties
        if len(secties) >= LANGE_PAGINA:
            context["inhoudsopgave"] = [{"title": part.titel, "url": f"#{part.anker}"} for part in secties]
        return context

    def gate_checks(self) -> list[Bevinding]:
        """Routes that lead somewhere, one without a computer, and a UPL name."""
        return [*super().gate_checks(), *check_product(self, self.route_velden(), resolve_kanaalroutes(self))]

    def leesbaarheid_vrijstellingen(self) -> list[str]:
        """The national name and the words of the title: an editor can't choose others."""
        names = [*super().leesbaarheid_vrijstellingen(), *self.title.split()]
        return [*names, self.upn.naam] if self.upn else names
