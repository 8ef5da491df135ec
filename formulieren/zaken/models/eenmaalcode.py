"""Eenmaalcode: a code by e-mail with which an owner without a login sees the whole of a zaak for a while."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.zaken.models.zaak import Zaak


class Eenmaalcode(models.Model):
    """One code, for the browser that asked for it. Only its keyed hash is kept; it works once, and not for long."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="eenmaalcodes")
    code_hash = models.CharField(max_length=64, editable=False)
    pogingen = models.PositiveSmallIntegerField(default=0, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    gebruikt_op = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("code voor één keer")
        verbose_name_plural = _("codes voor één keer")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.uuid)
