"""How the feeds and the API answer: public, the same bytes for everyone, with an ETag, and errors as problem+json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override

from basis.security.limits import client_key, rate_limit

READ_METHODS = ("GET", "HEAD", "OPTIONS")
# Seconds that a cache may keep an answer: short, since a product that is taken down must go.
MAX_AGE = 300
# Seconds in which questions of one client are counted.
_WINDOW = 600
PROBLEM = "application/problem+json"


def public_read[View: Callable[..., HttpResponseBase]](scope: str, *, limit: int) -> Callable[[View], View]:
    """Only GET, HEAD and OPTIONS; open to scripts of every site, cached shortly, in Dutch, without cookies.

    At most `limit` answers of `scope` per client in ten minutes.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with override("nl"):
                response = _refused(request, scope, limit) or view(request, *args, **kwargs)
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag, Link"
            response.headers.setdefault("Cache-Control", f"public, max-age={MAX_AGE}")
            return response

        return answer  # type: ignore[return-value]

    return decorate


def _refused(request: HttpRequest, scope: str, limit: int) -> HttpResponseBase | None:
    """The answer to what is no reading, or too much of it."""
    allowed = ", ".join(READ_METHODS)
    if request.method == "OPTIONS":
        response: HttpResponseBase = HttpResponse(status=204, content_type="text/plain")
        response["Access-Control-Allow-Methods"] = allowed
        response["Access-Control-Allow-Headers"] = "If-None-Match"
        response["Allow"] = allowed
        return response
    if request.method not in READ_METHODS:
        text = _("Hier kunt u alleen lezen: gebruik GET of HEAD.")
        response = problem(405, _("Deze methode kan hier niet"), text)
        response["Allow"] = allowed
        return response
    if not rate_limit(f"feeds-{scope}", client_key(request), limit, _WINDOW):
        response = problem(429, _("Te veel vragen"), _("Wacht tien minuten en probeer het dan opnieuw."))
        response["Retry-After"] = str(_WINDOW)
        return response
    return None


def json_answer(request: HttpRequest, data: Any, *, link: str = "") -> HttpResponseBase:
    """`data` as JSON with an ETag of its bytes; 304 when the asker has them already."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(body, content_type="application/json")
    if link:
        response["Link"] = link
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer if answer is not None else response


def problem(
    status: int, title: str, detail: str, errors: Mapping[str, str] | None = None
) -> HttpResponseBase:
    """An error by RFC 9457: `errors` are parameters with what is wrong with each."""
    data: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if errors:
        data["fouten"] = [{"veld": name, "melding": text} for name, text in errors.items()]
    body = json.dumps(data, ensure_ascii=False).encode()
    response = HttpResponse(body, content_type=PROBLEM, status=status)
    response["Cache-Control"] = "no-store"
    return response
