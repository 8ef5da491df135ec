"""What the gate remembers: verdicts by content hash, and which verdict let a page go live."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from a11y_checks.rules.base import Bevinding, Niveau


class AuditTrigger(models.TextChoices):
    """Why an audit ran; read by the webteam in the list of audits."""

    PUBLISH = "publish", _("Bij publiceren")
    SAVE = "save", _("Na opslaan")
    LOAD = "load", _("Meegeleverd oordeel")
    RECHECK = "recheck", _("Herhaalde controle")


class Audit(models.Model):
    """One verdict on one exact rendering: static rules, leesbaarheid and browser together.

    `content_hash` covers the HTML of all audited states (without tokens) and the ruleset, so a verdict is
    found again when the same page comes back and never fits another.
    """

    content_hash = models.CharField(_("hash van de inhoud"), max_length=64, unique=True)
    ruleset = models.CharField(_("regelset"), max_length=64)
    page_type = models.CharField(_("paginatype"), max_length=100)
    engine = models.CharField(_("controleprogramma"), max_length=100)
    bevindingen = models.JSONField(_("bevindingen"), default=list)
    leesbaarheid = models.JSONField(_("leesbaarheid"), default=dict)
    trigger = models.CharField(_("aanleiding"), max_length=20, choices=AuditTrigger.choices)
    seconds = models.FloatField(_("duur in seconden"), default=0)
    created_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)

    class Meta:
        verbose_name = _("controle")
        verbose_name_plural = _("controles")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.page_type} {self.content_hash[:12]}"

    @property
    def findings(self) -> list[Bevinding]:
        """The stored bevindingen as objects, in the order of the audit."""
        return [Bevinding.from_dict(data) for data in self.bevindingen]

    @property
    def blocks(self) -> bool:
        """Whether at least one bevinding forbids publishing."""
        return any(data["niveau"] == Niveau.BLOCK for data in self.bevindingen)

    def as_verdict(self) -> dict[str, Any]:
        """The verdict as plain data, as the demo carries it along (see `load_verdicts`)."""
        return {
            "content_hash": self.content_hash,
            "ruleset": self.ruleset,
            "page_type": self.page_type,
            "engine": self.engine,
            "bevindingen": self.bevindingen,
            "leesbaarheid": self.leesbaarheid,
        }


class GateRecord(models.Model):
    """Proof that a live page went through the gate; a page without one is not served."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="gate_record", verbose_name=_("pagina")
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("versie"),
    )
    audit = models.ForeignKey(
        Audit, on_delete=models.PROTECT, related_name="records", verbose_name=_("controle")
    )
    uitzondering = models.ForeignKey(
        "a11y_checks.Uitzondering",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uitzondering"),
    )
    published_at = models.DateTimeField(_("gepubliceerd op"), auto_now=True)
    # Set when something that the page shares with others changed: it is served on, and audited again within a day.
    stale_since = models.DateTimeField(
        _("opnieuw te controleren sinds"), null=True, blank=True, db_index=True
    )
    stale_reason = models.CharField(_("reden van de nieuwe controle"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("publicatiebewijs")
        verbose_name_plural = _("publicatiebewijzen")

    def __str__(self) -> str:
        return f"{self.page_id}: {self.audit_id}"
