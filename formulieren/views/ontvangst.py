"""The receipt: reference, code, moment and a copy of the answers; the same page at each reload."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from formulieren.inzendingen.antwoorden import read_answers
from formulieren.inzendingen.storage import InzendingStorage
from formulieren.screens import answer_copy
from formulieren.views.access import private, session_key
from formulieren.zaken.services import receipt_for

# How long the receipt can be opened again in the same browser; afterwards reference and code are the way.
VISIBLE = timedelta(hours=1)


class OntvangstView(View):
    """GET shows the receipt; POST takes it off this computer."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The receipt of what this browser sent, or the page to follow an aanvraag."""
        storage = InzendingStorage(session_key(slug), request)
        inzending = storage.inzending
        if inzending is None:
            return private(redirect("formulieren:volgen"))
        if inzending.is_concept:
            return private(redirect("formulieren:controleren", slug=slug))
        if inzending.ingediend_op is None or inzending.ingediend_op < timezone.now() - VISIBLE:
            storage.forget()
            return private(redirect("formulieren:volgen"))
        schema = inzending.versie.form_schema
        context = {
            "schema": schema,
            "slug": slug,
            "receipt": receipt_for(inzending),
            "stappen_kopie": answer_copy(schema, read_answers(inzending)),
            "volg_url": reverse("formulieren:volgen"),
        }
        return private(render(request, "formulieren/ontvangen.html", context))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Forgets the inzending in this browser and goes to the start of the site."""
        InzendingStorage(session_key(slug), request).forget()
        return private(redirect("/"))
