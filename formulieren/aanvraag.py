"""Tells producten in which form the online route of a product ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Max
from django.utils.translation import gettext as _

from formulieren.adres import FormAdres
from formulieren.flow.toegang import Login
from formulieren.inloggen.registry import middelen
from producten.aanvraag import AanvraagFeiten

if TYPE_CHECKING:
    from formulieren.models import FormulierPage

# Above this many products one question for all forms is cheaper than a long list of keys in the query.
_LIST = 500
_FIELDS = (
    "title", "slug", "url_path", "path", "product", "zaaktype_identificatie", "opent_op", "sluit_op", "max_inzendingen",
    "inloggen",
)  # fmt: skip


def aanvraag_feiten(product: Any) -> AanvraagFeiten | None:
    """Facts about the live form of `product` (a ProductPage), or None; the oldest when there are more."""
    formulier = product.formulieren.live().order_by("path").first()
    return _feiten(formulier, _fills_in([formulier])) if formulier is not None else None


def aanvragen_feiten(products: Collection[int] | None) -> dict[int, AanvraagFeiten]:
    """The same for many products by primary key (None: all), in one query, and one for each with a maximum.

    One more when there are forms with a login.
    """
    from formulieren.models import FormulierPage

    formulieren = FormulierPage.objects.live().filter(product__isnull=False)
    if products is not None and len(products) <= _LIST:
        formulieren = formulieren.filter(product__in=products)
    wanted = None if products is None else frozenset(products)
    # Only what an address and the facts need: the steps of a form can be large.
    rows = formulieren.order_by("path").only(*_FIELDS)
    mine: dict[int, FormulierPage] = {}
    for formulier in rows:
        pk = formulier.product_id
        if pk is not None and pk not in mine and (wanted is None or pk in wanted):
            mine[pk] = formulier
    filled = _fills_in(mine.values())
    return {pk: _feiten(formulier, filled) for pk, formulier in mine.items()}


def _fills_in(formulieren: Iterable[FormulierPage]) -> frozenset[int]:
    """The primary keys of those that fill in what a register knows; one query, and none without a login."""
    from formulieren.models import FormulierVersie

    behind = [formulier.pk for formulier in formulieren if formulier.inloggen != Login.NIET]
    if not behind:
        return frozenset()
    mine = FormulierVersie.objects.filter(formulier_id__in=behind).order_by()
    last = mine.values("formulier_id").annotate(last=Max("pk")).values("last")
    newest = FormulierVersie.objects.filter(pk__in=last).values_list("formulier_id", "schema")
    return frozenset(pk for pk, schema in newest if pk is not None and _has_prefill(schema))


def _has_prefill(schema: Any) -> bool:
    return any(vraag.get("prefill") for stap in schema["stappen"] for vraag in stap["vragen"])


def _login(formulier: FormulierPage) -> str:
    """With what residents log in, when they must; "" when the form works without."""
    if formulier.inloggen != Login.MOET:
        return ""
    return ", ".join(str(middel.label) for middel in middelen()) or str(_("een login"))


def _feiten(formulier: FormulierPage, filled: frozenset[int]) -> AanvraagFeiten:
    """Every zaak of a form can be followed (views/zaak)."""
    from formulieren.models.openstelling import openstelling

    stand = openstelling(formulier)
    return AanvraagFeiten(
        url=formulier.get_url() or "",
        title=formulier.title,
        makes_zaak=bool(formulier.zaaktype_identificatie),
        volgen=bool(formulier.zaaktype_identificatie),
        login=_login(formulier),
        vooringevuld=formulier.pk in filled,
        melding=stand.tekst,
        open=stand.open,
        namens_url=FormAdres(formulier.slug, namens=True).start,
        namens_recht="inzendingen.fill_in_for_resident",
    )
