"""What belongs to a zaak beside its status: Zaakeigenschap, Zaakobject, Zaakinformatieobject and Resultaat."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.bijlagen.models import Bijlage
from formulieren.zaken.keuzes import Richting, Vertrouwelijkheid
from formulieren.zaken.models.zaak import Zaak
from formulieren.zaken.models.zaaktype import Eigenschap, Resultaattype


class Zaakeigenschap(models.Model):
    """The value of one eigenschap, as text in the format that the eigenschap asks."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="eigenschappen")
    eigenschap = models.ForeignKey(Eigenschap, on_delete=models.PROTECT, related_name="+")
    waarde = models.TextField(_("waarde"))

    class Meta:
        verbose_name = _("zaakeigenschap")
        verbose_name_plural = _("zaakeigenschappen")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["zaak", "eigenschap"], name="zaakeigenschap_once")]

    def __str__(self) -> str:
        return str(self.eigenschap)


class Zaakobject(models.Model):
    """Something the zaak is about: a place, an address, something else (ZGW objectType)."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="objecten")
    object_type = models.CharField(_("soort"), max_length=40)
    # ZGW objectIdentificatie, as the object type asks.
    identificatie = models.JSONField(_("wat het is"), default=dict)
    toelichting = models.CharField(_("uitleg"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("zaakobject")
        verbose_name_plural = _("zaakobjecten")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.object_type


class Zaakinformatieobject(models.Model):
    """A document of a zaak. The file is a bijlage of its inzending: encrypted, scanned, and gone when that goes."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="documenten")
    # Null: a document that stands in the ZGW backend alone.
    bijlage = models.OneToOneField(
        Bijlage, on_delete=models.CASCADE, related_name="zaakinformatieobject", null=True, blank=True
    )
    # Never the name of a resident's file, which can tell about somebody: that stands sealed with the bijlage.
    titel = models.CharField(_("titel"), max_length=200, blank=True)
    richting = models.CharField(
        _("van wie of voor wie"), max_length=10, choices=Richting.choices, default=Richting.INKOMEND
    )
    # Whether the document is meant for the resident: nothing else is ever shown outside the admin.
    voor_inwoner = models.BooleanField(_("de inwoner mag dit zien"), default=False)
    vertrouwelijkheidaanduiding = models.CharField(
        _("vertrouwelijkheid"),
        max_length=20,
        choices=Vertrouwelijkheid.choices,
        default=Vertrouwelijkheid.ZAAKVERTROUWELIJK,
    )
    registratiedatum = models.DateTimeField(_("toegevoegd op"), default=timezone.now)
    toegevoegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    zgw_url = models.CharField(max_length=1000, blank=True, editable=False)

    class Meta:
        verbose_name = _("document van een zaak")
        verbose_name_plural = _("documenten van zaken")
        ordering = ["registratiedatum", "pk"]
        constraints = [
            models.CheckConstraint(
                name="zaakinformatieobject_is_somewhere",
                condition=Q(bijlage__isnull=False) | ~Q(zgw_url=""),
            )
        ]

    def __str__(self) -> str:
        return self.titel or str(self.uuid)

    @property
    def naam(self) -> str:
        """How people know it: its title, else the name of the file (SealError when that can't be opened)."""
        return self.titel or (self.bijlage.naam if self.bijlage is not None else "")


class Resultaat(models.Model):
    """How a zaak ended."""

    zaak = models.OneToOneField(Zaak, on_delete=models.CASCADE, related_name="resultaat")
    resultaattype = models.ForeignKey(Resultaattype, on_delete=models.PROTECT, related_name="+")
    toelichting = models.CharField(_("uitleg voor de inwoner"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("resultaat")
        verbose_name_plural = _("resultaten")

    def __str__(self) -> str:
        return str(self.resultaattype)
