"""Where imported products came from, and each run of an import."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportStatus(models.TextChoices):
    """Where a run stands; a trial run ends in PROEF and changes nothing."""

    PROEF = "proef", _("Proef: er is niets veranderd")
    BEZIG = "bezig", _("Bezig")
    KLAAR = "klaar", _("Klaar")
    AFGEBROKEN = "afgebroken", _("Afgebroken")


class CatalogusImport(models.Model):
    """One run: which file, by whom, and what became of its rows."""

    bestand = models.CharField(_("bestand"), max_length=255)
    bron = models.SlugField(_("bron"), max_length=60)
    sha256 = models.CharField(max_length=64)
    status = models.CharField(_("status"), max_length=12, choices=ImportStatus.choices)
    gestart_op = models.DateTimeField(_("gestart op"), auto_now_add=True)
    gestart_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gestart door"),
    )
    aantallen = models.JSONField(_("aantallen"), default=dict)
    meldingen = models.JSONField(
        _("meldingen"), default=list, help_text=_("Per regel: nummer, titel en wat er mis is.")
    )

    class Meta:
        verbose_name = _("import van een catalogus")
        verbose_name_plural = _("imports van een catalogus")
        ordering = ["-gestart_op", "-pk"]

    def __str__(self) -> str:
        return self.bestand


class Bronverwijzing(models.Model):
    """The identity of an imported product at its source: the same row never makes two products."""

    product = models.OneToOneField(
        "producten.ProductPage", on_delete=models.CASCADE, related_name="bronverwijzing"
    )
    bron = models.SlugField(_("bron"), max_length=60)
    bron_id = models.CharField(_("nummer bij de bron"), max_length=300)
    sha256 = models.CharField(max_length=64, help_text=_("Van de rij zoals die het laatst is overgenomen."))
    overgenomen_op = models.DateTimeField(_("overgenomen op"), auto_now=True)

    class Meta:
        verbose_name = _("bron van een product")
        verbose_name_plural = _("bronnen van producten")
        constraints = [models.UniqueConstraint(fields=["bron", "bron_id"], name="product_once_per_source")]

    def __str__(self) -> str:
        return f"{self.bron}: {self.bron_id}"
