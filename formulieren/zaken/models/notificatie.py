"""Notificatie: what a Notificaties API told us, kept before anything is done with it."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NotificatieState(models.TextChoices):
    """Read by the worker: does this one still wait for its zaak?"""

    # The zaak isn't known here (yet): its address can come in after the message about it.
    WACHT = "wacht", _("Wacht op de zaak")
    # The task to read the zaak again is in the outbox.
    GEPLAND = "gepland", _("De zaak wordt opnieuw gelezen")
    GENEGEERD = "genegeerd", _("Niet van ons")


class Notificatie(models.Model):
    """One message, once: telling it again is the same row. It says where something changed, never what."""

    # SHA-256 over the message as it came in, without order and spaces.
    inhoud_hash = models.CharField(max_length=64, unique=True, editable=False)
    hoofd_object = models.CharField(_("zaak"), max_length=1000)
    resource = models.CharField(_("wat veranderde"), max_length=100)
    actie = models.CharField(_("hoe"), max_length=100)
    aanmaakdatum = models.DateTimeField(_("gemaakt op"))
    ontvangen_op = models.DateTimeField(_("ontvangen op"), default=timezone.now)
    state = models.CharField(
        _("hoe staat het?"), max_length=10, choices=NotificatieState.choices, default=NotificatieState.WACHT
    )

    class Meta:
        verbose_name = _("bericht van het zaaksysteem")
        verbose_name_plural = _("berichten van het zaaksysteem")
        ordering = ["ontvangen_op", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["state", "ontvangen_op"], name="notificatie_state_ontvangen")]

    def __str__(self) -> str:
        return f"{self.resource} {self.actie}"
