"""The read-only API: a list of products with filters, one product, thema's, and the description of it all."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from producten.feeds.answers import json_answer, problem, public_read
from producten.feeds.api_data import LIGHT, detail, summaries, thema_data
from producten.feeds.api_filters import find_products, read_vraag
from producten.feeds.openapi import describe
from producten.feeds.public import absolute, default_site, public_products
from producten.models import Thema

# Per client in ten minutes: enough to walk a catalogue of 10,000 products, a hundred at a time, with every product.
API_LIMIT = 12_000


@public_read("api", limit=API_LIMIT)
def product_list(request: HttpRequest) -> HttpResponseBase:
    """A page of products; 400 with what is wrong for a filter that can't be."""
    vraag, errors = read_vraag(request.GET)
    site = default_site()
    if errors:
        return _wrong(errors)
    if site is None:
        return _nothing()
    pages = find_products(vraag).select_related("upn", "locale").only(*LIGHT)
    paginator = Paginator(pages, vraag.per_pagina)
    if vraag.pagina > max(paginator.num_pages, 1):
        last = _("Er zijn {aantal} pagina's.").format(aantal=paginator.num_pages)
        return _wrong({"pagina": last})
    bladzijde = paginator.page(vraag.pagina)

    def address(number: int) -> str:
        query = request.GET.copy()
        query["pagina"] = str(number)
        return f"{absolute(reverse('producten:api_producten'), site)}?{query.urlencode()}"

    volgende = address(vraag.pagina + 1) if bladzijde.has_next() else None
    vorige = address(vraag.pagina - 1) if bladzijde.has_previous() else None
    data = {
        "aantal": paginator.count,
        "pagina": vraag.pagina,
        "paginas": paginator.num_pages,
        "volgende": volgende,
        "vorige": vorige,
        "resultaten": summaries(list(bladzijde.object_list), site),
    }
    named = ((volgende, "next"), (vorige, "prev"))
    link = ", ".join(f'<{url}>; rel="{rel}"' for url, rel in named if url)
    return json_answer(request, data, link=link)


@public_read("api", limit=API_LIMIT)
def product_detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One public product, in any language."""
    _vraag, errors = read_vraag(request.GET, allowed=lambda _name: False)
    if errors:
        return _wrong({name: _("Hier kunt u niet filteren.") for name in errors})
    site = default_site()
    if site is None or pk > 2**31:
        return _nothing()
    for code, _naam in settings.LANGUAGES:
        page = public_products(site, code).select_related("upn", "locale").filter(pk=pk).first()
        if page is not None:
            return json_answer(request, detail(page, site))
    return _nothing()


@public_read("api", limit=API_LIMIT)
def thema_list(request: HttpRequest) -> HttpResponseBase:
    """Every thema, by name."""
    return json_answer(
        request, {"resultaten": [thema_data(thema) for thema in Thema.objects.order_by("naam")]}
    )


@public_read("api", limit=API_LIMIT)
def openapi(request: HttpRequest) -> HttpResponseBase:
    """The description of the API, OpenAPI 3.1."""
    site = default_site()
    return json_answer(request, describe(site.root_url if site else ""))


def _wrong(errors: dict[str, str]) -> HttpResponseBase:
    text = _("Kijk naar: {namen}.").format(namen=", ".join(errors))
    return problem(400, _("Deze vraag klopt niet"), text, errors)


def _nothing() -> HttpResponseBase:
    return problem(404, _("Niet gevonden"), _("Dit product is er niet, of het staat niet online."))
