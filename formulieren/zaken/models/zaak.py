"""Zaak with its Statussen and Rollen, after the ZGW Zaken API 1.5."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.inzendingen.models import Inzending
from formulieren.zaken.keuzes import Archiefnominatie, Generiek
from formulieren.zaken.models.zaaktype import Roltype, Statustype, Zaaktype
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
    # Only with a servicenorm in office hours: then the day alone says too little.
    streeftijd = models.TimeField(_("streeftijd"), null=True, blank=True)
    uiterlijke_einddatum = models.DateField(_("op zijn laatst klaar op"))
    einddatum = models.DateField(_("einddatum"), null=True, blank=True)
    # ZGW keeps the behandelaar as a rol; here it is a column, for the work list asks for it on every row.
    behandelaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="zaken",
        verbose_name=_("behandelaar"),
    )
    # GeoJSON Point in EPSG:4326, longitude first; checked by `services.geometrie`.
    zaakgeometrie = models.JSONField(_("plaats"), null=True, blank=True)
    # Filled at the end, from the resultaattype: what the archive asks and from when (ZGW archiefactiedatum).
    archiefnominatie = models.CharField(
        _("bewaren of vernietigen"), max_length=20, choices=Archiefnominatie.choices, blank=True
    )
    archiefactiedatum = models.DateField(_("vernietigen of overbrengen vanaf"), null=True, blank=True)
    # The handler was warned that the streefdatum or the legal date comes near: the date it was about.
    gewaarschuwd_voor = models.DateField(null=True, blank=True, editable=False)
    # The zaak in the ZGW backend, exactly as the backend spells its address; "" for a zaak of our own.
    zgw_url = models.CharField(max_length=1000, blank=True, editable=False)
    # It was gone from the backend, and the daily comparison sent it once more.
    zgw_opnieuw_op = models.DateTimeField(null=True, blank=True, editable=False)
    # What the form said at the moment of sending; it counts once the form itself is gone.
    bewaar_dagen = models.PositiveIntegerField(
        _("dagen bewaren na het einde"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("zaak")
        verbose_name_plural = _("zaken")
        ordering = ["-registratiedatum", "-pk"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["einddatum", "uiterlijke_einddatum"], name="zaak_open_by_date"),
            models.Index(fields=["zgw_url"], name="zaak_zgw_url"),
        ]

    def __str__(self) -> str:
        return self.identificatie

    @property
    def initiator(self) -> Rol | None:
        """Who sent it, as typed; None when nothing of the person is known."""
        return self.rollen.filter(omschrijving_generiek=Generiek.INITIATOR).first()

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
    zgw_url = models.CharField(max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("status")
        verbose_name_plural = _("statussen")
        ordering = ["datum_status_gezet", "pk"]
        constraints = [
            # A backend may set the same status twice, at another moment.
            models.UniqueConstraint(
                fields=["zaak", "statustype"], condition=Q(zgw_url=""), name="status_once_per_type"
            ),
            # A status of the backend comes in once, however often it is told.
            models.UniqueConstraint(fields=["zgw_url"], condition=~Q(zgw_url=""), name="status_zgw_url_once"),
        ]

    def __str__(self) -> str:
        return str(self.statustype)


class Rol(models.Model):
    """Somebody with a part in the zaak, as typed: contact data, never an identity. At most one is the initiator."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="rollen")
    roltype = models.ForeignKey(Roltype, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    omschrijving_generiek = models.CharField(
        _("soort rol"), max_length=20, choices=Generiek.choices, default=Generiek.INITIATOR
    )
    naam = models.CharField(_("naam"), max_length=200, blank=True)
    emailadres = models.EmailField(_("e-mailadres"), blank=True)
    telefoonnummer = models.CharField(_("telefoonnummer"), max_length=20, blank=True)
    # Consent to electronic replies about this kind of message (Awb 2:8): since when, and when it was taken back.
    email_sinds = models.DateTimeField(_("e-mail mag sinds"), null=True, editable=False)
    email_ingetrokken_op = models.DateTimeField(_("e-mail mag niet meer sinds"), null=True, editable=False)

    class Meta:
        verbose_name = _("rol")
        verbose_name_plural = _("rollen")
        constraints = [
            models.UniqueConstraint(
                fields=["zaak"],
                condition=Q(omschrijving_generiek=Generiek.INITIATOR),
                name="rol_one_initiator",
            )
        ]

    def __str__(self) -> str:
        return self.naam or str(Generiek(self.omschrijving_generiek).label)

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
