"""Old addresses lead to where a page is now; Wagtail keeps them when an address changes. Never in a circle."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect

# More hand-made steps than this between an old address and its page is a circle, or as bad as one.
MOST_STEPS = 5


class SafeRedirectMiddleware(RedirectMiddleware):
    """Wagtail's own, but "not found" stays "not found" when the redirect would lead nowhere or back to itself.

    A page that goes from A to B and back to A leaves the redirect "A to this page": asleep while the page is live,
    and a circle without end once it is taken down.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The redirect, or the 404 as it came."""
        answer: HttpResponse = super().process_response(request, response)
        if answer is response or _arrives(request, answer["Location"]):
            return answer
        return response


def _arrives(request: HttpRequest, location: str) -> bool:
    """Whether somebody who follows the redirects ends at another address than where they began."""
    seen = {_path(request.get_full_path()), _path(request.path)}
    for _step in range(MOST_STEPS):
        parts = urlsplit(location)
        if parts.netloc and parts.netloc != request.get_host():
            return True
        if _path(location) in seen:
            return False
        seen.add(_path(location))
        following = get_redirect(request, _path(location))
        if following is None or (following.redirect_page and following.redirect_page.live):
            return True
        if not following.link:
            return True
        location = following.link
    return False


def _path(address: str) -> str:
    parts = urlsplit(address)
    return Redirect.normalise_path(parts.path + (f"?{parts.query}" if parts.query else ""))
