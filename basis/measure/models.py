"""Counters: how often something was opened or sought on a day. No person, no session, no address."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Soort(models.TextChoices):
    """What is counted; the key says which one."""

    PAGE = "page", _("Pagina bekeken")
    SEARCH = "search", _("Gezocht")
    SEARCH_EMPTY = "search_empty", _("Gezocht zonder resultaat")
    FORM_START = "form_start", _("Formulier begonnen")
    FORM_DONE = "form_done", _("Formulier verstuurd")
    FORM_STEP = "form_step", _("Stap van een formulier gedaan")
    FORM_TRY = "form_try", _("Stap van een formulier opgestuurd")
    FORM_ERROR = "form_error", _("Vraag met een fout")
    FORM_TIME = "form_time", _("Tijd voor een stap")
    FORM_LEFT = "form_left", _("Formulier niet afgemaakt")


class Telling(models.Model):
    """The number of times on one day. The key is a page's translation key or a short, cleaned search term."""

    soort = models.CharField(_("soort"), max_length=20, choices=Soort.choices)
    sleutel = models.CharField(_("sleutel"), max_length=100)
    dag = models.DateField(_("dag"))
    aantal = models.PositiveIntegerField(_("aantal"), default=0)

    class Meta:
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")
        constraints = [models.UniqueConstraint(fields=["soort", "sleutel", "dag"], name="telling_once_a_day")]
        indexes = [models.Index(fields=["soort", "dag"], name="telling_by_day")]

    def __str__(self) -> str:
        return f"{self.soort} {self.sleutel} {self.dag}: {self.aantal}"
