"""What an editor said about a finding that asks: the answer, by whom, when and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OordeelKeuze(models.TextChoices):
    """The editor's answer to a finding that asks. Only GOED lets the page pass."""

    GOED = "goed", _("Ja, dit is goed zo")
    FOUT = "fout", _("Nee, dit moet anders")


class BevindingOordeel(models.Model):
    """One answer per page and fingerprint. Other content has another fingerprint, so the question returns."""

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("pagina")
    )
    fingerprint = models.CharField(_("kenmerk van de bevinding"), max_length=32)
    rule = models.CharField(_("regel"), max_length=100)
    message = models.TextField(_("vraag"))
    keuze = models.CharField(_("antwoord"), max_length=10, choices=OordeelKeuze.choices)
    reason = models.CharField(_("reden"), max_length=500)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("door"),
    )
    answered_at = models.DateTimeField(_("beantwoord op"), auto_now=True)

    class Meta:
        verbose_name = _("oordeel over een bevinding")
        verbose_name_plural = _("oordelen over bevindingen")
        ordering = ["-answered_at"]
        constraints = [
            models.UniqueConstraint(fields=["page", "fingerprint"], name="one_oordeel_per_page_and_finding"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.rule}: {self.keuze}"
