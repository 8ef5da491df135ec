"""Zaak with its Statussen and the Rol of who sent it, after the ZGW Zaken API 1.5."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.inzendingen.models import Inzending
from formulieren.zaken.models.zaaktype import Statustype, Zaaktype
from producten.keuzes import Kanaal


class Zaak(models.Model):
    """One zaak of one inzending: the one-to-one makes a second zaak impossible."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # Ours to give and unique (ZGW: per bronorganisatie): the reference on the receipt.
    identificatie = models.CharField(_("kenmerk"), max_length=40, unique=True)
    zaaktype = models.ForeignKey(
        Zaaktype, on_delete=models.PROTECT, related_name="zaken", verbose_name=_("zaaktype")
    )
    inzending = models.OneToOneField(
        Inzending, on_delete=models.PROTECT, related_name="zaak", verbose_name=_("inzending")
    )
    omschrijving = models.CharField(_("omschrijving"), max_length=80)
    kanaal = models.CharField(_("kanaal"), max_length=20, choices=Kanaal.choices, default=Kanaal.ONLINE)
    registratiedatum = models.DateTimeField(_("ontvangen op"), default=timezone.now)
    startdatum = models.DateField(_("startdatum"))
    streefdatum = models.DateField(_("streefdatum"), null=True, blank=True)
    uiterlijke_einddatum = models.DateField(_("op zijn laatst klaar op"))
    einddatum = models.DateField(_("einddatum"), null=True, blank=True)
    # What the form said at the moment of sending; it counts once the form itself is gone.
    bewaar_dagen = models.PositiveIntegerField(
        _("dagen bewaren na het einde"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("zaak")
        verbose_name_plural = _("zaken")
        ordering = ["-registratiedatum", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.identificatie

    @property
    def current_status(self) -> Status | None:
        """The newest status."""
        return self.statussen.select_related("statustype").order_by("-datum_status_gezet", "-pk").first()

    def next_statustypen(self) -> models.QuerySet[Statustype]:
        """The statussen that may follow: those with a higher volgnummer; none when the zaak is closed."""
        status = self.current_status
        if self.einddatum is not None or status is None:
            return Statustype.objects.none()
        return self.zaaktype.statustypen.filter(volgnummer__gt=status.statustype.volgnummer).order_by(
            "volgnummer"
        )


class Status(models.Model):
    """A status that was set. Never changed: a mistake is mended with a next one."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="statussen")
    statustype = models.ForeignKey(Statustype, on_delete=models.PROTECT, related_name="+")
    datum_status_gezet = models.DateTimeField(_("gezet op"), default=timezone.now)
    statustoelichting = models.CharField(_("uitleg"), max_length=1000, blank=True)
    gezet_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("status")
        verbose_name_plural = _("statussen")
        ordering = ["datum_status_gezet", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["zaak", "statustype"], name="status_once_per_type"),
        ]

    def __str__(self) -> str:
        return str(self.statustype)


class Rol(models.Model):
    """Who sent the inzending, as typed: contact data, never an identity."""

    zaak = models.OneToOneField(Zaak, on_delete=models.CASCADE, related_name="initiator")
    naam = models.CharField(_("naam"), max_length=200, blank=True)
    emailadres = models.EmailField(_("e-mailadres"), blank=True)
    telefoonnummer = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    # Consent to electronic replies about this kind of message (Awb 2:8): since when, and when it was taken back.
    email_sinds = models.DateTimeField(_("e-mail mag sinds"), null=True, editable=False)
    email_ingetrokken_op = models.DateTimeField(_("e-mail mag niet meer sinds"), null=True, editable=False)

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")

    def __str__(self) -> str:
        return self.naam or str(_("Initiator"))

    @property
    def may_mail(self) -> bool:
        """Whether mail about this zaak may be sent."""
        return bool(self.emailadres and self.email_sinds and not self.email_ingetrokken_op)

    def contact(self) -> list[tuple[Any, str]]:
        """Label and value of what is known."""
        rows = [
            (_("Naam"), self.naam),
            (_("E-mailadres"), self.emailadres),
            (_("Telefoonnummer"), self.telefoonnummer),
        ]
        return [(label, value) for label, value in rows if value]
