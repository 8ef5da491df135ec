"""The short address of a form: leads to its page in the tree."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views import View

from formulieren.models import FormulierPage


class StartView(View):
    """/formulier/<slug>/, as people type it or cut it off."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """To the live form of this name in this language; no session, no cookie."""
        pages = FormulierPage.objects.live().filter(slug=slug, locale__language_code=get_language())
        page = pages.order_by("path").first()
        url = page.get_url(request) if page is not None else None
        if not url:
            raise Http404
        return redirect(url)
