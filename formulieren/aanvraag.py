"""Tells producten in which form the online route of a product ends."""

from __future__ import annotations

from typing import Any

from producten.aanvraag import AanvraagFeiten


def aanvraag_feiten(product: Any) -> AanvraagFeiten | None:
    """Facts about the live form of `product` (a ProductPage), or None; the oldest when there are more."""
    formulier = product.formulieren.live().order_by("path").first()
    if formulier is None:
        return None
    return AanvraagFeiten(
        url=formulier.get_url() or "",
        title=formulier.title,
        makes_zaak=bool(formulier.zaaktype_identificatie),
    )
