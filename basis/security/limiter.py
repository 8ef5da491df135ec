"""The rate limits as the public screens of packages below this one ask for them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from basis.security.limits import client_key, rate_limit
from basis.security.views import too_many_requests


def limit_visits(
    request: HttpRequest, *, scope: str, limit: int, seconds: int, key: str
) -> HttpResponse | None:
    """429 after more than `limit` attempts in `seconds`, by `key` or else by where the visitor comes from."""
    if rate_limit(scope, key or client_key(request), limit, seconds):
        return None
    return too_many_requests(request)
