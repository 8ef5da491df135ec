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

from formulieren.adres import FormAdres
from formulieren.flow.route import Route, route
from formulieren.flow.schema import FormSchema, StapSchema
from formulieren.flow.toegang import Login
from formulieren.inloggen.sessie import Ingelogd, LoginNeeded
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.storage import InzendingStorage
from formulieren.inzendingen.termijn import touch
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.models.openstelling import Openstelling, openstelling
from formulieren.models.versie import current_versie, versie_to_start
from formulieren.views.bekend import Known
from formulieren.vragen.forms import StapForm, form_class, raw_answers
from formulieren.vragen.registry import asked_codes


def session_key(slug: str) -> str:
    """Where in the session the uuid of this form's inzending stands."""
    return f"formulier_{get_language()}_{slug}"


def namens_key(slug: str) -> str:
    """The same for an employee who fills the form in for a resident: never what the employee fills in at home."""
    return f"namens_{get_language()}_{slug}"


def access_for(request: HttpRequest, slug: str, *, namens: bool = False) -> FormAccess:
    """The form `slug` as this browser sees it."""
    key = namens_key(slug) if namens else session_key(slug)
    return FormAccess(request, FormAdres(slug, namens=namens), InzendingStorage(key, request))


def private(response: HttpResponse) -> HttpResponse:
    """Keeps a page with somebody's answers out of every cache."""
    add_never_cache_headers(response)
    return response


class FormAccess:
    """One request's view of one form. A running concept counts on its own version, also when the form closed."""

    def __init__(self, request: HttpRequest, adres: FormAdres, storage: InzendingStorage) -> None:
        self.request = request
        self.adres = adres
        self.slug = adres.slug
        self.storage = storage

    @cached_property
    def page(self) -> FormulierPage | None:
        """The form's page in this language, live or not."""
        pages = FormulierPage.objects.filter(slug=self.slug, locale__language_code=get_language())
        return pages.order_by("-live", "path").first()

    @property
    def storing_paginas(self) -> tuple[int | None, int | None]:
        """The form's page and its product: whose outages are shown."""
        return (self.page.pk, self.page.product_id) if self.page is not None else (None, None)

    @cached_property
    def openstelling(self) -> Openstelling | None:
        """Whether the form takes new inzendingen now; None without a page."""
        return openstelling(self.page) if self.page is not None else None

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

        Raises Http404 when there never was such a form, and LoginNeeded when this one is only for who is logged in:
        each page of a form goes through here, or through `storage.inzending`.
        """
        versie = self._versie()
        if (
            versie is not None
            and not self.adres.namens
            and versie.form_schema.inloggen == Login.MOET
            and self.login is None
        ):
            raise LoginNeeded
        return versie

    @property
    def login(self) -> Ingelogd | None:
        """Who is logged in as a resident; nobody on the employee's own pages."""
        return None if self.adres.namens else self.storage.login

    @cached_property
    def known(self) -> Known:
        """What registers know of the resident."""
        return Known(self)

    def _versie(self) -> FormulierVersie | None:
        if self.concept is not None:
            return self.concept.versie
        shown = self.request.POST.get("_versie", "")
        if self.page is None or (newest := current_versie(self.page)) is None:
            if self.sent is not None:
                return self.sent.versie
            raise Http404
        if not self.page.live or (self.openstelling is not None and not self.openstelling.open):
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
        """The resident's route, from the stored answers."""
        return self._standing[0]

    @property
    def done(self) -> frozenset[str]:
        """The steps that are stored and in which no question has turned up since."""
        return self._standing[1]

    @cached_property
    def _standing(self) -> tuple[Route, frozenset[str]]:
        answers = self.storage.answers
        if answers is None:
            return route(self.schema, {}, today=timezone.localdate(), done=()), frozenset()
        stored = self.storage.stands
        the_route = route(self.schema, answers, today=timezone.localdate(), done=stored)
        done = {
            stap.slug
            for stap in the_route.stappen
            if stap.slug in stored and asked_codes(stap) <= answers.asked
        }
        return the_route, frozenset(done)

    @property
    def next_url(self) -> str:
        """Where the resident goes on: the first open step, the early end, or the page to check the answers."""
        open_step = self.route.first_open(self.done)
        if open_step is not None:
            return self.adres.stap(open_step)
        return self.adres.stop if self.route.stop is not None else self.adres.controle

    def still_here(self) -> None:
        """Opening a page of the form counts as using it: concept and session get their whole term again."""
        if self.concept is not None and touch(self.concept):
            self.storage.extend()

    def stored_again(self) -> None:
        """The answers changed: what follows from them is worked out anew."""
        self.__dict__.pop("_standing", None)

    def step_form(self, stap: StapSchema) -> StapForm:
        """The step as it is shown on opening: the stored answers, with what is wrong with them by now."""
        open_stap = self.known.open_stap(stap)
        raws = raw_answers(open_stap, {**self.known.suggested(stap), **(self.storage.answers or {})})
        made = form_class(open_stap)
        return made(raws=raws) if stap.slug in self.done else made(initial=raws)

    def closed_response(self) -> HttpResponse:
        """410: the form is closed; the page says how else to do it."""
        newest = current_versie(self.page) if self.page is not None else None
        context = {
            "schema": newest.form_schema if newest else None,
            "stand": self.openstelling,
        }
        return private(render(self.request, "formulieren/gesloten.html", context, status=410))

    def full_response(self) -> HttpResponse:
        """409: the form took its last inzending a moment ago; the answers stay, and there are other ways."""
        context = {
            "schema": self.schema,
            "adres": self.adres,
            "bewaar_uren": settings.LOKET_CONCEPT_HOURS,
            "storing_paginas": self.storing_paginas,
        }
        return private(render(self.request, "formulieren/vol.html", context, status=409))

    def unavailable_response(self) -> HttpResponse:
        """503: sending fails through our own fault; the answers stay."""
        context = {
            "schema": self.schema,
            "adres": self.adres,
            "bewaar_uren": settings.LOKET_CONCEPT_HOURS,
            "storing_paginas": self.storing_paginas,
        }
        response = private(render(self.request, "formulieren/niet_nu.html", context, status=503))
        response.headers["Retry-After"] = "900"
        return response

    def expired_response(self) -> HttpResponse:
        """410: the concept is gone; the page says why and where to begin again."""
        context = {
            "schema": self.schema,
            "adres": self.adres,
            "begin_url": self.adres.stap(self.route.first),
            "bewaar_uren": settings.LOKET_CONCEPT_HOURS,
            "storing_paginas": self.storing_paginas,
        }
        return private(render(self.request, "formulieren/verlopen.html", context, status=410))
