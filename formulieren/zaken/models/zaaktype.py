"""Zaaktype with its Statustypen, Roltypen, Resultaattypen and Eigenschappen, after the ZGW Catalogi API 1.3."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from formulieren.zaken.keuzes import (
    Archiefnominatie,
    Brondatum,
    Formaat,
    Generiek,
    InternExtern,
    Termijneenheid,
    Vertrouwelijkheid,
    VolgNiveau,
)

# In any unit: 1000 weeks is nineteen years.
LONGEST_TERM = 1000
DUUR = RegexValidator(
    r"\AP(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?\Z", _("Schrijf een duur zoals P1Y: dat is 1 jaar.")
)


class Zaaktype(models.Model):
    """A kind of zaak: what it is for, how long it may take, how long it is kept, what its owner sees of it."""

    identificatie = models.CharField(_("identificatie"), max_length=50, unique=True)
    omschrijving = models.CharField(_("omschrijving"), max_length=80)
    doel = models.TextField(_("doel"), blank=True, max_length=1000)
    doorlooptijd = models.PositiveIntegerField(
        _("doorlooptijd"), help_text=_("De tijd die de wet geeft. Daarna zijn wij te laat.")
    )
    doorlooptijd_eenheid = models.CharField(
        _("doorlooptijd in"), max_length=12, choices=Termijneenheid.choices, default=Termijneenheid.DAGEN
    )
    servicenorm = models.PositiveIntegerField(
        _("servicenorm"), null=True, blank=True, help_text=_("De tijd die wij zelf beloven.")
    )
    servicenorm_eenheid = models.CharField(
        _("servicenorm in"), max_length=12, choices=Termijneenheid.choices, default=Termijneenheid.DAGEN
    )
    bewaartermijn = models.CharField(
        _("bewaartermijn"), max_length=20, blank=True, help_text=_("ISO 8601-duur na het einde, zoals P1Y.")
    )
    indicatie_intern_of_extern = models.CharField(
        _("voor wie"), max_length=10, choices=InternExtern.choices, default=InternExtern.EXTERN
    )
    vertrouwelijkheidaanduiding = models.CharField(
        _("vertrouwelijkheid"),
        max_length=20,
        choices=Vertrouwelijkheid.choices,
        default=Vertrouwelijkheid.ZAAKVERTROUWELIJK,
    )
    opschorting_mogelijk = models.BooleanField(
        _("de termijn mag stilstaan"),
        default=True,
        help_text=_("Bijvoorbeeld als de inwoner eerst een vraag moet beantwoorden (Awb 4:15)."),
    )
    verlengingstermijn = models.PositiveIntegerField(
        _("verlengen met hoogstens"), null=True, blank=True, help_text=_("Leeg: verlengen mag niet.")
    )
    verlengingstermijn_eenheid = models.CharField(
        _("verlengen in"), max_length=12, choices=Termijneenheid.choices, default=Termijneenheid.WEKEN
    )
    volgen = models.CharField(
        _("volgen zonder inloggen"), max_length=12, choices=VolgNiveau.choices, default=VolgNiveau.STATUS
    )
    intrekken_mogelijk = models.BooleanField(_("de inwoner mag de zaak intrekken"), default=False)
    bezwaartermijn_weken = models.PositiveSmallIntegerField(
        _("weken om bezwaar te maken"),
        null=True,
        blank=True,
        help_text=_(
            "Leeg: tegen dit soort zaken kan geen bezwaar. Anders zijn het meestal 6 weken (Awb 6:7)."
        ),
    )
    bezwaar_formulier = models.ForeignKey(
        "formulieren.FormulierPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("formulier voor bezwaar"),
    )
    team = models.ForeignKey(
        "basis.Team",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team"),
        help_text=_("Wie deze zaken behandelt."),
    )

    class Meta:
        verbose_name = _("zaaktype")
        verbose_name_plural = _("zaaktypen")
        ordering = ["omschrijving"]

    def __str__(self) -> str:
        return self.omschrijving

    def clean(self) -> None:
        """No term without an end: a number too many would stop the forms of this zaaktype."""
        super().clean()
        for name in ("doorlooptijd", "servicenorm", "verlengingstermijn"):
            if (getattr(self, name) or 0) > LONGEST_TERM:
                raise ValidationError({name: _("Dit is te lang. Vul hoogstens %d in.") % LONGEST_TERM})

    def first_statustype(self) -> Statustype | None:
        """Where a zaak of this type begins: the lowest volgnummer."""
        return self.statustypen.order_by("volgnummer").first()


class Statustype(models.Model):
    """A status that a zaak of one type can have."""

    # What residents read: checked for B1 and by the static rules when it is saved.
    sentence_fields = ("statustekst",)
    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="statustypen")
    volgnummer = models.PositiveSmallIntegerField(_("volgnummer"))
    omschrijving = models.CharField(_("omschrijving"), max_length=80)
    statustekst = models.CharField(
        _("tekst voor de inwoner"),
        max_length=1000,
        blank=True,
        help_text=_("Wat betekent deze status voor de inwoner? Wat gebeurt er nu?"),
    )
    informeren = models.BooleanField(
        _("mail de inwoner"),
        default=False,
        help_text=_("Aan: wie e-mail van ons wil, krijgt bij deze status een bericht."),
    )
    is_eindstatus = models.BooleanField(_("eindstatus"), default=False)

    class Meta:
        verbose_name = _("statustype")
        verbose_name_plural = _("statustypen")
        ordering = ["zaaktype", "volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["zaaktype", "volgnummer"], name="statustype_volgnummer_once")
        ]

    def __str__(self) -> str:
        return self.omschrijving


class Roltype(models.Model):
    """A role that somebody can have in a zaak of one type."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="roltypen")
    omschrijving = models.CharField(_("omschrijving"), max_length=100)
    omschrijving_generiek = models.CharField(
        _("soort rol"), max_length=20, choices=Generiek.choices, default=Generiek.INITIATOR
    )

    class Meta:
        verbose_name = _("roltype")
        verbose_name_plural = _("roltypen")
        ordering = ["zaaktype", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["zaaktype", "omschrijving"], name="roltype_omschrijving_once")
        ]

    def __str__(self) -> str:
        return self.omschrijving


class Resultaattype(models.Model):
    """How a zaak of one type can end, and what the archive then asks (Selectielijst)."""

    sentence_fields = ("toelichting",)
    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="resultaattypen")
    omschrijving = models.CharField(_("omschrijving"), max_length=30)
    toelichting = models.CharField(
        _("tekst voor de inwoner"),
        max_length=1000,
        blank=True,
        help_text=_("Wat betekent dit resultaat voor de inwoner?"),
    )
    archiefnominatie = models.CharField(
        _("bewaren of vernietigen"),
        max_length=20,
        choices=Archiefnominatie.choices,
        default=Archiefnominatie.VERNIETIGEN,
    )
    # ZGW archiefactietermijn; empty means that the term of the zaaktype counts.
    archiefactietermijn = models.CharField(
        _("bewaartermijn"),
        max_length=20,
        blank=True,
        validators=[DUUR],
        help_text=_("Zoals P1Y: dat is 1 jaar."),
    )
    afleidingswijze = models.CharField(
        _("die begint op"), max_length=25, choices=Brondatum.choices, default=Brondatum.AFGEHANDELD
    )
    # The name of the eigenschap that holds the date, or the extra duration, as `afleidingswijze` asks.
    datumkenmerk = models.CharField(_("eigenschap met de datum"), max_length=20, blank=True)
    procestermijn = models.CharField(_("vaste tijd"), max_length=20, blank=True, validators=[DUUR])
    selectielijst = models.CharField(_("nummer in de selectielijst"), max_length=30, blank=True)
    # A withdrawal by the resident ends with this one.
    bij_intrekken = models.BooleanField(_("voor een zaak die is ingetrokken"), default=False)

    class Meta:
        verbose_name = _("resultaattype")
        verbose_name_plural = _("resultaattypen")
        ordering = ["zaaktype", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["zaaktype", "omschrijving"], name="resultaattype_omschrijving_once"
            ),
            models.UniqueConstraint(
                fields=["zaaktype"],
                condition=models.Q(bij_intrekken=True),
                name="resultaattype_one_for_intrekken",
            ),
        ]

    def __str__(self) -> str:
        return self.omschrijving


class Eigenschap(models.Model):
    """A fact that a zaak of one type can have."""

    zaaktype = models.ForeignKey(Zaaktype, on_delete=models.CASCADE, related_name="eigenschappen")
    naam = models.CharField(_("naam"), max_length=20)
    definitie = models.CharField(_("wat het is"), max_length=255, blank=True)
    formaat = models.CharField(
        _("soort waarde"), max_length=12, choices=Formaat.choices, default=Formaat.TEKST
    )
    lengte = models.PositiveSmallIntegerField(_("hoogste aantal tekens"), default=255)
    # ZGW waardenverzameling: the only values allowed; empty for every value.
    waarden = models.JSONField(_("toegestane waarden"), default=list, blank=True)

    class Meta:
        verbose_name = _("eigenschap")
        verbose_name_plural = _("eigenschappen")
        ordering = ["zaaktype", "naam"]
        constraints = [models.UniqueConstraint(fields=["zaaktype", "naam"], name="eigenschap_naam_once")]

    def __str__(self) -> str:
        return self.naam
