"""Rate limits: a counter per scope and key in a fixed window, kept in the cache."""

from __future__ import annotations

import hashlib
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest


def client_key(request: HttpRequest) -> str:
    """A key for the client, not traceable to an address: a truncated hash with the day in it."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.LOKET_BEHIND_PROXY:
        # The last name is the one our own proxy wrote; what stands before it, anybody can make up.
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
        address = forwarded[:100] or address
    day = int(time.time() // 86_400)
    return hashlib.sha256(f"{day}|{address}".encode()).hexdigest()[:24]


def rate_limit(scope: str, key: str, limit: int, seconds: int, amount: int = 1) -> bool:
    """Count one attempt, or `amount` of something; True while at most `limit` came for this key within `seconds`."""
    window = int(time.time() // seconds)
    name = f"limit:{scope}:{key}:{window}"
    if cache.add(name, amount, timeout=seconds + 1):
        return limit >= amount
    try:
        return bool(cache.incr(name, amount) <= limit)
    except ValueError:  # the counter ran out between the two calls
        cache.add(name, amount, timeout=seconds + 1)
        return True
