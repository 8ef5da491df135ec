"""Makes the steps of a form from plain data (a TOML file), as an editor would have made them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from formulieren.flow.schema import SchemaError
from formulieren.vragen.registry import all_types

_NAMESPACE = uuid.UUID("0f6d1f0e-65c1-4c0e-8d5a-4f2f2ed6a6f3")
_COMMON = {"type", "code", "label", "hint", "verplicht", "foutmelding", "doel"}
# Names that a file may use beside those of the blocks.
_ALIASES = {"fout_leeg": "foutmelding"}


def stappen_from_dict(stappen: Sequence[Mapping[str, Any]], *, seed: str) -> list[dict[str, Any]]:
    """Raw data for `FormulierPage.stappen` from steps {slug, titel, uitleg, vraag: [{type, code, label, ...}]}.

    Question keys are those of the type's editor block; `fout_leeg` is `foutmelding`; `opties` are texts or
    {waarde, label}; `autocomplete` on a type that has its own token is left out. Block ids follow from `seed`
    (the form's slug), the step and the code, so that the same file gives the same HTML on each machine.
    Raises SchemaError for an unknown type or key; whether the form may go live is for the gate.
    """
    return [_stap(stap, seed) for stap in stappen]


def _stap(stap: Mapping[str, Any], seed: str) -> dict[str, Any]:
    _only(stap, {"slug", "titel", "uitleg", "vraag"}, f"stap {stap.get('slug')}")
    place = f"{seed}/{stap['slug']}"
    return {
        "type": "stap",
        "id": _id(place),
        "value": {
            "slug": stap["slug"],
            "titel": stap["titel"],
            "uitleg": stap.get("uitleg", ""),
            "vragen": [_vraag(vraag, place) for vraag in stap.get("vraag", [])],
        },
    }


def _vraag(vraag: Mapping[str, Any], place: str) -> dict[str, Any]:
    name = vraag.get("type")
    vraag_type = all_types().get(str(name))
    if vraag_type is None:
        raise SchemaError(f"Onbekend soort vraag '{name}'.", place)
    given = {_ALIASES.get(key, key): value for key, value in vraag.items()}
    if "autocomplete" not in vraag_type.defaults:
        given.pop("autocomplete", None)
    _only(given, _COMMON | set(vraag_type.defaults), f"vraag {vraag.get('code')}")
    value = {key: item for key, item in given.items() if key != "type"}
    if vraag_type.asks:
        value.setdefault("verplicht", True)
    if "opties" in value:
        value["opties"] = [
            _optie(optie, f"{place}/{vraag['code']}", n) for n, optie in enumerate(value["opties"])
        ]
    return {"type": name, "id": _id(f"{place}/{vraag['code']}"), "value": value}


def _optie(optie: str | Mapping[str, str], place: str, number: int) -> dict[str, Any]:
    given = {"tekst": optie} if isinstance(optie, str) else dict(optie)
    value = {"tekst": given.get("tekst") or given.get("label", ""), "waarde": given.get("waarde", "")}
    return {"type": "item", "id": _id(f"{place}/{number}"), "value": value}


def _id(place: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, place))


def _only(data: Mapping[str, Any], known: set[str], what: str) -> None:
    if unknown := sorted(set(data) - known):
        raise SchemaError(f"Onbekende gegevens bij {what}: {', '.join(unknown)}.", what)
