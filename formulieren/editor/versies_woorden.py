"""What the fields of a form and of its questions are called, and their values in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.schema import FormSchema, VraagSchema
from formulieren.models import FormulierPage
from formulieren.models.stap import VraagBlock
from formulieren.models.zaaktypen import zaaktype_name
from formulieren.vragen.registry import all_types

# By the name of a field: its label (str or lazy), and how one of its values is said, None for as it is.
Tell = Callable[[Any], Any]
Velden = Mapping[str, tuple[Any, Tell | None]]

_COLUMNS = {"titel": "title", "zaaktype": "zaaktype_identificatie"}
_NO_FIELDS = {"stappen", "zaaktype_keuzes", "prijzen", "schema_version"}
_OTHER = {
    "type": gettext_lazy("Soort vraag"),
    "prefill": gettext_lazy("Weten wij dit al?"),
    "prefill_aanpassen": gettext_lazy("De lezer mag het antwoord aanpassen"),
    "verplicht_als": gettext_lazy("Verplicht alleen als"),
}


def velden_of_form() -> Velden:
    """The fields of a whole form."""
    velden: dict[str, tuple[Any, Tell | None]] = {}
    for field in fields(FormSchema):
        if field.name not in _NO_FIELDS:
            column: Any = FormulierPage._meta.get_field(_COLUMNS.get(field.name, field.name))
            choices = dict(column.flatchoices)
            tell = zaaktype_name if field.name == "zaaktype" else _of_choices(choices) if choices else None
            velden[field.name] = (str(column.verbose_name).capitalize(), tell)
    return velden


@cache
def velden_of_vraag(name: str) -> Velden:
    """The fields of a question of this type, with its own settings; of an unknown type only what all have."""
    vraag_type = all_types().get(name)
    known = VraagBlock(vraag_type).child_blocks if vraag_type is not None else {}
    velden: dict[str, tuple[Any, Tell | None]] = {
        child: (block.label, _tell_of(block))
        for child, block in known.items()
        if child not in ("code", "opties", "vragen")
    }
    for field in fields(VraagSchema):
        if field.name not in velden and field.name not in ("code", "config", "bron"):
            velden[field.name] = (_OTHER.get(field.name, field.name), None)
    return velden | {"type": (_OTHER["type"], _type_name)}


def words_of(value: Any, tell: Tell | None) -> str:
    """A value as an editor reads it."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nee")
    if value is None:
        return _("niets")
    if isinstance(value, list | tuple):
        return ", ".join(words_of(item, tell) for item in value)
    return str(tell(value) if tell else value)


def _tell_of(block: Any) -> Tell | None:
    child = block.child_block if isinstance(block, blocks.ListBlock) else block
    if not isinstance(child, blocks.ChoiceBlock | blocks.MultipleChoiceBlock):
        return None
    return lambda value: dict(child.field.choices).get(value, value)


def _of_choices(choices: Mapping[Any, Any]) -> Tell:
    return lambda value: choices.get(value, value)


def _type_name(name: str) -> Any:
    vraag_type = all_types().get(name)
    return vraag_type.label if vraag_type is not None else name
