"""Tells producten in which form the online route of a product ends."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from formulieren.adres import FormAdres
from producten.aanvraag import AanvraagFeiten

if TYPE_CHECKING:
    from formulieren.models import FormulierPage

# Above this many products one question for all forms is cheaper than a long list of keys in the query.
_LIST = 500
_FIELDS = (
    "title", "slug", "url_path", "path", "product", "zaaktype_identificatie", "opent_op", "sluit_op", "max_inzendingen",
)  # fmt: skip


def aanvraag_feiten(product: Any) -> AanvraagFeiten | None:
    """Facts about the live form of `product` (a ProductPage), or None; the oldest when there are more."""
    formulier = product.formulieren.live().order_by("path").first()
    return _feiten(formulier) if formulier is not None else None


def aanvragen_feiten(products: Collection[int] | None) -> dict[int, AanvraagFeiten]:
    """The same for many products by primary key (None: all), in one query, and one for each with a maximum."""
    from formulieren.models import FormulierPage

    formulieren = FormulierPage.objects.live().filter(product__isnull=False)
    if products is not None and len(products) <= _LIST:
        formulieren = formulieren.filter(product__in=products)
    wanted = None if products is None else frozenset(products)
    found: dict[int, AanvraagFeiten] = {}
    # Only what an address and the facts need: the steps of a form can be large.
    rows = formulieren.order_by("path").only(*_FIELDS)
    for formulier in rows:
        pk = formulier.product_id
        if pk is not None and pk not in found and (wanted is None or pk in wanted):
            found[pk] = _feiten(formulier)
    return found


def _feiten(formulier: FormulierPage) -> AanvraagFeiten:
    """Every zaak of a form can be followed (views/status.py); no form fills in anything after logging in."""
    from formulieren.models.openstelling import openstelling

    return AanvraagFeiten(
        url=formulier.get_url() or "",
        title=formulier.title,
        makes_zaak=bool(formulier.zaaktype_identificatie),
        volgen=bool(formulier.zaaktype_identificatie),
        vooringevuld=False,
        melding=openstelling(formulier).tekst,
        namens_url=FormAdres(formulier.slug, namens=True).start,
        namens_recht="inzendingen.fill_in_for_resident",
    )
