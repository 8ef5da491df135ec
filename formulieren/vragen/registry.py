"""Finds the question types and answers for them: no other module lists their names."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from formulieren.flow.check import check_schema
from formulieren.flow.conditions import Waardesoort
from formulieren.flow.feiten import VraagFeiten
from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, VraagSchema
from formulieren.flow.typed import check_typed
from formulieren.vragen.base import VraagType

_NO_TYPES = {
    "adressen",
    "base",
    "forms",
    "groep",
    "adressen_bestand",
    "adressen_checks",
    "nummers",
    "plek",
    "registry",
    "texts",
    "voorbeelden",
    "widgets",
}


@cache
def all_types() -> dict[str, VraagType]:
    """Every question type by name, in order of name."""
    found: dict[str, VraagType] = {}
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        if module.name in _NO_TYPES:
            continue
        loaded = importlib.import_module(f"formulieren.vragen.{module.name}")
        vraag_type = loaded.TYPE
        if not isinstance(vraag_type, VraagType) or vraag_type.name != module.name:
            raise TypeError(f"formulieren.vragen.{module.name} must define TYPE, named as the file")
        found[vraag_type.name] = vraag_type
    return found


def type_of(vraag: VraagSchema) -> VraagType:
    """The type of `vraag`; SchemaError when there is none of that name."""
    try:
        return all_types()[vraag.type]
    except KeyError:
        raise SchemaError(f"Onbekend soort vraag '{vraag.type}'.", vraag.bron) from None


def asked_codes(stap: StapSchema) -> frozenset[str]:
    """The codes of the questions of `stap` that want an answer (an explanation does not)."""
    return frozenset(vraag.code for vraag in stap.vragen if type_of(vraag).asks)


def check(vraag: VraagSchema, value: Any) -> Any:
    """The checker that `flow.validate` asks for: the normalised answer, or AnswerError."""
    return type_of(vraag).check(vraag, value)


def check_form(schema: FormSchema) -> None:
    """Raises SchemaError when the form, one of its types or a type's settings is not acceptable."""
    check_schema(schema)
    for vraag in schema.vragen():
        type_of(vraag).check_config(vraag)
    check_typed(schema, feiten_of)


def feiten_of(vraag: VraagSchema) -> VraagFeiten:
    """What logic must know of `vraag`; nothing to compare with when its type is unknown or its settings are broken."""
    vraag_type = all_types().get(vraag.type)
    if vraag_type is None:
        return VraagFeiten(soort=Waardesoort.ALLEEN_INGEVULD)
    opties = vraag.config.get("opties")
    pairs = (
        [optie for optie in opties if isinstance(optie, Mapping)] if isinstance(opties, tuple | list) else []
    )
    low, high = vraag.config.get("minimum"), vraag.config.get("maximum")
    return VraagFeiten(
        soort=vraag_type.soort_waarde,
        opties={str(optie.get("waarde", "")): str(optie.get("tekst", "")) for optie in pairs},
        asks=vraag_type.asks,
        is_tarief=vraag.type == "tarief",
        contact=bool(vraag_type.contact_role(vraag)),
        minimum=Decimal(low) if isinstance(low, int) else None,
        maximum=Decimal(high) if isinstance(high, int) else None,
        heel=vraag.type == "getal",
    )
