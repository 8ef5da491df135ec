"""Products as the API tells them: plain data, from what the public page shows and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Site

from producten.blocks import SECTIES
from producten.feeds.online import find_online
from producten.feeds.public import absolute, public_products
from producten.feeds.secties import sections_markdown
from producten.kanaalroutes import Kanaalroute
from producten.keuzes import Doelgroep
from producten.models import Organisatie, ProductPage, ProductUpn, Thema
from producten.services.bulk import resolve_all

LIGHT = (
    *("title", "path", "url_path", "locale", "last_published_at", "kort", "doelgroepen", "aanbod"),
    *("upn__naam", "upn__uri", "locale__language_code"),
)


def summaries(pages: Sequence[ProductPage], site: Site) -> list[dict[str, Any]]:
    """One page of the list; a constant number of queries."""
    routes = resolve_all(pages)
    keys = [page.pk for page in pages]
    themas, upns = _themas(keys), _extra_upns(keys)
    return [_summary(page, routes[page.pk], themas[page.pk], upns[page.pk], site) for page in pages]


def detail(page: ProductPage, site: Site) -> dict[str, Any]:
    """Everything about one product, with the fixed words in its own language."""
    with override(page.locale.language_code):
        return _detail(page, site)


def _detail(page: ProductPage, site: Site) -> dict[str, Any]:
    routes = resolve_all([page])[page.pk]
    summary = _summary(page, routes, _themas([page.pk])[page.pk], _extra_upns([page.pk])[page.pk], site)
    texts = sections_markdown(page, base=f"{site.root_url}/")
    groep = page.get_parent()
    return {
        **summary,
        "aanbod_toelichting": page.aanbod_toelichting,
        "productgroep": {"titel": groep.title, "url": groep.get_full_url() or ""},
        "trefwoorden": _words(page.trefwoorden),
        "synoniemen": _words(page.synoniemen),
        "verantwoordelijke_organisatie": _organisatie(page.verantwoordelijke_organisatie),
        "uitvoerende_organisatie": _organisatie(page.uitvoerende_organisatie),
        "routes": [_route(route, site) for route in routes if route.ends_somewhere],
        "secties": [
            {"soort": kind, "titel": str(SECTIES[kind]), "tekst": text.text} for kind, text in texts.items()
        ],
        "grondslagen": [{"naam": ground.naam, "url": ground.url} for ground in page.grondslagen.all()],
        "verbanden": _verbanden(page, site),
        "talen": _talen(page, site),
    }


def thema_data(thema: Thema) -> dict[str, Any]:
    """A thema by which products can be asked."""
    return {"slug": thema.slug, "naam": thema.naam, "omschrijving": thema.omschrijving}


def _summary(
    page: ProductPage,
    routes: list[Kanaalroute],
    themas: list[dict[str, str]],
    extra: list[dict[str, str]],
    site: Site,
) -> dict[str, Any]:
    online = find_online(routes)
    upns = [{"uri": page.upn.uri, "naam": page.upn.naam}] if page.upn else []
    return {
        "id": page.pk,
        "url": page.get_full_url() or "",
        "api": _api(page.pk, site),
        "titel": page.title,
        "taal": page.locale.language_code,
        "kort": page.kort,
        "aanbod": page.aanbod,
        "doelgroepen": [doelgroep.value for doelgroep in Doelgroep if doelgroep in page.doelgroepen],
        "themas": themas,
        "upns": [*upns, *(upn for upn in extra if upn not in upns)],
        "kanalen": [route.kanaal.value for route in routes if route.ends_somewhere],
        "online_aanvragen": online.onlineaanvragen if online else "nee",
        "aanvraag_url": absolute(online.url, site) if online else None,
        "gewijzigd": timezone.localtime(page.last_published_at).isoformat()
        if page.last_published_at
        else None,
    }


def _api(pk: int, site: Site) -> str:
    return absolute(reverse("producten:api_product", args=[pk]), site)


def _themas(keys: Iterable[int]) -> defaultdict[int, list[dict[str, str]]]:
    found: defaultdict[int, list[dict[str, str]]] = defaultdict(list)
    rows = ProductPage.themas.through.objects.filter(productpage__in=list(keys)).order_by("thema__naam")
    for product, slug, naam in rows.values_list("productpage_id", "thema__slug", "thema__naam"):
        found[product].append({"slug": slug, "naam": naam})
    return found


def _extra_upns(keys: Iterable[int]) -> defaultdict[int, list[dict[str, str]]]:
    found: defaultdict[int, list[dict[str, str]]] = defaultdict(list)
    rows = ProductUpn.objects.filter(product__in=list(keys)).order_by("sort_order", "pk")
    for product, uri, naam in rows.values_list("product_id", "upn__uri", "upn__naam"):
        found[product].append({"uri": uri, "naam": naam})
    return found


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace("\n", ",").split(",") if word.strip()]


def _organisatie(organisatie: Organisatie | None) -> dict[str, str] | None:
    if organisatie is None:
        return None
    return {"naam": organisatie.naam, "owms_uri": organisatie.owms_uri, "website": organisatie.website}


def _route(route: Kanaalroute, site: Site) -> dict[str, Any]:
    locatie = route.locatie
    return {
        "kanaal": route.kanaal.value,
        "naam": route.titel,
        "wat_doet_u": route.wat_doet_u,
        "meenemen": route.meenemen,
        "kosten": route.kosten,
        "bedragen": [
            {"keuze": regel.keuze, "bedrag": str(regel.bedrag), "vanaf": regel.vanaf.isoformat()}
            for regel in (route.bedragen.regels if route.bedragen else ())
        ],
        "duur": route.duur,
        "tijden": route.tijden,
        "voordeel": route.voordeel,
        "logins": list(route.logins),
        "machtigen": route.machtigen,
        "telefoonnummer": route.telefoonnummer,
        "emailadres": route.emailadres,
        "adres": route.adres,
        "url": absolute(route.url, site) if route.url else None,
        "locatie": (
            {"titel": locatie.title, "url": locatie.get_full_url() or "", "adres": locatie.adres}
            if locatie
            else None
        ),
    }


def _verbanden(page: ProductPage, site: Site) -> list[dict[str, Any]]:
    """Ties to other public products of the same language."""
    public = public_products(site, page.locale.language_code)
    rows = page.verbanden.filter(ander__in=public).select_related("ander").order_by("sort_order", "pk")
    return [
        {"soort": row.soort, "id": row.ander_id, "titel": row.ander.title, "api": _api(row.ander_id, site)}
        for row in rows
    ]


def _talen(page: ProductPage, site: Site) -> list[dict[str, Any]]:
    """This product in every language in which it is public, itself included."""
    found = []
    for other in (
        page.get_translations(inclusive=True).select_related("locale").order_by("locale__language_code")
    ):
        code = other.locale.language_code
        if other.pk == page.pk or public_products(site, code).filter(pk=other.pk).exists():
            found.append({"taal": code, "url": other.get_full_url() or "", "api": _api(other.pk, site)})
    return found
