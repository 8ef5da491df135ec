"""What people who steer and the desk keep about a product, outside its revisions: no publishing needed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from producten.keuzes import Rijpheid


class RijpheidWens(models.Model):
    """How digital the product's owner wants it to be, and by when."""

    product = models.OneToOneField(
        "producten.ProductPage", on_delete=models.CASCADE, related_name="rijpheidwens"
    )
    niveau = models.PositiveSmallIntegerField(_("gewenst niveau"), choices=Rijpheid.choices)
    uiterlijk = models.DateField(_("laatste dag"))
    reden = models.CharField(_("waarom dit niveau?"), max_length=250, blank=True)
    gezet_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gezet door"),
    )
    gezet_op = models.DateTimeField(_("gezet op"), auto_now=True)

    class Meta:
        verbose_name = _("gewenste rijpheid")
        verbose_name_plural = _("gewenste rijpheid")

    def __str__(self) -> str:
        return f"{self.product_id}: {self.niveau}"


class Medewerkerinfo(ClusterableModel):
    """What the telephone desk knows about a product. Never part of the public page, feeds, cache or index."""

    product = models.OneToOneField(
        "producten.ProductPage", on_delete=models.CASCADE, related_name="medewerkerinfo"
    )
    notities = RichTextField(
        _("notities voor medewerkers"), blank=True, features=["h3", "bold", "ol", "ul", "link"]
    )
    zoektekst = models.TextField(
        blank=True,
        editable=False,
        help_text=_("Notities, vragen en antwoorden zonder opmaak, om in te zoeken."),
    )
    gewijzigd_op = models.DateTimeField(_("veranderd op"), auto_now=True)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("veranderd door"),
    )

    class Meta:
        verbose_name = _("informatie voor medewerkers")
        verbose_name_plural = _("informatie voor medewerkers")

    def __str__(self) -> str:
        return str(self.product.title)


class Medewerkervraag(Orderable):
    """A question that residents ask the desk, with the answer to give."""

    info = ParentalKey(Medewerkerinfo, on_delete=models.CASCADE, related_name="vragen")
    vraag = models.CharField(_("vraag"), max_length=250)
    antwoord = models.TextField(_("antwoord"))

    class Meta(Orderable.Meta):
        verbose_name = _("vraag aan de telefoon")
        verbose_name_plural = _("vragen aan de telefoon")

    def __str__(self) -> str:
        return self.vraag
