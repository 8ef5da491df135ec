"""Counts how a form goes, without anything of the person: steps, tries, errors, time, and where people stop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from basis.measure.buffer import count_later
from basis.measure.models import Soort
from basis.measure.services import count_many
from formulieren.inzendingen.models import Inzending
from formulieren.models.versie import FormulierVersie

# Upper borders in seconds of how long a step took; the last group has no border. The names stand in the counters.
TIJDEN: dict[str, int | None] = {
    "15s": 15,
    "30s": 30,
    "1m": 60,
    "2m": 120,
    "5m": 300,
    "15m": 900,
    "meer": None,
}


def form_key(versie: FormulierVersie) -> str:
    """Under which key a form is counted, in every language: its translation key; "" once the form is gone."""
    return str(versie.formulier.translation_key) if versie.formulier is not None else ""


def sleutel(form: str, *parts: str) -> str:
    """A key of a form's own counters, such as "<form>:<step>" or "<form>:<question>"."""
    return ":".join((form, *parts))


def count_try(versie: FormulierVersie, stap: str, wrong: Iterable[str] = ()) -> None:
    """One POST of a step, and the codes of the questions that were wrong in it."""
    if form := form_key(versie):
        count_later(Soort.FORM_TRY, sleutel(form, stap))
        for code in wrong:
            count_later(Soort.FORM_ERROR, sleutel(form, code))


def count_stored(versie: FormulierVersie, stap: str, *, first_step: bool, since: datetime | None) -> None:
    """A step that was stored for the first time; `since` is when the step before it was."""
    if not (form := form_key(versie)):
        return
    if first_step:
        count_later(Soort.FORM_START, form)
    count_later(Soort.FORM_STEP, sleutel(form, stap))
    if since is not None:
        seconds = (timezone.now() - since).total_seconds()
        name = next(name for name, border in TIJDEN.items() if border is None or seconds < border)
        count_later(Soort.FORM_TIME, sleutel(form, stap, name))


def count_left(concepts: Iterable[Inzending]) -> None:
    """Concepts that are about to be removed unsent: after which step each of them stopped."""
    left: Counter[tuple[str, str]] = Counter()
    for concept in concepts:
        if form := form_key(concept.versie):
            left[Soort.FORM_LEFT.value, sleutel(form, concept.laatste_stap)] += 1
    count_many(left)
