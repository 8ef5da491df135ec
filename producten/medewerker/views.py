"""The pages of the desk: a list with search, what residents see, what only employees see, and a page to print."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from basis.models import PaginaBeheer
from basis.words import MAX_TERM, search_words
from producten.aanvraag import find_aanvraag
from producten.medewerker.services import CHANGE, find_products, info_of, product_for_desk
from producten.medewerker.toegang import for_desk
from producten.medewerker.treffers import as_hits
from producten.models import ProductPage
from producten.services.kanaalroutes import resolve_routekaart
from producten.services.tarieven import current_tarieven, tarieven_in

PER_PAGE = 20


@for_desk
def product_list(request: HttpRequest) -> HttpResponse:
    """All live products from A to Z, or those in which every word of `?q=` stands; an unusable term gets 400."""
    term = " ".join(request.GET.get("q", "").split())
    melding = ""
    if len(term) > MAX_TERM:
        melding = _("Uw zoekvraag is te lang. Gebruik een paar woorden.")
    elif term and not search_words(term):
        melding = _("Typ een woord met letters of cijfers, bijvoorbeeld: paspoort.")
    found = find_products("" if melding else term)
    bladzijde = Paginator(found.none() if melding else found, PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "zoekterm": term[:MAX_TERM],
        "melding": melding,
        "aantal": bladzijde.paginator.count,
        "treffers": as_hits(bladzijde.object_list, search_words(term)),
        "bladzijde": bladzijde,
    }
    return render(request, "producten/medewerker/lijst.html", context, status=400 if melding else 200)


@for_desk
def product_public(request: HttpRequest, pk: int) -> HttpResponse:
    """What residents see, under the desk's own address: the content of the public page, rendered anew."""
    product = _find(pk)
    if product.pk != pk:
        return HttpResponseRedirect(reverse("producten:medewerker_product", args=[product.pk]))
    return render(request, "producten/medewerker/inwoner.html", _public_context(request, product))


@for_desk
def product_internal(request: HttpRequest, pk: int) -> HttpResponse:
    """Notes, questions with the answers to give, who knows more, what it costs and which number to give."""
    product = _find(pk)
    if product.pk != pk:
        return HttpResponseRedirect(reverse("producten:medewerker_intern", args=[product.pk]))
    beheer = PaginaBeheer.objects.filter(page_id=product.pk).select_related("team", "eigenaar").first()
    info = info_of(product)
    aanvraag = find_aanvraag(product)
    context = {
        "page": product,
        # Only for who may: the form itself asks for the permission again.
        "namens_url": aanvraag.namens_url
        if aanvraag and request.user.has_perm(aanvraag.namens_recht)
        else "",
        "kruimelpad": _path(product),
        "info": info,
        "vragen": list(info.vragen.all()) if info else [],
        "beheer": beheer,
        "te_laat": bool(beheer and beheer.review_op and beheer.review_op < timezone.localdate()),
        "tarieven": list(current_tarieven(tarieven_in(product.inhoud)).values()),
        "routes": [route for route in resolve_routekaart(product).routes if route.ends_somewhere],
        "openbaar_url": product.get_full_url(request) or "",
        "mag_wijzigen": request.user.has_perm(CHANGE),
    }
    return render(request, "producten/medewerker/intern.html", context)


@for_desk
def product_print(request: HttpRequest, pk: int) -> HttpResponse:
    """The public content to hand over at the counter: no menus, everything unfolded, addresses written out."""
    product = _find(pk)
    context = _public_context(request, product)
    context["openbaar_url"] = product.get_full_url(request) or ""
    context["vandaag"] = timezone.localdate()
    return render(request, "producten/medewerker/print.html", context)


def _find(pk: int) -> ProductPage:
    product = product_for_desk(pk)
    if product is None:
        raise Http404
    return product


def _public_context(request: HttpRequest, product: ProductPage) -> dict[str, Any]:
    """As the public page has it, with the way back to the desk's list instead of the public breadcrumb."""
    context = product.get_context(request)
    info = info_of(product)
    context |= {"kruimelpad": _path(product), "talen": [], "vragen": list(info.vragen.all()) if info else []}
    return context


def _path(product: ProductPage) -> list[dict[str, str]]:
    groep = product.get_parent()
    return [
        {"title": _("Producten voor medewerkers"), "url": reverse("producten:medewerker_lijst")},
        {"title": groep.title, "url": groep.url or ""},
    ]
