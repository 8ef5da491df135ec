"""Who may open the desk's pages, and how their answers stay out of every cache and search engine."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from producten.medewerker.services import VIEW

View = Callable[..., HttpResponse]


def for_desk(view: View) -> View:
    """Only with a login and the permission: without a login on to the admin's, without the permission 403.

    The answer is for this one person: never stored, never indexed.
    """

    @require_safe
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: int) -> HttpResponse:
        if not request.user.is_authenticated:
            query = urlencode({"next": request.get_full_path()})
            return _private(HttpResponseRedirect(f"{reverse('wagtailadmin_login')}?{query}"))
        if not request.user.has_perm(VIEW):
            raise PermissionDenied
        return _private(view(request, **kwargs))

    return guarded


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
