"""Holds JSON against a JSON Schema (2020-12), for the words that our own descriptions use; others are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.utils.dateparse import parse_date, parse_datetime

_TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int,
}  # fmt: skip
_WORDS = {
    "type", "properties", "required", "additionalProperties", "items", "enum", "format", "minimum", "maximum",
    "anyOf", "$ref", "contentMediaType", "default", "description",
}  # fmt: skip


def schema_problems(
    value: Any, schema: dict[str, Any], root: dict[str, Any], path: str = "$"
) -> Iterator[str]:
    """What in `value` is not as `schema` says; `root` is the document that `$ref` points into."""
    assert set(schema) <= _WORDS, f"{path}: the checker does not know {set(schema) - _WORDS}"
    if "$ref" in schema:
        found: Any = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        yield from schema_problems(value, found, root, path)
        return
    kinds = schema.get("type")
    if kinds and not any(_is(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{path} is {type(value).__name__}, not {kinds}"
        return
    if value is None:
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path} is {value!r}, not one of {schema['enum']}"
    if "format" in schema and not _has_format(value, schema["format"]):
        yield f"{path} is {value!r}, which is no {schema['format']}"
    if ("minimum" in schema and value < schema["minimum"]) or (
        "maximum" in schema and value > schema["maximum"]
    ):
        yield f"{path} is {value}, which is out of range"
    if "anyOf" in schema and all(list(schema_problems(value, one, root, path)) for one in schema["anyOf"]):
        yield f"{path} fits none of anyOf"
    if isinstance(value, dict):
        yield from _object_problems(value, schema, root, path)
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from schema_problems(item, schema["items"], root, f"{path}[{number}]")


def _object_problems(
    value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], path: str
) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{path}.{name} is missing" for name in schema.get("required", []) if name not in value)
    for name, item in value.items():
        if name in properties:
            yield from schema_problems(item, properties[name], root, f"{path}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{path}.{name} is not described"


def _is(value: Any, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES[kind])


def _has_format(value: Any, name: str) -> bool:
    try:
        match name:
            case "uri":
                return bool(urlsplit(value).scheme and urlsplit(value).netloc)
            case "date":
                return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value) and parse_date(value))
            case "date-time":
                return bool(parse_datetime(value))
    except ValueError:
        return False
    raise AssertionError(f"the checker does not know the format {name}")
