"""The screens of a try-out: the real ones, with a line above them that says what they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from formulieren.editor.proef import Proef, takes_files
from formulieren.flow.prices import chosen_zaaktype
from formulieren.flow.schema import SchemaError, StapSchema
from formulieren.models import FormulierPage
from formulieren.models.zaaktypen import zaaktype_name
from formulieren.screens import answer_copy, controle_context, stap_context, stop_context
from formulieren.vragen.forms import StapForm, form_class, raw_answers
from formulieren.vragen.registry import check_form, type_of
from formulieren.zaken.services import price_of
from formulieren.zaken.services.receipt import contact_of, may_mail


def draft_of(request: HttpRequest, pk: int) -> FormulierPage:
    """The latest draft of a form; Http404 without such a form, PermissionDenied for who may not edit it."""
    formulier = get_object_or_404(FormulierPage, pk=pk)
    if not formulier.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft: FormulierPage = formulier.get_latest_revision_as_object()
    return draft


class ProefView(View):
    """What all screens share: the draft, its language, never in a cache or a search engine."""

    http_method_names = ["get", "head", "post", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A draft that can't be shown leads to the page that says why."""
        formulier = draft_of(request, kwargs.pop("pk"))
        try:
            check_form(formulier.form_schema())
        except SchemaError:
            return redirect("formulier_logica", formulier.pk)
        with translation.override(formulier.locale.language_code):
            self.proef = Proef(request, formulier)
            response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def show(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A screen with the line above it."""
        more = {
            "proef": self.proef,
            "met_bestanden": any(takes_files(vraag) for vraag in self.proef.schema.vragen()),
        }
        return render(
            self.request, f"formulieren/editor/proef_{template}.html", context | more, status=status
        )


class ProefStartView(ProefView):
    """GET goes on where the editor was; POST begins anew."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The first open screen."""
        return redirect(self.proef.next_url)

    def post(self, request: HttpRequest) -> HttpResponse:
        """From the start."""
        self.proef.forget()
        return redirect(self.proef.next_url)


class ProefStapView(ProefView):
    """One step."""

    def get(self, request: HttpRequest, step: str) -> HttpResponse:
        """The step with what was filled in; a step that isn't open leads to the one that is."""
        stap = self._stap(step)
        if stap is None:
            return redirect(self.proef.next_url)
        form = form_class(stap)(initial=raw_answers(stap, self.proef.answers))
        return self._show(stap, form)

    def post(self, request: HttpRequest, step: str) -> HttpResponse:
        """Checks and keeps the answers, then goes on."""
        stap = self._stap(step)
        if stap is None:
            return redirect(self.proef.next_url)
        form = form_class(stap)(data=request.POST)
        if actie := request.POST.get("_actie"):
            return self._show(stap, _after_action(stap, form, actie))
        if not form.is_valid():
            return self._show(stap, form, status=422)
        self.proef.store(stap, form.answers())
        return redirect(self.proef.next_url)

    def _stap(self, step: str) -> StapSchema | None:
        if self.proef.schema.stap(step) is None:
            raise Http404
        the_route = self.proef.route
        return the_route.stap(step) if the_route.may_open(step, self.proef.done) else None

    def _show(self, stap: StapSchema, form: StapForm, *, status: int = 200) -> HttpResponse:
        context = stap_context(self.proef.schema, self.proef.route, stap, form, adres=self.proef.adres)
        return self.show("stap", context, status=status)


class ProefPaginaView(ProefView):
    """The pages after the steps: the early end, the check page, and what would have been sent."""

    def get(self, request: HttpRequest, naam: str) -> HttpResponse:
        """The page when the answers lead there; else where they lead."""
        pages: dict[str, tuple[str, Callable[[], HttpResponse]]] = {
            "stop": (self.proef.adres.stop, self._stop),
            "controleren": (self.proef.adres.controle, self._controle),
            "ontvangen": (self.proef.adres.controle, self._einde),
        }
        if naam not in pages:
            raise Http404
        wanted, page = pages[naam]
        return page() if self.proef.next_url == wanted else redirect(self.proef.next_url)

    def post(self, request: HttpRequest, naam: str) -> HttpResponse:
        """ "Verstuur" on the check page: sends nothing, and shows what would have been sent."""
        return redirect(self.proef.adres.ontvangen if naam == "controleren" else self.proef.next_url)

    def _stop(self) -> HttpResponse:
        stop = self.proef.route.stop
        if stop is None:
            raise Http404
        return self.show(
            "stop", stop_context(self.proef.schema, self.proef.route, stop, adres=self.proef.adres)
        )

    def _controle(self) -> HttpResponse:
        proef = self.proef
        context = controle_context(proef.schema, proef.route, proef.answers, adres=proef.adres)
        return self.show("controleren", context | {"prijs": price_of(proef.schema, proef.outcome().values)})

    def _einde(self) -> HttpResponse:
        proef, outcome = self.proef, self.proef.outcome()
        if outcome.first_failing is not None:
            return redirect(proef.adres.stap(outcome.first_failing))
        contact = contact_of(proef.schema, outcome.values)
        context = {
            "schema": proef.schema,
            "stappen_kopie": answer_copy(outcome.route, outcome.values),
            "prijs": price_of(proef.schema, outcome.values),
            "zaaktype": zaaktype_name(
                chosen_zaaktype(proef.schema, outcome.values, today=timezone.localdate())
            ),
            "email": contact.get("email", "") if may_mail(proef.schema, contact) else "",
        }
        return self.show("einde", context)


def _after_action(stap: StapSchema, form: StapForm, actie: str) -> StapForm:
    """The step again after a button inside one of its questions; nothing is checked or kept."""
    code, _space, rest = actie[:200].partition(" ")
    name, _space, arg = rest.partition(" ")
    raws = form.raw()
    for vraag in stap.vragen:
        if vraag.code == code and code in raws:
            raws[code] = type_of(vraag).act(vraag, raws[code], name, arg)
    return form_class(stap)(initial=raws)
