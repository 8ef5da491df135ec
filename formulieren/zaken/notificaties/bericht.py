"""The message of the Notificaties consumer API 1.0, checked by hand: its shape, and the hash that makes it one."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils.dateparse import parse_datetime

# Longest text per required field, as the standard has them; addresses have no limit there, ours is 1000.
FIELDS = {
    "kanaal": 50,
    "hoofdObject": 1000,
    "resource": 100,
    "resourceUrl": 1000,
    "actie": 100,
    "aanmaakdatum": 100,
}
MOST_KENMERKEN = 50


class MalformedBericht(ValueError):
    """The body is no notification; `params` are (name, code, Dutch reason), without what was sent."""

    def __init__(self, params: list[tuple[str, str, str]]) -> None:
        super().__init__(", ".join(f"{name}={code}" for name, code, _reason in params))
        self.params = params


@dataclass(frozen=True, slots=True)
class Bericht:
    """One notification. `kenmerken` are not kept: they repeat what the zaak says."""

    kanaal: str
    hoofd_object: str
    resource: str
    actie: str
    aanmaakdatum: datetime
    inhoud_hash: str


def parse_bericht(body: bytes) -> Bericht:
    """The message in a body; raises MalformedBericht. Fields that we don't know are left alone."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedBericht([("nonFieldErrors", "parse_error", "Dit is geen JSON.")]) from None
    if not isinstance(data, dict):
        raise MalformedBericht([("nonFieldErrors", "invalid", "Dit is geen JSON-object.")])
    wrong = [problem for name, most in FIELDS.items() if (problem := _problem(data, name, most))]
    wrong += _kenmerken_problems(data.get("kenmerken"))
    moment = _moment(data.get("aanmaakdatum"))
    if moment is None and not any(name == "aanmaakdatum" for name, _code, _reason in wrong):
        wrong.append(("aanmaakdatum", "invalid", "Dit is geen datum met tijd."))
    if wrong or moment is None:
        raise MalformedBericht(wrong)
    return Bericht(
        kanaal=data["kanaal"],
        hoofd_object=data["hoofdObject"],
        resource=data["resource"],
        actie=data["actie"],
        aanmaakdatum=moment,
        inhoud_hash=hashlib.sha256(_canonical(data)).hexdigest(),
    )


def _problem(data: dict[str, Any], name: str, most: int) -> tuple[str, str, str] | None:
    value = data.get(name)
    if value is None:
        return (name, "required", "Dit veld is verplicht.")
    if not isinstance(value, str) or not value:
        return (name, "invalid", "Dit moet tekst zijn.")
    if len(value) > most or "\x00" in value:
        return (name, "max_length", f"Dit mag niet langer zijn dan {most} tekens.")
    return None


def _kenmerken_problems(given: Any) -> list[tuple[str, str, str]]:
    if given is None:
        return []
    if not isinstance(given, dict) or len(given) > MOST_KENMERKEN:
        return [("kenmerken", "invalid", "Dit moet een JSON-object zijn.")]
    good = all(isinstance(value, str) and len(value) <= 1000 for value in given.values() if value is not None)
    return [] if good else [("kenmerken", "invalid", "Elk kenmerk moet tekst zijn.")]


def _moment(given: Any) -> datetime | None:
    """With its zone: UTC when the sender leaves it out."""
    try:
        moment = parse_datetime(given) if isinstance(given, str) else None
        return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment
    except ValueError:
        return None


def _canonical(data: dict[str, Any]) -> bytes:
    known = {name: data[name] for name in (*FIELDS, "kenmerken") if name in data}
    return json.dumps(known, sort_keys=True, separators=(",", ":")).encode()
