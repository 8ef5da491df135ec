"""The way in without an account: reference and code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from basis.logboek.models import Handeling
from basis.logboek.services import record
from basis.security.limits import client_key, rate_limit
from basis.security.views import too_many_requests
from formulieren.inzendingen.kenmerk import as_reference
from formulieren.views.access import private
from formulieren.views.zaak.nummer import VolgForm, form_page, mailed_number, not_found
from formulieren.views.zaak.toegang import open_zaak
from formulieren.zaken.services.volgen import look_up

HOUR = 60 * 60
TRIES_PER_REFERENCE = 10
TRIES_PER_CLIENT = 60


class VolgenView(View):
    """GET asks for reference and code; POST opens the zaak, or says that nothing was found (404)."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return form_page(request, VolgForm(initial={"nummer": mailed_number(request)}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """One try; too many an hour, for one reference or from one place, get 429."""
        form = VolgForm(request.POST)
        if not form.is_valid():
            return form_page(request, form, status=422)
        kenmerk, code = form.cleaned_data["nummer"], form.cleaned_data["code"]
        allowed = [
            rate_limit("volgen-kenmerk", as_reference(kenmerk) or "geen", TRIES_PER_REFERENCE, HOUR)
            or not as_reference(kenmerk),
            rate_limit("volgen-bezoeker", client_key(request), TRIES_PER_CLIENT, HOUR),
        ]
        if not all(allowed):
            return too_many_requests(request)
        zaak = look_up(reference=kenmerk, code=code)
        if zaak is None:
            return not_found(request)
        open_zaak(request, zaak)
        record(
            actor=None,
            handeling=Handeling.READ,
            onderwerp=f"zaak:{zaak.identificatie}",
            reden="De inwoner opende de zaak met nummer en code",
        )
        return private(redirect("formulieren:volg_zaak", reference=zaak.identificatie))
