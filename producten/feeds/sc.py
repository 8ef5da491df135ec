"""Our catalogue as Samenwerkende Catalogi: which products go in, and why the others don't."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from producten.feeds.online import find_online
from producten.feeds.public import absolute, default_site, public_products
from producten.feeds.sc_check import is_web_address
from producten.feeds.sc_records import ScProduct, Waarde
from producten.feeds.sc_write import plain, write_sc
from producten.kanaalroutes import Kanaalroute
from producten.keuzes import Aanbod, Doelgroep, VerbandSoort
from producten.models import CatalogusSettings, ProductPage, ProductUpn, ProductVerband
from producten.services.bulk import RowsInOrder, resolve_each

# The national list knows two audiences: people, and everybody who is an organisation.
DOELGROEPEN = {
    Doelgroep.INWONER: "particulier",
    Doelgroep.ONDERNEMER: "ondernemer",
    Doelgroep.VERENIGING: "ondernemer",
    Doelgroep.ONDERWIJS: "ondernemer",
    Doelgroep.ZORG: "ondernemer",
}
# What the feed needs of a page: not its sections, which are long.
_FIELDS = (
    *("title", "path", "url_path", "last_published_at", "kort", "doelgroepen", "aanbod", "upn_reden"),
    *("upn__naam", "upn__uri", "upn__verdwenen_op"),
)
_PIECE = 50  # products in one piece of the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ScUitkomst:
    """One public product: its record, or the reasons (Dutch) why it is left out."""

    pk: int
    title: str
    product: ScProduct | None = None
    reasons: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Gemeente:
    site: Site
    waarde: Waarde


def each_product(site: Site | None = None) -> Iterator[ScUitkomst]:
    """Every public product in the site's own language, in the order of primary keys, one by one.

    A constant number of queries and a bounded memory, however many products there are.
    """
    site = site or default_site()
    if site is None:
        return
    instellingen = CatalogusSettings.for_site(site)
    gemeente = _Gemeente(site, Waarde(instellingen.owms_uri, plain(instellingen.owms_label)))
    public = public_products(site)
    meer = ProductUpn.objects.filter(upn__verdwenen_op__isnull=True)
    verbanden = ProductVerband.objects.filter(soort=VerbandSoort.GERELATEERD, ander__in=public)
    verbanden = verbanden.filter(ander__upn__isnull=False, ander__upn__verdwenen_op__isnull=True)
    extra = _by_product(meer, "upn__uri", "upn__naam")
    related = _by_product(verbanden, "ander__upn__uri", "ander__upn__naam")
    for page, routes in resolve_each(public.select_related("upn").only(*_FIELDS)):
        upns = [*_main_upn(page), *extra.of(page.pk)]
        yield _uitkomst(page, routes, _waarden(upns), _waarden(related.of(page.pk)), gemeente)


def feed_pieces(site: Site | None = None) -> Iterator[bytes]:
    """The feed in UTF-8, some tens of products at a time."""
    records = (uitkomst.product for uitkomst in each_product(site) if uitkomst.product)
    piece: list[str] = []
    for part in write_sc(records):
        piece.append(part)
        if len(piece) == _PIECE:
            yield "".join(piece).encode()
            piece.clear()
    yield "".join(piece).encode()


def _by_product(rows: object, uri: str, naam: str) -> RowsInOrder[tuple[int, str, str]]:
    values = rows.order_by("product_id", "sort_order", "pk").values_list("product_id", uri, naam)  # type: ignore[attr-defined]
    return RowsInOrder(values.iterator(chunk_size=500), key=lambda row: row[0])


def _main_upn(page: ProductPage) -> list[tuple[int, str, str]]:
    upn = page.upn
    return [(page.pk, upn.uri, upn.naam)] if upn is not None and not upn.verdwenen else []


def _waarden(rows: list[tuple[int, str, str]]) -> tuple[Waarde, ...]:
    """Each name once, in its order."""
    return tuple(dict.fromkeys(Waarde(uri, plain(naam)) for _pk, uri, naam in rows))


def _uitkomst(
    page: ProductPage,
    routes: list[Kanaalroute],
    upns: tuple[Waarde, ...],
    gerelateerd: tuple[Waarde, ...],
    gemeente: _Gemeente,
) -> ScUitkomst:
    online = find_online(routes)
    modified = page.last_published_at or timezone.now()
    names = (DOELGROEPEN[d] for d in Doelgroep if d in page.doelgroepen and d in DOELGROEPEN)
    product = ScProduct(
        identifier=page.get_full_url() or "",
        title=plain(page.title),
        language=gemeente.site.root_page.locale.language_code,
        modified=timezone.localtime(modified).date(),
        spatial=gemeente.waarde,
        authority=gemeente.waarde,
        audience=tuple(dict.fromkeys(names)),
        abstract=plain(page.kort),
        product_id=str(page.pk),
        online_aanvragen=online.onlineaanvragen if online else "nee",
        aanvraag_url=absolute(online.url, gemeente.site) if online else "",
        upns=upns,
        gerelateerd=tuple(waarde for waarde in gerelateerd if waarde not in upns),
    )
    reasons = _reasons(page, product)
    return ScUitkomst(pk=page.pk, title=page.title, product=None if reasons else product, reasons=reasons)


def _reasons(page: ProductPage, product: ScProduct) -> list[str]:
    """Why the national collection would not take it; each sentence says what is missing."""
    reasons = []
    if page.aanbod == Aanbod.NEE:
        reasons.append(_("Wij bieden dit product niet aan."))
    if page.aanbod == Aanbod.VALT_ONDER:
        reasons.append(_("Dit product valt onder een ander product."))
    if not product.abstract:
        reasons.append(_("Het korte antwoord boven aan de pagina is leeg."))
    if not product.audience:
        reasons.append(_("Er is geen doelgroep die de landelijke catalogus kent, zoals inwoners."))
    if not product.upns:
        reasons.append(_no_upn(page))
    if not is_web_address(product.identifier):
        reasons.append(_("De pagina heeft geen adres op de site."))
    if not product.spatial.uri or not product.spatial.label:
        reasons.append(_("Bij de instellingen 'landelijke catalogi' staat niet welke gemeente dit is."))
    return reasons


def _no_upn(page: ProductPage) -> str:
    if page.upn is not None:
        return _("De UPL-naam staat niet meer in de landelijke lijst.")
    if page.upn_reden:
        return _("Er is geen UPL-naam. De reden is: {reden}").format(reden=page.upn_reden)
    return _("Er is geen UPL-naam.")
