"""Content pages, and the page that tells how accessible the site is and where to complain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from basis.blocks import InhoudBlock
from basis.models import BasePage


class ContentPage(BasePage):
    """A page with text: about the municipality, contact, privacy."""

    inhoud = StreamField(InhoudBlock(), verbose_name=_("inhoud"), blank=True)

    template = "gemeente/content_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ContentPage"]
    content_panels = [*BasePage.content_panels, FieldPanel("inhoud")]

    class Meta:
        verbose_name = _("tekstpagina")
        verbose_name_plural = _("tekstpagina's")


class AccessibilityPage(BasePage):
    """Where visitors read about accessibility and report a barrier. It never claims a status itself."""

    inhoud = StreamField(InhoudBlock(), verbose_name=_("inhoud"), blank=True)
    contact_email = models.EmailField(_("e-mailadres voor meldingen"))
    contact_telefoon = models.CharField(_("telefoonnummer voor meldingen"), max_length=30)
    reactietermijn = models.CharField(
        _("binnen welke tijd antwoordt u?"), max_length=100, help_text=_("Bijvoorbeeld: binnen 5 werkdagen.")
    )
    klachtroute = RichTextField(
        _("wat kan iemand doen als het antwoord niet helpt?"), features=["bold", "link", "ol", "ul"]
    )
    register_url = models.URLField(_("adres van uw verklaring in het landelijke register"), blank=True)

    override_translatable_fields = [SynchronizedField("contact_telefoon")]

    template = "gemeente/accessibility_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("inhoud"),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("contact_telefoon"), FieldPanel("reactietermijn")],
            heading=_("Een probleem melden"),
        ),
        FieldPanel("klachtroute"),
        FieldPanel("register_url"),
    ]

    class Meta:
        verbose_name = _("toegankelijkheidspagina")
        verbose_name_plural = _("toegankelijkheidspagina's")


def accessibility_page_under(home: Page) -> AccessibilityPage | None:
    """The live accessibility page of the site below `home`, if there is one."""
    return AccessibilityPage.objects.live().descendant_of(home).first()
