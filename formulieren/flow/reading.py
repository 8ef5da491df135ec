"""PURE: reads the stored JSON of a form strictly, lifting old versions to the newest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from formulieren.flow.check import check_schema
from formulieren.flow.conditions import Voorwaarde, voorwaarde_from
from formulieren.flow.schema import (
    SCHEMA_VERSION,
    FormSchema,
    PrijsSchema,
    SchemaError,
    StapSchema,
    StopSchema,
    VraagSchema,
    ZaaktypeSchema,
    freeze,
    thaw,
)
from formulieren.flow.toegang import Login
from formulieren.flow.upcast import to_version_2, to_version_3

# From version n to n + 1. An old, frozen form is lifted when it is read; what is stored never changes.
UPCASTERS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: to_version_2, 2: to_version_3}

_VRAAG_TEXTS = frozenset(
    {
        "code",
        "type",
        "label",
        "hint",
        "doel",
        "foutmelding",
        "foutmelding_onjuist",
        "grondslag",
        "prefill",
        "bron",
    }
)
_VRAAG_FLAGS = ("verplicht", "prefill_aanpassen")


def schema_from_dict(data: Mapping[str, Any]) -> FormSchema:
    """The form that `data` (stored JSON) describes.

    Unknown versions, keys and shapes, and forms that `check_schema` refuses, raise SchemaError.
    """
    current = upcast(data)
    texts = {"titel", "zaaktype", "inloggen", "dank_tekst", "mail_tekst", "andere_kanalen"}
    lists = {"stappen", "zaaktype_keuzes", "prijzen"}
    _only(current, {"schema_version", "officieel_bericht", *texts, *lists}, "formulier")
    if not isinstance(current.get("officieel_bericht"), bool):
        raise SchemaError("'officieel_bericht' moet ja of nee zijn.", "officieel_bericht")
    if current.get("inloggen") not in tuple(Login):
        raise SchemaError("'inloggen' moet niet, mag of moet zijn.", "inloggen")
    plain: dict[str, Any] = {name: _text(current, name, "formulier") for name in texts}
    schema = FormSchema(
        stappen=tuple(_stap_from(stap) for stap in _list(current, "stappen", "formulier")),
        officieel_bericht=current["officieel_bericht"],
        zaaktype_keuzes=tuple(
            _zaaktype_from(item) for item in _list(current, "zaaktype_keuzes", "formulier")
        ),
        prijzen=tuple(_prijs_from(item) for item in _list(current, "prijzen", "formulier")),
        **plain,
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
    data = _object(data, {"slug", "titel", "uitleg", "vragen", "toon_als", "stops", "bron"}, "stap")
    bron = _text(data, "bron", "stap")
    return StapSchema(
        slug=_text(data, "slug", "stap"),
        titel=_text(data, "titel", "stap"),
        uitleg=_text(data, "uitleg", "stap"),
        vragen=tuple(_vraag_from(vraag) for vraag in _list(data, "vragen", "stap")),
        toon_als=voorwaarde_from(data.get("toon_als"), bron),
        stops=tuple(_stop_from(stop) for stop in _list(data, "stops", "stap")),
        bron=bron,
    )


def _vraag_from(data: Any) -> VraagSchema:
    data = _object(data, {*_VRAAG_TEXTS, *_VRAAG_FLAGS, "config", "toon_als", "verplicht_als"}, "vraag")
    flags = {name: data.get(name) for name in _VRAAG_FLAGS}
    if not all(isinstance(flag, bool) for flag in flags.values()) or not isinstance(data.get("config"), dict):
        raise SchemaError(
            "Een vraag heeft 'verplicht' en 'prefill_aanpassen' (ja of nee) en een object 'config'.",
            "stappen",
        )
    bron = _text(data, "bron", "vraag")
    texts: dict[str, Any] = {name: _text(data, name, "vraag") for name in _VRAAG_TEXTS}
    return VraagSchema(
        verplicht=data["verplicht"],
        prefill_aanpassen=data["prefill_aanpassen"],
        config=freeze(data["config"]),
        toon_als=voorwaarde_from(data.get("toon_als"), bron),
        verplicht_als=voorwaarde_from(data.get("verplicht_als"), bron),
        **texts,
    )


def _stop_from(data: Any) -> StopSchema:
    texts = {"titel", "tekst", "link_tekst", "link_url", "bron"}
    data = _object(data, {*texts, "als"}, "einde")
    return StopSchema(als=_als(data), **{name: _text(data, name, "einde") for name in texts})


def _zaaktype_from(data: Any) -> ZaaktypeSchema:
    data = _object(data, {"als", "zaaktype", "bron"}, "zaaktype")
    return ZaaktypeSchema(
        als=_als(data), zaaktype=_text(data, "zaaktype", "zaaktype"), bron=_text(data, "bron", "zaaktype")
    )


def _prijs_from(data: Any) -> PrijsSchema:
    texts = {"tarief", "keuze", "vraag", "aantal", "bron"}
    data = _object(data, {*texts, "als"}, "prijs")
    als = voorwaarde_from(data.get("als"), _text(data, "bron", "prijs"))
    return PrijsSchema(als=als, **{name: _text(data, name, "prijs") for name in texts})


def _als(data: Mapping[str, Any]) -> Voorwaarde:
    """The condition of something that needs one."""
    path = str(data.get("bron") or "stappen")
    voorwaarde = voorwaarde_from(data.get("als"), path)
    if voorwaarde is None:
        raise SchemaError("Zeg wanneer dit geldt: maak een voorwaarde.", path)
    return voorwaarde


def _object(data: Any, known: set[str], what: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise SchemaError(f"Een {what} moet een object zijn.", "stappen")
    _only(data, known, what)
    return data


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
