"""Mail about uitzonderingen that still has to go out, went out, or could not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from a11y_checks.models.uitzondering import Uitzondering, UitzonderingReeks


class BerichtSoort(models.TextChoices):
    """What the mail is about."""

    GEVRAAGD = "gevraagd", _("Iemand moet beslissen")
    BESLUIT = "besluit", _("Er is een besluit")
    EINDIGT = "eindigt", _("De uitzondering eindigt bijna")


class BerichtStatus(models.TextChoices):
    """WACHT is the only one that is tried; the others are final."""

    WACHT = "wacht", _("Wacht")
    VERZONDEN = "verzonden", _("Verstuurd")
    VERVALLEN = "vervallen", _("Niet meer nodig")
    MISLUKT = "mislukt", _("Niet gelukt")


class UitzonderingBericht(models.Model):
    """One mail to one person or team, about one uitzondering or one reeks.

    Written in the transaction of what caused it and sent by the worker, so that a mail server that is away breaks
    no request and loses no mail. `key` says what it is and for whom: the same mail is never written twice.
    """

    uitzondering = models.ForeignKey(
        Uitzondering,
        on_delete=models.CASCADE,
        null=True,
        related_name="berichten",
        verbose_name=_("uitzondering"),
    )
    reeks = models.ForeignKey(
        UitzonderingReeks,
        on_delete=models.CASCADE,
        null=True,
        related_name="berichten",
        verbose_name=_("reeks"),
    )
    soort = models.CharField(_("soort"), max_length=10, choices=BerichtSoort.choices)
    key = models.CharField(_("kenmerk"), max_length=320, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("voor"),
    )
    # Of a team; a person's address is asked when the mail goes out.
    email = models.EmailField(_("e-mailadres van het team"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=BerichtStatus.choices, default=BerichtStatus.WACHT
    )
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    next_at = models.DateTimeField(_("volgende poging"), default=timezone.now, db_index=True)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    sent_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bericht over een uitzondering")
        verbose_name_plural = _("berichten over uitzonderingen")
        ordering = ["next_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uitzondering__isnull=True) ^ Q(reeks__isnull=True), name="bericht_about_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(email=""), name="bericht_for_a_person_or_a_team"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.pk} {self.status}"

    @property
    def about(self) -> Uitzondering | UitzonderingReeks:
        """The uitzondering or the reeks."""
        subject = self.uitzondering or self.reeks
        assert subject is not None, "the constraint bericht_about_one_thing"
        return subject
