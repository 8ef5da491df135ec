"""FormulierVersie: a form as it was published, frozen, on which residents finish."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from formulieren.flow.reading import schema_from_dict
from formulieren.flow.schema import FormSchema

if TYPE_CHECKING:
    from formulieren.models.formulier import FormulierPage


class FormulierVersie(models.Model):
    """The normalised JSON of one publication. Made by `freeze`, never changed afterwards."""

    formulier = models.ForeignKey(
        "formulieren.FormulierPage",
        on_delete=models.SET_NULL,
        null=True,
        related_name="versies",
        verbose_name=_("formulier"),
    )
    nummer = models.PositiveIntegerField(_("nummer"))
    titel = models.CharField(_("titel"), max_length=255)
    schema = models.JSONField()
    sha256 = models.CharField(max_length=64, db_index=True)
    gemaakt_op = models.DateTimeField(_("gemaakt op"), default=timezone.now)

    class Meta:
        verbose_name = _("versie van een formulier")
        verbose_name_plural = _("versies van formulieren")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["formulier", "nummer"], name="versie_nummer_once")]

    def __str__(self) -> str:
        return f"{self.titel} ({self.nummer})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once: a frozen version that changed would change what residents were asked."""
        if not self._state.adding:
            raise TypeError("A FormulierVersie is frozen.")
        super().save(*args, **kwargs)

    @cached_property
    def form_schema(self) -> FormSchema:
        """The form of this version, lifted to the newest schema_version."""
        return schema_from_dict(self.schema)


def freeze(formulier: FormulierPage) -> FormulierVersie:
    """The version for `formulier` as it stands in memory; the newest one when nothing changed.

    Runs inside the publish transaction.
    """
    schema = formulier.form_schema()
    latest = current_versie(formulier)
    if latest is not None and latest.sha256 == schema.sha256():
        return latest
    return FormulierVersie.objects.create(
        formulier=formulier,
        nummer=latest.nummer + 1 if latest else 1,
        titel=schema.titel,
        schema=schema.to_dict(),
        sha256=schema.sha256(),
    )


def current_versie(formulier: FormulierPage) -> FormulierVersie | None:
    """The newest version of a form, or None when it was never published."""
    return FormulierVersie.objects.filter(formulier=formulier).order_by("-nummer").first()


def versie_to_start(formulier: FormulierPage, *, shown: str, since: datetime) -> FormulierVersie | None:
    """The version on which a resident starts who saw the one with hash `shown`.

    That one, when it was still the newest at `since` or later; else the newest.
    """
    newest = current_versie(formulier)
    if newest is None or not shown or newest.sha256 == shown:
        return newest
    seen = FormulierVersie.objects.filter(formulier=formulier, sha256=shown).order_by("-nummer").first()
    if seen is None:
        return newest
    successor = FormulierVersie.objects.filter(formulier=formulier, nummer=seen.nummer + 1).first()
    return seen if successor is not None and successor.gemaakt_op >= since else newest
