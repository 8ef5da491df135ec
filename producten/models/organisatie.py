"""Organisations and themes that products point to: kept once, shown on many pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisatie(models.Model):
    """An organisation that answers for a product or carries it out: the municipality, a region, a partner."""

    naam = models.CharField(_("naam"), max_length=150, unique=True)
    owms_uri = models.URLField(
        _("OWMS-adres"),
        max_length=300,
        blank=True,
        help_text=_("Het landelijke adres van deze organisatie, voor de landelijke catalogi."),
    )
    owms_label = models.CharField(_("OWMS-naam"), max_length=150, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    telefoon = models.CharField(_("telefoonnummer"), max_length=40, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class Thema(models.Model):
    """A subject by which people look for products across groups, such as "Wonen" or "Geld"."""

    naam = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(_("korte naam"), max_length=80, unique=True)
    omschrijving = models.CharField(_("omschrijving"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("thema")
        verbose_name_plural = _("thema's")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam
