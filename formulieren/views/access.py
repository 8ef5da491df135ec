"""Which form, which version and which concept a request is about; decided by the server, for all flow views."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.functional import cached_property
from django.utils.translation import get_language

from formulieren.flow.route import Route, route
from formulieren.flow.schema import FormSchema
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.storage import InzendingStorage
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.models.versie import current_versie, versie_to_start


def session_key(slug: str) -> str:
    """Where in the session the uuid of this form's inzending stands."""
    return f"formulier_{get_language()}_{slug}"


def private(response: HttpResponse) -> HttpResponse:
    """Keeps a page with somebody's answers out of every cache."""
    add_never_cache_headers(response)
    return response


class FormAccess:
    """One request's view of one form. A running concept counts on its own version, also when the form closed."""

    def __init__(self, request: HttpRequest, slug: str, storage: InzendingStorage) -> None:
        self.request = request
        self.slug = slug
        self.storage = storage

    @cached_property
    def page(self) -> FormulierPage | None:
        """The form's page in this language, live or not."""
        pages = FormulierPage.objects.filter(slug=self.slug, locale__language_code=get_language())
        return pages.order_by("-live", "path").first()

    @property
    def concept(self) -> Inzending | None:
        """The resident's concept."""
        return self.storage.concept

    @property
    def sent(self) -> Inzending | None:
        """The resident's inzending when it was sent already."""
        inzending = self.storage.inzending
        return inzending if inzending is not None and not inzending.is_concept else None

    @cached_property
    def versie(self) -> FormulierVersie | None:
        """The version to show: the concept's own, else the newest of a live form, else None (closed).

        Raises Http404 when there never was such a form.
        """
        if self.concept is not None:
            return self.concept.versie
        shown = self.request.POST.get("_versie", "")
        if self.page is None or (newest := current_versie(self.page)) is None:
            if self.sent is not None:
                return self.sent.versie
            raise Http404
        if not self.page.live:
            return None
        if not shown:
            return newest
        # A resident who opened the first step before a new publication sends what that page asked.
        since = timezone.now() - timedelta(hours=settings.LOKET_CONCEPT_HOURS)
        return versie_to_start(self.page, shown=shown, since=since)

    @property
    def schema(self) -> FormSchema:
        """The form to show; only when it is not closed."""
        if self.versie is None:
            raise Http404
        return self.versie.form_schema

    @property
    def route(self) -> Route:
        """The resident's route."""
        return route(self.schema)

    def closed_response(self) -> HttpResponse:
        """410: the form is closed; the page says how else to do it."""
        newest = current_versie(self.page) if self.page is not None else None
        context = {"schema": newest.form_schema if newest else None}
        return private(render(self.request, "formulieren/gesloten.html", context, status=410))

    def unavailable_response(self) -> HttpResponse:
        """503: sending fails through our own fault; the answers stay."""
        context = {"schema": self.schema, "slug": self.slug, "bewaar_uren": settings.LOKET_CONCEPT_HOURS}
        response = private(render(self.request, "formulieren/niet_nu.html", context, status=503))
        response.headers["Retry-After"] = "900"
        return response

    def expired_response(self) -> HttpResponse:
        """410: the concept is gone; the page says why and where to begin again."""
        context = {
            "schema": self.schema,
            "slug": self.slug,
            "begin_step": self.route.first,
            "bewaar_uren": settings.LOKET_CONCEPT_HOURS,
        }
        return private(render(self.request, "formulieren/verlopen.html", context, status=410))
