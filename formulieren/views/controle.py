"""Check your answers, and send them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views import View

from formulieren.flow.prices import price_codes
from formulieren.inzendingen.antwoorden import ConceptGone
from formulieren.inzendingen.keuzes import Hulp
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.screens import CONTROLE_TEMPLATE, controle_context
from formulieren.views.access import FormAccess, access_for, private
from formulieren.views.omgeving import omgeving
from formulieren.views.spam import honeypot_filled, may_submit
from formulieren.zaken.services import (
    FormulierVol,
    IncompleteInzending,
    PriceChanged,
    StoppedInzending,
    SubmitUnavailable,
    price_of,
    submit_inzending,
)

logger = logging.getLogger("loket.formulieren")


class HulpForm(forms.Form):
    """Whether somebody helps: never required, and nothing of the helper is asked."""

    use_required_attribute = False
    hulp = forms.ChoiceField(
        label=gettext_lazy("Helpt iemand u met dit formulier?"),
        help_text=gettext_lazy("Zo weten wij of dit formulier makkelijk genoeg is. Wij vragen geen naam."),
        choices=Hulp.choices,
        required=False,
        widget=forms.RadioSelect,
    )


class ControleView(View):
    """GET shows all answers with a link to change each; POST sends them, once."""

    http_method_names = ["get", "head", "post", "options"]
    namens = False

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The answers, or the step that is still open."""
        access = access_for(request, slug, namens=self.namens)
        if (instead := _instead(access)) is not None:
            return instead
        access.known.refresh()
        return _instead(access) or _page(request, access)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Sends, and shows the receipt; a second time shows the same receipt."""
        access = access_for(request, slug, namens=self.namens)
        inzending = access.concept or access.sent
        if inzending is None:
            return access.closed_response() if access.versie is None else access.expired_response()
        if inzending.is_concept and not self.namens and (instead := _spam(request, access)) is not None:
            return instead
        _store_hulp(inzending, request.POST.get("hulp", ""))
        try:
            submit_inzending(inzending=inzending, getoond=request.POST.get("_prijs", ""))
        except IncompleteInzending as problem:
            return private(redirect(access.adres.stap(problem.step)))
        except PriceChanged:
            # Nobody sends at another price than the page showed. What the refused sending left in memory is not so.
            access = access_for(request, slug, namens=self.namens)
            return _instead(access) or _page(request, access, status=409, prijs_anders=True)
        except StoppedInzending:
            return private(redirect(access.adres.stop))
        except FormulierVol:
            return access.full_response()
        except SubmitUnavailable as problem:
            logger.error("An inzending can't become a zaak: zaaktype %s is not usable", problem)
            return access.unavailable_response()
        except ConceptGone:
            return access.expired_response()
        request.session.cycle_key()
        return private(redirect(access.adres.ontvangen))


def _instead(access: FormAccess) -> HttpResponse | None:
    """The answer when there is nothing to check yet, or no more."""
    if access.concept is None and access.sent is not None:
        return private(redirect(access.adres.ontvangen))
    if access.versie is None:
        return access.closed_response()
    if access.concept is None:
        return private(redirect(access.adres.stap(access.route.first)))
    here = access.adres.controle
    return private(redirect(access.next_url)) if access.next_url != here else None


def _spam(request: HttpRequest, access: FormAccess) -> HttpResponse | None:
    """The page again when the hidden field was filled in (422), or too much came from this network (429)."""
    if not honeypot_filled(request) and may_submit(request):
        return None
    if (instead := _instead(access)) is not None:
        return instead
    if honeypot_filled(request):
        return _page(request, access, status=422, nog_een_keer=True)
    response = _page(request, access, status=429, te_druk=True)
    response.headers["Retry-After"] = "900"
    return response


def _store_hulp(inzending: Inzending, hulp: str) -> None:
    """Whether somebody helps, when the page asked it; made-up values count as no answer."""
    if hulp in Hulp.values:
        Inzending.objects.filter(pk=inzending.pk, state=InzendingState.CONCEPT).update(hulp=hulp)


def _page(request: HttpRequest, access: FormAccess, *, status: int = 200, **more: Any) -> HttpResponse:
    if access.concept is None:
        return access.expired_response()
    stored = access.storage.answers
    answers: Mapping[str, Any] = stored or {}
    registers = stored.registers if stored is not None else {}
    context = controle_context(access.schema, access.route, answers, adres=access.adres, registers=registers)
    # Only what the price needs: a sealed answer stays closed.
    needed = price_codes(access.schema) & access.route.codes
    context["prijs"] = price_of(access.schema, {code: answers[code] for code in needed if code in answers})
    context |= {**omgeving(access), "hulp": None if access.adres.namens else _hulp(access.concept), **more}
    return private(render(request, CONTROLE_TEMPLATE, context, status=status))


def _hulp(concept: Inzending) -> HulpForm:
    """The question whether somebody helps; an employee is not asked."""
    return HulpForm(initial={"hulp": concept.hulp})
