"""Remove my answers: asked once more, then everything of the concept is gone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from formulieren.views.access import access_for, private
from formulieren.views.omgeving import login_context


class WissenView(View):
    """GET asks whether it is meant; POST removes answers, files and the trace in this browser."""

    http_method_names = ["get", "head", "post", "options"]
    namens = False

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """What will go; without a concept there is nothing to remove any more."""
        access = access_for(request, slug, namens=self.namens)
        if access.concept is None:
            # What was sent stays ours to answer: its page says how to reach us.
            return private(redirect(access.adres.ontvangen if access.sent else access.adres.gewist))
        context = {"schema": access.schema, "adres": access.adres, "terug_url": access.next_url}
        context |= login_context(access)
        return private(render(request, "formulieren/wissen.html", context))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Removes the concept, also when it was gone already; what was sent meanwhile is not touched."""
        access = access_for(request, slug, namens=self.namens)
        if access.sent is not None:
            return private(redirect(access.adres.ontvangen))
        access.storage.reset()
        return private(redirect(access.adres.gewist))


class GewistView(View):
    """Says that the answers are gone; the same page for everybody."""

    http_method_names = ["get", "head", "options"]
    namens = False

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The page, with the way back to the start of the form; Http404 when there never was such a form."""
        access = access_for(request, slug, namens=self.namens)
        newest = access.versie
        context = {
            "schema": newest.form_schema if newest is not None else None,
            "adres": access.adres,
            "storing_paginas": access.storing_paginas,
        }
        return private(render(request, "formulieren/gewist.html", context))
