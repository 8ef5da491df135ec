"""Error pages that say what to do; they need no database and no context."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation


def error_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """The static error page `template` with `status`, never cached, in the language of the address.

    Not in the active language: what is refused before LocaleMiddleware would get that of the thread's last visitor.
    """
    with translation.override(
        translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    ):
        response = HttpResponse(render_to_string(template), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form can't be read; 413 when it is only too much."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        return too_large(request)
    return error_page(request, "400.html", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than we take in one time."""
    return error_page(request, "413.html", 413)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this visitor."""
    return error_page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what never was, what has gone and what is not yours."""
    return error_page(request, "404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the page says how else to reach us."""
    return error_page(request, "500.html", 500)


def method_not_allowed(request: HttpRequest, allow: str) -> HttpResponse:
    """405: this address can't do that. `allow`: the header Allow of the refusal."""
    response = error_page(request, "400.html", 405)
    response.headers["Allow"] = allow
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open too long or came from elsewhere; going back keeps the answers."""
    return error_page(request, "403_csrf.html", 403)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429: too often in a short time."""
    response = error_page(request, "429.html", 429)
    response.headers["Retry-After"] = "60"
    return response


def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); the date is at most a year ahead, as the standard asks."""
    # Changes once a month and not with every request, so that the answer can be cached.
    first = dt.datetime.now(tz=dt.UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.LOKET_SECURITY_CONTACT}",
        f"Expires: {(first + dt.timedelta(days=180)).isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.LOKET_BASE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
