"""Finds how a product is received: its own rows, else those of its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from producten.keuzes import OntvangstWijze
from producten.ontvangst import Ontvangst

if TYPE_CHECKING:
    from producten.models import ProductPage


def resolve_ontvangst(product: ProductPage) -> list[Ontvangst]:
    """The ways of receiving `product` as it stands in memory, in the editor's order: its own rows, or the group's.

    Unlike the routes they are taken over whole: who collects a passport does not also get it by post. One query for
    the group's rows and one for each locatie of a row.
    """
    own = list(product.ontvangsten.all())
    return [_shown(row) for row in own or _standard_rows(product) if row.wijze in OntvangstWijze.values]


def _standard_rows(product: ProductPage) -> list[Any]:
    if not product.path or product.depth is None:
        return []
    model = apps.get_model("producten", "StandaardOntvangst")
    rows = model.objects.filter(productgroep__path=product.path[: -product.steplen])
    return list(rows.select_related("locatie").order_by("sort_order", "pk"))


def _shown(row: Any) -> Ontvangst:
    locatie = row.locatie if row.wijze == OntvangstWijze.OPHALEN else None
    return Ontvangst(
        wijze=OntvangstWijze(row.wijze),
        uitleg=row.uitleg.strip(),
        kosten=row.kosten.strip(),
        duur=row.duur.strip(),
        locatie=locatie if locatie and locatie.live else None,
    )
