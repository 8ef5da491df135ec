"""PURE: checks answers against a step and against the whole form, with the question types handed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from formulieren.flow.route import Route, route
from formulieren.flow.schema import FormSchema, StapSchema, VraagSchema


class AnswerError(ValueError):
    """An answer is not acceptable; `message` says in Dutch what to do, `part` names the input concerned."""

    def __init__(self, message: str, part: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.part = part


class Checker(Protocol):
    """How this package asks a question type about one answer, without knowing the type."""

    def __call__(self, vraag: VraagSchema, value: Any, /) -> Any:
        """The normalised JSON value, None for no answer; raises AnswerError."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Normalised answers and errors, both by question code."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, AnswerError] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether every question was answered well."""
        return not self.errors


def validate_stap(stap: StapSchema, answers: Mapping[str, Any], check: Checker) -> Outcome:
    """Checks the answers of one step. Answers to other questions are dropped, blank ones left out."""
    outcome = Outcome()
    for vraag in stap.vragen:
        try:
            value = check(vraag, answers.get(vraag.code))
        except AnswerError as error:
            outcome.errors[vraag.code] = error
        else:
            if value is not None:
                outcome.values[vraag.code] = value
    return outcome


@dataclass(frozen=True, slots=True)
class WholeOutcome:
    """The result for a whole form: answers on the route and the first step that needs attention."""

    route: Route
    values: dict[str, Any]
    first_failing: str | None


def validate_all(
    schema: FormSchema, answers: Mapping[str, Any], check: Checker, *, today: date
) -> WholeOutcome:
    """Checks all steps of the route. `first_failing` is None when every step is answered well.

    Only answers to questions on the route come back: what the resident was not asked is dropped.
    """
    the_route = route(schema, answers, today=today)
    values: dict[str, Any] = {}
    failing: str | None = None
    for stap in the_route.stappen:
        outcome = validate_stap(stap, answers, check)
        values.update(outcome.values)
        if not outcome.ok and failing is None:
            failing = stap.slug
    return WholeOutcome(the_route, values, failing)
