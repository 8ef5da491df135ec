"""A try-out of a draft: the same pure code as the real flow, with the answers sealed in the editor's session.

Nothing of it is an inzending: no row, no zaak, no mail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from formulieren.adres import FormAdres
from formulieren.crypto import Sealed, SealError, keyring
from formulieren.flow.route import Route, route
from formulieren.flow.schema import FormSchema, StapSchema, VraagSchema
from formulieren.flow.validate import WholeOutcome, validate_all
from formulieren.models import FormulierPage
from formulieren.vragen.registry import asked_codes, check, type_of


@dataclass(frozen=True, slots=True)
class ProefAdres(FormAdres):
    """The addresses of a try-out: of the page, in the admin."""

    page_id: int = 0

    def stap(self, step: str) -> str:
        """A step."""
        return reverse("formulier_proef_stap", args=[self.page_id, step])

    @property
    def later(self) -> str:
        """A try-out is not kept."""
        return ""

    def _of(self, name: str) -> str:
        if name == "start":
            return reverse("formulier_proef", args=[self.page_id])
        return reverse("formulier_proef_pagina", args=[self.page_id, name])


class Proef:
    """One editor's try-out of one draft, as it stands in the session."""

    def __init__(self, request: HttpRequest, formulier: FormulierPage) -> None:
        self.formulier = formulier
        self.schema = without_files(formulier.form_schema())
        self.adres = ProefAdres(formulier.slug, page_id=formulier.pk)
        self._session = request.session
        self._key = f"formulier_proef_{formulier.pk}"
        state = self._read()
        # Another draft asks other questions: then begin anew.
        self.changed = bool(state) and state.get("sha256") != self.schema.sha256()
        if self.changed:
            state = {}
        self.answers: dict[str, Any] = dict(state.get("answers", {}))
        self._steps: dict[str, list[str]] = dict(state.get("steps", {}))

    @property
    def route(self) -> Route:
        """The route of these answers."""
        return route(self.schema, self.answers, today=timezone.localdate(), done=self._steps)

    @property
    def done(self) -> frozenset[str]:
        """The steps that are filled in and in which no question has turned up since."""
        shown = {code for codes in self._steps.values() for code in codes}
        return frozenset(
            stap.slug
            for stap in self.route.stappen
            if stap.slug in self._steps and asked_codes(stap) <= shown
        )

    @property
    def next_url(self) -> str:
        """Where to go on: the first open step, the early end, or the page to check the answers."""
        the_route = self.route
        open_step = the_route.first_open(self.done)
        if open_step is not None:
            return self.adres.stap(open_step)
        return self.adres.stop if the_route.stop is not None else self.adres.controle

    def store(self, stap: StapSchema, answers: Mapping[str, Any]) -> None:
        """Keeps the answers of one step, for the length of the editor's session."""
        for code in self._steps.get(stap.slug, []):
            self.answers.pop(code, None)
        self.answers |= answers
        self._steps[stap.slug] = sorted(asked_codes(stap))
        self._write()

    def forget(self) -> None:
        """Begins anew."""
        self.answers, self._steps = {}, {}
        self._session.pop(self._key, None)

    def outcome(self) -> WholeOutcome:
        """What would be sent, all checked again."""
        return validate_all(self.schema, self.answers, check, today=timezone.localdate())

    def _write(self) -> None:
        state = {"sha256": self.schema.sha256(), "answers": self.answers, "steps": self._steps}
        sealed = keyring().seal(state, context=self._key)
        self._session[self._key] = [sealed.key_id, sealed.ciphertext]

    def _read(self) -> dict[str, Any]:
        stored = self._session.get(self._key)
        if not isinstance(stored, list) or len(stored) != 2:
            return {}
        try:
            state = keyring().unseal(Sealed(*stored), context=self._key)
        except SealError:
            return {}
        return state if isinstance(state, dict) else {}


def without_files(schema: FormSchema) -> FormSchema:
    """The form with every question for a file left optional: a try-out keeps no files."""
    return replace(
        schema,
        stappen=tuple(
            replace(stap, vragen=tuple(_optional(vraag) for vraag in stap.vragen)) for stap in schema.stappen
        ),
    )


def takes_files(vraag: VraagSchema) -> bool:
    """Whether the question is about files."""
    return bool(type_of(vraag).widget(vraag).needs_multipart_form)


def _optional(vraag: VraagSchema) -> VraagSchema:
    return replace(vraag, verplicht=False, verplicht_als=None) if takes_files(vraag) else vraag
