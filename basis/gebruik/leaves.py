"""Every text and choice of an object in its stored form, with its place in Dutch words. One walk reads and rewrites."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

# Of Wagtail's own fields of a page only these hold words of the editor.
_OF_PAGE = frozenset({"title", "seo_title", "search_description"})
_ADDRESS_NAME = re.compile(r"(^|_)(url|webadres|website|link)$")
_NO_TEXT = (models.SlugField, models.EmailField, models.FilePathField, models.UUIDField)
_NO_TEXT_BLOCKS = (
    blocks.EmailBlock, blocks.RegexBlock, blocks.ChoiceBlock, blocks.MultipleChoiceBlock, blocks.StaticBlock
)  # fmt: skip


class LeafKind(StrEnum):
    """What a leaf holds."""

    TEXT = "text"
    HTML = "html"
    ADDRESS = "address"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text or choice. `names`: the way to it in words; `path`: the same for the editor's screen.

    `model` is what a CHOICE may point to; `max_length` how long a text may be.
    """

    kind: LeafKind
    value: Any
    names: tuple[str, ...]
    path: str
    model: type[models.Model] | None = None
    max_length: int | None = None

    @property
    def label(self) -> str:
        """ "Inhoud, Tekst"."""
        words = ", ".join(name for name in self.names if name)
        return words[:1].upper() + words[1:]


#: Gets each leaf; what it returns stands there afterwards.
Visitor = Callable[[Leaf], Any]


def visit(model: type[models.Model], data: Mapping[str, Any], visitor: Visitor) -> dict[str, Any]:
    """Show each leaf of `data` (as `serializable_data` and revisions hold it) to `visitor`; returns the new data."""
    return _object(model, data, (), "", visitor)


def stored(instance: Any) -> dict[str, Any]:
    """An instance in the form that `visit` takes; its child relations along when it has them."""
    if isinstance(instance, ClusterableModel):
        return dict(instance.serializable_data())
    return {field.name: field.value_from_object(instance) for field in instance._meta.concrete_fields}


def text_fields(model: type[models.Model]) -> list[str]:
    """The names of the columns of `model` that `visit` would read words in, its parents' included."""
    return [field.name for field in _fields(model) if not isinstance(field, models.ForeignKey)]


def choice_fields(model: type[models.Model], base: type[models.Model]) -> list[str]:
    """The names of the columns of `model` that point to a `base` or to a kind of it."""
    return [
        field.name
        for field in _fields(model)
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, base)
    ]


def _object(
    model: type[models.Model], data: Mapping[str, Any], names: tuple[str, ...], path: str, visitor: Visitor
) -> dict[str, Any]:
    new = dict(data)
    for field in _fields(model):
        if field.name in new and new[field.name] not in (None, ""):
            here = (*names, str(field.verbose_name))
            new[field.name] = _field(field, new[field.name], here, f"{path}{field.name}", visitor)
    if issubclass(model, ClusterableModel):
        for name, child in relations(model):
            rows = new.get(name)
            if isinstance(rows, list):
                new[name] = [
                    _object(
                        child,
                        row,
                        (*names, _row_name(child, row, number)),
                        f"{path}{name}.{row.get('pk')}.",
                        visitor,
                    )
                    for number, row in enumerate(rows, start=1)
                ]
    return new


def _row_name(child: type[models.Model], row: Mapping[str, Any], number: int) -> str:
    """ "standaardroute 2 (Telefoon)": the kind of row, its number and its first choice from a list."""
    kind = f"{child._meta.verbose_name} {number}"
    for field in child._meta.concrete_fields:
        value = row.get(field.name)
        if field.choices and isinstance(value, str) and value:
            return f"{kind} ({dict(field.flatchoices).get(value, value)})"
    return kind


def _field(
    field: models.Field[Any, Any], value: Any, names: tuple[str, ...], path: str, visitor: Visitor
) -> Any:
    if isinstance(field, StreamField):
        raw = json.loads(value) if isinstance(value, str) else value.get_prep_value()
        return json.dumps(_block(field.stream_block, raw, names, path, visitor))
    if isinstance(field, models.ForeignKey):
        return visitor(Leaf(LeafKind.CHOICE, value, names, path, model=field.related_model))
    if not isinstance(value, str):
        return value
    kind = LeafKind.TEXT
    if isinstance(field, RichTextField):
        kind = LeafKind.HTML
    elif isinstance(field, models.URLField) or _ADDRESS_NAME.search(field.name):
        kind = LeafKind.ADDRESS
    return visitor(Leaf(kind, value, names, path, max_length=field.max_length))


def _block(block: blocks.Block, value: Any, names: tuple[str, ...], path: str, visitor: Visitor) -> Any:
    if value in (None, ""):
        return value
    if isinstance(block, TypedTableBlock):
        return _table(block, value, names, path, visitor)
    if isinstance(block, blocks.BaseStreamBlock):
        return [_stream_child(block, item, names, path, visitor) for item in value]
    if isinstance(block, blocks.BaseStructBlock):
        return {
            name: (
                _block(child, part, (*names, str(child.label)), f"{path}.{name}", visitor)
                if (child := block.child_blocks.get(name))
                else part
            )
            for name, part in value.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [
            _list_child(block.child_block, item, (*names, str(number)), path, visitor)
            for number, item in enumerate(value, start=1)
        ]
    return _plain_block(block, value, names, path, visitor)


def _stream_child(block: Any, item: Any, names: tuple[str, ...], path: str, visitor: Visitor) -> Any:
    child = block.child_blocks.get(item.get("type")) if isinstance(item, dict) else None
    if child is None:
        return item
    here = (*names, str(child.label))
    return {**item, "value": _block(child, item.get("value"), here, f"{path}.{item.get('id', '')}", visitor)}


def _list_child(child: Any, item: Any, names: tuple[str, ...], path: str, visitor: Visitor) -> Any:
    if isinstance(item, dict) and {"type", "value"} <= item.keys():
        new = _block(child, item["value"], names, f"{path}.{item.get('id', '')}", visitor)
        return {**item, "value": new}
    return _block(child, item, names, path, visitor)  # as lists were stored before they had ids


def _table(block: TypedTableBlock, value: Any, names: tuple[str, ...], path: str, visitor: Visitor) -> Any:
    columns = [
        {**column, "heading": _words(column.get("heading"), (*names, str(number)), path, visitor)}
        for number, column in enumerate(value.get("columns", []), start=1)
    ]
    rows = [
        {
            **row,
            "values": [
                _block(block.child_blocks[column["type"]], cell, (*names, str(number)), path, visitor)
                if column.get("type") in block.child_blocks
                else cell
                for column, cell in zip(columns, row["values"], strict=False)
            ],
        }
        for number, row in enumerate(value.get("rows", []), start=1)
    ]
    new = {**value, "columns": columns, "rows": rows}
    if value.get("caption"):
        new["caption"] = _words(value["caption"], names, path, visitor)
    return new


def _words(value: Any, names: tuple[str, ...], path: str, visitor: Visitor) -> Any:
    return visitor(Leaf(LeafKind.TEXT, value, names, path)) if value else value


def _plain_block(block: Any, value: Any, names: tuple[str, ...], path: str, visitor: Visitor) -> Any:
    if isinstance(block, blocks.ChooserBlock):
        return visitor(Leaf(LeafKind.CHOICE, value, names, path, model=block.model_class))
    if isinstance(block, _NO_TEXT_BLOCKS):
        return value
    if not isinstance(value, str) or not isinstance(block, blocks.FieldBlock):
        return value
    kind = LeafKind.TEXT
    if isinstance(block, blocks.RichTextBlock | blocks.RawHTMLBlock):
        kind = LeafKind.HTML
    elif isinstance(block, blocks.URLBlock):
        kind = LeafKind.ADDRESS
    length = getattr(block.field, "max_length", None)
    return visitor(Leaf(kind, value, names, path, max_length=length))


@cache
def _fields(model: type[models.Model]) -> tuple[models.Field[Any, Any], ...]:
    """The fields with words or a choice; of a page only those that an editor fills in."""
    of_wagtail = {field.name for field in Page._meta.concrete_fields} if issubclass(model, Page) else set()
    return tuple(
        field
        for field in model._meta.concrete_fields
        if (field.name in _OF_PAGE or field.name not in of_wagtail) and field.editable and _holds_words(field)
    )


def _holds_words(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.ForeignKey):
        return not isinstance(field, models.OneToOneField) and field.related_model is not None
    if isinstance(field, StreamField):
        return True
    texts = isinstance(field, models.CharField | models.TextField) and not field.choices
    return texts and not isinstance(field, _NO_TEXT)


@cache
def relations(model: type[ClusterableModel]) -> tuple[tuple[str, type[models.Model]], ...]:
    """Child rows (routes, opening hours) by their name; not Wagtail's own, such as comments."""
    return tuple(
        (relation.get_accessor_name(), relation.related_model)
        for relation in get_all_child_relations(model)
        if not relation.related_model.__module__.startswith("wagtail.")
    )
