"""Our catalogue for the SDG: which products go to the entry service in Dutch and English, and why others don't."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from basis.models import PaginaBeheer
from producten.blocks import SECTIES
from producten.feeds.online import find_online
from producten.feeds.public import absolute, default_site, public_products
from producten.feeds.sdg_records import (
    MAX_TITEL,
    MAX_URL,
    TALEN,
    VELDEN,
    SdgLink,
    SdgProduct,
    SdgVertaling,
)
from producten.feeds.secties import sections_markdown
from producten.kanaalroutes import Kanaalroute
from producten.keuzes import Aanbod, Doelgroep
from producten.models import CatalogusSettings, ProductPage
from producten.services.bulk import resolve_all

DOELGROEPEN = {
    Doelgroep.INWONER: "eu-burger",
    Doelgroep.ONDERNEMER: "eu-bedrijf",
    Doelgroep.VERENIGING: "eu-bedrijf",
    Doelgroep.ONDERWIJS: "eu-bedrijf",
    Doelgroep.ZORG: "eu-bedrijf",
}
# Products that are read and rendered at once.
_BATCH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SdgUitkomst:
    """One Dutch product of the SDG: what goes to the service (one per doelgroep), or why nothing does."""

    pk: int
    title: str
    products: tuple[SdgProduct, ...] = ()
    reasons: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Pair:
    """A product in both languages, with what goes with it."""

    nl: ProductPage
    en: ProductPage | None
    review: dict[int, date | None]
    routes: dict[int, list[Kanaalroute]]


def https_base(site: Site) -> str:
    """The address of the site for texts that the SDG publishes: it takes nothing but https."""
    return f"https://{urlsplit(site.root_url).netloc}"


def each_sdg(site: Site | None = None, *, publicatie_datum: str = "") -> Iterator[SdgUitkomst]:
    """Every public product whose national name belongs to the SDG, some tens at a time.

    `publicatie_datum` (a day, "2026-01-31") publishes; empty is a concept.
    """
    site = site or default_site()
    if site is None:
        return
    keys = public_products(site).filter(upn__isnull=False).exclude(upn__sdg_codes=[])
    ordered = list(keys.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ordered), _BATCH):
        for pair in _read(site, ordered[start : start + _BATCH]):
            yield _uitkomst(pair, site, publicatie_datum)


def _read(site: Site, keys: list[int]) -> list[_Pair]:
    known = ("upn", "locale", "valt_onder__upn")
    dutch = list(ProductPage.objects.filter(pk__in=keys).select_related(*known).order_by("pk"))
    english_pages = public_products(site, "en").filter(
        translation_key__in=[page.translation_key for page in dutch]
    )
    english = {page.translation_key: page for page in english_pages.select_related(*known)}
    pages = [*dutch, *english.values()]
    review = dict(
        PaginaBeheer.objects.filter(page__in=[page.pk for page in pages]).values_list("page", "review_op")
    )
    routes = resolve_all(pages)
    return [_Pair(page, english.get(page.translation_key), review, routes) for page in dutch]


def _uitkomst(pair: _Pair, site: Site, publicatie_datum: str) -> SdgUitkomst:
    page = pair.nl
    instellingen = CatalogusSettings.for_site(site)
    reasons = _reasons(pair, instellingen)
    vertalingen: list[SdgVertaling] = []
    for version in (pair.nl, pair.en):
        if version is not None:
            vertaling, wrong = _vertaling(version, pair.routes[version.pk], site)
            vertalingen.append(vertaling)
            reasons += wrong
    if reasons or page.upn is None:
        return SdgUitkomst(pk=page.pk, title=page.title, reasons=list(dict.fromkeys(reasons)))
    doelgroepen = dict.fromkeys(
        DOELGROEPEN[d] for d in Doelgroep if d in page.doelgroepen and d in DOELGROEPEN
    )
    places = (route.locatie.title for route in pair.routes[page.pk] if route.locatie)
    products = tuple(
        SdgProduct(
            upn_uri=page.upn.uri,
            upn_label=page.upn.naam,
            doelgroep=doelgroep,
            organisatie_uri=instellingen.owms_uri,
            organisatie_label=instellingen.owms_label,
            vertalingen=tuple(vertalingen),
            aanwezig=page.aanbod == Aanbod.JA,
            valt_onder=_parent_uri(page),
            locaties=tuple(dict.fromkeys(places)),
            publicatie_datum=publicatie_datum,
        )
        for doelgroep in doelgroepen
    )
    return SdgUitkomst(pk=page.pk, title=page.title, products=products)


def _reasons(pair: _Pair, instellingen: CatalogusSettings) -> list[str]:
    page, reasons = pair.nl, []
    if not instellingen.complete:
        reasons.append(_("Bij de instellingen 'landelijke catalogi' staat niet welke gemeente dit is."))
    if page.upn is not None and page.upn.verdwenen:
        reasons.append(_("De UPL-naam staat niet meer in de landelijke lijst."))
    if not any(doelgroep in DOELGROEPEN for doelgroep in page.doelgroepen):
        reasons.append(_("Er is geen doelgroep die de SDG kent, zoals inwoners of ondernemers."))
    if page.aanbod == Aanbod.VALT_ONDER and not _parent_uri(page):
        reasons.append(_("Het product waar dit onder valt, heeft geen UPL-naam of is niet gekozen."))
    reasons += _language_reasons(pair)
    return reasons


def _language_reasons(pair: _Pair) -> list[str]:
    """Both languages, and checked on the same date: a reader of one must not get older rules than of the other."""
    if pair.en is None:
        return [_("De pagina staat niet in het Engels online.")]
    dutch, english = pair.review.get(pair.nl.pk), pair.review.get(pair.en.pk)
    if dutch is None or english is None:
        return [_("Er is geen controledatum bij de Nederlandse en de Engelse pagina.")]
    if dutch != english:
        text = _("De controledatum verschilt: Nederlands {nl}, Engels {en}.")
        return [text.format(nl=dutch.isoformat(), en=english.isoformat())]
    return []


def _parent_uri(page: ProductPage) -> str:
    parent = page.valt_onder if page.aanbod == Aanbod.VALT_ONDER else None
    return parent.upn.uri if parent is not None and parent.upn is not None else ""


def _vertaling(page: ProductPage, routes: list[Kanaalroute], site: Site) -> tuple[SdgVertaling, list[str]]:
    """The texts of one page, and what in them the service would refuse."""
    base, taal = https_base(site), page.locale.language_code
    sections = sections_markdown(page, base=f"{base}/")
    teksten: dict[str, list[str]] = {"titel": [page.title.strip()], "tekst": [page.kort.strip()]}
    with override(taal):
        for kind, text in sections.items():
            name = VELDEN[kind]
            heading = f"## {SECTIES[kind]}\n\n" if name == "tekst" and kind != "inleiding" else ""
            teksten.setdefault(name, []).append(f"{heading}{text.text}")
        label = _("Online regelen")
    if page.aanbod != Aanbod.JA:
        teksten["productAanwezigToelichting"] = [page.aanbod_toelichting.strip()]
    if page.aanbod == Aanbod.VALT_ONDER:
        teksten["productValtOnderToelichting"] = [page.aanbod_toelichting.strip()]
    online = find_online(routes)
    link = SdgLink(online.label or label, absolute_https(online.url, site)) if online else SdgLink("", "")
    links = tuple(SdgLink(ground.naam, ground.url) for ground in page.grondslagen.all() if ground.url)
    joined = {name: "\n\n".join(part for part in parts if part) for name, parts in teksten.items()}
    vertaling = SdgVertaling(
        taal=taal,
        teksten={name: text for name, text in joined.items() if text},
        links=links,
        procedure_link=link,
    )
    inside = [url for text in sections.values() for url in text.links]
    addresses = [*inside, *(one.url for one in links), *([link.url] if link.url else [])]
    return vertaling, _text_reasons(vertaling, addresses, page)


def absolute_https(url: str, site: Site) -> str:
    """A path of our own as an https address; another's address as it is."""
    whole = absolute(url, site)
    return (
        f"{https_base(site)}{whole.removeprefix(site.root_url)}"
        if whole.startswith(f"{site.root_url}/")
        else whole
    )


def _text_reasons(vertaling: SdgVertaling, addresses: list[str], page: ProductPage) -> list[str]:
    taal = vertaling.taal if vertaling.taal in TALEN else "?"
    reasons = []
    if len(page.title.strip()) > MAX_TITEL:
        reasons.append(
            _("{taal}: de titel is langer dan {aantal} tekens.").format(taal=taal, aantal=MAX_TITEL)
        )
    if "tekst" not in vertaling.teksten:
        reasons.append(_("{taal}: er is geen tekst.").format(taal=taal))
    if page.aanbod != Aanbod.JA and not page.aanbod_toelichting.strip():
        reasons.append(_("{taal}: leg uit waarom wij dit niet aanbieden.").format(taal=taal))
    for url in dict.fromkeys(addresses):
        if not url.startswith("https://"):
            reasons.append(
                _("{taal}: dit adres begint niet met https: {url}").format(taal=taal, url=url[:200])
            )
        elif len(url) > MAX_URL:
            reasons.append(_("{taal}: dit adres is te lang: {url}").format(taal=taal, url=f"{url[:100]}…"))
    return reasons
