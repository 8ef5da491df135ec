"""PURE: the part of a form that must be the same in every language."""

from __future__ import annotations

from typing import Any

from formulieren.flow.schema import FormSchema, StapSchema, VraagSchema, thaw


def logic_of(schema: FormSchema) -> list[tuple[str, Any]]:
    """(what it is about in Dutch, its logic as JSON) for each part of the form, without any text for residents."""
    parts: list[tuple[str, Any]] = [("de volgorde van de stappen", [stap.slug for stap in schema.stappen])]
    for stap in schema.stappen:
        parts.append((f"de stap '{stap.slug}'", _stap(stap)))
        parts += [(f"de vraag '{vraag.code}'", _vraag(vraag)) for vraag in stap.vragen]
    parts.append(("het inloggen", schema.inloggen))
    parts.append(("het zaaktype", [schema.zaaktype, [_als(keuze) for keuze in schema.zaaktype_keuzes]]))
    parts.append(("de prijs", [_als(prijs) for prijs in schema.prijzen]))
    return parts


def first_difference(source: FormSchema, other: FormSchema) -> str:
    """What differs first between the logic of two forms, in Dutch words; "" when nothing does."""
    ours, theirs = logic_of(source), logic_of(other)
    for (name, mine), (other_name, yours) in zip(ours, theirs, strict=False):
        if name != other_name or mine != yours:
            return name
    return "" if len(ours) == len(theirs) else "het aantal vragen"


def _stap(stap: StapSchema) -> Any:
    return [
        _dict(stap.toon_als),
        [stop.als.to_dict() for stop in stap.stops],
        [vraag.code for vraag in stap.vragen],
    ]


def _vraag(vraag: VraagSchema) -> Any:
    config = {name: _plain(name, value) for name, value in thaw(vraag.config).items()}
    return [
        vraag.type,
        vraag.verplicht,
        [vraag.prefill, vraag.prefill_aanpassen],
        _dict(vraag.toon_als),
        _dict(vraag.verplicht_als),
        {name: value for name, value in config.items() if value is not None},
    ]


def _plain(name: str, value: Any) -> Any:
    """A setting without its texts: of options the waarden, of questions their logic, of others what is no text."""
    if name == "opties" and isinstance(value, list):
        return [optie.get("waarde") for optie in value if isinstance(optie, dict)]
    if name == "vragen" and isinstance(value, list):
        return [_sub(sub) for sub in value if isinstance(sub, dict)]
    # Lists are codes of tarieven and names of kinds.
    return value if isinstance(value, bool | int | float | list) else None


def _sub(sub: dict[str, Any]) -> Any:
    """A question inside a group."""
    config = {name: _plain(name, value) for name, value in (sub.get("config") or {}).items()}
    return [sub.get("code"), sub.get("type"), sub.get("verplicht"), config]


def _als(item: Any) -> dict[str, Any]:
    data: dict[str, Any] = item.to_dict()
    data.pop("bron")
    return data


def _dict(voorwaarde: Any) -> Any:
    return voorwaarde.to_dict() if voorwaarde is not None else None
