"""The receipt: reference, code, moment and a copy of the answers; the same page at each reload."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from formulieren.inloggen.sessie import log_out
from formulieren.inzendingen.antwoorden import read_answers, registers_of, route_of
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.screens import answer_copy
from formulieren.views.access import access_for, private
from formulieren.views.omgeving import login_context
from formulieren.zaken.models import Ontvangstbewijs
from formulieren.zaken.services import fixed_price, receipt_for

# How long the receipt can be opened again in the same browser; afterwards reference and code are the way.
VISIBLE = timedelta(hours=1)


def is_visible(inzending: Inzending) -> bool:
    """Whether the receipt of `inzending` can still be opened in the browser that sent it."""
    if inzending.state != InzendingState.INGEDIEND or inzending.ingediend_op is None:
        return False
    return inzending.ingediend_op >= timezone.now() - VISIBLE


class OntvangstView(View):
    """GET shows the receipt; POST takes it off this computer."""

    http_method_names = ["get", "head", "post", "options"]
    namens = False

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The receipt of what this browser sent, or the page to follow an aanvraag."""
        access = access_for(request, slug, namens=self.namens)
        adres, inzending = access.adres, access.storage.inzending
        if inzending is None:
            return private(redirect(adres.start if self.namens else "formulieren:volgen"))
        if inzending.is_concept:
            return private(redirect(adres.controle))
        if not is_visible(inzending):
            access.storage.forget()
            return private(redirect(adres.start if self.namens else "formulieren:volgen"))
        schema = inzending.versie.form_schema
        answers = read_answers(inzending)
        context = {
            "schema": schema,
            "adres": adres,
            "namens": inzending if self.namens else None,
            "receipt": receipt_for(inzending),
            "prijs": fixed_price(inzending),
            "stappen_kopie": answer_copy(
                route_of(inzending, answers), answers, registers=registers_of(inzending)
            ),
            "bewijs": Ontvangstbewijs.objects.filter(inzending=inzending).exists(),
            "volg_url": reverse("formulieren:volgen"),
            "storing_paginas": access.storing_paginas,
            **login_context(access),
        }
        return private(render(request, "formulieren/ontvangen.html", context))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Forgets the inzending in this browser and goes to the start of the site, or on to the next resident."""
        access = access_for(request, slug, namens=self.namens)
        access.storage.forget()
        if access.login is not None:
            # Who closes off on a shared computer is logged out as well.
            log_out(request)
        return private(redirect(access.adres.start if self.namens else "/"))
