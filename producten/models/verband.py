"""What hangs on a product: more national names, zaaktypen, legal grounds and other products."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from producten.keuzes import VerbandSoort


class ProductUpn(Orderable):
    """One more national name for a product, beside its main one."""

    product = ParentalKey("producten.ProductPage", on_delete=models.CASCADE, related_name="meer_upns")
    upn = models.ForeignKey(
        "producten.UniformeProductnaam",
        on_delete=models.PROTECT,
        related_name="ook_producten",
        verbose_name=_("UPL-naam"),
    )

    panels = [FieldPanel("upn")]

    class Meta(Orderable.Meta):
        verbose_name = _("UPL-naam erbij")
        verbose_name_plural = _("UPL-namen erbij")

    def __str__(self) -> str:
        return str(self.upn)


class ProductZaaktype(Orderable):
    """One more zaaktype that an application for this product can start."""

    product = ParentalKey("producten.ProductPage", on_delete=models.CASCADE, related_name="meer_zaaktypen")
    zaaktype_identificatie = models.CharField(_("zaaktype"), max_length=50, db_index=True)
    wanneer = models.CharField(
        _("wanneer"), max_length=150, blank=True, help_text=_("Bijvoorbeeld: bij een aanvraag met spoed.")
    )

    panels = [FieldRowPanel([FieldPanel("zaaktype_identificatie"), FieldPanel("wanneer")])]

    class Meta(Orderable.Meta):
        verbose_name = _("zaaktype erbij")
        verbose_name_plural = _("zaaktypen erbij")

    def __str__(self) -> str:
        return self.zaaktype_identificatie


class ProductGrondslag(TranslatableMixin, Orderable):
    """The law or by-law on which a product rests, with where it can be read."""

    product = ParentalKey("producten.ProductPage", on_delete=models.CASCADE, related_name="grondslagen")
    naam = models.CharField(_("wet of regel"), max_length=250)
    url = models.URLField(_("webadres"), max_length=500, blank=True)

    override_translatable_fields = [SynchronizedField("url")]
    panels = [FieldPanel("naam"), FieldPanel("url")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("wet of regel")
        verbose_name_plural = _("wetten en regels")

    def __str__(self) -> str:
        return self.naam


class ProductVerband(Orderable):
    """Another product that belongs with this one, or to which the reader may have a right as well."""

    product = ParentalKey("producten.ProductPage", on_delete=models.CASCADE, related_name="verbanden")
    ander = models.ForeignKey(
        "producten.ProductPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("ander product")
    )
    soort = models.CharField(
        _("soort"), max_length=15, choices=VerbandSoort.choices, default=VerbandSoort.GERELATEERD
    )

    panels = [FieldPanel("soort"), PageChooserPanel("ander")]

    class Meta(Orderable.Meta):
        verbose_name = _("verband met een ander product")
        verbose_name_plural = _("verbanden met andere producten")

    def __str__(self) -> str:
        return str(self.ander_id)
