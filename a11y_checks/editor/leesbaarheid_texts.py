"""The texts that an editor writes in a page's form, each with the path to its field, also those of mails and errors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.rich_text import features as feature_registry

from a11y_checks.document import Document

# How a text is read: the element that says the same to `segment`.
TITLE, LABEL, PROSE, RICH = "h1", "label", "p", "rich"
SHAPES = frozenset({TITLE, LABEL, PROSE, RICH})
# Typed with every page, read by search engines and in lists of results.
_OF_ANY_PAGE = ("title", "search_description")


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldText:
    """One text of the form.

    `path` is Wagtail's path to the field ("inhoud.<id>.tekst"), `shape` how it is read, `value` plain text or, for
    RICH, HTML. `whole` is False for a text that is only part of what stands at its path.
    """

    path: str
    label: str
    shape: str
    value: str
    whole: bool = True


def page_texts(page: Any) -> list[FieldText]:
    """Every text of the page in the order of the form, the description for search engines last.

    Empty ones too: somebody may be about to type there.
    """
    left_out = page.leesbaarheid_overslaan
    own = [f for f in page._meta.fields if not hasattr(Page, f.name) and f.name not in left_out]
    found = [*field_texts(page, page._meta.get_field("title"))]
    for field in own:
        found += field_texts(page, field)
    for relation in getattr(page._meta, "child_relations", ()):
        name = relation.get_accessor_name()
        for row in getattr(page, name).all():
            found += _of_row(row, name)
    found += field_texts(page, page._meta.get_field("search_description"))
    return [text for text in found if text.whole or text.value.strip()]


def _of_row(row: Any, name: str) -> Iterator[FieldText]:
    # A row that was never saved has no name of its own yet: its findings lead to the list it stands in.
    path = f"{name}.{row.pk}" if row.pk else name
    for field in row._meta.fields:
        for text in field_texts(row, field):
            yield FieldText(
                path=f"{path}.{text.path}" if row.pk else name,
                label=f"{row}: {text.label}",
                shape=text.shape,
                value=text.value,
                whole=bool(row.pk),
            )


def field_texts(thing: Any, field: Any, *, short: str = "") -> Iterator[FieldText]:
    """The texts in one field of a model. A short text (CharField) is read as `short`; left out without it: most are no
    prose, such as a code or an address."""
    label = str(field.verbose_name)[:1].upper() + str(field.verbose_name)[1:]
    if isinstance(field, StreamField):
        yield from _of_block(getattr(thing, field.name), field.stream_block, field.name, "")
    elif isinstance(field, RichTextField):
        yield FieldText(path=field.name, label=label, shape=RICH, value=str(getattr(thing, field.name) or ""))
    elif isinstance(field, models.CharField | models.TextField) and field.editable:
        known = PROSE if isinstance(field, models.TextField) else TITLE if field.name == "title" else short
        if known:
            value = str(getattr(thing, field.name) or "")
            yield FieldText(path=field.name, label=label, shape=known, value=value)


def _of_block(value: Any, block: Any, path: str, label: str) -> Iterator[FieldText]:
    """The texts in a block's value. `label` names the blocks around it, for a reader."""
    if isinstance(block, blocks.StreamBlock):
        for number, child in enumerate(value or (), start=1):
            name = f"{child.block.label} {number}"
            yield from _of_block(child.value, child.block, f"{path}.{child.id}", _joined(label, name))
    elif isinstance(block, blocks.ListBlock):
        for number, child in enumerate(getattr(value, "bound_blocks", ()), start=1):
            name = f"{block.label or block.name} {number}"
            yield from _of_block(child.value, block.child_block, f"{path}.{child.id}", _joined(label, name))
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            inner = (
                label
                if isinstance(child, blocks.StreamBlock | blocks.ListBlock)
                else _joined(label, str(child.label))
            )
            yield from _of_block((value or {}).get(name), child, f"{path}.{name}", inner)
    elif isinstance(value, TypedTable):
        for row in value.rows:
            for cell in row:
                for text in _of_block(cell.value, cell.block, path, label):
                    yield FieldText(path=path, label=label, shape=text.shape, value=text.value, whole=False)
    elif isinstance(block, blocks.RichTextBlock) or isinstance(value, RichText):
        yield FieldText(path=path, label=label, shape=RICH, value=getattr(value, "source", "") or "")
    elif isinstance(block, blocks.TextBlock):
        yield FieldText(path=path, label=label, shape=PROSE, value=str(value or ""))
    elif isinstance(block, blocks.CharBlock):
        yield FieldText(path=path, label=label, shape=LABEL, value=str(value or ""))


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def as_document(texts: Sequence[FieldText]) -> Document:
    """All texts as one document, cut up as the gate cuts the page. A source is the place in `texts`."""
    rows = (f'<div data-bron="{number}">{_as_html(text)}</div>' for number, text in enumerate(texts))
    return Document.parse(f"<main>{''.join(rows)}</main>")


def _as_html(text: FieldText) -> str:
    if text.shape == RICH:
        return text.value
    element = text.shape if text.shape in SHAPES else PROSE
    return f"<{element}>{'<br>'.join(map(escape, text.value.splitlines()))}</{element}>"


@cache
def _converter() -> Any:
    """From what the rich text editor holds to HTML, with every feature that the site knows."""
    feature_registry.get_default_features()  # makes the registry look for the features first
    return ContentstateConverter(sorted(feature_registry.converter_rules_by_converter["contentstate"]))


def rich_to_html(posted: str) -> str:
    """The HTML of a rich text as the browser holds it (JSON). Raises ValueError when it is not that."""
    try:
        if json.loads(posted) is None:
            return ""
        return str(_converter().to_database_format(posted))
    except (KeyError, TypeError, AttributeError, IndexError) as problem:
        raise ValueError("no rich text") from problem
