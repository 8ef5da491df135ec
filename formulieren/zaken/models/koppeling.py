"""FormulierKoppeling: where the answers of a form go in the zaak; and what of that doesn't fit the catalogue."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.inzendingen.models import OutboxItem


class KoppelingDoel(models.TextChoices):
    """Where an answer goes; read when a form is sent. Which types of question fit stands in `mapping.doelen`."""

    EIGENSCHAP = "eigenschap", _("Eigenschap van de zaak")
    DOCUMENT = "document", _("Soort document")
    ADRES = "adres", _("Adres waarover de zaak gaat")
    OBJECT = "object", _("Iets waarover de zaak gaat")
    KVK = "kvk", _("KVK-nummer van wie het vraagt")
    VESTIGING = "vestiging", _("Vestigingsnummer van wie het vraagt")
    TOELICHTING = "toelichting", _("Uitleg bij de zaak")


class FormulierKoppeling(models.Model):
    """The mapping of one form; its translations share it."""

    formulier = models.OneToOneField(
        "formulieren.FormulierPage",
        on_delete=models.CASCADE,
        related_name="koppeling",
        verbose_name=_("formulier"),
    )
    # By name, for the address differs from version to version of the catalogue.
    informatieobjecttype = models.CharField(
        _("soort document voor het bewijs en de bestanden"),
        max_length=80,
        blank=True,
        help_text=_("Nodig als zaken naar een zaaksysteem gaan. Zo heet dit soort document in de catalogus."),
    )
    gewijzigd_op = models.DateTimeField(_("veranderd op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("koppeling van een formulier")
        verbose_name_plural = _("koppelingen van formulieren")
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return str(self.formulier)


class KoppelingRegel(models.Model):
    """One answer and where it goes."""

    koppeling = models.ForeignKey(FormulierKoppeling, on_delete=models.CASCADE, related_name="regels")
    vraag = models.CharField(_("vraag"), max_length=50)
    doel = models.CharField(_("waarheen"), max_length=20, choices=KoppelingDoel.choices)
    # The name of the eigenschap or of the kind of document; "" for the other goals.
    naam = models.CharField(_("naam"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("regel van een koppeling")
        verbose_name_plural = _("regels van koppelingen")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["koppeling", "vraag"], name="koppelingregel_once_per_question"),
            models.UniqueConstraint(
                fields=["koppeling", "doel", "naam"],
                condition=Q(doel="eigenschap"),
                name="koppelingregel_eigenschap_once",
            ),
        ]

    def __str__(self) -> str:
        return self.vraag


class KoppelingBevinding(models.Model):
    """What the nightly check found: the list is replaced each night, and empty when all is well."""

    formulier = models.ForeignKey(
        "formulieren.FormulierPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("formulier")
    )
    zaaktype = models.CharField(_("zaaktype"), max_length=50)
    tekst = models.CharField(_("wat er niet klopt"), max_length=500)
    sinds = models.DateTimeField(_("gevonden op"), default=timezone.now)

    class Meta:
        verbose_name = _("bevinding over een koppeling")
        verbose_name_plural = _("bevindingen over koppelingen")
        ordering = ["formulier", "zaaktype", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.tekst


class DocumentUpload(models.Model):
    """A large document on its way in parts: without the lock that the backend gave once, nobody can finish it."""

    item = models.OneToOneField(OutboxItem, on_delete=models.CASCADE, related_name="upload")
    url = models.CharField(max_length=1000, blank=True)
    lock = models.CharField(max_length=200, blank=True)
    # Which identificatie was used: an earlier one stays behind without content when its lock was lost.
    poging = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("document dat onderweg is")
        verbose_name_plural = _("documenten die onderweg zijn")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.item)
