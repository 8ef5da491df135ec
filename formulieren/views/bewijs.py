"""The receipt as a PDF, for who sent the inzending from this browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views import View

from formulieren.views.access import access_for, private
from formulieren.views.ontvangst import is_visible
from formulieren.zaken.services.ontvangstbewijs import read_ontvangstbewijs


class BewijsView(View):
    """GET downloads the PDF; while it is not made yet, or for somebody else, it leads to the receipt itself."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The file, never shown inline and never cached."""
        inzending = access_for(request, slug).storage.inzending
        pdf = read_ontvangstbewijs(inzending) if inzending is not None and is_visible(inzending) else None
        if pdf is None or inzending is None:
            return private(redirect("formulieren:ontvangen", slug=slug))
        response = HttpResponse(pdf, content_type="application/pdf")
        name = _("ontvangstbewijs-%(kenmerk)s.pdf") % {"kenmerk": inzending.reference}
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return private(response)
