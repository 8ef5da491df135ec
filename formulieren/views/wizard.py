"""The steps of a form: django-formtools' wizard on our own storage. The step comes from the URL alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from formtools.wizard.views import NamedUrlWizardView

from formulieren.adres import FormAdres
from formulieren.flow.schema import StapSchema
from formulieren.inzendingen import meting
from formulieren.inzendingen.antwoorden import ConceptGone, StapConflict
from formulieren.inzendingen.storage import InzendingStorage
from formulieren.screens import STAP_TEMPLATE, stap_context
from formulieren.views.access import FormAccess, namens_key, private, session_key
from formulieren.views.bestanden import StapFiles
from formulieren.views.omgeving import LATER, may_resume, omgeving
from formulieren.views.spam import honeypot_filled, too_fast
from formulieren.vragen.forms import StapForm, form_class
from formulieren.vragen.registry import type_of


class FormulierWizard(NamedUrlWizardView):
    """One step: shown, checked and stored. What formtools leaves open is closed here:

    no `reset` on GET, no step from the management form, no jump to a later step, no answers in the session.
    """

    template_name = STAP_TEMPLATE
    storage_name = "formulieren.inzendingen.storage.InzendingStorage"
    http_method_names = ["get", "head", "post", "options"]
    storage: InzendingStorage
    # Whether an employee fills in for a resident; see views.namens.
    namens = False

    @classmethod
    def get_initkwargs(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The forms come from the version of each request, so there is nothing to compute beforehand."""
        return {
            "form_list": {},
            "initial_dict": {},
            "instance_dict": {},
            "condition_dict": {},
            "url_name": "formulieren:stap",
            "done_step_name": "controleren",
        }

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """One place in the session per form and language."""
        return namens_key(kwargs["slug"]) if self.namens else session_key(kwargs["slug"])

    @cached_property
    def access(self) -> FormAccess:
        """Which form and which version."""
        return FormAccess(self.request, FormAdres(self.kwargs["slug"], namens=self.namens), self.storage)

    def get_form_list(self) -> dict[str, type[StapForm]]:
        """The form class of the step at hand: a form of thirty steps makes no other twenty-nine."""
        return {self._stap.slug: form_class(self._asked)}

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> str:
        """None: codes are unique in the whole form."""
        return ""

    def get_step_url(self, step: str) -> str:
        """The step's address."""
        return self.access.adres.stap(step)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Shows the step, with what was stored; a step that isn't open yet leads to the first open one."""
        if (instead := self._instead()) is not None:
            return instead
        return self.render(self.access.step_form(self._stap))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Checks and stores the step, then goes on. Wrong answers come back with what to do (422)."""
        if (instead := self._instead()) is not None:
            return instead
        form, files = self.get_form(data=request.POST), StapFiles(self.access, self._asked)
        later = LATER in request.POST and may_resume(self.access)
        if not self.namens and self._looks_like_a_bot():
            return self.render(form, status=422, nog_een_keer=True)
        try:
            files.receive(request)
            if actie := request.POST.get("_actie"):
                return self.render(self._after_action(form, actie, files), status=files.status)
            form = files.form(form)
            if later and not form.is_valid() and self._stap.slug not in self.storage.stands:
                # Half a step is worth keeping too; what isn't right yet is asked again on return.
                self._store(form, whole=False)
                return private(redirect(self.access.adres.later))
            if not form.is_valid():
                self._count(wrong=form.errors)
                return self.render(form, status=max(422, files.status))
            self._store(form)
        except StapConflict as conflict:
            return self.render(form, status=409, stand=conflict.stand, conflict=True)
        except ConceptGone:
            self.storage.__dict__.pop("inzending", None)
            return self._sent_response() or self.access.expired_response()
        return private(redirect(self.access.adres.later)) if later else self.render_next_step(form)

    def _looks_like_a_bot(self) -> bool:
        """The hidden field is filled in, or the very first page came back faster than anybody types."""
        first = self.access.concept is None and "_actie" not in self.request.POST
        return honeypot_filled(self.request) or (first and too_fast(self.request))

    def _after_action(self, form: StapForm, actie: str, files: StapFiles) -> StapForm:
        """The step again after a button inside one of its questions; nothing is checked or stored yet."""
        code, _space, rest = actie[:200].partition(" ")
        name, _space, arg = rest.partition(" ")
        raws = files.raws(form)
        for vraag in self._stap.vragen:
            if vraag.code == code and code in raws:
                raws[code] = type_of(vraag).act(vraag, raws[code], name, arg)
        return files.only_file_errors(raws)

    def process_step(self, form: StapForm) -> dict[str, Any]:
        """What is stored: normalised answers, not the raw POST; known ones as the register says, whatever came."""
        return {**form.answers(), **self.access.known.fixed(self._stap)}

    def render_next_step(self, form: Any, **kwargs: Any) -> HttpResponse:
        """To the first step that is still open; to the check page when none is."""
        return private(redirect(self.access.next_url))

    def render(self, form: Any = None, *, status: int = 200, **kwargs: Any) -> HttpResponse:
        """The step's page."""
        StapFiles(self.access, self._asked).add_links(form)
        response = super().render(form, **kwargs)
        response.status_code = status
        return private(response)

    def get_context_data(self, form: Any, **kwargs: Any) -> dict[str, Any]:
        """What the step's template shows."""
        stand = kwargs.pop("stand", None)
        if stand is None:
            stand = (
                self._posted_stand()
                if self.request.method == "POST"
                else self.storage.stands.get(self._stap.slug, 0)
            )
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        context.update(
            stap_context(
                self.access.schema,
                self.access.route,
                self._asked,
                form,
                adres=self.access.adres,
                stand=stand or 0,
                conflict=bool(kwargs.get("conflict")),
            )
        )
        context.update(self.access.known.context(self._stap))
        context.update(omgeving(self.access))
        return context

    @cached_property
    def _stap(self) -> StapSchema:
        """The step of the address with the questions this resident gets; Http404 when the form has no such step."""
        asked = self.access.route.stap(self.kwargs["step"])
        stap = asked or self.access.schema.stap(self.kwargs["step"])
        if stap is None:
            raise Http404
        return stap

    @property
    def _asked(self) -> StapSchema:
        """The same without the questions whose answer is known."""
        return self.access.known.open_stap(self._stap)

    def _instead(self) -> HttpResponse | None:
        """The answer when this step can't be shown or stored now; else None, and the step is the current one."""
        access = self.access
        if access.versie is None:
            return access.closed_response()
        step = self._stap.slug
        if access.concept is None and step != access.route.first:
            sent = self._sent_response()
            if sent is not None or self.request.method != "POST":
                return sent or private(redirect(self.get_step_url(access.route.first)))
            return access.expired_response()
        if not access.route.may_open(step, access.done):
            return private(redirect(access.next_url))
        self.storage.current_step = step
        return None

    def _sent_response(self) -> HttpResponse | None:
        if self.access.sent is None:
            return None
        return private(redirect(self.access.adres.ontvangen))

    def _store(self, form: StapForm, *, whole: bool = True) -> None:
        before = self.access.concept
        # A concept that files began has no stored step yet.
        since = before.gewijzigd_op if before is not None and self.storage.stands else None
        first_time = self._stap.slug not in self.storage.stands
        with transaction.atomic():
            if before is None:
                if self.access.versie is None:
                    raise ConceptGone
                self.storage.start(self.access.versie)
            answers = self.process_step(form)
            self.storage.store(
                self._stap,
                answers,
                opened_at=self._posted_stand(),
                whole=whole,
                registers=self.access.known.registers(self._stap, answers),
            )
        self.access.stored_again()
        if not whole:
            return
        self._count()
        if first_time and self.access.versie is not None:
            meting.count_stored(self.access.versie, self._stap.slug, first_step=since is None, since=since)

    def _count(self, wrong: Iterable[str] = ()) -> None:
        if self.access.versie is not None:
            meting.count_try(self.access.versie, self._stap.slug, wrong)

    def _posted_stand(self) -> int | None:
        """How often the step was stored when the posted page was made; None when the page doesn't say."""
        text = self.request.POST.get("_stand", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
