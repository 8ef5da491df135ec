"""The wizard's storage on the database: answers in Inzending and Antwoord, one uuid in the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from formtools.wizard.storage.base import BaseStorage

from formulieren.flow.schema import StapSchema
from formulieren.inzendingen.antwoorden import ConceptGone, StoredAnswers, store_stap
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.termijn import concept_lifetime
from formulieren.inzendingen.wissen import wis_concept
from formulieren.models.versie import FormulierVersie


class InzendingStorage(BaseStorage):
    """Keeps nothing by itself: the current step is the URL's, the answers are the Inzending's.

    Differs from formtools on purpose: no `reset` on GET, nothing but the uuid in the session, and the concept
    begins with the first stored step, so that looking at a form leaves no trace.
    """

    request: HttpRequest

    def __init__(self, prefix: str, request: HttpRequest, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        # Fields of a new Inzending that say who fills it in and along which channel; empty for a resident online.
        self.herkomst: dict[str, Any] = {}
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
        """Begins a concept on `versie`."""
        inzending = Inzending.objects.create(versie=versie, taal=get_language() or "nl", **self.herkomst)
        self.adopt(inzending)
        return inzending

    def adopt(self, inzending: Inzending) -> None:
        """This browser goes on with `inzending`, under a new session id (no session fixation)."""
        self.request.session.cycle_key()
        self.request.session[self.prefix] = str(inzending.uuid)
        self.extend()
        self.__dict__["inzending"] = inzending
        self.__dict__.pop("answers", None)

    def extend(self) -> None:
        """The session lives as long as the concept from now on: longer than 20 hours (WCAG 2.2.1).

        An employee's session keeps the term of the login.
        """
        if not self.request.user.is_authenticated:
            self.request.session.set_expiry(concept_lifetime())

    def forget(self) -> None:
        """Takes the uuid out of the session; the Inzending stays."""
        self.request.session.pop(self.prefix, None)
        self.__dict__.pop("inzending", None)
        self.__dict__.pop("answers", None)

    def reset(self) -> None:
        """Removes the concept with all that belongs to it, because the resident asks for it."""
        if self.concept is not None:
            wis_concept(self.concept)
        self.forget()
        self.init_data()

    @property
    def stands(self) -> dict[str, int]:
        """How often each stored step was stored."""
        return dict(self.concept.stappen) if self.concept is not None else {}

    @cached_property
    def answers(self) -> StoredAnswers | None:
        """The stored answers of the concept; None without one."""
        return StoredAnswers(self.concept) if self.concept is not None else None

    def get_step_data(self, step: str) -> None:
        """The view knows which questions of a step this resident gets; see `FormAccess.step_form`."""

    def store(
        self, stap: StapSchema, answers: Mapping[str, Any], *, opened_at: int | None, whole: bool = True
    ) -> None:
        """Stores the normalised answers of `stap`; `whole`, ConceptGone and StapConflict as in `store_stap`."""
        if self.concept is None:
            raise ConceptGone
        store_stap(inzending=self.concept, stap=stap, answers=answers, opened_at=opened_at, whole=whole)
        self.extend()
        self.__dict__.pop("answers", None)

    def set_step_data(self, step: str, cleaned_data: Any) -> None:
        """Not used: `store` needs the step as the resident got it."""
        raise NotImplementedError

    def get_step_files(self, step: str) -> None:
        """Files are rows of their own (formulieren.bijlagen), and never with the wizard."""

    def set_step_files(self, step: str, files: Any) -> None:
        """Not used: `views.bestanden` takes files in."""

    def update_response(self, response: HttpResponse) -> None:
        """Nothing to add: the session has what it needs."""
