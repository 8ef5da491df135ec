"""PURE: what can happen in a form at all: steps and ends nobody reaches, conditions that always or never hold.

All routes are walked at once, step by step, over abstract answers (`domein`). After each step only that is kept
which a later condition can still see. So most forms are small, however many questions they have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from formulieren.flow.conditions import Groep, Voorwaarde, comparisons
from formulieren.flow.domein import Answer, Domein, State, TooLarge, by_vraag, domein_of, truth
from formulieren.flow.feiten import FeitenOf, feiten_by_code
from formulieren.flow.schema import FormSchema, StapSchema
from formulieren.flow.typed import conditions_of

# So many combinations of answers are looked at; more takes longer than an editor waits.
MAX_WORK = 60_000

# What a condition belongs to: ("stap", slug), ("vraag", code), ("verplicht", code), ("stop", slug, number),
# ("zaaktype", number) or ("prijs", number); numbers count from 0.
Doel = tuple[str | int, ...]
# A condition or a part of it: what it belongs to, and the way down the tree.
Plek = tuple[Doel, tuple[int, ...]]
_Frozen = frozenset[tuple[str, Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What is surely so. Nothing is claimed about what was not walked to the end: then `complete` is false.

    `never` and `always` have the whole conditions, `never_parts` and `always_parts` the parts of conditions that
    are themselves in neither. `unused` has the questions whose answers decide nothing.
    """

    complete: bool
    stappen: tuple[str, ...] = ()
    vragen: tuple[str, ...] = ()
    stops: tuple[tuple[str, int], ...] = ()
    never: tuple[Doel, ...] = ()
    always: tuple[Doel, ...] = ()
    never_parts: tuple[Plek, ...] = ()
    always_parts: tuple[Plek, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    """What was seen on the way."""

    seen: dict[Plek, set[bool]] = field(default_factory=dict)
    stappen: set[str] = field(default_factory=set)
    vragen: set[str] = field(default_factory=set)
    stops: set[tuple[str, int]] = field(default_factory=set)
    work: int = 0

    def check(self, doel: Doel, voorwaarde: Voorwaarde | None, state: State) -> bool:
        """The truth of a condition, remembered with that of its parts."""
        return True if voorwaarde is None else self._check(doel, (), voorwaarde, state)

    def _check(self, doel: Doel, way: tuple[int, ...], voorwaarde: Voorwaarde, state: State) -> bool:
        if isinstance(voorwaarde, Groep):
            for number, deel in enumerate(voorwaarde.delen):
                self._check(doel, (*way, number), deel, state)
        outcome = truth(voorwaarde, state)
        self.seen.setdefault((doel, way), set()).add(outcome)
        return outcome

    def count(self, amount: int) -> None:
        """TooLarge when more was looked at than may be."""
        self.work += amount
        if self.work > MAX_WORK:
            raise TooLarge


def analyse(schema: FormSchema, feiten_of: FeitenOf, *, today: date) -> Analysis:
    """What can't happen in a form that `check_form` accepts. Never a false claim; takes a second at the most."""
    walk = _Walk()
    walked: list[StapSchema] = []
    complete = True
    states: set[_Frozen] = {frozenset()}
    try:
        domeinen = _domeinen(schema, feiten_of, today)
        for number, stap in enumerate(schema.stappen):
            states = _through(stap, states, domeinen, _later_codes(schema, number), walk)
            walked.append(stap)
        _at_the_end(schema, states, walk)
    except TooLarge:
        complete = False
    return _conclusions(schema, walk, walked, complete, _unused(schema, feiten_of))


def _domeinen(schema: FormSchema, feiten_of: FeitenOf, today: date) -> dict[str, Domein]:
    """The domein of each question that a condition looks at."""
    compared = by_vraag(voorwaarde for voorwaarde, _bron in conditions_of(schema))
    return {
        vraag.code: domein_of(vraag, feiten_of(vraag), compared[vraag.code], today=today)
        for vraag in schema.vragen()
        if vraag.code in compared
    }


def _through(
    stap: StapSchema, states: set[_Frozen], domeinen: Mapping[str, Domein], later: frozenset[str], walk: _Walk
) -> set[_Frozen]:
    """The states after a step, cut down to `later`; those that stop here are gone."""
    after: set[_Frozen] = set()
    for frozen in states:
        state = dict(frozen)
        walk.count(1)
        asked = []
        if walk.check(("stap", stap.slug), stap.toon_als, state):
            asked = [
                vraag for vraag in stap.vragen if walk.check(("vraag", vraag.code), vraag.toon_als, state)
            ]
        walk.vragen.update(vraag.code for vraag in asked)
        if not asked:
            after.add(_cut(state, later))
            continue
        walk.stappen.add(stap.slug)
        for filled in _fillings([vraag.code for vraag in asked], domeinen, walk):
            known = {**state, **filled}
            for vraag in asked:
                walk.check(("verplicht", vraag.code), vraag.verplicht_als, known)
            if not _stops(stap, known, walk):
                after.add(_cut(known, later))
    return after


def _fillings(codes: list[str], domeinen: Mapping[str, Domein], walk: _Walk) -> Iterator[dict[str, Answer]]:
    """Every way to answer these questions, as far as conditions can tell."""
    relevant = [code for code in codes if code in domeinen]
    choices = [[*domeinen[code].answers, *([None] if domeinen[code].blank else [])] for code in relevant]
    amount = 1
    for options in choices:
        amount *= len(options)
    walk.count(amount)
    for chosen in product(*choices):
        yield {code: answer for code, answer in zip(relevant, chosen, strict=True) if answer is not None}


def _stops(stap: StapSchema, state: State, walk: _Walk) -> bool:
    for number, stop in enumerate(stap.stops):
        if walk.check(("stop", stap.slug, number), stop.als, state):
            walk.stops.add((stap.slug, number))
            return True
    return False


def _at_the_end(schema: FormSchema, states: set[_Frozen], walk: _Walk) -> None:
    """The choices of who gets to the check page."""
    for frozen in states:
        state = dict(frozen)
        walk.count(1)
        for number, keuze in enumerate(schema.zaaktype_keuzes):
            if walk.check(("zaaktype", number), keuze.als, state):
                break
        for number, prijs in enumerate(schema.prijzen):
            walk.check(("prijs", number), prijs.als, state)


def _later_codes(schema: FormSchema, number: int) -> frozenset[str]:
    """The questions that a condition after step `number` looks at."""
    rest = FormSchema(
        titel="",
        stappen=schema.stappen[number + 1 :],
        zaaktype_keuzes=schema.zaaktype_keuzes,
        prijzen=schema.prijzen,
    )
    return frozenset(
        deel.vraag for voorwaarde, _bron in conditions_of(rest) for deel in comparisons(voorwaarde)
    )


def _cut(state: State, later: frozenset[str]) -> _Frozen:
    return frozenset((code, answer) for code, answer in state.items() if code in later)


def _conclusions(
    schema: FormSchema, walk: _Walk, walked: list[StapSchema], complete: bool, unused: tuple[str, ...]
) -> Analysis:
    """Only about steps that were walked to the end, and about the rules when all of them were."""
    known: list[tuple[Doel, Voorwaarde]] = [
        *(pair for stap in walked for pair in _conditions_in(stap)),
        *(_rules(schema) if complete else ()),
    ]
    whole = {doel: walk.seen.get((doel, ()), set()) for doel, _voorwaarde in known}
    # A condition that was never even looked at stands where nobody gets: it never holds either.
    never = tuple(doel for doel, seen in whole.items() if True not in seen)
    always = tuple(doel for doel, seen in whole.items() if seen == {True})
    mixed = {doel for doel, seen in whole.items() if len(seen) == 2}
    parts = [(plek, seen) for plek, seen in walk.seen.items() if plek[0] in mixed and plek[1]]
    return Analysis(
        complete=complete,
        stappen=tuple(stap.slug for stap in walked if stap.slug not in walk.stappen),
        vragen=tuple(vraag.code for stap in walked for vraag in stap.vragen if vraag.code not in walk.vragen),
        stops=tuple(
            (stap.slug, number)
            for stap in walked
            for number in range(len(stap.stops))
            if (stap.slug, number) not in walk.stops
        ),
        never=never,
        always=always,
        never_parts=tuple(plek for plek, seen in parts if seen == {False}),
        always_parts=tuple(plek for plek, seen in parts if seen == {True}),
        unused=unused,
    )


def _conditions_in(stap: StapSchema) -> Iterator[tuple[Doel, Voorwaarde]]:
    if stap.toon_als is not None:
        yield ("stap", stap.slug), stap.toon_als
    for vraag in stap.vragen:
        if vraag.toon_als is not None:
            yield ("vraag", vraag.code), vraag.toon_als
        if vraag.verplicht_als is not None:
            yield ("verplicht", vraag.code), vraag.verplicht_als
    for number, stop in enumerate(stap.stops):
        yield ("stop", stap.slug, number), stop.als


def _rules(schema: FormSchema) -> Iterator[tuple[Doel, Voorwaarde]]:
    for number, keuze in enumerate(schema.zaaktype_keuzes):
        yield ("zaaktype", number), keuze.als
    for number, prijs in enumerate(schema.prijzen):
        if prijs.als is not None:
            yield ("prijs", number), prijs.als


def _unused(schema: FormSchema, feiten_of: FeitenOf) -> tuple[str, ...]:
    """Questions that decide nothing: no condition, no price, no zaaktype, no way to reach somebody, no prefill.

    A colleague may still need to read the answer, so this is a hint and never a mistake.
    """
    used = {deel.vraag for voorwaarde, _bron in conditions_of(schema) for deel in comparisons(voorwaarde)}
    used |= {code for prijs in schema.prijzen for code in (prijs.vraag, prijs.aantal)}
    feiten = feiten_by_code(schema, feiten_of)
    return tuple(
        vraag.code
        for vraag in schema.vragen()
        if vraag.code not in used
        and feiten[vraag.code].asks
        and not feiten[vraag.code].contact
        and not vraag.prefill
    )
