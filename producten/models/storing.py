"""Storing: a kanaal that does not work now, everywhere or for one product or form. The list is the log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from producten.keuzes import Kanaal


class StoringQuerySet(models.QuerySet["Storing"]):
    """Outages by moment and place."""

    def now(self, *, at: datetime | None = None) -> StoringQuerySet:
        """Those that last at this moment."""
        moment = at or timezone.now()
        return self.filter(Q(eindigt_op__isnull=True) | Q(eindigt_op__gt=moment), begint_op__lte=moment)

    def shown_on(self, *pages: int | None) -> StoringQuerySet:
        """Those of everything, and those of one of these pages (primary keys; None is no page)."""
        known = [page for page in pages if page is not None]
        return self.filter(Q(pagina__isnull=True, pagina_titel="") | Q(pagina_id__in=known))


class Storing(models.Model):
    """One outage, with what residents can do meanwhile. Terms can be adapted when it lasted (Awb, WMEBV)."""

    kanaal = models.CharField(_("kanaal"), max_length=20, choices=Kanaal.choices, default=Kanaal.ONLINE)
    pagina = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("alleen bij dit product of formulier"),
        help_text=_("Leeg: bij alle producten en formulieren."),
    )
    # Stays when the page goes, so that an outage of one form never becomes one of everything.
    pagina_titel = models.CharField(_("pagina"), max_length=255, blank=True, editable=False)
    tekst = models.TextField(
        _("bericht"),
        max_length=400,
        help_text=_(
            "Zeg wat er niet werkt, en wat mensen nu kunnen doen. Gebruik korte zinnen en gewone tekst."
        ),
    )
    begint_op = models.DateTimeField(_("begin"), default=timezone.now)
    eindigt_op = models.DateTimeField(
        _("einde"), null=True, blank=True, help_text=_("Leeg: tot u hier een einde invult.")
    )

    objects = StoringQuerySet.as_manager()

    class Meta:
        verbose_name = _("storing")
        verbose_name_plural = _("storingen")
        ordering = ["-begint_op", "-pk"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                name="storing_ends_after_it_begins",
                condition=Q(eindigt_op__isnull=True) | Q(eindigt_op__gt=models.F("begint_op")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kanaal_display()}: {self.tekst[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the name of the page."""
        if self.pagina is not None:
            self.pagina_titel = self.pagina.title
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """An end before the begin is a slip of the pen."""
        if self.eindigt_op is not None and self.begint_op and self.eindigt_op <= self.begint_op:
            raise ValidationError({"eindigt_op": _("Kies een einde dat na het begin ligt.")})
