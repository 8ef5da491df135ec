"""A product or service of the municipality: what it is, and every way to arrange it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from a11y_checks.leesbaarheid.beleid import PRODUCT
from a11y_checks.rules.base import Bevinding
from basis.models import BasePage
from producten.blocks import SectiesBlock
from producten.checks import check_product
from producten.checks_inhoud import check_inhoud
from producten.kanaalroutes import Herkomst, Kanaalroute, RouteVelden
from producten.keuzes import Aanbod, Doelgroep, DoelgroepenField
from producten.models.upn import UniformeProductnaam
from producten.panels import product_panels
from producten.services.kanaalroutes import resolve_kanaalroutes, resolve_routekaart
from producten.services.ontvangst import resolve_ontvangst
from producten.services.tarieven import current_tarieven, tarieven_in

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
    aanbod = models.CharField(
        _("bieden wij dit aan?"), max_length=12, choices=Aanbod.choices, default=Aanbod.JA
    )
    aanbod_toelichting = models.TextField(
        _("uitleg"),
        blank=True,
        max_length=500,
        help_text=_("Alleen als wij dit niet zelf aanbieden: waar kan de lezer wel terecht?"),
    )
    valt_onder = models.ForeignKey(
        "producten.ProductPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("valt onder dit product"),
    )
    verantwoordelijke_organisatie = models.ForeignKey(
        "producten.Organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie is verantwoordelijk?"),
        help_text=_("Leeg: de gemeente zelf."),
    )
    uitvoerende_organisatie = models.ForeignKey(
        "producten.Organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("wie voert het uit?"),
        help_text=_("Leeg: de gemeente zelf."),
    )
    themas = ParentalManyToManyField(
        "producten.Thema", blank=True, related_name="producten", verbose_name=_("thema's")
    )
    vanzelf = models.BooleanField(
        _("wij regelen dit zonder dat de inwoner erom vraagt"),
        default=False,
        help_text=_("Alleen als niemand iets hoeft te doen om het te krijgen."),
    )
    wet_aan_balie = models.BooleanField(
        _("de wet zegt dat u hiervoor zelf moet komen"),
        default=False,
        help_text=_("Dit product telt dan niet mee bij wat online moet kunnen."),
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
    synoniemen = models.TextField(
        _("synoniemen"),
        blank=True,
        max_length=1000,
        help_text=_("Andere namen voor dit product. Zet een komma tussen de namen."),
    )
    zaaktype_identificatie = models.CharField(
        _("zaaktype"),
        max_length=50,
        blank=True,
        db_index=True,
        help_text=_("De code van het zaaktype dat een aanvraag start. Laat leeg als er geen zaak komt."),
    )

    override_translatable_fields = [
        SynchronizedField(name)
        for name in (
            "aanbod",
            "verantwoordelijke_organisatie",
            "uitvoerende_organisatie",
            "vanzelf",
            "wet_aan_balie",
            "zaaktype_identificatie",
        )
    ]

    leesbaarheid_beleid = PRODUCT
    template = "producten/product_page.html"
    parent_page_types: ClassVar[list[str]] = ["producten.ProductgroepPage"]
    leesbaarheid_overslaan = frozenset({"trefwoorden"})
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("kort"),
        index.SearchField("trefwoorden", boost=2),
        index.SearchField("synoniemen", boost=2),
        index.SearchField("inhoud"),
    ]

    edit_handler = product_panels(BasePage)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("producten")

    @property
    def wij_bieden_aan(self) -> bool:
        """Whether the municipality offers it itself, so that routes and prices are ours to tell."""
        return self.aanbod == Aanbod.JA

    def alle_upns(self) -> list[UniformeProductnaam]:
        """The main UPL name first, then the others, each once. One query for the others' rows, one each for names."""
        names = [self.upn] if self.upn else []
        names += [row.upn for row in self.meer_upns.all()]
        return list({upn.pk: upn for upn in names}.values())

    def alle_zaaktypen(self) -> list[str]:
        """The identificaties of every zaaktype that an application can start, the main one first."""
        names = [
            self.zaaktype_identificatie,
            *(row.zaaktype_identificatie for row in self.meer_zaaktypen.all()),
        ]
        return list(dict.fromkeys(name for name in names if name))

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
        """Adds what the template names: routes, niet_mogelijk, ontvangst, locaties, secties, tarieven, verbanden.

        `routes` are those that lead somewhere; a product that we don't offer ourselves has only the others' way.
        """
        from producten.listing import list_locations, list_sections, list_verbanden

        context = super().get_context(request, *args, **kwargs)
        secties = list_sections(self.inhoud)
        kaart = resolve_routekaart(self)
        routes = [route for route in kaart.routes if route.ends_somewhere]
        context["routes"] = routes
        context["niet_mogelijk"] = kaart.niet_mogelijk
        context["ontvangst"] = resolve_ontvangst(self) if self.wij_bieden_aan else []
        context["locaties"] = list_locations(routes)
        context["secties"] = secties
        context["tarieven"] = current_tarieven(tarieven_in(self.inhoud))
        context["verbanden"] = list_verbanden(self, request)
        if len(secties) >= LANGE_PAGINA:
            context["inhoudsopgave"] = [{"title": part.titel, "url": f"#{part.anker}"} for part in secties]
        return context

    def gate_checks(self) -> list[Bevinding]:
        """Routes that lead somewhere, one without a computer, a UPL name, and everything a reader must be told."""
        routes = resolve_kanaalroutes(self)
        own = check_product(self, self.route_velden(), routes)
        return [*super().gate_checks(), *own, *check_inhoud(self, routes)]

    def leesbaarheid_vrijstellingen(self) -> list[str]:
        """The national name and the words of the title: an editor can't choose others."""
        names = [*super().leesbaarheid_vrijstellingen(), *self.title.split()]
        return [*names, *(upn.naam for upn in self.alle_upns())]
