"""Who looks after a page: team, owner and review date, outside the page's revisions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Team(models.Model):
    """A team of the municipality that answers for pages and zaken."""

    slug = models.SlugField(_("korte naam"), unique=True)
    naam = models.CharField(_("naam"), max_length=100, unique=True)
    telefoon = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class PaginaBeheer(models.Model):
    """Team, owner and review date of one page.

    One-to-one with Page and outside revisions, so that handing over 200 pages is not 200 publishes.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="beheer", verbose_name=_("pagina")
    )
    team = models.ForeignKey(
        Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="paginas", verbose_name=_("team")
    )
    eigenaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("eigenaar"),
    )
    review_op = models.DateField(_("opnieuw bekijken op"), null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("beheer van een pagina")
        verbose_name_plural = _("beheer van pagina's")

    def __str__(self) -> str:
        return str(self.page_id)
