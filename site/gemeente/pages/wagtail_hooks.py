"""Hooks of the site: a page at its own language's address only, and page views counted without persons."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail import hooks

from basis.measure.buffer import count_later
from basis.measure.models import Soort
from gemeente.pages import crisis_admin  # noqa: F401 (registers its own hooks)


@hooks.register("before_serve_page", order=-50)
def refuse_other_language(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Without a home page in English, Wagtail serves the Dutch one below /en/, in a frame that says lang="en".

    A screen reader would read Dutch as English (WCAG 3.1.1), and each page would have two addresses.
    """
    if page.locale.language_code != get_language():
        raise Http404


@hooks.register("before_serve_page")
def count_page_view(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """One view of this page, in whatever language; HEAD requests and prefetches are no views."""
    prefetch = request.headers.get("purpose") == "prefetch" or request.headers.get("sec-purpose")
    if getattr(page, "measured", False) and request.method == "GET" and not prefetch:
        count_later(Soort.PAGE, str(page.translation_key))
