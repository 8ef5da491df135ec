"""Vernietigingslijst: the zaken that may be destroyed, approved by two people before anything goes (Archiefwet)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.zaken.models.zaak import Zaak

USER = settings.AUTH_USER_MODEL


class VernietigingslijstState(models.TextChoices):
    """Read by the two who approve, and by the worker that destroys."""

    CONCEPT = "concept", _("Wacht op de eerste goedkeuring")
    EENS_AKKOORD = "eens_akkoord", _("Wacht op de tweede goedkeuring")
    AKKOORD = "akkoord", _("Goedgekeurd: wordt vernietigd")
    AFGEWEZEN = "afgewezen", _("Niet goedgekeurd")
    VERNIETIGD = "vernietigd", _("Vernietigd")


VERNIETIGINGSLIJST_TRANSITIONS: dict[str, frozenset[str]] = {
    VernietigingslijstState.CONCEPT: frozenset(
        {VernietigingslijstState.EENS_AKKOORD, VernietigingslijstState.AFGEWEZEN}
    ),
    VernietigingslijstState.EENS_AKKOORD: frozenset(
        {VernietigingslijstState.AKKOORD, VernietigingslijstState.AFGEWEZEN}
    ),
    VernietigingslijstState.AKKOORD: frozenset({VernietigingslijstState.VERNIETIGD}),
    VernietigingslijstState.AFGEWEZEN: frozenset(),
    VernietigingslijstState.VERNIETIGD: frozenset(),
}


class Vernietigingslijst(models.Model):
    """One list, from making to destroying. Who makes it, the first and the second who approve: three moments."""

    state = models.CharField(
        _("hoe staat het?"),
        max_length=15,
        choices=VernietigingslijstState.choices,
        default=VernietigingslijstState.CONCEPT,
    )
    gemaakt_op = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    eerste_akkoord = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    eerste_akkoord_op = models.DateTimeField(null=True, editable=False)
    tweede_akkoord = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    tweede_akkoord_op = models.DateTimeField(null=True, editable=False)
    reden_afwijzen = models.CharField(_("waarom niet"), max_length=200, blank=True)
    vernietigd_op = models.DateTimeField(_("vernietigd op"), null=True, editable=False)

    class Meta:
        verbose_name = _("vernietigingslijst")
        verbose_name_plural = _("vernietigingslijsten")
        ordering = ["-gemaakt_op", "-pk"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                name="vernietigingslijst_two_people",
                condition=models.Q(tweede_akkoord__isnull=True)
                | ~models.Q(tweede_akkoord=models.F("eerste_akkoord")),
            ),
            models.CheckConstraint(
                name="vernietigingslijst_approved_twice",
                condition=~models.Q(state__in=["akkoord", "vernietigd"])
                | models.Q(eerste_akkoord__isnull=False, tweede_akkoord__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gemaakt_op:%Y-%m-%d} ({self.pk})"


class VernietigingslijstRegel(models.Model):
    """One zaak on a list. What is written here stays when the zaak is gone: no personal data."""

    lijst = models.ForeignKey(Vernietigingslijst, on_delete=models.CASCADE, related_name="regels")
    zaak = models.ForeignKey(Zaak, on_delete=models.SET_NULL, null=True, related_name="+")
    identificatie = models.CharField(_("nummer"), max_length=40)
    zaaktype = models.CharField(_("zaaktype"), max_length=80)
    resultaat = models.CharField(_("resultaat"), max_length=80, blank=True)
    einddatum = models.DateField(_("klaar op"))
    archiefactiedatum = models.DateField(_("vernietigen vanaf"))
    # Taken off the list by one of those who approve, with the reason.
    uitgesloten_reden = models.CharField(_("waarom niet"), max_length=200, blank=True)
    vernietigd_op = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("regel van een vernietigingslijst")
        verbose_name_plural = _("regels van een vernietigingslijst")
        ordering = ["archiefactiedatum", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["lijst", "identificatie"], name="vernietigingslijstregel_once")
        ]

    def __str__(self) -> str:
        return self.identificatie
