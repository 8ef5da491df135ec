"""An end to what one request may bring: files included, which Django itself doesn't count."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from basis.security.views import too_large

Handler = Callable[[HttpRequest], HttpResponse]

_PIECE = 64 * 1024


class BodyLimitMiddleware:
    """Answers 413 to a request that says it is larger than LOKET_REQUEST_BYTES, before anything of it is kept.

    A request without a length has no body for us: WSGI gives Django nothing to read then. Employees may send larger
    files; their limit is that of the web server.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.admin_path = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = _length(request)
        if length <= settings.LOKET_REQUEST_BYTES or request.path.startswith(self.admin_path):
            return self.get_response(request)
        _drain(request, length)
        return too_large(request)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _drain(request: HttpRequest, length: int) -> None:
    """Reads a body that is not much too large and throws it away.

    A browser shows our page only when it could send everything; else it says that the line broke.
    """
    if length > 2 * settings.LOKET_REQUEST_BYTES:
        return
    try:
        while request.read(_PIECE):
            pass
    except OSError:
        return  # the visitor left
