"""Ontvangstbewijs: the PDF of a receipt, made by the worker and kept encrypted as long as the inzending."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.inzendingen.models import Inzending


class Ontvangstbewijs(models.Model):
    """One PDF per inzending; the file itself is in `geheim` (base64, sealed)."""

    inzending = models.OneToOneField(Inzending, on_delete=models.CASCADE, related_name="ontvangstbewijs")
    geheim = models.TextField(editable=False)
    sleutel_id = models.CharField(max_length=40, editable=False)
    # Of the PDF itself, to prove later that it was not changed.
    sha256 = models.CharField(max_length=64, editable=False)
    gemaakt_op = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("ontvangstbewijs")
        verbose_name_plural = _("ontvangstbewijzen")

    def __str__(self) -> str:
        return str(self.inzending)
