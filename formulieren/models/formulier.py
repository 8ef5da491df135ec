"""FormulierPage: a form in the page tree, as an editor makes it. Its page is where residents start."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from a11y_checks.gate.render import AuditState
from a11y_checks.leesbaarheid.beleid import FORMULIER
from a11y_checks.rules.base import Bevinding
from basis.models import BasePage
from formulieren import screens
from formulieren.flow.schema import FormSchema
from formulieren.inloggen.keuzes import LoginKeuze
from formulieren.models.checks import check_formulier
from formulieren.models.logica import RegelsBlock, regels_of
from formulieren.models.namen import feiten_of_stappen, fill_names, settle_regels
from formulieren.models.openstelling import openstelling
from formulieren.models.stap import StappenBlock, stappen_schemas
from formulieren.models.versie import freeze


class FormulierPage(BasePage):
    """A form. Residents fill in a FormulierVersie: what is here is the draft of the next one."""

    inloggen = models.CharField(
        _("inloggen"),
        max_length=10,
        choices=LoginKeuze.choices,
        default=LoginKeuze.NIET,
        help_text=_("Moet de gemeente zeker weten wie dit stuurt? Kies dan: moet."),
    )
    product = models.ForeignKey(
        "producten.ProductPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="formulieren",
        verbose_name=_("product"),
        help_text=_("De online route van dit product gaat dan naar dit formulier."),
    )
    stappen = StreamField(StappenBlock(), blank=True, verbose_name=_("stappen"))
    regels = StreamField(
        RegelsBlock(),
        blank=True,
        verbose_name=_("regels"),
        help_text=_("Voor het hele formulier: welk zaaktype het wordt, en wat het kost."),
    )
    zaaktype_identificatie = models.CharField(
        _("zaaktype"),
        max_length=50,
        blank=True,
        help_text=_("De code van het zaaktype. Elke inzending wordt een zaak van dit type."),
    )
    officieel_bericht = models.BooleanField(
        _("officieel bericht"),
        default=False,
        help_text=_(
            "Aan als dit bericht bij een besluit hoort, zoals een aanvraag, een bezwaar of een klacht."
        ),
    )
    dank_tekst = models.TextField(
        _("wat gebeurt er daarna?"),
        blank=True,
        max_length=1000,
        help_text=_("Staat op de bevestiging. Zeg wie wat doet, en wanneer."),
    )
    mail_tekst = models.TextField(
        _("wat staat er in de e-mail?"),
        blank=True,
        max_length=1000,
        help_text=_("Komt boven aan de e-mail met de bevestiging. Leeg: alleen de vaste zinnen."),
    )
    andere_kanalen = models.TextField(
        _("hoe kan het ook?"),
        blank=True,
        max_length=1000,
        help_text=_("Hoe regelt iemand dit zonder dit formulier? Staat op elke stap."),
    )

    bericht_soort = models.CharField(
        _("soort bericht"),
        max_length=150,
        blank=True,
        help_text=_("Voor de lijst met officiële berichten. Bijvoorbeeld: bezwaar tegen een besluit."),
    )
    kanaal_sinds = models.DateField(
        _("kanaal geopend op"),
        null=True,
        blank=True,
        help_text=_("De dag vanaf wanneer u dit bericht langs deze weg aanneemt."),
    )
    opent_op = models.DateTimeField(
        _("opent op"), null=True, blank=True, help_text=_("Leeg: open zodra het formulier live is.")
    )
    sluit_op = models.DateTimeField(
        _("sluit op"), null=True, blank=True, help_text=_("Wie dan al bezig is, mag het afmaken.")
    )
    max_inzendingen = models.PositiveIntegerField(
        _("niet meer inzendingen dan"),
        null=True,
        blank=True,
        help_text=_("Leeg: zoveel als er komen."),
    )
    bewaar_dagen = models.PositiveIntegerField(
        _("hoeveel dagen bewaren na het einde van de zaak?"),
        null=True,
        blank=True,
        help_text=_("Leeg: zolang de zaak bestaat. Daarna wissen wij de antwoorden."),
    )
    hervatten = models.BooleanField(
        _("later verder gaan"),
        default=True,
        help_text=_("Dan kan iemand een link laten mailen om later verder te gaan."),
    )

    # Logic lives once: a translation has the rules of its source.
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("regels", overridable=False),
        SynchronizedField("zaaktype_identificatie", overridable=False),
        SynchronizedField("inloggen", overridable=False),
    ]

    leesbaarheid_beleid = FORMULIER
    template = "formulieren/formulier_page.html"
    parent_page_types: ClassVar[list[str]] = ["pages.HomePage", "pages.ContentPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields = [*BasePage.search_fields, index.SearchField("intro")]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("product"),
        FieldPanel("inloggen"),
        FieldPanel("stappen"),
        MultiFieldPanel(
            [FieldPanel("dank_tekst"), FieldPanel("mail_tekst"), FieldPanel("andere_kanalen")],
            heading=_("Teksten om het formulier heen"),
        ),
        MultiFieldPanel(
            [FieldPanel("zaaktype_identificatie"), FieldPanel("bewaar_dagen")], heading=_("De zaak")
        ),
        FieldPanel("regels"),
        MultiFieldPanel(
            [FieldPanel("officieel_bericht"), FieldPanel("bericht_soort"), FieldPanel("kanaal_sinds")],
            heading=_("Officieel bericht"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("opent_op"),
                FieldPanel("sluit_op"),
                FieldPanel("max_inzendingen"),
                FieldPanel("hervatten"),
            ],
            heading=_("Open en dicht"),
        ),
    ]

    class Meta:
        verbose_name = _("formulier")
        verbose_name_plural = _("formulieren")

    def form_schema(self) -> FormSchema:
        """The form as it stands in memory; not checked, a draft may be half done."""
        stappen = stappen_schemas(self.stappen)
        keuzes, prijzen = regels_of(self.regels, feiten_of_stappen(self.stappen))
        return FormSchema(
            titel=self.title,
            stappen=stappen,
            zaaktype_keuzes=keuzes,
            prijzen=prijzen,
            zaaktype=self.zaaktype_identificatie,
            officieel_bericht=self.officieel_bericht,
            inloggen=self.inloggen,
            dank_tekst=self.dank_tekst,
            mail_tekst=self.mail_tekst,
            andere_kanalen=self.andere_kanalen,
        )

    def slug_is_taken(self) -> bool:
        """Whether another live form in this language has the same /formulier/<slug>/.

        A draft takes no address: else a copy or an alias elsewhere would lock the form that it was made of.
        """
        others = FormulierPage.objects.live().filter(slug=self.slug, locale_id=self.locale_id)
        return others.exclude(pk=self.pk).exists()

    def clean(self) -> None:
        """The slug is unique among forms: it is their address, wherever they stand in the tree.

        Names that were left empty are filled in before anything is stored, also when no editor's form did it.
        """
        super().clean()
        self._settle()
        if self.slug and self.slug_is_taken():
            raise ValidationError(
                {"slug": _("Een ander formulier heeft dit adres al. Kies een ander adres.")}
            )

    def minimal_clean(self) -> None:
        """Wagtail checks a draft less; its names and its logic are settled all the same: a draft can be translated."""
        super().minimal_clean()
        self._settle()

    def _settle(self) -> None:
        fill_names(self.stappen)
        settle_regels(self.regels, self.stappen)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what the start page shows: the steps, the first address and the other ways."""
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            **screens.start_context(self.form_schema(), slug=self.slug),
            "stand": openstelling(self),
        }

    def gate_checks(self) -> list[Bevinding]:
        """Steps and questions, unique names, a known zaaktype, e-mail never required."""
        return [*super().gate_checks(), *check_formulier(self)]

    def audit_states(self) -> list[AuditState]:
        """The start page, and the flow's own screens: each step empty and with all errors, and the check page."""
        return [
            *super().audit_states(),
            *(
                AuditState(name, render)
                for name, render in screens.audit_screens(self.form_schema(), self.slug)
            ),
        ]

    def leesbaarheid_teksten(self) -> list[tuple[str, str]]:
        """What stands only on the receipt and in its mail."""
        texts = [("dank_tekst", self.dank_tekst), ("mail_tekst", self.mail_tekst)]
        return [*super().leesbaarheid_teksten(), *texts]

    def on_publish(self, revision: Any) -> None:
        """Freezes a FormulierVersie inside the publish transaction."""
        super().on_publish(revision)
        freeze(self)
