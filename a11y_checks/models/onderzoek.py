"""Full WCAG-EM evaluations by people, registered beside the machine's own audits."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class WcagOnderzoek(models.Model):
    """One report by a person or bureau. Only a full one of at most three years old carries status B."""

    titel = models.CharField(_("titel van het rapport"), max_length=200)
    uitgevoerd_door = models.CharField(_("uitgevoerd door"), max_length=200)
    datum = models.DateField(_("datum van het rapport"))
    url = models.URLField(_("adres van het rapport"), blank=True)
    standard = models.CharField(_("onderzocht volgens"), max_length=50, default="WCAG 2.1 A en AA")
    is_full = models.BooleanField(
        _("volledig onderzoek volgens WCAG-EM"),
        default=False,
        help_text=_("Alle 50 eisen zijn onderzocht, ook bij documenten en achter inloggen."),
    )
    requirements_met = models.PositiveSmallIntegerField(
        _("aantal eisen dat is gehaald"), validators=[MaxValueValidator(50)], null=True, blank=True
    )
    afwijkingen = models.JSONField(_("afwijkingen"), default=list, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opgeschreven door"),
    )
    registered_at = models.DateTimeField(_("opgeschreven op"), auto_now_add=True)

    class Meta:
        verbose_name = _("WCAG-onderzoek")
        verbose_name_plural = _("WCAG-onderzoeken")
        ordering = ["-datum"]

    def __str__(self) -> str:
        return f"{self.titel} ({self.datum})"
