"""Log in on a form, come back to the same step, and log out."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views import View

from basis.security.limits import client_key, rate_limit
from formulieren.flow.toegang import Login
from formulieren.inloggen.base import LoginFailed, Middel
from formulieren.inloggen.registry import find, label_of, middelen
from formulieren.inloggen.sessie import EXPIRED_KEY, LoginNeeded, idle_time, ingelogd, log_in, log_out
from formulieren.inzendingen.persoon import latest_concept
from formulieren.models import FormulierPage
from formulieren.models.versie import current_versie
from formulieren.views.access import FormAccess, access_for, private
from formulieren.views.toegang import safe_naar
from formulieren.views.zaak.inlog import login_page, safe_back

# What a login that began holds in the session until the resident comes back.
START_KEY = "login_begonnen"
START_SECONDS = 15 * 60
TRIES_PER_HOUR = 60


class InloggenView(View):
    """GET shows with what to log in and the ways without a computer; POST begins."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The choice; on to the form for who is logged in already."""
        page = _page_of(request, slug)
        naar = safe_naar(request.GET.get("naar", ""), slug)
        if ingelogd(request) is not None:
            return private(redirect(naar or _first(request, slug)))
        return _choice(request, page, naar)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """To the means that was chosen, with a state that only this browser knows."""
        page = _page_of(request, slug)
        naar = safe_naar(request.POST.get("naar", ""), slug)
        if "_zonder" in request.POST:
            return self._without(request, slug)
        return begin_login(request, slug=slug, naar=naar, again=partial(_choice, request, page, naar))

    def _without(self, request: HttpRequest, slug: str) -> HttpResponse:
        """On without a login, where the form allows it: what was begun with one stays with that person."""
        access = access_for(request, slug)
        access.storage.forget()
        try:
            return private(redirect(access.adres.stap(access.route.first)))
        except LoginNeeded:
            return private(redirect(access.adres.inloggen))


class TerugView(View):
    """GET: somebody comes back from a means. Only with the state that this browser left with, and once."""

    http_method_names = ["get", "options"]

    def get(self, request: HttpRequest, middel: str) -> HttpResponse:
        """Logged in under a new session id, on to the same step; else the choice again, which says what to do."""
        begun = request.session.pop(START_KEY, None)
        found = find(middel)
        if found is None or not is_mine(begun, request.GET.get("state", ""), middel):
            # Without a state we can't tell to which form it belongs.
            slug = begun.get("slug", "") if isinstance(begun, dict) else ""
            if not slug:
                return private(render(request, "formulieren/inloggen_niet.html", status=400))
            return _choice(
                request, _page_of(request, slug), safe_naar(begun.get("naar", ""), slug), mislukt=True
            )
        if not begun["slug"]:
            return _for_own_zaken(request, found, str(begun["naar"]))
        slug, naar = str(begun["slug"]), safe_naar(str(begun["naar"]), str(begun["slug"]))
        try:
            log_in(request, found, found.finish(request))
        except LoginFailed:
            return _choice(request, _page_of(request, slug), naar, mislukt=True)
        access = access_for(request, slug)
        _go_on(access)
        return private(redirect(naar or _first(request, slug)))


class UitloggenView(View):
    """POST logs out; GET, for who typed the address, asks it."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """One button, or the page that says that nobody is logged in."""
        login = ingelogd(request)
        if login is None:
            return private(redirect("formulieren:uitgelogd"))
        context = {"inlog": login, "inlog_label": label_of(login.middel)}
        return private(render(request, "formulieren/uitloggen.html", context))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Nothing of the resident stays in this browser; at the means itself too, where that is possible."""
        login = ingelogd(request)
        middel = find(login.middel) if login is not None else None
        log_out(request)
        elsewhere = middel.log_out(request) if middel is not None else ""
        return private(redirect(elsewhere or "formulieren:uitgelogd"))


class UitgelogdView(View):
    """Says that nobody is logged in; the same page for everybody."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The page."""
        return private(render(request, "formulieren/uitgelogd.html"))


def begin_login(
    request: HttpRequest, *, slug: str, naar: str, again: Callable[..., HttpResponse]
) -> HttpResponse:
    """To the means that the POST names; `slug` is the form it is for, "" for one's own zaken.

    `again` draws the choice once more (keywords `status`, `te_vaak`), for a means that isn't there and for too often.
    """
    middel = find(request.POST.get("middel", ""))
    if middel is None:
        return again(status=422)
    if not rate_limit("inloggen", client_key(request), TRIES_PER_HOUR, 60 * 60):
        response = again(te_vaak=True, status=429)
        response.headers["Retry-After"] = "3600"
        return response
    state = secrets.token_urlsafe(32)
    request.session[START_KEY] = {
        "state": state,
        "middel": middel.naam,
        "slug": slug,
        "naar": naar,
        "sinds": timezone.now().timestamp(),
    }
    terug = reverse("formulieren:inloggen_terug", kwargs={"middel": middel.naam})
    return private(HttpResponseRedirect(middel.start(request, state=state, terug=terug)))


def _for_own_zaken(request: HttpRequest, middel: Middel, naar: str) -> HttpResponse:
    """Logged in for one's own zaken: to the list, or to the zaak that was asked for."""
    try:
        log_in(request, middel, middel.finish(request))
    except LoginFailed:
        return login_page(request, safe_back(naar), mislukt=True)
    return private(redirect(safe_back(naar) or "formulieren:mijn_zaken"))


def is_mine(begun: Any, state: str, middel: str) -> bool:
    """Whether this browser began this login, a short while ago."""
    if not isinstance(begun, dict) or begun.get("middel") != middel:
        return False
    fresh = 0 <= timezone.now().timestamp() - float(begun.get("sinds", 0)) <= START_SECONDS
    return fresh and hmac.compare_digest(str(begun.get("state", "")).encode(), state.encode())


def _go_on(access: FormAccess) -> None:
    """What was typed before logging in becomes theirs; else what they left unfinished of this form is taken up."""
    access.storage.claim()
    if access.storage.inzending is None and access.login is not None and access.page is not None:
        concept = latest_concept(access.login, access.page.pk, get_language() or "nl")
        if concept is not None:
            access.storage.adopt(concept)


def _first(request: HttpRequest, slug: str) -> str:
    access = access_for(request, slug)
    return access.next_url if access.versie is not None else access.adres.start


def _page_of(request: HttpRequest, slug: str) -> FormulierPage:
    """The form, when residents log in on it; Http404 otherwise, as for a form that isn't there."""
    pages = FormulierPage.objects.filter(slug=slug, locale__language_code=get_language())
    page = pages.order_by("-live", "path").first()
    newest = current_versie(page) if page is not None else None
    if page is None or newest is None:
        raise Http404
    if newest.form_schema.inloggen == Login.NIET and not _busy_with_login(request, slug):
        raise Http404
    return page


def _busy_with_login(request: HttpRequest, slug: str) -> bool:
    """Whether this browser is busy on a version that asks for a login, though the newest does not any more."""
    try:
        versie = access_for(request, slug).versie
    except LoginNeeded:
        return True
    return versie is not None and versie.form_schema.inloggen != Login.NIET


def _choice(
    request: HttpRequest,
    page: FormulierPage,
    naar: str,
    *,
    mislukt: bool = False,
    te_vaak: bool = False,
    status: int = 200,
) -> HttpResponse:
    versie = current_versie(page)
    schema = versie.form_schema if versie is not None else page.form_schema()
    context = {
        "schema": schema,
        "eigen_url": reverse("formulieren:inloggen", kwargs={"slug": page.slug}),
        "naar": naar,
        "middelen": middelen(),
        "mag_zonder": schema.inloggen != Login.MOET,
        "mislukt": mislukt,
        "te_vaak": te_vaak,
        "verlopen": request.session.pop(EXPIRED_KEY, False) if EXPIRED_KEY in request.session else False,
        "minuten": int(idle_time().total_seconds() // 60),
        "storing_paginas": (page.pk, page.product_id),
    }
    return private(render(request, "formulieren/inloggen.html", context, status=status))
