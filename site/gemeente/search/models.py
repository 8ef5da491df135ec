"""The search index: one row per live page, with its text folded for comparison."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ZoekRegel(models.Model):
    """What of one live page is searched. The `gevouwen` columns hold lower case text without accents."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="zoekregel", verbose_name=_("pagina")
    )
    taal = models.CharField(_("taal"), max_length=10, db_index=True)
    soort = models.CharField(_("soort"), max_length=50)
    samenvatting = models.TextField(_("samenvatting"), blank=True)
    titel_gevouwen = models.CharField(max_length=300)
    trefwoorden_gevouwen = models.TextField(blank=True)
    tekst_gevouwen = models.TextField(blank=True)

    class Meta:
        verbose_name = _("regel in de zoekindex")
        verbose_name_plural = _("regels in de zoekindex")

    def __str__(self) -> str:
        return self.titel_gevouwen
