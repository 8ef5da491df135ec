"""The wizard's storage on the database: answers in Inzending and Antwoord, one uuid in the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from formtools.wizard.storage.base import BaseStorage

from formulieren.flow.schema import StapSchema
from formulieren.inzendingen.antwoorden import read_answers, store_stap
from formulieren.inzendingen.models import Inzending
from formulieren.models.versie import FormulierVersie
from formulieren.vragen.forms import form_data


class InzendingStorage(BaseStorage):
    """Keeps nothing by itself: the current step is the URL's, the answers are the Inzending's.

    Differs from formtools on purpose: no `reset` on GET, nothing but the uuid in the session, and the concept
    begins with the first stored step, so that looking at a form leaves no trace.
    """

    request: HttpRequest

    def __init__(self, prefix: str, request: HttpRequest, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.opened_at: int | None = None
        self.init_data()

    @cached_property
    def inzending(self) -> Inzending | None:
        """The Inzending that the session names, whatever its state, or None."""
        token = self.request.session.get(self.prefix)
        try:
            uuid = UUID(str(token))
        except ValueError:
            return None
        return Inzending.objects.select_related("versie", "versie__formulier").filter(uuid=uuid).first()

    @property
    def concept(self) -> Inzending | None:
        """The Inzending when it can still be changed."""
        return self.inzending if self.inzending is not None and self.inzending.is_concept else None

    def start(self, versie: FormulierVersie) -> Inzending:
        """Begins a concept on `versie`, under a new session id (no session fixation)."""
        inzending = Inzending.objects.create(versie=versie, taal=get_language() or "nl")
        self.request.session.cycle_key()
        self.request.session[self.prefix] = str(inzending.uuid)
        if not self.request.user.is_authenticated:
            # Longer than 20 hours, so that no time limit needs a warning (WCAG 2.2.1).
            self.request.session.set_expiry(settings.LOKET_CONCEPT_HOURS * 3600)
        self.__dict__["inzending"] = inzending
        return inzending

    def forget(self) -> None:
        """Takes the uuid out of the session; the Inzending stays."""
        self.request.session.pop(self.prefix, None)
        self.__dict__.pop("inzending", None)

    def reset(self) -> None:
        """Removes the concept with its answers, because the resident asks for it."""
        if self.concept is not None:
            self.concept.delete()
        self.forget()
        self.init_data()

    @property
    def done(self) -> dict[str, int]:
        """The stored steps with their stand."""
        return dict(self.concept.stappen) if self.concept is not None else {}

    def get_step_data(self, step: str) -> MultiValueDict[str, Any] | None:
        """What the browser posted for `step`, made from the stored answers; None when it isn't stored."""
        stap = self._stap(step)
        if self.concept is None or stap is None or step not in self.done:
            return None
        return form_data(stap, read_answers(self.concept, stap=step))

    def set_step_data(self, step: str, cleaned_data: Mapping[str, Any]) -> None:
        """Stores the normalised answers of `step`; ConceptGone, StapConflict as in `store_stap`."""
        stap = self._stap(step)
        if self.concept is None or stap is None:
            raise LookupError(step)
        store_stap(inzending=self.concept, stap=stap, answers=cleaned_data, opened_at=self.opened_at)

    def get_step_files(self, step: str) -> None:
        """No question type takes files yet."""

    def set_step_files(self, step: str, files: Any) -> None:
        """Files that were posted all the same are dropped unread."""

    def update_response(self, response: HttpResponse) -> None:
        """Nothing to add: the session has what it needs."""

    def _stap(self, step: str) -> StapSchema | None:
        return self.concept.versie.form_schema.stap(step) if self.concept is not None else None
