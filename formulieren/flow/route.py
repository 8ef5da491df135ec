"""PURE: which steps and questions a resident gets, and which step may be opened now. Nothing else decides that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from formulieren.flow.conditions import holds
from formulieren.flow.schema import FormSchema, StapSchema, StopSchema, VraagSchema


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of one resident in order, each with only the questions that are asked.

    `stop` is where the form ends early: after the last step of the route, which can't be sent then.
    """

    stappen: tuple[StapSchema, ...]
    stop: StopSchema | None = None

    @property
    def slugs(self) -> tuple[str, ...]:
        """The names of the steps, in order."""
        return tuple(stap.slug for stap in self.stappen)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all questions that are asked."""
        return frozenset(vraag.code for stap in self.stappen for vraag in stap.vragen)

    @property
    def first(self) -> str:
        """The name of the first step."""
        return self.stappen[0].slug

    def stap(self, slug: str) -> StapSchema | None:
        """The step named `slug` with the questions this resident gets, or None when it is not on the route."""
        return next((stap for stap in self.stappen if stap.slug == slug), None)

    def next(self, slug: str) -> str | None:
        """The step after `slug`, or None after the last one."""
        position = self.slugs.index(slug) + 1
        return self.slugs[position] if position < len(self.stappen) else None

    def previous(self, slug: str) -> str | None:
        """The step before `slug`, or None before the first one."""
        position = self.slugs.index(slug)
        return self.slugs[position - 1] if position else None

    def number(self, slug: str) -> int:
        """The place of `slug`, counted from 1."""
        return self.slugs.index(slug) + 1

    def first_open(self, done: Collection[str]) -> str | None:
        """The first step that is not in `done`, or None when every step is done."""
        return next((slug for slug in self.slugs if slug not in done), None)

    def may_open(self, slug: str, done: Collection[str]) -> bool:
        """Whether `slug` is on the route and no earlier step is still open: a step can't be skipped."""
        if slug not in self.slugs:
            return False
        open_step = self.first_open(done)
        return open_step is None or self.number(slug) <= self.number(open_step)


def whole_route(schema: FormSchema) -> Route:
    """Every step with every question, as editors and the gate see the form."""
    return Route(schema.stappen)


def route(
    schema: FormSchema, answers: Mapping[str, Any], *, today: date, done: Collection[str] | None = None
) -> Route:
    """The route of who gave `answers` (normalised, by code).

    Walks the steps once. A condition sees only answers to questions that were themselves asked: what is hidden
    counts as not answered. A step whose questions are all hidden is left out. A stop counts once its step is in
    `done` (None: all are). Later steps may still change while earlier ones are open.
    """
    known: dict[str, Any] = {}
    stappen: list[StapSchema] = []
    for stap in schema.stappen:
        if not holds(stap.toon_als, known, today=today):
            continue
        vragen = tuple(vraag for vraag in stap.vragen if holds(vraag.toon_als, known, today=today))
        if not vragen:
            continue
        known |= {vraag.code: answers[vraag.code] for vraag in vragen if vraag.code in answers}
        stappen.append(_as_asked(stap, vragen, known, today))
        if done is None or stap.slug in done:
            stop = next((stop for stop in stap.stops if holds(stop.als, known, today=today)), None)
            if stop is not None:
                return Route(tuple(stappen), stop)
    return Route(tuple(stappen))


def _as_asked(
    stap: StapSchema, vragen: tuple[VraagSchema, ...], known: Mapping[str, Any], today: date
) -> StapSchema:
    """The step with the questions that are asked, the required ones marked; itself when nothing differs."""
    asked = tuple(
        replace(vraag, verplicht=True)
        if not vraag.verplicht
        and vraag.verplicht_als is not None
        and holds(vraag.verplicht_als, known, today=today)
        else vraag
        for vraag in vragen
    )
    return stap if asked == stap.vragen else replace(stap, vragen=asked)
