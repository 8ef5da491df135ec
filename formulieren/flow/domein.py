"""PURE: the answers to a question, cut down to what the conditions of a form can tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, pairwise
from typing import Any

from formulieren.flow.conditions import (
    Groep,
    Operator,
    Soort,
    Vergelijking,
    Voorwaarde,
    Waardesoort,
    comparisons,
    holds,
)
from formulieren.flow.feiten import VraagFeiten
from formulieren.flow.schema import VraagSchema

# More than this many things that can each hold or not: 2 to the power of it is too much to look at.
MAX_FREE = 8

# A comparison, and an answer: the comparisons that hold for it. A question without an answer is not in a state.
Key = tuple[Operator, str]
Answer = frozenset[Key]
State = Mapping[str, Answer]

_RELATIVE = frozenset({Operator.BINNEN_DAGEN, Operator.JONGER_DAN})
_ABSOLUTE = frozenset({Operator.IS, Operator.IS_NIET, Operator.VOOR, Operator.NA})
_FILLED = frozenset({Operator.INGEVULD, Operator.LEEG})


class TooLarge(Exception):
    """There are more different answers than can be looked at."""


@dataclass(frozen=True, slots=True)
class Domein:
    """Every answer to one question that differs for some condition; `blank` when it may be left open."""

    answers: frozenset[Answer]
    blank: bool


def key_of(deel: Vergelijking) -> Key:
    """What makes two comparisons on one question the same; True and 1 differ."""
    return deel.operator, repr(deel.waarde)


def truth(voorwaarde: Voorwaarde | None, state: State) -> bool:
    """As `conditions.holds`, for an abstract state instead of answers."""
    if voorwaarde is None:
        return True
    if isinstance(voorwaarde, Groep):
        results = [truth(deel, state) for deel in voorwaarde.delen]
        match voorwaarde.soort:
            case Soort.ALLE:
                return all(results)
            case Soort.EEN:
                return any(results)
            case Soort.GEEN:
                return not any(results)
    answer = state.get(voorwaarde.vraag)
    if answer is None:
        return voorwaarde.operator in (Operator.LEEG, Operator.IS_NIET, Operator.BEVAT_NIET)
    return key_of(voorwaarde) in answer


def by_vraag(voorwaarden: Iterable[Voorwaarde]) -> dict[str, list[Vergelijking]]:
    """All comparisons by the code of their question, each once."""
    found: dict[str, dict[Key, Vergelijking]] = {}
    for deel in chain.from_iterable(map(comparisons, voorwaarden)):
        found.setdefault(deel.vraag, {}).setdefault(key_of(deel), deel)
    return {code: list(delen.values()) for code, delen in found.items()}


def domein_of(vraag: VraagSchema, feiten: VraagFeiten, delen: list[Vergelijking], *, today: date) -> Domein:
    """The answers to `vraag` that `delen` can tell apart. Rather too many than too few; TooLarge when far too many.

    Whatever a resident can answer has its abstract answer here. The reverse need not hold.
    """
    if not feiten.asks:
        return Domein(frozenset(), blank=True)
    # Other types than those with a value may leave a required question open (a file that comes later).
    blank = not vraag.verplicht or feiten.soort is Waardesoort.ALLEEN_INGEVULD
    if feiten.soort is Waardesoort.DATUM and _is_mixed(delen):
        return Domein(_any_outcome(delen), blank)
    values = _values(feiten, delen, today)
    answers = frozenset(
        frozenset(key_of(deel) for deel in delen if holds(deel, {deel.vraag: value}, today=today))
        for value in values
    )
    return Domein(answers, blank)


def _values(feiten: VraagFeiten, delen: list[Vergelijking], today: date) -> Iterable[Any]:
    wanted = list(dict.fromkeys(deel.waarde for deel in delen if deel.operator not in _FILLED))
    match feiten.soort:
        case Waardesoort.JA_NEE:
            return [True, False]
        case Waardesoort.KEUZE:
            return list(feiten.opties) or wanted
        case Waardesoort.MEERKEUZE:
            return _subsets(feiten, wanted)
        case Waardesoort.GETAL:
            return _numbers(feiten, wanted)
        case Waardesoort.DATUM:
            return _dates(delen, today)
        case Waardesoort.TEKST:
            other = "x"
            while any(other == str(text).strip().casefold() for text in wanted):
                other += "x"
            return [*wanted, other]
    return ["x"]


def _subsets(feiten: VraagFeiten, wanted: list[Any]) -> Iterable[list[Any]]:
    if len(wanted) > MAX_FREE:
        raise TooLarge
    found: list[list[Any]] = [
        list(subset) for n in range(1, len(wanted) + 1) for subset in combinations(wanted, n)
    ]
    others = [waarde for waarde in feiten.opties if waarde not in wanted]
    return [*found, others[:1]] if others or not wanted else found


def _numbers(feiten: VraagFeiten, wanted: list[Any]) -> Iterable[Any]:
    """Each border, and a number in each gap between two of them, within the bounds of the question."""
    bounds = [bound for bound in (feiten.minimum, feiten.maximum) if bound is not None]
    points = sorted({*bounds, *(Decimal(str(value)) for value in wanted)}) or [Decimal()]
    found = [points[0] - 1, *points, points[-1] + 1]
    for low, high in pairwise(points):
        found.append(low // 1 + 1 if feiten.heel else (low + high) / 2)
    if feiten.heel:
        # The whole numbers on both sides of a border that is none itself.
        found = [number for point in found for number in (_floor(point), _floor(point) + 1)]
    return [
        int(number) if feiten.heel else str(number)
        for number in found
        if (feiten.minimum is None or number >= feiten.minimum)
        and (feiten.maximum is None or number <= feiten.maximum)
    ]


def _floor(number: Decimal) -> Decimal:
    whole = Decimal(int(number))
    return whole - 1 if whole > number else whole


def _dates(delen: list[Vergelijking], today: date) -> Iterable[str]:
    borders = [today]
    for deel in delen:
        if deel.operator is Operator.BINNEN_DAGEN:
            borders.append(today + timedelta(days=int(deel.waarde)))
        elif deel.operator is Operator.JONGER_DAN:
            # 1 March when there is no 29 February: a day more is looked at on both sides anyway.
            day = 28 if (today.month, today.day) == (2, 29) else today.day
            borders.append(date(max(1, today.year - int(deel.waarde)), today.month, day))
        elif deel.operator in _ABSOLUTE:
            borders.append(date.fromisoformat(deel.waarde))
    days = {border.toordinal() + step for border in borders for step in (-2, -1, 0, 1, 2)}
    return [date.fromordinal(day).isoformat() for day in days if 1 <= day <= date.max.toordinal()]


def _is_mixed(delen: list[Vergelijking]) -> bool:
    """Whether days of the calendar and days from now are both compared: how those lie changes each day."""
    operators = {deel.operator for deel in delen}
    return bool(operators & _RELATIVE) and bool(operators & _ABSOLUTE)


def _any_outcome(delen: list[Vergelijking]) -> frozenset[Answer]:
    """Every comparison may hold or not, whatever the others do; a given answer is always filled in."""
    free = [key_of(deel) for deel in delen if deel.operator not in _FILLED]
    if len(free) > MAX_FREE:
        raise TooLarge
    filled = [key_of(deel) for deel in delen if deel.operator is Operator.INGEVULD]
    return frozenset(
        frozenset((*filled, *subset)) for n in range(len(free) + 1) for subset in combinations(free, n)
    )
