"""Service: reads and stores the answers of a concept, a step at a time, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from formulieren.flow.schema import StapSchema, VraagSchema
from formulieren.inzendingen.crypto import keyring
from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState
from formulieren.vragen.registry import type_of


class ConceptGone(Exception):
    """The concept was purged, or somebody sent it a moment ago: nothing can be stored any more."""


class StapConflict(Exception):
    """Another tab stored this step since the resident opened it; `stand` is what it is now."""

    def __init__(self, stand: int) -> None:
        super().__init__(stand)
        self.stand = stand


def read_answers(inzending: Inzending, *, stap: str | None = None) -> dict[str, Any]:
    """The stored answers by question code, of one step or of all; sealed ones opened."""
    answers = Antwoord.objects.filter(inzending_id=inzending.pk)
    if stap is not None:
        answers = answers.filter(stap=stap)
    return {answer.code: answer.value(inzending.uuid) for answer in answers}


def store_stap(
    *, inzending: Inzending, stap: StapSchema, answers: Mapping[str, Any], opened_at: int | None = None
) -> int:
    """Replaces the answers of `stap` (normalised JSON by code); gives the step's new stand.

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
            _answer(inzending, stap, vraag, answers[vraag.code])
            for vraag in stap.vragen
            if vraag.code in answers
        )
        inzending.stappen = {**inzending.stappen, stap.slug: stand + 1}
        inzending.save(update_fields=["stappen"])
        return stand + 1


def _answer(inzending: Inzending, stap: StapSchema, vraag: VraagSchema, value: Any) -> Antwoord:
    answer = Antwoord(inzending=inzending, stap=stap.slug, code=vraag.code)
    if not type_of(vraag).is_sensitive(vraag):
        answer.waarde = value
        return answer
    keys = keyring()
    sealed = keys.seal(value, context=answer.context(inzending.uuid))
    answer.geheim, answer.sleutel_id = sealed.ciphertext, sealed.key_id
    answer.opzoek_hmac = keys.fingerprint(f"antwoord:{vraag.type}", str(value))
    return answer
