"""The logboek: who did what with whose data, when and why (after Logius' Logboek Dataverwerkingen)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Handeling(models.TextChoices):
    """What was done with personal data."""

    READ = "read", _("Bekeken")
    CREATE = "create", _("Aangemaakt")
    CHANGE = "change", _("Veranderd")
    DELETE = "delete", _("Verwijderd")


class LogboekQuerySet(models.QuerySet[Any]):
    """Append only, also for many lines at once."""

    def update(self, **kwargs: Any) -> int:
        """Never: a stored line stays as it was written."""
        raise TypeError("a line of the logboek is never changed")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Never: a stored line stays as it was written."""
        raise TypeError("a line of the logboek is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Never: a stored line stays."""
        raise TypeError("a line of the logboek is never removed")


class LogboekRegel(models.Model):
    """One line. Holds no answer and no personal data itself: `onderwerp` is a reference such as `zaak:3F7K-2QTD`."""

    moment = models.DateTimeField(_("moment"), auto_now_add=True, db_index=True)
    medewerker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("medewerker"),
    )
    handeling = models.CharField(_("handeling"), max_length=10, choices=Handeling.choices)
    onderwerp = models.CharField(_("onderwerp"), max_length=100, db_index=True)
    reden = models.CharField(_("reden"), max_length=200)
    # From where: a hash of the address that changes every day, "" for what the product does by itself.
    herkomst = models.CharField(_("vanaf"), max_length=24, blank=True)

    objects = LogboekQuerySet.as_manager()

    class Meta:
        verbose_name = _("regel in het logboek")
        verbose_name_plural = _("regels in het logboek")
        ordering = ["-moment", "-pk"]

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M} {self.handeling} {self.onderwerp}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append only: a stored line is never changed."""
        if self.pk:
            raise TypeError("a line of the logboek is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Append only: a stored line is never removed by the product."""
        raise TypeError("a line of the logboek is never removed")


class LogboekZegel(models.Model):
    """The seal on one line: its place in the chain and a hash over the line and the seal before it.

    In a table of its own, so that a line is never written twice. Made by `zegels.seal_new`.
    """

    volgnummer = models.PositiveBigIntegerField(_("volgnummer"), unique=True)
    regel = models.OneToOneField(LogboekRegel, on_delete=models.PROTECT, related_name="zegel")
    hash = models.CharField(max_length=64)

    objects = LogboekQuerySet.as_manager()

    class Meta:
        verbose_name = _("zegel van het logboek")
        verbose_name_plural = _("zegels van het logboek")
        ordering = ["volgnummer"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.volgnummer)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Append only: a seal is never removed."""
        raise TypeError("a seal of the logboek is never removed")
