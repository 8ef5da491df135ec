"""The Uniforme Productnamenlijst as it was last loaded, and each loading of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from producten.upl.records import VLAGGEN, Grondslag, UplRecord

# Column of the national file -> our field.
VLAG_VELDEN = {vlag: "digid_macht" if vlag == "DigiDMacht" else vlag.lower() for vlag in VLAGGEN}
OUD_NA = timedelta(days=365)


class UniformeProductnaam(models.Model):
    """One national product name. Names that left the list are marked and never deleted: pages use them."""

    naam = models.CharField(_("naam"), max_length=255, db_index=True)
    uri = models.URLField(_("URI"), max_length=300, unique=True)
    rijk = models.BooleanField(_("Rijk"), default=False)
    provincie = models.BooleanField(_("provincie"), default=False)
    waterschap = models.BooleanField(_("waterschap"), default=False)
    gemeente = models.BooleanField(_("gemeente"), default=False)
    burger = models.BooleanField(_("burger"), default=False)
    bedrijf = models.BooleanField(_("bedrijf"), default=False)
    dienstenwet = models.BooleanField(_("Dienstenwet"), default=False)
    autonomie = models.BooleanField(_("autonomie"), default=False)
    medebewind = models.BooleanField(_("medebewind"), default=False)
    aanvraag = models.BooleanField(_("aanvraag"), default=False)
    subsidie = models.BooleanField(_("subsidie"), default=False)
    melding = models.BooleanField(_("melding"), default=False)
    verplichting = models.BooleanField(_("verplichting"), default=False)
    digid_macht = models.BooleanField(_("DigiD Machtigen"), default=False)
    sdg_codes = models.JSONField(_("SDG-codes"), default=list, blank=True)
    grondslagen = models.JSONField(_("wetten en regels"), default=list, blank=True)
    verdwenen_op = models.DateField(_("verdwenen op"), null=True, blank=True)

    class Meta:
        verbose_name = _("UPL-naam")
        verbose_name_plural = _("UPL-namen")
        ordering = ["naam"]
        indexes = [models.Index(fields=["gemeente", "verdwenen_op", "naam"], name="upn_choice")]

    def __str__(self) -> str:
        return self.naam

    @property
    def verdwenen(self) -> bool:
        """Whether the last loaded list no longer holds this name."""
        return self.verdwenen_op is not None

    def to_record(self) -> UplRecord:
        """The name in the shape of a row of the list, to compare with a file."""
        return UplRecord(
            uri=self.uri,
            naam=self.naam,
            vlaggen=tuple(vlag for vlag, field in VLAG_VELDEN.items() if getattr(self, field)),
            sdg=tuple(self.sdg_codes),
            grondslagen=tuple(Grondslag.from_dict(ground) for ground in self.grondslagen),
        )

    def take_over(self, record: UplRecord) -> None:
        """Put what the file says in the fields (not saved), and mark the name as present."""
        self.naam, self.uri = record.naam, record.uri
        for vlag, field in VLAG_VELDEN.items():
            setattr(self, field, vlag in record.vlaggen)
        self.sdg_codes = list(record.sdg)
        self.grondslagen = [ground.to_dict() for ground in record.grondslagen]
        self.verdwenen_op = None


class UplLijst(models.Model):
    """One loading of the list: which file, of which date, by whom, and what it changed."""

    naam = models.CharField(_("bestand"), max_length=255)
    sha256 = models.CharField(max_length=64)
    peildatum = models.DateField(
        _("datum van de lijst"), null=True, blank=True, help_text=_("Van welke datum de landelijke lijst is.")
    )
    geladen_op = models.DateTimeField(_("geladen op"), default=timezone.now)
    geladen_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("geladen door"),
    )
    regels = models.PositiveIntegerField(_("regels"))
    namen = models.PositiveIntegerField(_("namen"))
    gemeentelijk = models.PositiveIntegerField(_("gemeentelijke namen"))
    aantallen = models.JSONField(_("wat er veranderde"), default=dict)

    class Meta:
        verbose_name = _("geladen UPL-lijst")
        verbose_name_plural = _("geladen UPL-lijsten")
        ordering = ["-geladen_op", "-pk"]

    def __str__(self) -> str:
        return self.naam

    @property
    def datum(self) -> date:
        """The date of the list; without a known date the day on which it was loaded."""
        return self.peildatum or timezone.localtime(self.geladen_op).date()

    @property
    def oud(self) -> bool:
        """Whether the list is more than a year old and a newer one should be loaded."""
        return timezone.localdate() - self.datum > OUD_NA
