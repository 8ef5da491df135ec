"""Where a form ends early: why, and what else to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from formulieren.screens import STOP_TEMPLATE, stop_context
from formulieren.views.access import access_for, private
from formulieren.views.omgeving import omgeving


class StopView(View):
    """GET shows the early end that the stored answers lead to; else the place where the resident is."""

    http_method_names = ["get", "head", "options"]
    namens = False

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The explanation and the other route."""
        access = access_for(request, slug, namens=self.namens)
        if access.concept is None and access.sent is not None:
            return private(redirect(access.adres.ontvangen))
        if access.versie is None:
            return access.closed_response()
        stop = access.route.stop
        if stop is None or access.next_url != access.adres.stop:
            return private(redirect(access.next_url))
        context = stop_context(access.schema, access.route, stop, adres=access.adres)
        return private(render(request, STOP_TEMPLATE, {**context, **omgeving(access)}))
