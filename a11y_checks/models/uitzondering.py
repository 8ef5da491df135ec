"""Signed, expiring permission to have a page live with known faults."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class UitzonderingStatus(models.TextChoices):
    """Where a request stands; only GOEDGEKEURD before its end date opens the gate."""

    AANGEVRAAGD = "aangevraagd", _("Wacht op een tweede persoon")
    GOEDGEKEURD = "goedgekeurd", _("Goedgekeurd")
    AFGEWEZEN = "afgewezen", _("Niet goedgekeurd")
    INGETROKKEN = "ingetrokken", _("Ingetrokken")


class Besluit(models.Model):
    """Abstract. Who asked for it and why, who decided, and until when it counts."""

    reason = models.TextField(_("reden"))
    status = models.CharField(
        _("status"), max_length=12, choices=UitzonderingStatus.choices, default=UitzonderingStatus.AANGEVRAAGD
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("aangevraagd door"),
    )
    requested_at = models.DateTimeField(_("aangevraagd op"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("besloten door"),
    )
    decided_at = models.DateTimeField(_("besloten op"), null=True, blank=True)
    ends_on = models.DateField(_("geldig tot en met"), db_index=True)

    class Meta:
        abstract = True

    @property
    def has_ended(self) -> bool:
        """Approved, and its last day has passed."""
        return self.status == UitzonderingStatus.GOEDGEKEURD and self.ends_on < timezone.localdate()

    @property
    def counts_today(self) -> bool:
        """Approved, and not over yet."""
        return self.status == UitzonderingStatus.GOEDGEKEURD and not self.has_ended

    @property
    def stand(self) -> str:
        """In words where it stands today."""
        return gettext("Voorbij") if self.has_ended else str(self.get_status_display())


class UitzonderingReeks(Besluit):
    """One decision for a set of imported old pages, at most 90 days. New pages can't be in it."""

    naam = models.CharField(_("naam van de reeks"), max_length=200)

    class Meta:
        verbose_name = _("reeks uitzonderingen")
        verbose_name_plural = _("reeksen uitzonderingen")
        ordering = ["-requested_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="reeks_decided_by_a_second_person",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Uitzondering(Besluit):
    """One page may be live with the faults in `fingerprints`, for a reason and until a date.

    cause, effect, measure and measure_on are what the toegankelijkheidsverklaring asks of a WCAG failure.
    With a `reeks` the decision is the set's.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="uitzonderingen", verbose_name=_("pagina")
    )
    reeks = models.ForeignKey(
        UitzonderingReeks,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="uitzonderingen",
        verbose_name=_("reeks"),
    )
    fingerprints = models.JSONField(_("kenmerken van de bevindingen"), default=list)
    bevindingen = models.JSONField(_("bevindingen"), default=list)
    cause = models.TextField(_("oorzaak"), blank=True)
    effect = models.TextField(_("gevolg voor bezoekers"), blank=True)
    measure = models.TextField(_("maatregel"), blank=True)
    measure_on = models.DateField(_("opgelost op"), null=True, blank=True)
    lezerspanel = models.ForeignKey(
        "a11y_checks.Lezerspanel",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="uitzonderingen",
        verbose_name=_("wat lezers ervan vinden"),
    )

    class Meta:
        verbose_name = _("uitzondering")
        verbose_name_plural = _("uitzonderingen")
        ordering = ["-requested_at"]
        permissions = [
            ("decide_uitzondering", "Mag over een uitzondering beslissen"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="uitzondering_decided_by_a_second_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.status}"

    @property
    def stand(self) -> str:
        """As for every decision; in a signed reeks a page waits for its faults, or was mended and left it."""
        if self.reeks is not None and self.reeks.status == UitzonderingStatus.GOEDGEKEURD:
            if self.status == UitzonderingStatus.INGETROKKEN:
                return gettext("Opgelost")
            if self.status == UitzonderingStatus.AANGEVRAAGD:
                return (
                    gettext("Voorbij") if self.reeks.has_ended else gettext("De computer bewaart de fouten")
                )
        return super().stand
