"""What the municipality promises per kanaal: its own text, hours and servicenorm, kept once."""

from __future__ import annotations

from collections.abc import Callable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from producten.keuzes import Kanaal, NormEenheid

_NORMEN: dict[NormEenheid, Callable[[int], str]] = {
    NormEenheid.KANTOORUREN: lambda n: ngettext(
        "binnen %(aantal)d uur dat wij open zijn", "binnen %(aantal)d uren dat wij open zijn", n
    ),
    NormEenheid.WERKDAGEN: lambda n: ngettext("binnen %(aantal)d werkdag", "binnen %(aantal)d werkdagen", n),
    NormEenheid.WEKEN: lambda n: ngettext("binnen %(aantal)d week", "binnen %(aantal)d weken", n),
}


class KanaalInfo(models.Model):
    """One kanaal as data. A kanaal without a row keeps the name of the list and promises nothing."""

    kanaal = models.CharField(_("kanaal"), max_length=20, choices=Kanaal.choices, unique=True)
    naam = models.CharField(
        _("naam op de site"), max_length=60, blank=True, help_text=_("Leeg: de gewone naam van het kanaal.")
    )
    uitleg = models.TextField(
        _("uitleg"), blank=True, max_length=300, help_text=_("Eén of twee zinnen die bij elk product gelden.")
    )
    tijden = models.TextField(
        _("wanneer open of bereikbaar"),
        blank=True,
        max_length=500,
        help_text=_("Bijvoorbeeld: maandag tot en met vrijdag van 8.30 tot 17.00 uur."),
    )
    norm_aantal = models.PositiveSmallIntegerField(
        _("antwoord binnen"), null=True, blank=True, help_text=_("Onze servicenorm: een getal.")
    )
    norm_eenheid = models.CharField(_("eenheid"), max_length=15, choices=NormEenheid.choices, blank=True)
    in_gebruik = models.BooleanField(
        _("wij gebruiken dit kanaal"),
        default=True,
        help_text=_("Uit: nieuwe routes kunnen dit kanaal niet kiezen."),
    )

    class Meta:
        verbose_name = _("kanaal")
        verbose_name_plural = _("kanalen")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(norm_aantal__isnull=True) | ~Q(norm_eenheid=""), name="kanaal_norm_has_a_unit"
            )
        ]

    def __str__(self) -> str:
        return self.naam or str(self.get_kanaal_display())

    @property
    def norm(self) -> str:
        """The servicenorm in words, such as "binnen 3 werkdagen", or ""."""
        if not self.norm_aantal:
            return ""
        return _NORMEN[NormEenheid(self.norm_eenheid)](self.norm_aantal) % {"aantal": self.norm_aantal}
