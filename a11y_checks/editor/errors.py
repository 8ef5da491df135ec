"""Puts bevindingen on the fields and blocks of the edit form that they came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.utils import ErrorList
from wagtail.blocks import (
    ListBlockValidationError,
    StreamBlockValidationError,
    StreamValue,
    StructBlockValidationError,
)
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructValue

from a11y_checks.gate.refusal import text_at_field
from a11y_checks.rules.base import Bevinding

Path = tuple[str, ...]


def attach(form: Any, bevindingen: Sequence[Bevinding]) -> None:
    """Show each bevinding at its field of an unbound edit form (a bound one would be validated again).

    A field that is not in the form, or a fault of the template, lands on top of the form.
    """
    by_field: dict[str, list[tuple[Path, str]]] = {}
    for bevinding in bevindingen:
        field, *path = bevinding.source.split("/")
        by_field.setdefault(_form_field(form, field), []).append((tuple(path), text_at_field(bevinding)))
    errors = form.errors  # makes the empty error dict of an unbound form
    for field, messages in by_field.items():
        if field in form.formsets:
            form.formsets[field]._non_form_errors = ErrorList([text for _path, text in messages])
            continue
        value = getattr(form.instance, field, None) if field != NON_FIELD_ERRORS else None
        error = _error_at(value, messages)
        errors.setdefault(field, form.error_class()).extend(error.error_list)


def _form_field(form: Any, field: str) -> str:
    """The form's own name for a source's field; a title on the page is the field `title`."""
    field = {"titel": "title"}.get(field, field)
    return field if field in form.fields or field in form.formsets else NON_FIELD_ERRORS


def _error_at(value: Any, messages: Sequence[tuple[Path, str]]) -> ValidationError:
    """The validation error of Wagtail's own kind for `value`, with each message at the end of its path."""
    here = list(dict.fromkeys(text for path, text in messages if not path))
    deeper: dict[Any, list[tuple[Path, str]]] = {}
    for path, text in messages:
        if not path:
            continue
        key = _child_key(value, path[0])
        if key is None:
            here.append(text)
        else:
            deeper.setdefault(key, []).append((path[1:], text))
    if isinstance(value, StreamValue):
        children = {key: _error_at(value[key].value, found) for key, found in deeper.items()}
        return StreamBlockValidationError(block_errors=children, non_block_errors=here)
    if isinstance(value, ListValue):
        children = {key: _error_at(value[key], found) for key, found in deeper.items()}
        return ListBlockValidationError(block_errors=children, non_block_errors=here)
    if isinstance(value, StructValue):
        children = {key: _error_at(value[key], found) for key, found in deeper.items()}
        return StructBlockValidationError(block_errors=children, non_block_errors=here)
    return ValidationError(here + [text for found in deeper.values() for _path, text in found])


def _child_key(value: Any, step: str) -> Any:
    """How `value` names the child that a step of the path means; None when it has no such child."""
    if isinstance(value, StreamValue):
        return next((index for index, child in enumerate(value) if child.id == step), None)
    if isinstance(value, ListValue):
        return next((index for index, child in enumerate(value.bound_blocks) if child.id == step), None)
    if isinstance(value, StructValue):
        return step if step in value else None
    return None
