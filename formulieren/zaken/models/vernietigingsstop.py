"""Vernietigingsstop: a person decided that what a zaak holds may not be destroyed for now (legal hold)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.zaken.models.zaak import Zaak


class Vernietigingsstop(models.Model):
    """One stop, from setting to lifting. At most one at a time for a zaak; former ones stay to be seen."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="vernietigingsstops")
    reden = models.CharField(_("waarom"), max_length=200)
    gezet_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    gezet_op = models.DateTimeField(_("gezet op"), default=timezone.now, editable=False)
    reden_opheffen = models.CharField(_("waarom weggehaald"), max_length=200, blank=True)
    opgeheven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    opgeheven_op = models.DateTimeField(_("weggehaald op"), null=True, editable=False)

    class Meta:
        verbose_name = _("vernietigingsstop")
        verbose_name_plural = _("vernietigingsstops")
        ordering = ["-gezet_op", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["zaak"],
                condition=Q(opgeheven_op__isnull=True),
                name="vernietigingsstop_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.reden
