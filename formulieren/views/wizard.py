"""The steps of a form: django-formtools' wizard on our own storage. The step comes from the URL alone."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from formtools.wizard.views import NamedUrlWizardView

from formulieren.flow.schema import StapSchema
from formulieren.inzendingen.antwoorden import ConceptGone, StapConflict
from formulieren.inzendingen.storage import InzendingStorage
from formulieren.screens import STAP_TEMPLATE, controle_url, stap_context, stap_url
from formulieren.views.access import FormAccess, private, session_key
from formulieren.vragen.forms import StapForm, form_class


class FormulierWizard(NamedUrlWizardView):
    """One step: shown, checked and stored. What formtools leaves open is closed here:

    no `reset` on GET, no step from the management form, no jump to a later step, no answers in the session.
    """

    template_name = STAP_TEMPLATE
    storage_name = "formulieren.inzendingen.storage.InzendingStorage"
    http_method_names = ["get", "head", "post", "options"]
    storage: InzendingStorage

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
        return session_key(kwargs["slug"])

    @cached_property
    def access(self) -> FormAccess:
        """Which form and which version."""
        return FormAccess(self.request, self.kwargs["slug"], self.storage)

    def get_form_list(self) -> dict[str, type[StapForm]]:
        """A form class per step of the pinned version."""
        return {stap.slug: form_class(stap) for stap in self.access.route.stappen}

    def get_form_prefix(self, step: str | None = None, form: Any = None) -> str:
        """None: codes are unique in the whole form."""
        return ""

    def get_step_url(self, step: str) -> str:
        """The step's address."""
        return stap_url(self.access.slug, step)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Shows the step, with what was stored; a step that isn't open yet leads to the first open one."""
        if (instead := self._instead()) is not None:
            return instead
        form = self.get_form(data=self.storage.current_step_data)
        return self.render(form)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Checks and stores the step, then goes on. Wrong answers come back with what to do (422)."""
        if (instead := self._instead()) is not None:
            return instead
        form = self.get_form(data=request.POST)
        if not form.is_valid():
            return self.render(form, status=422)
        try:
            self._store(form)
        except StapConflict as conflict:
            return self.render(form, status=409, stand=conflict.stand, conflict=True)
        except ConceptGone:
            self.storage.__dict__.pop("inzending", None)
            return self._sent_response() or self.access.expired_response()
        return self.render_next_step(form)

    def process_step(self, form: StapForm) -> dict[str, Any]:
        """What is stored: normalised answers, not the raw POST."""
        return form.answers()

    def render_next_step(self, form: Any, **kwargs: Any) -> HttpResponse:
        """To the first step that is still open; to the check page when none is."""
        open_step = self.access.route.first_open(self.storage.done)
        target = controle_url(self.access.slug) if open_step is None else self.get_step_url(open_step)
        return private(redirect(target))

    def render(self, form: Any = None, *, status: int = 200, **kwargs: Any) -> HttpResponse:
        """The step's page."""
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
                else self.storage.done.get(self._stap.slug, 0)
            )
        context: dict[str, Any] = super().get_context_data(form=form, **kwargs)
        context.update(
            stap_context(
                self.access.schema,
                self._stap,
                form,
                slug=self.access.slug,
                stand=stand or 0,
                conflict=bool(kwargs.get("conflict")),
            )
        )
        return context

    @property
    def _stap(self) -> StapSchema:
        stap = self.access.schema.stap(self.kwargs["step"])
        if stap is None:
            raise Http404
        return stap

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
        if not access.route.may_open(step, self.storage.done):
            return private(redirect(self.get_step_url(access.route.first_open(self.storage.done) or step)))
        self.storage.current_step = step
        return None

    def _sent_response(self) -> HttpResponse | None:
        if self.access.sent is None:
            return None
        return private(redirect("formulieren:ontvangen", slug=self.access.slug))

    def _store(self, form: StapForm) -> None:
        with transaction.atomic():
            if self.access.concept is None:
                if self.access.versie is None:
                    raise ConceptGone
                self.storage.start(self.access.versie)
            self.storage.opened_at = self._posted_stand()
            self.storage.set_step_data(self._stap.slug, self.process_step(form))

    def _posted_stand(self) -> int | None:
        """How often the step was stored when the posted page was made; None when the page doesn't say."""
        text = self.request.POST.get("_stand", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
