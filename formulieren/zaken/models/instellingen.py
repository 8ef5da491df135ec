"""Zaakinstellingen: what holds for all zaken of this municipality; and Zgwinstellingen: the ZGW backend."""

from __future__ import annotations

from datetime import time

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting
from zgw_consumers.constants import APITypes
from zgw_consumers.models import Service

from formulieren.zaken.keuzes import Vertrouwelijkheid
from formulieren.zaken.termijnen import read_vrije_dagen

RSIN = RegexValidator(r"\A[0-9]{9}\Z", _("Een RSIN heeft 9 cijfers."))


class Zaakinstellingen(BaseGenericSetting):
    """Office hours and extra free days for the terms, and how secret a zaak may be that a resident can see."""

    kantoor_open = models.TimeField(_("kantooruren vanaf"), default=time(9))
    kantoor_dicht = models.TimeField(_("kantooruren tot"), default=time(17))
    vrije_dagen = models.TextField(
        _("extra vrije dagen"),
        blank=True,
        help_text=_(
            "Dagen waarop het kantoor dicht is, elk op een eigen regel: 2026-12-24. De feestdagen kennen wij."
        ),
    )
    waarschuw_dagen = models.PositiveSmallIntegerField(
        _("waarschuw hoeveel werkdagen van tevoren?"), default=3
    )
    hoogste_vertrouwelijkheid = models.CharField(
        _("inwoners zien zaken tot en met"),
        max_length=20,
        choices=Vertrouwelijkheid.choices,
        default=Vertrouwelijkheid.ZAAKVERTROUWELIJK,
    )

    class Meta:
        verbose_name = _("instellingen voor zaken")

    def clean(self) -> None:
        """Office hours in order, and a day on each line."""
        super().clean()
        if self.kantoor_open and self.kantoor_dicht and self.kantoor_open >= self.kantoor_dicht:
            raise ValidationError(
                {
                    "kantoor_dicht": _(
                        "Het kantoor moet later dichtgaan dan het opengaat. Kies een andere tijd."
                    )
                }
            )
        _days, wrong = read_vrije_dagen(self.vrije_dagen)
        if wrong:
            raise ValidationError(
                {
                    "vrije_dagen": _(
                        "Dit is geen dag: %(regel)s. Schrijf elke dag op een eigen regel: 2026-12-24."
                    )
                    % {"regel": wrong[0][:40]}
                }
            )


class Zgwinstellingen(BaseGenericSetting):
    """The connection with a ZGW backend; off means that the local store is the one that counts."""

    aan = models.BooleanField(
        _("zaken gaan naar een zaaksysteem"),
        default=False,
        help_text=_("Aan: elke zaak gaat naar het zaaksysteem, en behandelen doet u daar."),
    )
    zaken_api = models.ForeignKey(
        Service,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"api_type": APITypes.zrc},
        verbose_name=_("Zaken API"),
    )
    catalogi_api = models.ForeignKey(
        Service,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"api_type": APITypes.ztc},
        verbose_name=_("Catalogi API"),
    )
    documenten_api = models.ForeignKey(
        Service,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"api_type": APITypes.drc},
        verbose_name=_("Documenten API"),
    )
    bronorganisatie = models.CharField(_("RSIN van de gemeente"), max_length=9, blank=True, validators=[RSIN])
    catalogus_domein = models.CharField(_("domein van de catalogus"), max_length=5, blank=True)
    catalogus_rsin = models.CharField(_("RSIN van de catalogus"), max_length=9, blank=True, validators=[RSIN])
    # Keyed hash of the Authorization header that the notifications must carry; "" takes none.
    webhook_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("verbinding met het zaaksysteem")

    def clean(self) -> None:
        """Switched on, nothing may be missing; a RSIN passes the eleven-test, as backends ask."""
        super().clean()
        errors = {}
        for name in ("bronorganisatie", "catalogus_rsin"):
            value = getattr(self, name)
            if value and not _is_rsin(value):
                errors[name] = _("Dit RSIN bestaat niet. Kijk de 9 cijfers na.")
        if self.aan:
            for name in (
                "zaken_api",
                "catalogi_api",
                "documenten_api",
                "bronorganisatie",
                "catalogus_domein",
                "catalogus_rsin",
            ):
                if not getattr(self, name):
                    errors.setdefault(name, _("Vul dit in. Zonder dit kan de verbinding niet aan."))
        if errors:
            raise ValidationError(errors)


def _is_rsin(value: str) -> bool:
    """The eleven-test; nine zeros pass it too, and backends use them for tests."""
    if len(value) != 9 or not value.isascii() or not value.isdigit():
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, value, strict=True)) % 11 == 0
