"""Who counts how often somebody comes: declared here, registered by the package that keeps the counters."""

from __future__ import annotations

from typing import Protocol

from django.http import HttpRequest, HttpResponse


class Limiter(Protocol):
    """Counts one attempt, and answers for us when there were too many."""

    def __call__(
        self, request: HttpRequest, *, scope: str, limit: int, seconds: int, key: str
    ) -> HttpResponse | None:
        """A refusal (429), or None while `limit` attempts in `seconds` are not used up.

        `key`: whose attempts are counted; "" for the visitor's own place.
        """


_limiters: list[Limiter] = []


def register_limiter(limiter: Limiter) -> None:
    """Take this limiter from now on; a second registration of the same one changes nothing."""
    if limiter not in _limiters:
        _limiters.append(limiter)


def refuse_too_often(
    request: HttpRequest, *, scope: str, limit: int, seconds: int, key: str = ""
) -> HttpResponse | None:
    """The refusal of a registered limiter, or None."""
    for limiter in _limiters:
        if answer := limiter(request, scope=scope, limit=limit, seconds=seconds, key=key):
            return answer
    return None
