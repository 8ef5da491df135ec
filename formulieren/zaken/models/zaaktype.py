"""Zaaktype and Statustype, after the ZGW Catalogi API 1.3."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Zaaktype(models.Model):
    """A kind of zaak: what it is for, how long it may take, how long it is kept."""

    identificatie = models.CharField(_("identificatie"), max_length=50, unique=True)
    omschrijving = models.CharField(_("omschrijving"), max_length=80)
    doel = models.TextField(_("doel"), blank=True, max_length=1000)
    doorlooptijd_dagen = models.PositiveIntegerField(
        _("doorlooptijd"), help_text=_("De tijd die de wet geeft, in kalenderdagen.")
    )
    servicenorm_dagen = models.PositiveIntegerField(
        _("servicenorm"), null=True, blank=True, help_text=_("Wat wij zelf beloven, in kalenderdagen.")
    )
    bewaartermijn = models.CharField(
        _("bewaartermijn"), max_length=20, blank=True, help_text=_("ISO 8601-duur na het einde, zoals P1Y.")
    )

    class Meta:
        verbose_name = _("zaaktype")
        verbose_name_plural = _("zaaktypen")
        ordering = ["omschrijving"]

    def __str__(self) -> str:
        return self.omschrijving

    def first_statustype(self) -> Statustype | None:
        """Where a zaak of this type begins: the lowest volgnummer."""
        return self.statustypen.order_by("volgnummer").first()


class Statustype(models.Model):
    """A status that a zaak of one type can have."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="statustypen")
    volgnummer = models.PositiveSmallIntegerField(_("volgnummer"))
    omschrijving = models.CharField(_("omschrijving"), max_length=80)
    statustekst = models.CharField(
        _("tekst voor de inwoner"),
        max_length=1000,
        blank=True,
        help_text=_("Wat betekent deze status voor de inwoner? Wat gebeurt er nu?"),
    )
    is_eindstatus = models.BooleanField(_("eindstatus"), default=False)

    class Meta:
        verbose_name = _("statustype")
        verbose_name_plural = _("statustypen")
        ordering = ["zaaktype", "volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["zaaktype", "volgnummer"], name="statustype_volgnummer_once")
        ]

    def __str__(self) -> str:
        return self.omschrijving
