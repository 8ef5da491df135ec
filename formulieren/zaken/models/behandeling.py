"""What happens to a zaak on the way: Opschorting, Verlenging, Aanvulverzoek, Besluit, Intrekking; and Afwezigheid."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.zaken.models.feiten import Zaakinformatieobject
from formulieren.zaken.models.zaak import Zaak

USER = settings.AUTH_USER_MODEL


class Opschorting(models.Model):
    """The term stands still (Awb 4:15), from `begin` until `eind`; the dates of the zaak move by that many days."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="opschortingen")
    reden = models.CharField(_("waarom"), max_length=200)
    begin = models.DateField(_("vanaf"))
    eind = models.DateField(_("tot"), null=True, blank=True)
    gezet_door = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("opschorting")
        verbose_name_plural = _("opschortingen")
        ordering = ["begin", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["zaak"], condition=Q(eind__isnull=True), name="opschorting_one_at_a_time"
            ),
            models.CheckConstraint(
                name="opschorting_in_order", condition=Q(eind__isnull=True) | Q(eind__gte=F("begin"))
            ),
        ]

    def __str__(self) -> str:
        return self.reden


class Verlenging(models.Model):
    """The legal date was moved, with a reason (Awb 4:14). Never changed afterwards."""

    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="verlengingen")
    reden = models.CharField(_("waarom"), max_length=200)
    oude_datum = models.DateField(_("was"))
    nieuwe_datum = models.DateField(_("wordt"))
    gezet_door = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    gezet_op = models.DateTimeField(_("gezet op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("verlenging")
        verbose_name_plural = _("verlengingen")
        ordering = ["gezet_op", "pk"]
        constraints = [
            models.CheckConstraint(name="verlenging_is_later", condition=Q(nieuwe_datum__gt=F("oude_datum")))
        ]

    def __str__(self) -> str:
        return self.reden


class Aanvulverzoek(models.Model):
    """Something the resident must tell or send before we can go on (Awb 4:5)."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    zaak = models.ForeignKey(Zaak, on_delete=models.CASCADE, related_name="aanvulverzoeken")
    vraag = models.CharField(_("wat vraagt u de inwoner?"), max_length=1000)
    document_gevraagd = models.BooleanField(_("de inwoner moet een bestand sturen"), default=False)
    reageren_voor = models.DateField(_("laatste dag voor een antwoord"))
    gevraagd_door = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    gevraagd_op = models.DateTimeField(_("gevraagd op"), default=timezone.now, editable=False)
    antwoord = models.TextField(_("antwoord"), max_length=5000, blank=True)
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, editable=False)
    # The employee found the answer in another way, or it is no longer needed.
    gesloten_op = models.DateTimeField(_("gesloten op"), null=True, editable=False)
    # The term stands still until the answer is there.
    opschorting = models.OneToOneField(
        Opschorting, on_delete=models.SET_NULL, null=True, blank=True, related_name="aanvulverzoek"
    )
    documenten = models.ManyToManyField(Zaakinformatieobject, blank=True, related_name="aanvulverzoeken")

    class Meta:
        verbose_name = _("vraag aan de inwoner")
        verbose_name_plural = _("vragen aan de inwoner")
        ordering = ["gevraagd_op", "pk"]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def is_open(self) -> bool:
        """Whether the resident can still answer."""
        return self.beantwoord_op is None and self.gesloten_op is None


class Besluit(models.Model):
    """The decision on a zaak, as a text that is a page by itself, or as a checked PDF."""

    zaak = models.OneToOneField(Zaak, on_delete=models.CASCADE, related_name="besluit")
    datum = models.DateField(_("datum van het besluit"))
    ingangsdatum = models.DateField(_("gaat in op"))
    vervaldatum = models.DateField(_("geldt tot en met"), null=True, blank=True)
    # Plain paragraphs: an accessible page follows from it. "" when the PDF is the decision.
    tekst = models.TextField(_("het besluit"), max_length=20_000, blank=True)
    document = models.OneToOneField(
        Zaakinformatieobject, on_delete=models.PROTECT, null=True, blank=True, related_name="besluit"
    )
    # The day on which it was made known: the term for bezwaar begins the day after (Awb 6:8).
    verzonden_op = models.DateField(_("gestuurd op"))
    bezwaar_tot = models.DateField(_("bezwaar kan tot en met"), null=True, blank=True)
    genomen_door = models.ForeignKey(
        USER, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        constraints = [
            models.CheckConstraint(
                name="besluit_has_text_or_document", condition=~Q(tekst="") | Q(document__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return str(self.zaak)


class Intrekking(models.Model):
    """The resident took the request back."""

    zaak = models.OneToOneField(Zaak, on_delete=models.CASCADE, related_name="intrekking")
    reden = models.CharField(_("waarom"), max_length=500, blank=True)
    moment = models.DateTimeField(_("ingetrokken op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("intrekking")
        verbose_name_plural = _("intrekkingen")

    def __str__(self) -> str:
        return str(self.zaak)


class Afwezigheid(models.Model):
    """An employee is away; who takes over sees the zaken in the work list meanwhile."""

    medewerker = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="afwezigheden")
    vervanger = models.ForeignKey(
        USER, on_delete=models.CASCADE, related_name="vervangingen", verbose_name=_("vervanger")
    )
    begin = models.DateField(_("vanaf"))
    eind = models.DateField(_("tot en met"))

    class Meta:
        verbose_name = _("afwezigheid")
        verbose_name_plural = _("afwezigheden")
        ordering = ["begin", "pk"]
        constraints = [
            models.CheckConstraint(name="afwezigheid_in_order", condition=Q(eind__gte=F("begin"))),
            models.CheckConstraint(name="afwezigheid_other_person", condition=~Q(medewerker=F("vervanger"))),
        ]

    def __str__(self) -> str:
        return f"{self.medewerker} ({self.begin} - {self.eind})"
