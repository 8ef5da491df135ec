"""Settings of a site: who the municipality is, how to reach it, and the crisis message."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from a11y_checks.editor.leesbaarheid_panel import LeesbaarheidPanel
from gemeente.pages.crisis_form import CrisisForm
from gemeente.pages.crisis_rules import message_problems


@register_setting(icon="home")
class SiteSettings(BaseSiteSetting):
    """What every page shows around its content."""

    naam = models.CharField(_("naam van de gemeente"), max_length=100, default="Gemeente")
    slogan = models.CharField(_("slogan"), max_length=150, blank=True)
    telefoon = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    bezoekadres = models.TextField(_("bezoekadres"), blank=True)
    postadres = models.TextField(_("postadres"), blank=True)
    openingstijden = models.TextField(_("openingstijden in het kort"), blank=True)
    contact = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contact"),
    )
    privacy = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("privacy"),
    )
    toegankelijkheid = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("toegankelijkheid"),
    )

    select_related = ["contact", "privacy", "toegankelijkheid"]
    panels = [
        MultiFieldPanel([FieldPanel("naam"), FieldPanel("slogan")], heading=_("Gemeente")),
        MultiFieldPanel(
            [
                FieldPanel("telefoon"),
                FieldPanel("email"),
                FieldPanel("bezoekadres"),
                FieldPanel("postadres"),
                FieldPanel("openingstijden"),
            ],
            heading=_("Bereikbaar"),
        ),
        MultiFieldPanel(
            [FieldPanel("contact"), FieldPanel("privacy"), FieldPanel("toegankelijkheid")],
            heading=_("Vaste pagina's onderaan"),
        ),
    ]

    class Meta:
        verbose_name = _("instellingen van de site")


@register_setting(icon="warning")
class Crisisbericht(BaseSiteSetting):
    """One message on top of every page. Plain text only, so that one person can switch it on at once."""

    actief = models.BooleanField(_("bericht tonen"), default=False)
    titel = models.CharField(_("titel"), max_length=100, blank=True)
    tekst = models.TextField(
        _("bericht"),
        max_length=400,
        blank=True,
        help_text=_("Zeg wat er is, voor wie, en wat mensen nu moeten doen. Gebruik korte zinnen."),
    )
    telefoon = models.CharField(_("telefoonnummer"), max_length=30, blank=True)

    base_form_class = CrisisForm
    panels = [
        FieldPanel("actief"),
        FieldPanel("titel"),
        FieldPanel(
            "tekst",
            help_text=_(
                "Zeg wat er is, voor wie, en wat mensen nu moeten doen. Gebruik korte zinnen en gewone tekst, zonder "
                "links. U hebt 400 tekens. Het bericht staat meteen op elke pagina."
            ),
        ),
        FieldPanel("telefoon"),
        LeesbaarheidPanel(("titel", "tekst")),
    ]

    class Meta:
        verbose_name = _("crisisbericht")

    def clean(self) -> None:
        """A message that shows is whole, plain text and readable (`crisis_rules`); one that is off may be anything."""
        super().clean()
        if not self.actief:
            return
        if problems := message_problems(self.titel, self.tekst, self.telefoon):
            raise ValidationError(problems)
