"""The public list of official messages: which kind may come along which channel, and since when (Awb 2:13)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views import View

from formulieren.models import FormulierPage
from formulieren.models.openstelling import openstelling


class OfficieelView(View):
    """GET shows each kind of official message with a live form that is or will be open; no session, no cookie."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The list, in this language."""
        formulieren = FormulierPage.objects.live().filter(
            officieel_bericht=True, locale__language_code=get_language()
        )
        berichten = [
            {
                "soort": formulier.bericht_soort or formulier.title,
                "formulier": formulier.title,
                "url": formulier.get_url(request),
                "sinds": formulier.kanaal_sinds,
                "andere_kanalen": formulier.andere_kanalen,
            }
            for formulier in formulieren.defer("stappen")
            if not openstelling(formulier).never
        ]
        berichten.sort(key=lambda bericht: str(bericht["soort"]).casefold())
        return render(request, "formulieren/officiele_berichten.html", {"berichten": berichten})
