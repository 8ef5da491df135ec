"""The fixed lists of the catalogue: channels and audiences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class Kanaal(models.TextChoices):
    """How somebody can reach the municipality for a product. New channels join at the end."""

    ONLINE = "online", _("Online")
    BALIE_AFSPRAAK = "balie_afspraak", _("Aan de balie, op afspraak")
    BALIE_INLOOP = "balie_inloop", _("Aan de balie, zonder afspraak")
    TELEFOON = "telefoon", _("Telefoon")
    POST = "post", _("Post")
    EMAIL = "email", _("E-mail")
    HUISBEZOEK = "huisbezoek", _("Wij komen bij u thuis")
    PARTNER = "partner", _("Via een andere organisatie")


# Somebody who has no computer can still go this way. `partner` counts only with a number or an address of
# its own (see producten.kanaalroutes).
ZONDER_COMPUTER = frozenset(
    {Kanaal.BALIE_AFSPRAAK, Kanaal.BALIE_INLOOP, Kanaal.TELEFOON, Kanaal.POST, Kanaal.HUISBEZOEK}
)


class Doelgroep(models.TextChoices):
    """For whom a product is."""

    INWONER = "inwoner", _("Inwoners")
    ONDERNEMER = "ondernemer", _("Ondernemers")
    VERENIGING = "vereniging", _("Verenigingen en stichtingen")


class DoelgroepenField(models.JSONField):
    """A list of Doelgroep values in one column: it travels with the revision and costs no query."""

    def formfield(self, **kwargs: Any) -> Any:
        """Checkboxes; an empty choice is an empty list."""
        return forms.MultipleChoiceField(
            choices=Doelgroep.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )
