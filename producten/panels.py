"""How the editor of a product is laid out: which field stands under which tab."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

_EIGEN_ROUTES = _(
    "Dit product heeft vanzelf de standaardroutes van zijn productgroep. Vul hier alleen in wat anders is. Wat u "
    "leeg laat, komt van de productgroep. Een kanaal dat de groep niet heeft, komt erbij."
)
_ONTVANGST = _("Laat leeg als het gaat zoals bij de productgroep. Vult u hier iets in? Dan telt alleen dit.")


def product_panels(base: Any) -> TabbedInterface:
    """The tabs of a product; `base` is the page class whose own panels come along."""
    return TabbedInterface(
        [
            ObjectList(_content(base), heading=_("Inhoud")),
            ObjectList(_routes(), heading=_("Routes")),
            ObjectList(_who(), heading=_("Aanbod en organisatie")),
            ObjectList(_findable(base), heading=_("Vindbaarheid")),
            ObjectList(base.settings_panels, heading=_("Instellingen")),
        ]
    )


def _content(base: Any) -> list[Any]:
    return [
        *base.content_panels[:1],
        FieldPanel("kort"),
        FieldPanel("doelgroepen"),
        FieldPanel("inhoud", heading=_("Onderdelen van de pagina")),
        InlinePanel("grondslagen", heading=_("Wet of regel"), label=_("Wet of regel")),
        InlinePanel("verbanden", heading=_("Andere producten"), label=_("Product")),
    ]


def _routes() -> list[Any]:
    return [
        InlinePanel("kanaalroutes", heading=_("Eigen routes"), label=_("Route"), help_text=_EIGEN_ROUTES),
        HelpPanel(template="producten/beheer/routekaart_panel.html", heading=_("Zo staat het op de pagina")),
        InlinePanel(
            "ontvangsten", heading=_("Hoe krijgen mensen het?"), label=_("Ontvangst"), help_text=_ONTVANGST
        ),
        FieldPanel("wet_aan_balie"),
        FieldPanel("vanzelf"),
    ]


def _who() -> list[Any]:
    return [
        MultiFieldPanel(
            [FieldPanel("aanbod"), FieldPanel("aanbod_toelichting"), PageChooserPanel("valt_onder")],
            heading=_("Bieden wij dit aan?"),
        ),
        FieldRowPanel(
            [FieldPanel("verantwoordelijke_organisatie"), FieldPanel("uitvoerende_organisatie")],
            heading=_("Organisaties"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("zaaktype_identificatie"),
                InlinePanel("meer_zaaktypen", label=_("Zaaktype")),
            ],
            heading=_("Zaaktypen"),
        ),
    ]


def _findable(base: Any) -> list[Any]:
    return [
        MultiFieldPanel(
            [
                FieldPanel("upn"),
                FieldPanel("upn_reden"),
                InlinePanel("meer_upns", label=_("UPL-naam")),
            ],
            heading=_("Landelijke namen"),
        ),
        FieldPanel("themas"),
        FieldPanel("trefwoorden"),
        FieldPanel("synoniemen"),
        *base.promote_panels,
    ]
