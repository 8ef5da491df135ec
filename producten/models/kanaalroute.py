"""The routekaart as data: the standard routes of a productgroep and what a product changes in them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from producten.kanaalroutes import Herkomst, RouteVelden
from producten.keuzes import Kanaal, LoginsField


class KanaalrouteVelden(TranslatableMixin, Orderable):
    """What one way to arrange a product says. Faults stop publishing (producten.checks), never a draft.

    Translatable, so that wagtail-localize offers its texts: it copies other rows in the first language.
    """

    kanaal = models.CharField(_("kanaal"), max_length=20, choices=Kanaal.choices)
    wat_doet_u = models.TextField(
        _("wat doet u?"), blank=True, help_text=_("Korte zinnen: wat doet de lezer, en wat doet u daarna?")
    )
    meenemen = models.TextField(
        _("wat neemt u mee?"), blank=True, help_text=_("Bijvoorbeeld: uw paspoort en een pasfoto.")
    )
    kosten = models.CharField(_("kosten"), max_length=250, blank=True)
    duur = models.CharField(
        _("hoe lang duurt het?"), max_length=250, blank=True, help_text=_("Bijvoorbeeld: 5 werkdagen.")
    )
    locatie = models.ForeignKey(
        "basis.LocationPage",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("locatie"),
        help_text=_("Adres en openingstijden komen van deze pagina."),
    )
    telefoonnummer = models.CharField(
        _("telefoonnummer"), max_length=40, blank=True, help_text=_("Bijvoorbeeld: 0590 12 34 56")
    )
    emailadres = models.CharField(_("e-mailadres"), max_length=254, blank=True)
    url = models.CharField(
        _("webadres"),
        max_length=500,
        blank=True,
        help_text=_("Van een dienst buiten deze site. Een formulier van deze site vindt het product zelf."),
    )
    adres = models.TextField(
        _("postadres"),
        blank=True,
        help_text=_("Elke regel apart. De laatste regel is de postcode met de plaats: 1234 AB Elzenvoort"),
    )

    start_pagina = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pagina van deze site"),
        help_text=_("Waar deze route begint, als dat een pagina van ons is. Een formulier is niet nodig."),
    )
    voordeel = models.CharField(
        _("voordeel"),
        max_length=200,
        blank=True,
        help_text=_("Wat is hier handig aan? Alleen als het echt zo is: u krijgt meteen antwoord."),
    )
    wanneer = models.CharField(
        _("wanneer"),
        max_length=250,
        blank=True,
        help_text=_("Leeg: de tijden van het kanaal of van de locatie."),
    )
    tarief = models.ForeignKey(
        "producten.Tarief",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tarief"),
        help_text=_("Het bedrag komt dan vanzelf op de pagina, ook als het verandert."),
    )
    logins = LoginsField(_("inloggen met"), default=list, blank=True)
    machtigen = models.BooleanField(
        _("een ander mag dit voor u doen"),
        default=False,
        help_text=_("Met toestemming, bijvoorbeeld voor een ouder of een cliënt."),
    )

    # The same in every language, unless a translator says otherwise.
    override_translatable_fields = [
        SynchronizedField(name) for name in ("telefoonnummer", "emailadres", "url", "adres", "logins")
    ]

    panels = [
        FieldPanel("kanaal"),
        FieldPanel("wat_doet_u"),
        FieldPanel("meenemen"),
        FieldRowPanel([FieldPanel("kosten"), FieldPanel("duur")]),
        FieldRowPanel([FieldPanel("tarief"), FieldPanel("wanneer")]),
        FieldPanel("voordeel"),
        MultiFieldPanel([FieldPanel("logins"), FieldPanel("machtigen")], heading=_("Inloggen")),
        MultiFieldPanel(
            [
                PageChooserPanel("locatie"),
                PageChooserPanel("start_pagina"),
                FieldRowPanel([FieldPanel("telefoonnummer"), FieldPanel("emailadres")]),
                FieldPanel("url"),
                FieldPanel("adres"),
            ],
            heading=_("Waar gaat deze route naartoe?"),
        ),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(Kanaal(self.kanaal).label) if self.kanaal in Kanaal.values else self.kanaal

    def to_velden(self, herkomst: Herkomst) -> RouteVelden:
        """The row in the shape the inheritance works with; the locatie as its primary key."""
        return RouteVelden(
            kanaal=self.kanaal,
            herkomst=herkomst,
            voordeel=self.voordeel.strip(),
            wanneer=self.wanneer.strip(),
            tarief_id=self.tarief_id,
            start_pagina_id=self.start_pagina_id,
            logins=tuple(self.logins),
            machtigen=self.machtigen,
            wat_doet_u=self.wat_doet_u.strip(),
            meenemen=self.meenemen.strip(),
            kosten=self.kosten.strip(),
            duur=self.duur.strip(),
            locatie_id=self.locatie_id,
            telefoonnummer=self.telefoonnummer.strip(),
            emailadres=self.emailadres.strip(),
            url=self.url.strip(),
            adres=self.adres.strip(),
            uitgeschakeld=getattr(self, "uitgeschakeld", False),
            reden=getattr(self, "reden", "").strip(),
            grondslag=getattr(self, "grondslag", "").strip(),
            grondslag_url=getattr(self, "grondslag_url", "").strip(),
        )


class StandaardKanaalroute(KanaalrouteVelden):
    """A route that every product of the group has, unless the product says otherwise."""

    productgroep = ParentalKey(
        "producten.ProductgroepPage", on_delete=models.CASCADE, related_name="kanaalroutes"
    )

    class Meta(KanaalrouteVelden.Meta):
        verbose_name = _("standaardroute")
        verbose_name_plural = _("standaardroutes")


class ProductKanaalroute(KanaalrouteVelden):
    """What one product changes: other texts in a standard route, a channel off, or a channel more."""

    product = ParentalKey("producten.ProductPage", on_delete=models.CASCADE, related_name="kanaalroutes")
    uitgeschakeld = models.BooleanField(
        _("dit kanaal kan niet voor dit product"),
        default=False,
        help_text=_("De standaardroute van de productgroep staat dan niet op deze pagina."),
    )
    reden = models.CharField(
        _("waarom niet?"),
        max_length=250,
        blank=True,
        help_text=_("Verplicht als het kanaal niet kan. Bijvoorbeeld: de wet zegt dat u zelf moet komen."),
    )
    grondslag = models.CharField(
        _("wet of regel"),
        max_length=250,
        blank=True,
        help_text=_("Zegt een wet dat het niet kan? Dan staat op de pagina dat en waarom het niet kan."),
    )
    grondslag_url = models.URLField(_("webadres van de wet of regel"), max_length=500, blank=True)

    panels = [
        *KanaalrouteVelden.panels[:1],
        MultiFieldPanel(
            [
                FieldPanel("uitgeschakeld"),
                FieldPanel("reden"),
                FieldRowPanel([FieldPanel("grondslag"), FieldPanel("grondslag_url")]),
            ],
            heading=_("Kan het niet?"),
        ),
        *KanaalrouteVelden.panels[1:],
    ]

    class Meta(KanaalrouteVelden.Meta):
        verbose_name = _("eigen route")
        verbose_name_plural = _("eigen routes")
