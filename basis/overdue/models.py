"""When somebody may hear about their pages again."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Herinnering(models.Model):
    """One reader of reminders: an owner ("user:7") or a team ("team:3"), and the first moment for the next mail."""

    lezer = models.CharField(_("lezer"), max_length=40, unique=True)
    next_at = models.DateTimeField(_("volgende keer vanaf"))
    sent_at = models.DateTimeField(_("laatste keer op"), null=True, blank=True)

    class Meta:
        verbose_name = _("herinnering")
        verbose_name_plural = _("herinneringen")

    def __str__(self) -> str:
        return self.lezer
