"""PURE: conditions on answers, as a bounded tree of typed comparisons: no eval, no regex, no templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from formulieren.flow.schema import SchemaError

# Bounds of one condition (docs/handbook/forms.md): a form that needs more is two forms.
MAX_DEPTH = 10
MAX_NODES = 200
MAX_TEXT = 200


class Waardesoort(StrEnum):
    """What a question's answer is to a condition; each question type has one."""

    TEKST = "tekst"
    GETAL = "getal"
    DATUM = "datum"
    KEUZE = "keuze"
    MEERKEUZE = "meerkeuze"
    JA_NEE = "ja_nee"
    ALLEEN_INGEVULD = "alleen_ingevuld"


class Operator(StrEnum):
    """How an answer is compared. The names stand in frozen forms: never rename one."""

    INGEVULD = "ingevuld"
    LEEG = "leeg"
    IS = "is"
    IS_NIET = "is_niet"
    BEVAT = "bevat"
    BEVAT_NIET = "bevat_niet"
    MEER_DAN = "meer_dan"
    MINDER_DAN = "minder_dan"
    MINSTENS = "minstens"
    HOOGSTENS = "hoogstens"
    VOOR = "voor"
    NA = "na"
    BINNEN_DAGEN = "binnen_dagen"
    JONGER_DAN = "jonger_dan"


class Soort(StrEnum):
    """How the parts of a group count together."""

    ALLE = "alle"
    EEN = "een"
    GEEN = "geen"


_ALWAYS = frozenset({Operator.INGEVULD, Operator.LEEG})

OPERATORS: Mapping[Waardesoort, frozenset[Operator]] = {
    Waardesoort.TEKST: _ALWAYS | {Operator.IS, Operator.IS_NIET},
    Waardesoort.GETAL: _ALWAYS
    | {
        Operator.IS,
        Operator.IS_NIET,
        Operator.MEER_DAN,
        Operator.MINDER_DAN,
        Operator.MINSTENS,
        Operator.HOOGSTENS,
    },
    Waardesoort.DATUM: _ALWAYS
    | {Operator.IS, Operator.VOOR, Operator.NA, Operator.BINNEN_DAGEN, Operator.JONGER_DAN},
    Waardesoort.KEUZE: _ALWAYS | {Operator.IS, Operator.IS_NIET},
    Waardesoort.MEERKEUZE: _ALWAYS | {Operator.BEVAT, Operator.BEVAT_NIET},
    Waardesoort.JA_NEE: _ALWAYS | {Operator.IS},
    Waardesoort.ALLEEN_INGEVULD: _ALWAYS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vergelijking:
    """One comparison: the answer to `vraag` (a code) against `waarde` (JSON; None for ingevuld and leeg)."""

    vraag: str
    operator: Operator
    waarde: Any = None

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return {"vraag": self.vraag, "operator": str(self.operator), "waarde": self.waarde}


@dataclass(frozen=True, slots=True, kw_only=True)
class Groep:
    """Conditions that count together: all of them, at least one of them, or none of them."""

    soort: Soort
    delen: tuple[Voorwaarde, ...]

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON."""
        return {"soort": str(self.soort), "delen": [deel.to_dict() for deel in self.delen]}


Voorwaarde = Vergelijking | Groep


def voorwaarde_from(data: Any, path: str = "stappen") -> Voorwaarde | None:
    """The condition that `data` (JSON) describes; None for None. SchemaError when it is malformed or too large."""
    return None if data is None else _read(data, path, 1, [0])


def comparisons(voorwaarde: Voorwaarde | None) -> Iterator[Vergelijking]:
    """Every comparison in the tree, from left to right."""
    if isinstance(voorwaarde, Vergelijking):
        yield voorwaarde
    elif voorwaarde is not None:
        for deel in voorwaarde.delen:
            yield from comparisons(deel)


def size(voorwaarde: Voorwaarde | None) -> tuple[int, int]:
    """(depth, nodes) of the tree; (0, 0) for no condition. A group without parts has no nodes: it says nothing."""
    if voorwaarde is None or (isinstance(voorwaarde, Groep) and not voorwaarde.delen):
        return 0, 0
    if isinstance(voorwaarde, Vergelijking):
        return 1, 1
    sizes = [size(deel) for deel in voorwaarde.delen]
    return 1 + max(depth for depth, _nodes in sizes), 1 + sum(nodes for _depth, nodes in sizes)


def holds(voorwaarde: Voorwaarde | None, answers: Mapping[str, Any], *, today: date) -> bool:
    """Whether the condition holds for normalised answers by code; no condition always holds.

    A question without an answer (not asked, hidden, left blank) makes only `leeg` and the negations true.
    """
    if voorwaarde is None:
        return True
    if isinstance(voorwaarde, Groep):
        results = (holds(deel, answers, today=today) for deel in voorwaarde.delen)
        match voorwaarde.soort:
            case Soort.ALLE:
                return all(results)
            case Soort.EEN:
                return any(results)
            case Soort.GEEN:
                return not any(results)
    return _compare(voorwaarde, answers.get(voorwaarde.vraag), today)


def _compare(deel: Vergelijking, answer: Any, today: date) -> bool:
    given = answer not in (None, "", (), [], {})
    wanted = deel.waarde
    match deel.operator:
        case Operator.INGEVULD:
            return given
        case Operator.LEEG:
            return not given
        case Operator.IS_NIET:
            return not _same(answer, wanted)
        case Operator.BEVAT_NIET:
            return wanted not in answer if isinstance(answer, list | tuple) else True
    if not given:
        return False
    match deel.operator:
        case Operator.IS:
            return _same(answer, wanted)
        case Operator.BEVAT:
            return isinstance(answer, list | tuple) and wanted in answer
        case Operator.VOOR | Operator.NA | Operator.BINNEN_DAGEN | Operator.JONGER_DAN:
            return _compare_date(deel.operator, answer, wanted, today)
    left, right = _number(answer), _number(wanted)
    if left is None or right is None:
        return False
    return {
        Operator.MEER_DAN: left > right,
        Operator.MINDER_DAN: left < right,
        Operator.MINSTENS: left >= right,
        Operator.HOOGSTENS: left <= right,
    }[deel.operator]


def _compare_date(operator: Operator, answer: Any, wanted: Any, today: date) -> bool:
    try:
        day = date.fromisoformat(str(answer))
        match operator:
            case Operator.VOOR:
                return day < date.fromisoformat(str(wanted))
            case Operator.NA:
                return day > date.fromisoformat(str(wanted))
            case Operator.BINNEN_DAGEN:
                return day < today + timedelta(days=int(wanted))
    except (ValueError, OverflowError):
        return False
    return _age(day, today) < int(wanted)


def _age(born: date, today: date) -> int:
    """Full years; who was born on 29 February turns a year older on 1 March (BW 1:2 counts from the day itself)."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _same(answer: Any, wanted: Any) -> bool:
    """Equal as a resident would say. `wanted` tells the kind: numbers by value, texts without case.

    So "007" in a text is not 7, while an amount stored as "12.50" is 12.5.
    """
    if isinstance(wanted, bool):
        return answer is wanted
    if isinstance(wanted, int | float):
        left, right = _number(answer), _number(wanted)
        return left is not None and left == right
    if isinstance(answer, str) and isinstance(wanted, str):
        return answer.strip().casefold() == wanted.strip().casefold()
    return type(answer) is type(wanted) and bool(answer == wanted)


def _number(value: Any) -> Decimal | None:
    """The number of an int, or of the decimal text in which amounts are stored; None when it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _read(data: Any, path: str, depth: int, nodes: list[int]) -> Voorwaarde:
    nodes[0] += 1
    if depth > MAX_DEPTH or nodes[0] > MAX_NODES:
        raise SchemaError("Deze voorwaarde is te groot. Maak haar kleiner of maak er twee van.", path)
    if not isinstance(data, Mapping):
        raise SchemaError("Een voorwaarde moet een object zijn.", path)
    if "soort" in data:
        return _read_groep(data, path, depth, nodes)
    if set(data) != {"vraag", "operator", "waarde"} or not isinstance(data["vraag"], str):
        raise SchemaError("Deze voorwaarde klopt niet. Maak haar opnieuw.", path)
    try:
        operator = Operator(data["operator"])
    except ValueError:
        raise SchemaError(f"Onbekende vergelijking '{data['operator']}'.", path) from None
    waarde = data["waarde"]
    if not isinstance(waarde, str | int | float | bool | None) or len(str(waarde)) > MAX_TEXT:
        raise SchemaError("Deze voorwaarde klopt niet. Maak haar opnieuw.", path)
    if (waarde is None) != (operator in _ALWAYS):
        raise SchemaError("Vul in deze voorwaarde een antwoord in om mee te vergelijken.", path)
    return Vergelijking(vraag=data["vraag"], operator=operator, waarde=waarde)


def _read_groep(data: Mapping[str, Any], path: str, depth: int, nodes: list[int]) -> Groep:
    delen = data.get("delen")
    if set(data) != {"soort", "delen"} or not isinstance(delen, list | tuple) or not delen:
        raise SchemaError("In deze voorwaarde staat nog niets. Vul haar aan of haal haar weg.", path)
    try:
        soort = Soort(data["soort"])
    except ValueError:
        raise SchemaError(f"Onbekende soort voorwaarde '{data['soort']}'.", path) from None
    return Groep(soort=soort, delen=tuple(_read(deel, path, depth + 1, nodes) for deel in delen))
