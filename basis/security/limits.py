"""Rate limits: a counter per scope and key in a fixed window, kept in the cache."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache
from django.http import HttpRequest


def client_key(request: HttpRequest) -> str:
    """A key for the client, not traceable to an address: a truncated hash with the day in it."""
    address = request.META.get("REMOTE_ADDR", "")
    day = int(time.time() // 86_400)
    return hashlib.sha256(f"{day}|{address}".encode()).hexdigest()[:24]


def rate_limit(scope: str, key: str, limit: int, seconds: int) -> bool:
    """Count one attempt; True while at most `limit` attempts came for this key within `seconds`."""
    window = int(time.time() // seconds)
    name = f"limit:{scope}:{key}:{window}"
    if cache.add(name, 1, timeout=seconds + 1):
        return limit >= 1
    try:
        return bool(cache.incr(name) <= limit)
    except ValueError:  # the counter ran out between the two calls
        cache.add(name, 1, timeout=seconds + 1)
        return True
