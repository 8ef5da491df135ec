"""PURE: reads the stored JSON of a form strictly, lifting old versions to the newest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from formulieren.flow.check import check_schema
from formulieren.flow.schema import (
    SCHEMA_VERSION,
    FormSchema,
    SchemaError,
    StapSchema,
    VraagSchema,
    freeze,
    thaw,
)

# From version n to n + 1. An old, frozen form is lifted when it is read; what is stored never changes.
UPCASTERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def schema_from_dict(data: Mapping[str, Any]) -> FormSchema:
    """The form that `data` (stored JSON) describes.

    Unknown versions, keys and shapes, and forms that `check_schema` refuses, raise SchemaError.
    """
    current = upcast(data)
    texts = {"titel", "zaaktype", "dank_tekst", "andere_kanalen"}
    _only(current, {"schema_version", "stappen", "officieel_bericht", *texts}, "formulier")
    if not isinstance(current.get("officieel_bericht"), bool):
        raise SchemaError("'officieel_bericht' moet ja of nee zijn.", "officieel_bericht")
    schema = FormSchema(
        titel=_text(current, "titel", "formulier"),
        stappen=tuple(_stap_from(stap) for stap in _list(current, "stappen", "formulier")),
        zaaktype=_text(current, "zaaktype", "formulier"),
        officieel_bericht=current["officieel_bericht"],
        dank_tekst=_text(current, "dank_tekst", "formulier"),
        andere_kanalen=_text(current, "andere_kanalen", "formulier"),
    )
    check_schema(schema)
    return schema


def upcast(data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` lifted to SCHEMA_VERSION; SchemaError when its version is unknown or from the future."""
    current = thaw(data) if isinstance(data, Mapping) else {}
    version = current.get("schema_version")
    if type(version) is not int or not 1 <= version <= SCHEMA_VERSION:
        raise SchemaError(f"Onbekende versie van het formulier: {version!r}.", "schema_version")
    while version < SCHEMA_VERSION:
        current = UPCASTERS[version](current)
        version = current["schema_version"]
    return current


def _stap_from(data: Any) -> StapSchema:
    if not isinstance(data, dict):
        raise SchemaError("Een stap moet een object zijn.", "stappen")
    _only(data, {"slug", "titel", "uitleg", "vragen", "bron"}, "stap")
    return StapSchema(
        slug=_text(data, "slug", "stap"),
        titel=_text(data, "titel", "stap"),
        uitleg=_text(data, "uitleg", "stap"),
        vragen=tuple(_vraag_from(vraag) for vraag in _list(data, "vragen", "stap")),
        bron=_text(data, "bron", "stap"),
    )


def _vraag_from(data: Any) -> VraagSchema:
    if not isinstance(data, dict):
        raise SchemaError("Een vraag moet een object zijn.", "stappen")
    texts = {"code", "type", "label", "hint", "doel", "foutmelding", "bron"}
    _only(data, {*texts, "verplicht", "config"}, "vraag")
    if not isinstance(data.get("verplicht"), bool) or not isinstance(data.get("config"), dict):
        raise SchemaError("Een vraag heeft 'verplicht' (ja of nee) en een object 'config'.", "stappen")
    return VraagSchema(
        verplicht=data["verplicht"],
        config=freeze(data["config"]),
        **{name: _text(data, name, "vraag") for name in texts},
    )


def _only(data: Mapping[str, Any], known: set[str], what: str) -> None:
    if unknown := sorted(set(data) - known):
        raise SchemaError(f"Onbekende gegevens in {what}: {', '.join(unknown)}.", "stappen")


def _text(data: Mapping[str, Any], key: str, what: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise SchemaError(f"In {what} moet '{key}' een tekst zijn.", "stappen")
    return value


def _list(data: Mapping[str, Any], key: str, what: str) -> list[Any]:
    value = data.get(key)
    if not isinstance(value, list):
        raise SchemaError(f"In {what} moet '{key}' een lijst zijn.", "stappen")
    return value
