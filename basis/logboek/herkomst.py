"""From where the request at hand comes, for the lines that are written while it is answered."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from basis.security.limits import client_key

_request: ContextVar[HttpRequest | None] = ContextVar("logboek_request", default=None)


def current_herkomst() -> str:
    """A hash of the visitor's address that changes every day, or "" outside a request."""
    request = _request.get()
    return client_key(request) if request is not None else ""


class HerkomstMiddleware:
    """Remembers the request while it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)
