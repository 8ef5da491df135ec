"""Finds the question types and answers for them: no other module lists their names."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from typing import Any

from formulieren.flow.check import check_schema
from formulieren.flow.schema import FormSchema, SchemaError, VraagSchema
from formulieren.vragen.base import VraagType

_NO_TYPES = {"base", "registry", "widgets", "forms", "texts"}


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


def check(vraag: VraagSchema, value: Any) -> Any:
    """The checker that `flow.validate` asks for: the normalised answer, or AnswerError."""
    return type_of(vraag).check(vraag, value)


def check_form(schema: FormSchema) -> None:
    """Raises SchemaError when the form, one of its types or a type's settings is not acceptable."""
    check_schema(schema)
    for vraag in schema.vragen():
        type_of(vraag).check_config(vraag)
