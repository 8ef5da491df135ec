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
from formulieren.flow.toegang import Login
from formulieren.inloggen.sessie import Ingelogd, LoginNeeded, has_login, ingelogd
from formulieren.inzendingen.antwoorden import ConceptGone, StoredAnswers, store_stap
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.persoon import MEDEWERKER, bind, is_of, persoon_fields
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
        # The BSN of the resident when an employee saw the proof of identity.
        self.bsn_getoond = ""
        self.init_data()

    @cached_property
    def inzending(self) -> Inzending | None:
        """The Inzending that the session names, whatever its state, or None.

        One that somebody began with a login is there for that person alone: nobody else finds it here, and who is
        not logged in gets LoginNeeded.
        """
        token = self.request.session.get(self.prefix)
        try:
            uuid = UUID(str(token))
        except ValueError:
            return None
        found = Inzending.objects.select_related("versie", "versie__formulier").filter(uuid=uuid).first()
        if found is None or is_of(found, self.login):
            return found
        if self.login is None:
            raise LoginNeeded
        return None

    @cached_property
    def login(self) -> Ingelogd | None:
        """Who is logged in as a resident."""
        return ingelogd(self.request)

    @property
    def concept(self) -> Inzending | None:
        """The Inzending when it can still be changed."""
        return self.inzending if self.inzending is not None and self.inzending.is_concept else None

    def start(self, versie: FormulierVersie) -> Inzending:
        """Begins a concept on `versie`."""
        inzending = Inzending(versie=versie, taal=get_language() or "nl", **self.herkomst)
        if self.bsn_getoond:
            fields = persoon_fields(inzending.uuid, self.bsn_getoond, MEDEWERKER)
        elif self._asks_login(versie) and self.login is not None:
            fields = persoon_fields(inzending.uuid, self.login.bsn, self.login.middel)
        else:
            fields = {}
        for name, value in fields.items():
            setattr(inzending, name, value)
        inzending.save()
        self.adopt(inzending)
        return inzending

    def claim(self) -> None:
        """A concept that was begun before logging in belongs from now on to who is logged in."""
        concept = self.concept
        if concept is None or concept.persoon_hmac or concept.medewerker_id is not None:
            return
        if self._asks_login(concept.versie) and self.login is not None:
            bind(concept, self.login)

    def _asks_login(self, versie: FormulierVersie) -> bool:
        """Who is logged in for another form stays unknown on a form without a login."""
        return versie.form_schema.inloggen != Login.NIET

    def adopt(self, inzending: Inzending) -> None:
        """This browser goes on with `inzending`, under a new session id (no session fixation)."""
        self.request.session.cycle_key()
        self.request.session[self.prefix] = str(inzending.uuid)
        self.extend()
        self.__dict__["inzending"] = inzending
        self.__dict__.pop("answers", None)

    def extend(self) -> None:
        """The session lives as long as the concept from now on: longer than 20 hours (WCAG 2.2.1).

        An employee's session keeps the term of the login, and so does that of a resident who is logged in.
        """
        if not self.request.user.is_authenticated and not has_login(self.request):
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
        self,
        stap: StapSchema,
        answers: Mapping[str, Any],
        *,
        opened_at: int | None,
        whole: bool = True,
        registers: Mapping[str, str] | None = None,
    ) -> None:
        """Stores the normalised answers of `stap`; the rest, ConceptGone and StapConflict as in `store_stap`."""
        if self.concept is None:
            raise ConceptGone
        self.claim()
        store_stap(
            inzending=self.concept,
            stap=stap,
            answers=answers,
            opened_at=opened_at,
            whole=whole,
            registers=registers or {},
        )
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
