"""Content pages, and the page that tells how accessible the site is and where to complain."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from a11y_checks.bevinding import content_mark
from a11y_checks.leesbaarheid.beleid import BESLUIT, GEWOON, WETTEKST, LeesbaarheidsBeleid
from a11y_checks.rules.base import Bevinding, Niveau
from basis.blocks import InhoudBlock
from basis.models import BasePage


class Tekstsoort(models.TextChoices):
    """What kind of text a page holds; each has its own policy for how readable it must be."""

    GEWOON = "gewoon", _("Gewone tekst")
    BESLUIT = "besluit", _("Besluit")
    WETTEKST = "wettekst", _("Wettekst of officieel stuk, onder een samenvatting in B1")


_BELEID = {Tekstsoort.GEWOON: GEWOON, Tekstsoort.BESLUIT: BESLUIT, Tekstsoort.WETTEKST: WETTEKST}


class ContentPage(BasePage):
    """A page with text: about the municipality, contact, privacy, or a decision or law under a summary."""

    tekstsoort = models.CharField(
        _("soort tekst"),
        max_length=20,
        choices=Tekstsoort.choices,
        default=Tekstsoort.GEWOON,
        help_text=_(
            "Alleen een wettekst of een officieel stuk mag moeilijk blijven. Schrijf er dan een samenvatting bij."
        ),
    )
    samenvatting = RichTextField(
        _("samenvatting in B1"),
        features=["bold", "link", "ul"],
        blank=True,
        help_text=_(
            "Verplicht bij een wettekst of officieel stuk. Zeg in gewone taal wat er voor de lezer in staat."
        ),
    )
    inhoud = StreamField(InhoudBlock(), verbose_name=_("inhoud"), blank=True)

    override_translatable_fields = [SynchronizedField("tekstsoort")]

    template = "gemeente/content_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ContentPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("inhoud"),
        MultiFieldPanel(
            [FieldPanel("tekstsoort"), FieldPanel("samenvatting")],
            heading=_("Een besluit of officieel stuk?"),
        ),
    ]

    class Meta:
        verbose_name = _("tekstpagina")
        verbose_name_plural = _("tekstpagina's")

    def beleid_for_text(self) -> LeesbaarheidsBeleid:
        """The policy of the kind of text that the editor chose."""
        return _BELEID[Tekstsoort(self.tekstsoort)]

    def gate_checks(self) -> list[Bevinding]:
        """Adds the one question that no machine can answer: whether the summary tells what the official text says."""
        found = super().gate_checks()
        if self.tekstsoort != Tekstsoort.WETTEKST or not self.samenvatting.strip():
            return found
        question = Bevinding(
            rule="samenvatting-compleet",
            niveau=Niveau.ASK,
            criteria=(),
            message=gettext("Staat in de samenvatting alles wat de lezer moet weten en moet doen?"),
            help=gettext("Lees de officiële tekst en de samenvatting naast elkaar."),
            source="samenvatting",
            # Another official text asks again, and so does another summary.
            content=content_mark(f"{self.samenvatting} {self.inhoud.render_as_block()}"),
        )
        return [*found, question]


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
