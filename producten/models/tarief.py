"""Tarieven: an amount is kept once, with the day from which it counts, and read by page, form and zaak."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

# In euros. A mistyped amount (a missing comma) must not reach a page.
HOOGSTE_BEDRAG = 100_000


class Tarief(ClusterableModel):
    """One price with a name; `code` is what forms and feeds refer to and never changes."""

    code = models.SlugField(
        _("code"),
        max_length=60,
        unique=True,
        help_text=_("Korte naam zonder spaties. Formulieren verwijzen hiernaar."),
    )
    naam = models.CharField(_("naam"), max_length=150, help_text=_("Bijvoorbeeld: paspoort."))
    toelichting = models.CharField(
        _("uitleg"), max_length=250, blank=True, help_text=_("Staat op de pagina onder het bedrag.")
    )

    class Meta:
        verbose_name = _("tarief")
        verbose_name_plural = _("tarieven")
        ordering = ["naam", "code"]

    def __str__(self) -> str:
        return self.naam


class TariefKeuze(Orderable):
    """One choice within a tarief, such as "Kind tot 12 jaar"; a tarief without choices has one amount."""

    tarief = ParentalKey(Tarief, on_delete=models.CASCADE, related_name="keuzes")
    naam = models.CharField(_("naam van de keuze"), max_length=150)

    class Meta(Orderable.Meta):
        verbose_name = _("keuze")
        verbose_name_plural = _("keuzes")
        constraints = [models.UniqueConstraint(fields=["tarief", "naam"], name="tariefkeuze_once")]

    def __str__(self) -> str:
        return self.naam


class TariefBedrag(models.Model):
    """What a tarief (or one of its choices) costs from a day on, until a later row takes over."""

    tarief = ParentalKey(Tarief, on_delete=models.CASCADE, related_name="bedragen")
    keuze = models.ForeignKey(
        TariefKeuze,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="bedragen",
        verbose_name=_("keuze"),
    )
    bedrag = models.DecimalField(
        _("bedrag in euro"),
        max_digits=8,
        decimal_places=2,
        validators=[
            MinValueValidator(0, _("Een bedrag kan niet onder nul zijn.")),
            MaxValueValidator(HOOGSTE_BEDRAG, _("Dit bedrag is te hoog. Staat de komma goed?")),
        ],
    )
    vanaf = models.DateField(_("geldt vanaf"), db_index=True)

    class Meta:
        verbose_name = _("bedrag")
        verbose_name_plural = _("bedragen")
        ordering = ["-vanaf", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bedrag__gte=0, bedrag__lte=HOOGSTE_BEDRAG), name="tariefbedrag_possible"
            ),
            models.UniqueConstraint(
                fields=["tarief", "vanaf"], condition=Q(keuze__isnull=True), name="tariefbedrag_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["keuze", "vanaf"], condition=Q(keuze__isnull=False), name="keuzebedrag_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bedrag} ({self.vanaf})"
