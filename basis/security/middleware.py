"""Headers on every answer, and a clear answer to input that can't be right."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from basis.security.views import bad_request, method_not_allowed

Handler = Callable[[HttpRequest], HttpResponse]

_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


class HeadersMiddleware:
    """Headers on every answer, and the admin's own content security policy.

    Stands before Django's SecurityMiddleware: when that one refuses a wrong host itself, its answer has no
    headers yet.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(self.admin_path):
            response._csp_config = settings.LOKET_CSP_ADMIN  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "no-store, private")
        else:
            _language_by_path_only(response)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.headers.setdefault("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY)
        return response


def _language_by_path_only(response: HttpResponse) -> None:
    """Take Accept-Language out of Vary: the path alone decides the language, so caches may share the answer."""
    parts = [part.strip() for part in response.headers.get("Vary", "").split(",")]
    kept = [part for part in parts if part and part.lower() != "accept-language"]
    if kept:
        response.headers["Vary"] = ", ".join(kept)
    elif "Vary" in response.headers:
        del response.headers["Vary"]


class BadInputMiddleware:
    """Answers 400 to what no form or link of ours can send: a NUL byte or text that isn't UTF-8.

    And gives a refused method (405) a page: Django's own answer is empty.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "\0" in request.path or "%00" in query or "\0" in query or "\ufffd" in request.path:
            return bad_request(request)
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            return method_not_allowed(request, response.headers.get("Allow", ""))
        return response
