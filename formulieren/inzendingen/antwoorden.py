"""Service: reads and stores the answers of a concept, a step at a time, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from formulieren.crypto import keyring
from formulieren.flow.route import Route, route
from formulieren.flow.schema import StapSchema, VraagSchema
from formulieren.inzendingen.bestanden import file_answers
from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState
from formulieren.vragen.registry import type_of


class ConceptGone(Exception):
    """The concept was purged, or somebody sent it a moment ago: nothing can be stored any more."""


class StapConflict(Exception):
    """Another tab stored this step since the resident opened it; `stand` is what it is now."""

    def __init__(self, stand: int) -> None:
        super().__init__(stand)
        self.stand = stand


class StoredAnswers(Mapping[str, Any]):
    """The answers of one inzending by question code, read in one query; a sealed one is opened when it is asked for.

    `asked` has the codes of all questions that were shown and stored, also those that were left blank;
    `registers` says of answers that a register gave which one that was ("brp.naam").
    """

    def __init__(self, inzending: Inzending) -> None:
        self._uuid = inzending.uuid
        rows = {row.code: row for row in Antwoord.objects.filter(inzending_id=inzending.pk)}
        self.asked = frozenset(rows)
        self.registers = {code: row.register for code, row in rows.items() if row.register}
        self._given = {code: row for code, row in rows.items() if not row.blank}
        # Which files there are, their rows know; the stored answer adds the reason for what is missing.
        self._files = file_answers(inzending)

    def __getitem__(self, code: str) -> Any:
        if code not in self._files:
            return self._given[code].value(self._uuid)
        reason = self._given[code].value(self._uuid)["reden"] if code in self._given else ""
        return {"bestanden": self._files[code], "reden": reason}

    def __iter__(self) -> Iterator[str]:
        return iter([code for code in {**self._given, **self._files} if code in self])

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __contains__(self, code: object) -> bool:
        if code in self._files and not self._files[str(code)]:
            return code in self._given and bool(self[str(code)]["reden"])
        return code in self._given or code in self._files


def read_answers(inzending: Inzending) -> dict[str, Any]:
    """The stored answers by question code, blank ones left out; sealed ones opened."""
    return dict(StoredAnswers(inzending))


def route_of(inzending: Inzending, answers: Mapping[str, Any]) -> Route:
    """The route of who gave `answers`: that of the day of sending, or of today for a concept."""
    moment = inzending.ingediend_op or timezone.now()
    return route(inzending.versie.form_schema, answers, today=timezone.localdate(moment))


def store_stap(
    *,
    inzending: Inzending,
    stap: StapSchema,
    answers: Mapping[str, Any],
    opened_at: int | None = None,
    whole: bool = True,
    registers: Mapping[str, str] | None = None,
) -> int:
    """Replaces the answers of `stap` (normalised JSON by code); gives the step's new stand.

    `stap` is the step as the resident got it: a question that was shown and left blank is kept as blank, so
    that a question which turns up later opens its step again.

    `registers` names by code the register that gave an answer.

    Without `whole` the step stays open: only what was answered well so far is kept, for later.

    `opened_at` is the stand the resident saw; an older one raises StapConflict and stores nothing.
    ConceptGone when the inzending is no longer a concept.
    """
    with transaction.atomic():
        # Takes the row's lock first, so that a submit at the same moment waits or is waited for.
        mine = Inzending.objects.filter(pk=inzending.pk, state=InzendingState.CONCEPT)
        if not mine.update(gewijzigd_op=timezone.now(), laatste_stap=stap.slug):
            raise ConceptGone
        inzending.refresh_from_db()
        stand = int(inzending.stappen.get(stap.slug, 0))
        if opened_at is not None and opened_at < stand:
            raise StapConflict(stand)
        Antwoord.objects.filter(inzending_id=inzending.pk, stap=stap.slug).delete()
        Antwoord.objects.bulk_create(
            _answer(inzending, stap, vraag, answers.get(vraag.code), (registers or {}).get(vraag.code, ""))
            for vraag in stap.vragen
            if type_of(vraag).asks and (whole or vraag.code in answers)
        )
        if not whole:
            return stand
        inzending.stappen = {**inzending.stappen, stap.slug: stand + 1}
        inzending.save(update_fields=["stappen"])
        return stand + 1


def refresh_known(*, inzending: Inzending, stap: StapSchema, values: Mapping[str, Any]) -> None:
    """Puts what a register says now in the place of what it said before, for the questions of `values`.

    Only answers that came from a register: what the resident typed stays. ConceptGone when it is no concept any more.
    """
    with transaction.atomic():
        if not Inzending.objects.filter(pk=inzending.pk, state=InzendingState.CONCEPT).update(
            gewijzigd_op=timezone.now()
        ):
            raise ConceptGone
        for vraag in stap.vragen:
            if vraag.code in values:
                old = Antwoord.objects.filter(inzending_id=inzending.pk, code=vraag.code).exclude(register="")
                if old.delete()[0]:
                    _answer(inzending, stap, vraag, values[vraag.code], vraag.prefill).save()


def registers_of(inzending: Inzending) -> dict[str, str]:
    """The register that gave an answer, by question code; only of those that came from one."""
    rows = Antwoord.objects.filter(inzending_id=inzending.pk).exclude(register="")
    return dict(rows.values_list("code", "register"))


def _answer(
    inzending: Inzending, stap: StapSchema, vraag: VraagSchema, value: Any, register: str
) -> Antwoord:
    answer = Antwoord(inzending=inzending, stap=stap.slug, code=vraag.code, register=register)
    if value is None:
        return answer
    vraag_type = type_of(vraag)
    if text := vraag_type.lookup_text(vraag, value):
        answer.opzoek_hmac = keyring().fingerprint(f"antwoord:{vraag.type}", text)
    if not vraag_type.is_sensitive(vraag):
        answer.waarde = value
        return answer
    sealed = keyring().seal(value, context=answer.context(inzending.uuid))
    answer.geheim, answer.sleutel_id = sealed.ciphertext, sealed.key_id
    return answer
