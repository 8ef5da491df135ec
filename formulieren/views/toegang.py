"""Keeps the pages of a form behind its login: whoever needs one goes to the page to log in, and comes back."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from formulieren.inloggen.sessie import LoginNeeded
from formulieren.views.access import private

# Where a login may lead back to: pages that are opened with GET, of the same form.
BACK = frozenset(
    {"stap", "stop", "controleren", "ontvangen", "bewijs", "later", "bewaard", "wissen", "gewist"}
)


def behind_login[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """`view` (with a `slug`), which answers LoginNeeded with the way to log in; every address of the flow has it."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except LoginNeeded:
            request: Any = args[0]
            return to_login(request, str(kwargs["slug"]))

    guarded.behind_login = True  # type: ignore[attr-defined]
    return guarded


def to_login(request: HttpRequest, slug: str) -> HttpResponseBase:
    """To the page to log in, and afterwards back to the page that was asked for."""
    query = urlencode({"naar": request.path})
    return private(redirect(f"{reverse('formulieren:inloggen', kwargs={'slug': slug})}?{query}"))


def safe_naar(path: str, slug: str) -> str:
    """`path` when it is a page of the form `slug`, or a mailed link to go on; else "" (no open redirect)."""
    if not path.startswith("/") or len(path) > 300:
        return ""
    try:
        match = resolve(path)
    except (Resolver404, Http404, ValueError):
        return ""
    if match.namespaces != ["formulieren"]:
        return ""
    if match.url_name == "hervatten":
        return path
    return path if match.url_name in BACK and match.kwargs.get("slug") == slug else ""
