"""The webhook of the Notificaties consumer API: stores first, then says 204; all the work comes later."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from basis.security.limiter import client_key, rate_limit
from formulieren.zaken.notificaties.bericht import MalformedBericht, parse_bericht
from formulieren.zaken.notificaties.geheim import header_fits
from formulieren.zaken.notificaties.ontvangen import take_in

MOST_BYTES = 64 * 1024
# Only who has no good secret is counted: a message of the backend is never turned away because there are many.
WRONG_TRIES = 30
WRONG_SECONDS = 600
API_VERSION = "1.0.0"


# A program calls this, without a cookie: there is nothing that a forged form could borrow.
@csrf_exempt
@never_cache
@require_POST
def notificaties(request: HttpRequest) -> HttpResponse:
    """204 when the message is kept or needs nothing, 403 without the secret, 400 and 413 for what is no message."""
    if not header_fits(request.headers.get("Authorization", "")):
        if not rate_limit("notificaties", client_key(request), WRONG_TRIES, WRONG_SECONDS):
            answer = _problem(429, "throttled", "Te veel pogingen zonder geldig geheim.")
            answer["Retry-After"] = str(WRONG_SECONDS)
            return answer
        return _problem(403, "permission_denied", "De header Authorization ontbreekt of klopt niet.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > MOST_BYTES:
        return _problem(413, "too_large", "Dit bericht is te groot.")
    try:
        take_in(parse_bericht(request.body))
    except MalformedBericht as error:
        return _problem(400, "invalid", "Dit is geen bericht over een zaak.", error.params)
    kept = HttpResponse(status=204, headers={"API-version": API_VERSION})
    del kept["Content-Type"]  # there is no content
    return kept


def _problem(
    status: int, code: str, detail: str, params: list[tuple[str, str, str]] | None = None
) -> HttpResponse:
    """A problem document as the standard has it."""
    document: dict[str, object] = {
        "type": "about:blank",
        "code": code,
        "title": detail,
        "status": status,
        "detail": detail,
        "instance": "",
    }
    if params:
        document["invalid-params"] = [
            {"name": name, "code": each, "reason": reason} for name, each, reason in params
        ]
    return JsonResponse(
        document,
        status=status,
        content_type="application/problem+json",
        headers={"API-version": API_VERSION},
    )
