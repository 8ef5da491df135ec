"""Check your answers, and send them."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from formulieren.inzendingen.antwoorden import ConceptGone, read_answers
from formulieren.inzendingen.storage import InzendingStorage
from formulieren.screens import CONTROLE_TEMPLATE, controle_context, stap_url
from formulieren.views.access import FormAccess, private, session_key
from formulieren.zaken.services import IncompleteInzending, SubmitUnavailable, submit_inzending

logger = logging.getLogger("loket.formulieren")


class ControleView(View):
    """GET shows all answers with a link to change each; POST sends them, once."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The answers, or the step that is still open."""
        access = _access(request, slug)
        if (instead := _instead(access)) is not None:
            return instead
        return _page(request, access)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Sends, and shows the receipt; a second time shows the same receipt."""
        access = _access(request, slug)
        if access.concept is None and access.sent is None:
            return access.closed_response() if access.versie is None else access.expired_response()
        inzending = access.concept or access.sent
        if inzending is None:
            return access.expired_response()
        try:
            submit_inzending(inzending=inzending)
        except IncompleteInzending as problem:
            return private(redirect(stap_url(slug, problem.step)))
        except SubmitUnavailable as problem:
            logger.error("An inzending can't become a zaak: zaaktype %s is not usable", problem)
            return access.unavailable_response()
        except ConceptGone:
            return access.expired_response()
        request.session.cycle_key()
        return private(redirect("formulieren:ontvangen", slug=slug))


def _access(request: HttpRequest, slug: str) -> FormAccess:
    return FormAccess(request, slug, InzendingStorage(session_key(slug), request))


def _instead(access: FormAccess) -> HttpResponse | None:
    """The answer when there is nothing to check yet, or no more."""
    if access.versie is None:
        return access.closed_response()
    if access.concept is None:
        if access.sent is not None:
            return private(redirect("formulieren:ontvangen", slug=access.slug))
        return private(redirect(stap_url(access.slug, access.route.first)))
    open_step = access.route.first_open(access.storage.done)
    return private(redirect(stap_url(access.slug, open_step))) if open_step is not None else None


def _page(request: HttpRequest, access: FormAccess) -> HttpResponse:
    if access.concept is None:
        return access.expired_response()
    context = controle_context(access.schema, read_answers(access.concept), slug=access.slug)
    return private(render(request, CONTROLE_TEMPLATE, context))
