"""The net under the admin: what the gate refused becomes a message, never a page with error 500."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from wagtail.admin import messages as admin_messages

from a11y_checks.gate import PublishRefused, notices


class RefusalMiddleware:
    """Tells an editor what the gate refused, whichever admin view was at work."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds a message for each page that stayed behind while the view went on with the others."""
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        with notices.collecting() as found:
            response = self.get_response(request)
        for notice in found:
            edit = admin_messages.button(
                reverse("wagtailadmin_pages:edit", args=[notice.page_id]), _("Naar de pagina")
            )
            admin_messages.error(request, notice.text, buttons=[edit])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Redirect to where the editor came from, with the reasons; None for every other error."""
        admin = reverse("wagtailadmin_home")
        if not isinstance(exception, PublishRefused) or not request.path.startswith(admin):
            return None
        messages.error(request, exception.reason)
        for bevinding in exception.bevindingen[:5]:
            messages.error(request, f"{bevinding.message} {bevinding.help}")
        back = request.headers.get("referer", "")
        safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if safe else admin)
