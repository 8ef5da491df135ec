"""PURE: lifts the JSON of an old form to the next schema_version, one function per version."""

from __future__ import annotations

from typing import Any


def to_version_2(data: dict[str, Any]) -> dict[str, Any]:
    """Version 2 added conditions, stops, prices, grounds and a text for the mail; version 1 had none of them."""
    return {
        **data,
        "schema_version": 2,
        "mail_tekst": "",
        "zaaktype_keuzes": [],
        "prijzen": [],
        "stappen": [_stap(stap) if isinstance(stap, dict) else stap for stap in _items(data.get("stappen"))],
    }


def to_version_3(data: dict[str, Any]) -> dict[str, Any]:
    """Version 3 added logging in, and whether a known answer may be changed; nobody logged in before."""
    stappen = [
        {**stap, "vragen": [_changeable(vraag) for vraag in _items(stap.get("vragen"))]}
        if isinstance(stap, dict)
        else stap
        for stap in _items(data.get("stappen"))
    ]
    return {**data, "schema_version": 3, "inloggen": "niet", "stappen": stappen}


def _changeable(vraag: Any) -> Any:
    return {**vraag, "prefill_aanpassen": False} if isinstance(vraag, dict) else vraag


def _stap(stap: dict[str, Any]) -> dict[str, Any]:
    vragen = [_vraag(vraag) if isinstance(vraag, dict) else vraag for vraag in _items(stap.get("vragen"))]
    return {**stap, "vragen": vragen, "toon_als": None, "stops": []}


def _vraag(vraag: dict[str, Any]) -> dict[str, Any]:
    texts = {"foutmelding_onjuist": "", "grondslag": "", "prefill": ""}
    return {**vraag, **texts, "toon_als": None, "verplicht_als": None}


def _items(value: Any) -> list[Any]:
    """What should be a list; anything else stays for the strict reader to refuse."""
    return value if isinstance(value, list) else [value]
