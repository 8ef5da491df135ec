"""Makes the steps and rules of a form from plain data (a TOML file), as an editor would have made them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from wagtail import blocks

from formulieren.flow.schema import SchemaError
from formulieren.vragen.registry import all_types

_NAMESPACE = uuid.UUID("0f6d1f0e-65c1-4c0e-8d5a-4f2f2ed6a6f3")
_COMMON = {
    "type",
    "code",
    "label",
    "hint",
    "verplicht",
    "foutmelding",
    "foutmelding_onjuist",
    "doel",
    "grondslag",
    "prefill",
    "prefill_aanpassen",
    "toon_als",
    "verplicht_als",
}
_STOP = {"als", "titel", "tekst", "link_tekst", "link_adres"}
# Names that a file may use beside those of the blocks.
_ALIASES = {"fout_leeg": "foutmelding", "fout_onjuist": "foutmelding_onjuist"}


def stappen_from_dict(stappen: Sequence[Mapping[str, Any]], *, seed: str) -> list[dict[str, Any]]:
    """Raw data for `FormulierPage.stappen` from steps {slug, titel, uitleg, vraag: [{type, code, label, ...}]}.

    Question keys are those of the type's editor block; `fout_leeg` is `foutmelding`; `opties` are texts or
    {waarde, label}, or one text with a line each for a long list; `vragen` of a group are questions again,
    `tarieven` codes; `fout_onjuist` is `foutmelding_onjuist`; `autocomplete` on a type that has its own token is
    left out. Block ids follow from `seed`
    (the form's slug), the step and the code, so that the same file gives the same HTML on each machine.
    A step or question may have `toon_als`, a question `verplicht_als`, a step `stop`: [{als, titel, tekst, link_tekst,
    link_adres}]. A condition is {vraag, operator, waarde} as an editor types them ("is" when `operator` is left
    out), or {soort: alle|een|geen, delen: [...]}, with groups of comparisons inside.
    Raises SchemaError for an unknown type or key; whether the form may go live is for the gate.
    """
    return [_stap(stap, seed) for stap in stappen]


def regels_from_dict(regels: Sequence[Mapping[str, Any]], *, seed: str) -> list[dict[str, Any]]:
    """Raw data for `FormulierPage.regels` from {type: zaaktype, zaaktype, als} and {type: prijs, tarief, keuze, vraag,
    aantal, als}. Raises SchemaError for what it doesn't know.
    """
    made = []
    for number, regel in enumerate(regels):
        place = f"{seed}/regels/{number}"
        value = {key: item for key, item in regel.items() if key not in ("type", "keuze")}
        if regel.get("type") == "zaaktype":
            _only(regel, {"type", "zaaktype", "als"}, place)
        elif regel.get("type") == "prijs":
            _only(regel, {"type", "tarief", "keuze", "vraag", "aantal", "als"}, place)
            if regel.get("tarief"):
                value["tarief"] = f"{regel['tarief']}|{regel.get('keuze', '')}"
        else:
            raise SchemaError(f"Onbekende soort regel '{regel.get('type')}'.", place)
        value["als"] = condition_from_dict(regel.get("als"), place)
        made.append({"type": regel["type"], "id": _id(place), "value": value})
    return made


def condition_from_dict(data: Mapping[str, Any] | None, place: str) -> dict[str, Any]:
    """Raw data for a VoorwaardeBlock; without `data` one that says nothing. SchemaError for what it doesn't know."""
    if data is None:
        return {"soort": "alle", "delen": []}
    if "delen" not in data:
        return {"soort": "alle", "delen": [_deel(data, f"{place}/0")]}
    _only(data, {"soort", "delen"}, place)
    delen = [_deel(deel, f"{place}/{n}") for n, deel in enumerate(data["delen"])]
    return {"soort": data.get("soort", "alle"), "delen": delen}


def _deel(data: Mapping[str, Any], place: str) -> dict[str, Any]:
    if "delen" not in data:
        return {"type": "regel", "id": _id(place), "value": _regel(data, place)}
    _only(data, {"soort", "delen"}, place)
    inner = [
        {"type": "item", "id": _id(f"{place}/{n}"), "value": _regel(deel, place)}
        for n, deel in enumerate(data["delen"])
    ]
    return {"type": "groep", "id": _id(place), "value": {"soort": data.get("soort", "alle"), "delen": inner}}


def _regel(data: Mapping[str, Any], place: str) -> dict[str, Any]:
    _only(data, {"vraag", "operator", "waarde"}, place)
    waarde = data.get("waarde", "")
    if isinstance(waarde, bool):
        waarde = "ja" if waarde else "nee"
    return {"vraag": data.get("vraag", ""), "operator": data.get("operator", "is"), "waarde": str(waarde)}


def _stop(stop: Mapping[str, Any], place: str) -> dict[str, Any]:
    _only(stop, _STOP, place)
    value = {**stop, "als": condition_from_dict(stop.get("als"), place)}
    return {"type": "item", "id": _id(place), "value": value}


def _stap(stap: Mapping[str, Any], seed: str) -> dict[str, Any]:
    _only(stap, {"slug", "titel", "uitleg", "vraag", "toon_als", "stop"}, f"stap {stap.get('slug')}")
    place = f"{seed}/{stap['slug']}"
    return {
        "type": "stap",
        "id": _id(place),
        "value": {
            "slug": stap["slug"],
            "titel": stap["titel"],
            "uitleg": stap.get("uitleg", ""),
            "vragen": [_vraag(vraag, place) for vraag in stap.get("vraag", [])],
            "toon_als": condition_from_dict(stap.get("toon_als"), f"{place}/toon_als"),
            "stops": [_stop(stop, f"{place}/stop/{n}") for n, stop in enumerate(stap.get("stop", []))],
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
    for logic in ("toon_als", "verplicht_als"):
        if logic in value:
            value[logic] = condition_from_dict(value[logic], f"{place}/{vraag['code']}/{logic}")
    if vraag_type.asks:
        value.setdefault("verplicht", True)
    # A text that the file leaves out is "", as an editor's form makes it: a translation can't take None.
    for text, child in vraag_type.block().child_blocks.items():
        if isinstance(child, blocks.CharBlock | blocks.TextBlock):
            value.setdefault(text, "")
    own = f"{place}/{vraag['code']}"
    if isinstance(value.get("opties"), list):  # a long list is one text
        value["opties"] = [_optie(optie, own, n) for n, optie in enumerate(value["opties"])]
    if "tarieven" in value:
        value["tarieven"] = [
            {"type": "item", "id": _id(f"{own}/{code}"), "value": code} for code in value["tarieven"]
        ]
    if "vragen" in value:  # of a group; a file gives each its code, as everywhere
        value["vragen"] = [_vraag(sub, own) for sub in value["vragen"]]
    return {"type": name, "id": _id(own), "value": value}


def _optie(optie: str | Mapping[str, str], place: str, number: int) -> dict[str, Any]:
    given = {"tekst": optie} if isinstance(optie, str) else dict(optie)
    value = {"tekst": given.get("tekst") or given.get("label", ""), "waarde": given.get("waarde", "")}
    return {"type": "item", "id": _id(f"{place}/{number}"), "value": value}


def _id(place: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, place))


def _only(data: Mapping[str, Any], known: set[str], what: str) -> None:
    if unknown := sorted(set(data) - known):
        raise SchemaError(f"Onbekende gegevens bij {what}: {', '.join(unknown)}.", what)
