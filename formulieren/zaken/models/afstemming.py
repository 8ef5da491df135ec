"""Afstemming: what the daily comparison found between what was sent, the zaken here and those in the ZGW backend."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Afstemming(models.Model):
    """One comparison: numbers only. Without a ZGW backend `daar` is empty."""

    moment = models.DateTimeField(_("wanneer"), default=timezone.now, db_index=True)
    inzendingen = models.PositiveIntegerField(_("inzendingen"), default=0)
    zaken = models.PositiveIntegerField(_("zaken"), default=0)
    # Sent without a zaak, and sent without a receipt or the task to make it.
    zonder_zaak = models.PositiveIntegerField(_("inzendingen zonder zaak"), default=0)
    zonder_bewijs = models.PositiveIntegerField(_("inzendingen zonder bewijs"), default=0)
    # Of the last weeks: delivered by us, and found there as ours.
    hier = models.PositiveIntegerField(_("bezorgde zaken volgens ons"), default=0)
    daar = models.PositiveIntegerField(_("zaken van ons in het zaaksysteem"), null=True)
    weg_daar = models.PositiveIntegerField(_("staan niet in het zaaksysteem"), default=0)
    weg_hier = models.PositiveIntegerField(_("staan alleen in het zaaksysteem"), default=0)
    opnieuw = models.PositiveIntegerField(_("opnieuw op weg gezet"), default=0)
    # The kind of error when the backend could not be asked.
    fout = models.CharField(_("fout"), max_length=200, blank=True)
    gemeld_op = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("vergelijking met het zaaksysteem")
        verbose_name_plural = _("vergelijkingen met het zaaksysteem")
        ordering = ["-moment", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M}"

    @property
    def verschil(self) -> bool:
        """Whether anything is not equal."""
        return any((self.zonder_zaak, self.zonder_bewijs, self.weg_daar, self.weg_hier))

    @property
    def bevinding(self) -> tuple[int, ...]:
        """What was found and done, to compare two runs with."""
        return (self.zonder_zaak, self.zonder_bewijs, self.weg_daar, self.weg_hier, self.opnieuw)
