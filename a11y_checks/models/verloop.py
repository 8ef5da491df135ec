"""History: since when a fault is on a live page, and when it was mended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BevindingVerloop(models.Model):
    """One finding on one live page, from first seen to fixed. Open ones are the webteam's tasks.

    `fixed_on` is empty while the latest audit of the live page still has it; one that returns is a new row.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("pagina")
    )
    fingerprint = models.CharField(_("kenmerk van de bevinding"), max_length=32)
    rule = models.CharField(_("regel"), max_length=100, db_index=True)
    niveau = models.CharField(_("niveau"), max_length=10, db_index=True)
    bevinding = models.JSONField(_("bevinding"))
    first_seen = models.DateTimeField(_("eerst gezien"))
    last_seen = models.DateTimeField(_("laatst gezien"))
    fixed_on = models.DateTimeField(_("opgelost op"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("verloop van een bevinding")
        verbose_name_plural = _("verloop van bevindingen")
        ordering = ["first_seen"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fingerprint"],
                condition=Q(fixed_on__isnull=True),
                name="one_open_verloop_per_page_and_finding",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.rule}"
