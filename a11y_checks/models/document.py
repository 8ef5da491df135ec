"""What is known of the PDFs and Office files on the site."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from a11y_checks.bevinding import Bevinding


class DocumentControle(models.Model):
    """The latest check of one file. `file_hash` tells whether the file is still the one that was checked.

    A question about the file (is it really pictures only on purpose?) is answered with `answers`:
    a list of {"rule", "file_hash", "reason", "user", "on"}.
    """

    document = models.OneToOneField(
        "wagtaildocs.Document",
        on_delete=models.CASCADE,
        related_name="controle",
        verbose_name=_("document"),
    )
    file_hash = models.CharField(_("hash van het bestand"), max_length=40)
    kind = models.CharField(_("soort bestand"), max_length=20)
    pages = models.PositiveIntegerField(_("aantal bladzijden"), null=True, blank=True)
    facts = models.JSONField(_("kenmerken"), default=dict)
    bevindingen = models.JSONField(_("bevindingen"), default=list)
    answers = models.JSONField(_("antwoorden"), default=list, blank=True)
    error = models.CharField(_("niet gecontroleerd omdat"), max_length=300, blank=True)
    checked_at = models.DateTimeField(_("gecontroleerd op"), auto_now=True)

    class Meta:
        verbose_name = _("controle van een document")
        verbose_name_plural = _("controles van documenten")

    def __str__(self) -> str:
        return f"{self.document_id} {self.kind}"

    @property
    def findings(self) -> list[Bevinding]:
        """The stored bevindingen as objects."""
        return [Bevinding.from_dict(data) for data in self.bevindingen]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for a list or an export."""
        return {"kind": self.kind, "pages": self.pages, "facts": self.facts, "bevindingen": self.bevindingen}
