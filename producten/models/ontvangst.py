"""How a resident receives what was asked for: apart from the kanaal along which it was asked."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from producten.keuzes import OntvangstWijze


class OntvangstVelden(TranslatableMixin, Orderable):
    """Abstract. One way of receiving: collect, by post, delivered, digital."""

    wijze = models.CharField(_("hoe"), max_length=15, choices=OntvangstWijze.choices)
    uitleg = models.TextField(
        _("uitleg"), blank=True, help_text=_("Wat moet de lezer weten? Bijvoorbeeld: u tekent bij ontvangst.")
    )
    kosten = models.CharField(_("kosten"), max_length=250, blank=True)
    duur = models.CharField(_("hoe lang duurt het?"), max_length=250, blank=True)
    locatie = models.ForeignKey(
        "basis.LocationPage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("locatie"),
        help_text=_("Alleen bij ophalen."),
    )

    override_translatable_fields = [SynchronizedField("wijze")]

    panels = [
        FieldPanel("wijze"),
        FieldPanel("uitleg"),
        FieldRowPanel([FieldPanel("kosten"), FieldPanel("duur")]),
        PageChooserPanel("locatie"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.get_wijze_display())


class StandaardOntvangst(OntvangstVelden):
    """A way of receiving that every product of the group has, unless the product has rows of its own."""

    productgroep = ParentalKey(
        "producten.ProductgroepPage", on_delete=models.CASCADE, related_name="ontvangsten"
    )

    class Meta(OntvangstVelden.Meta):
        verbose_name = _("standaardontvangst")
        verbose_name_plural = _("standaardontvangsten")


class ProductOntvangst(OntvangstVelden):
    """A way of receiving one product; with one row of its own a product leaves its group's."""

    product = ParentalKey("producten.ProductPage", on_delete=models.CASCADE, related_name="ontvangsten")

    class Meta(OntvangstVelden.Meta):
        verbose_name = _("eigen ontvangst")
        verbose_name_plural = _("eigen ontvangsten")
