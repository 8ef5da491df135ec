"""The address of the tiles: the same bytes for everybody, so no session and no cookie."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from basis.kaart.services import get_tile
from basis.security.limits import client_key, rate_limit
from basis.security.views import too_many_requests

_WINDOW = 5 * 60  # seconds


@require_safe
def tegel(request: HttpRequest, z: int, x: int, y: int) -> HttpResponse:
    """One tile; 404 outside the area and its zooms, 429 after too many. A source that fails gives a grey tile."""
    if not rate_limit("kaart", client_key(request), settings.LOKET_KAART_PER_5_MIN, _WINDOW):
        return too_many_requests(request)
    found = get_tile(z, x, y)
    if found is None:
        raise Http404
    response = HttpResponse(found.content, content_type=found.soort)
    response.headers["Cache-Control"] = f"public, max-age={found.seconds}"
    response.headers["ETag"] = found.etag
    answer = get_conditional_response(request, etag=found.etag, response=response)
    return answer if isinstance(answer, HttpResponse) else response
