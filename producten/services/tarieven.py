"""What a tarief costs on a day: read by the page, the form and the zaak; and entering a new price."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log

LOG_ACTION = "producten.tarief_bedrag"


@dataclass(frozen=True, slots=True)
class TariefRegel:
    """One amount on a day: the choice it belongs to ("" without choices), euros, and since when."""

    keuze: str
    bedrag: Decimal
    vanaf: dt.date

    @property
    def tekst(self) -> str:
        """The amount as the site writes it: "€ 12,50", "€ 85", or "gratis"."""
        return format_bedrag(self.bedrag)


@dataclass(frozen=True, slots=True)
class TariefStand:
    """A tarief on one day, with the change that is already known, if any."""

    code: str
    naam: str
    toelichting: str
    regels: tuple[TariefRegel, ...]
    straks: tuple[TariefRegel, ...] = ()

    @property
    def bekend(self) -> bool:
        """Whether there is an amount for this day."""
        return bool(self.regels)


def tarieven_in(inhoud: Any) -> set[int]:
    """The primary keys of the tarieven that stand in the sections of a product page."""
    return {
        part.value.pk
        for section in inhoud
        for part in section.value
        if part.block_type == "tarief" and part.value is not None
    }


def format_bedrag(bedrag: Decimal) -> str:
    """Euros in words of the site: whole amounts without cents, nothing as "gratis"."""
    if bedrag == 0:
        return _("gratis")
    places = 0 if bedrag == bedrag.to_integral_value() else 2
    return f"€\u00a0{number_format(bedrag, places, use_l10n=True, force_grouping=True)}"


def current_tarieven(
    ids: Collection[int] | QuerySet[Any, int], *, on: dt.date | None = None
) -> dict[int, TariefStand]:
    """What these tarieven cost `on` a day (today), by primary key; choices in their order. Three queries.

    Of each choice the row with the latest start date that is not after `on` counts. `straks` holds the first later
    change of each choice. Unknown ids are left out; without ids there is no query.
    """
    day = on or timezone.localdate()
    if not isinstance(ids, QuerySet) and not ids:
        return {}
    tarieven = list(apps.get_model("producten", "Tarief").objects.filter(pk__in=ids))
    choices = apps.get_model("producten", "TariefKeuze").objects.filter(tarief__in=tarieven)
    amounts = (
        apps.get_model("producten", "TariefBedrag").objects.filter(tarief__in=tarieven).order_by("vanaf")
    )
    names: dict[int, dict[int | None, str]] = {tarief.pk: {} for tarief in tarieven}
    for keuze in choices.order_by("sort_order", "pk"):
        names[keuze.tarief_id][keuze.pk] = keuze.naam
    rows: dict[tuple[int, int | None], list[Any]] = {}
    for amount in amounts:
        rows.setdefault((amount.tarief_id, amount.keuze_id), []).append(amount)
    return {tarief.pk: _stand(tarief, names[tarief.pk] or {None: ""}, rows, day) for tarief in tarieven}


def _stand(
    tarief: Any,
    names: Mapping[int | None, str],
    rows: Mapping[tuple[int, int | None], list[Any]],
    day: dt.date,
) -> TariefStand:
    now, later = [], []
    for keuze_id, naam in names.items():
        known = rows.get((tarief.pk, keuze_id), [])
        if past := [row for row in known if row.vanaf <= day]:
            now.append(TariefRegel(naam, past[-1].bedrag, past[-1].vanaf))
        if future := [row for row in known if row.vanaf > day]:
            later.append(TariefRegel(naam, future[0].bedrag, future[0].vanaf))
    return TariefStand(tarief.code, tarief.naam, tarief.toelichting, tuple(now), tuple(later))


def bedrag_of(code: str, keuze: str = "", *, on: dt.date | None = None) -> Decimal | None:
    """The amount in euros of the tarief `code` (and choice) on a day; None when it has none. For form and zaak."""
    found = (
        apps.get_model("producten", "Tarief").objects.filter(code=code).values_list("pk", flat=True).first()
    )
    if found is None:
        return None
    regels = current_tarieven([found], on=on)[found].regels
    return next((regel.bedrag for regel in regels if regel.keuze == keuze), None)


@transaction.atomic
def set_bedragen(
    tarief: Any, *, vanaf: dt.date, bedragen: Mapping[int | None, Decimal], actor: Any = None
) -> None:
    """Enter what `tarief` costs from a day on: an amount per choice (key None without choices).

    Raises ValidationError, and changes nothing, when a choice is not the tarief's, when one is missing or when
    there is an amount for that day already that has begun to count: what was asked of people stays as it was.
    """
    own = set(tarief.keuzes.values_list("pk", flat=True)) or {None}
    if set(bedragen) != own:
        raise ValidationError(_("Vul bij elke keuze een bedrag in."), code="keuzes")
    model = apps.get_model("producten", "TariefBedrag")
    same_day = model.objects.filter(tarief=tarief, vanaf=vanaf)
    if vanaf <= timezone.localdate() and same_day.exists():
        raise ValidationError(
            _("Er is al een bedrag vanaf deze dag, en dat geldt nu. Kies een latere dag."), code="begonnen"
        )
    same_day.delete()
    for keuze_id, bedrag in bedragen.items():
        row = model(tarief=tarief, keuze_id=keuze_id, bedrag=bedrag, vanaf=vanaf)
        row.full_clean()
        row.save()
    data = {"vanaf": vanaf.isoformat(), "bedragen": [str(bedrag) for bedrag in bedragen.values()]}
    log(instance=tarief, action=LOG_ACTION, user=actor, data=data)
