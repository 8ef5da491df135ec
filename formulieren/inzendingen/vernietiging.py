"""Vernietiging: the proof that something was destroyed, without anything of the person it was about."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.crypto import keyring


class VernietigingSoort(models.TextChoices):
    """What was destroyed; read by whoever has to prove it."""

    CONCEPT = "concept", _("Concepten die niet zijn verstuurd")
    INZENDING = "inzending", _("Antwoorden en bestanden van een zaak")
    ZAAK = "zaak", _("Een hele zaak")


class VernietigingRegel(models.TextChoices):
    """By which rule; the first three are terms, then two with somebody's wish, and the archive's list."""

    CONCEPT_TERMIJN = "concept_termijn", _("De tijd van het concept was om")
    BEWAAR_DAGEN = "bewaar_dagen", _("De bewaartijd van het formulier was om")
    BEWAARTERMIJN = "bewaartermijn", _("De bewaartermijn van het zaaktype was om")
    BETROKKENE = "betrokkene", _("De inwoner vroeg de gemeente om te wissen")
    INWONER = "inwoner", _("De inwoner wiste het concept zelf")
    LIJST = "lijst", _("Twee medewerkers keurden de lijst goed")


class VernietigingQuerySet(models.QuerySet["Vernietiging"]):
    """Append only, also for many rows at once."""

    def update(self, **kwargs: Any) -> int:
        """Never: a proof stays as it was written."""
        raise TypeError("a proof of destruction is never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Never: a proof stays."""
        raise TypeError("a proof of destruction is never removed")


class Vernietiging(models.Model):
    """One row for each sent inzending or zaak, or for a number of concepts that went together.

    Of what was sent the keyed hash of its kenmerk stands here: who has the kenmerk can see when it was destroyed,
    the row itself leads to nobody.
    """

    soort = models.CharField(_("wat is weg"), max_length=20, choices=VernietigingSoort.choices)
    regel = models.CharField(_("waarom"), max_length=20, choices=VernietigingRegel.choices)
    kenmerk_hash = models.CharField(max_length=64, blank=True, editable=False)
    aantal = models.PositiveIntegerField(_("hoeveel inzendingen"), default=1)
    bestanden = models.PositiveIntegerField(_("hoeveel bestanden"), default=0)
    moment = models.DateTimeField(_("wanneer"), default=timezone.now, editable=False)

    objects = VernietigingQuerySet.as_manager()

    class Meta:
        verbose_name = _("bewijs van wissen")
        verbose_name_plural = _("bewijzen van wissen")
        ordering = ["-moment", "-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["kenmerk_hash", "soort"], condition=~Q(kenmerk_hash=""), name="vernietiging_once"
            ),
            models.CheckConstraint(
                name="vernietiging_sent_has_hash",
                condition=Q(soort="concept", kenmerk_hash="")
                | (Q(soort__in=["inzending", "zaak"], aantal=1) & ~Q(kenmerk_hash="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M} {self.soort} {self.regel}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once."""
        if self.pk:
            raise TypeError("a proof of destruction is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Never by the product."""
        raise TypeError("a proof of destruction is never removed")


def hash_kenmerk(reference: str) -> str:
    """What the proof keeps of a kenmerk."""
    return keyring().fingerprint("vernietiging", reference)


def proof_of(reference: str) -> Vernietiging | None:
    """The newest proof that something of this kenmerk was destroyed, None when nothing was."""
    return Vernietiging.objects.filter(kenmerk_hash=hash_kenmerk(reference)).first()
