"""The checking test client: a gate on every HTML page that any test fetches."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.test import Client

from tests.support.html_checks import header_problems, html_problems


class CheckingClient(Client):
    """Django's test client that fails the test when a page it fetched is not good enough.

    Pages of the admin are Wagtail's, so only their headers are checked. Fuzz tests use the plain client.
    """

    def request(self, **request: Any) -> Any:
        """Fetch, then check; the response itself is returned untouched."""
        response = super().request(**request)
        if not response.get("Content-Type", "").startswith("text/html") or response.status_code in {
            301,
            302,
            304,
        }:
            return response
        path = request["PATH_INFO"]
        problems = header_problems(dict(response.headers))
        if not path.startswith("/beheer/"):
            problems += html_problems(response.content.decode())
            if "unsafe" in response.headers.get("Content-Security-Policy", ""):
                problems.append("the public policy allows unsafe code")
            if response.cookies and settings.SESSION_COOKIE_NAME in response.cookies:
                public = "no-store" in response.get("Cache-Control", "") or "private" in response.get(
                    "Cache-Control", ""
                )
                problems += [] if public else ["a session cookie on a page that may be cached"]
        assert not problems, f"{path} ({response.status_code}): " + "; ".join(problems)
        return response
