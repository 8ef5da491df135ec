"""Checks of single values that several resources share."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from tests.support.fake_zgw.problems import Problem, invalid, invalid_many

Failure = tuple[str, str, str]


def is_eleven(number: str, *, zeros: bool = False) -> bool:
    """The eleven-test of a BSN or RSIN of nine digits; `zeros`: 000000000 passes, as it does for an RSIN."""
    if not re.fullmatch(r"[0-9]{9}", number) or (number == "000000000" and not zeros):
        return False
    weights = [9, 8, 7, 6, 5, 4, 3, 2, -1]
    return sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True)) % 11 == 0


def need_fields(data: dict[str, Any], *names: str) -> None:
    """`required` for what is absent, `null` for null, `blank` for an empty text."""
    wrong: list[Failure] = []
    for name in names:
        if name not in data:
            wrong.append((name, "required", "Dit veld is vereist."))
        elif data[name] is None:
            wrong.append((name, "null", "Dit veld mag niet leeg zijn."))
        elif data[name] == "":
            wrong.append((name, "blank", "Dit veld mag niet leeg zijn."))
    if wrong:
        raise invalid_many(wrong)


def max_length(data: dict[str, Any], **limits: int) -> None:
    """`max_length` for a text that is too long."""
    for name, most in limits.items():
        if isinstance(data.get(name), str) and len(data[name]) > most:
            raise invalid(
                name, "max_length", f"Zorg ervoor dat dit veld niet meer dan {most} karakters bevat."
            )


def rsin(data: dict[str, Any], name: str) -> None:
    """Nine digits that pass the eleven-test; nine zeros pass too."""
    value = data.get(name)
    if not isinstance(value, str) or len(value) != 9:
        raise invalid(name, "invalid-length", "RSIN moet 9 tekens lang zijn.")
    if not is_eleven(value, zeros=True):
        raise invalid(name, "invalid", "Onjuist RSIN nummer.")


def as_date(data: dict[str, Any], name: str) -> date | None:
    """An ISO date, None when it isn't there."""
    value = data.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise invalid(name, "invalid", "Datumnotatie is ongeldig.") from None


def as_moment(data: dict[str, Any], name: str) -> datetime:
    """An ISO moment; one without a zone is taken (as UTC)."""
    try:
        moment = datetime.fromisoformat(data[name])
    except (TypeError, ValueError):
        raise invalid(name, "invalid", "Datetime notatie is ongeldig.") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def choice(data: dict[str, Any], name: str, allowed: Any, *, blank: bool = True) -> None:
    """`invalid_choice` for another value."""
    value = data.get(name)
    if value is None or (value == "" and blank):
        return
    if value not in allowed:
        raise invalid(name, "invalid_choice", f'"{value}" is een ongeldige keuze.')


def crs(request: Any) -> None:
    """The headers of a call that carries a geometry: 412 when one is absent, 406 for another system.

    Reading asks none, but refuses another one than EPSG:4326.
    """
    writing = request.method in {"POST", "PUT", "PATCH"}
    for header in ("content-crs", "accept-crs") if writing else ("accept-crs",):
        value = request.headers.get(header)
        if value is None and writing:
            raise Problem(412, "precondition_failed", f"'{header.title()}' header ontbreekt")
        if value is not None and value != "EPSG:4326":
            raise Problem(406, "not_acceptable", f"CRS '{value}' is niet ondersteund")
