"""A toptaak: a link to one page, in the words of the people who look for it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable


class Toptaak(Orderable):
    """One of the tasks on the home page. Shown only while it is active and its page is live."""

    label = models.CharField(
        _("tekst"),
        max_length=60,
        help_text=_("In de woorden van de lezer, bijvoorbeeld: Paspoort aanvragen."),
    )
    omschrijving = models.CharField(_("omschrijving"), max_length=120, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="toptaken", verbose_name=_("pagina")
    )
    active = models.BooleanField(_("laten zien"), default=True)

    panels = [FieldPanel("label"), FieldPanel("omschrijving"), FieldPanel("page"), FieldPanel("active")]

    class Meta(Orderable.Meta):
        verbose_name = _("toptaak")
        verbose_name_plural = _("toptaken")
        indexes = [models.Index(fields=["active", "sort_order"], name="toptaak_shown")]

    def __str__(self) -> str:
        return self.label
