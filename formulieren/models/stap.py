"""The blocks with which an editor makes steps and questions, and their way to a FormSchema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from formulieren.flow.schema import StapSchema, VraagSchema, freeze
from formulieren.vragen.registry import all_types

COMMON = ("label", "hint", "doel", "foutmelding")


def vragen_block() -> blocks.StreamBlock:
    """All question types the registry knows."""
    return blocks.StreamBlock([(name, vraag_type.block()) for name, vraag_type in all_types().items()])


class StapBlock(blocks.StructBlock):
    """One step: a page with questions."""

    titel = blocks.CharBlock(label=_("Titel van de stap"), max_length=100)
    uitleg = blocks.TextBlock(label=_("Uitleg bij de stap"), required=False, max_length=1000, rows=2)
    slug = blocks.RegexBlock(
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        label=_("Adres van de stap"),
        help_text=_("Kleine letters, cijfers en streepjes. Leeg: gemaakt uit de titel."),
        error_messages={"invalid": _("Gebruik alleen kleine letters, cijfers en streepjes.")},
        required=False,
        max_length=50,
    )

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__([*(local_blocks or []), ("vragen", vragen_block())], **kwargs)

    class Meta:
        icon = "form"
        label = _("Stap")


class StappenBlock(blocks.StreamBlock):
    """All steps of a form. Saving gives each step and question a name, which then stays."""

    stap = StapBlock()

    def clean(self, value: Any) -> Any:
        """Fills in the names that the editor left empty."""
        cleaned = super().clean(value)
        fill_names(cleaned)
        return cleaned

    class Meta:
        label = _("Stappen")


def fill_names(stappen: Any) -> None:
    """Gives each step a slug and each question a code, in place, from its text; kept once given."""
    taken_slugs = {child.value.get("slug") for child in stappen}
    taken_codes = {vraag.value.get("code") for vraag in _vragen(stappen)}
    for child in stappen:
        if not child.value.get("slug"):
            child.value["slug"] = _free(
                slugify(child.value.get("titel"))[:40].strip("-") or "stap", taken_slugs, "-"
            )
    for vraag in _vragen(stappen):
        if not vraag.value.get("code"):
            code = slugify(vraag.value.get("label")).replace("-", "_")[:40].strip("_").lstrip("0123456789_")
            vraag.value["code"] = _free(code or "vraag", taken_codes, "_")


def stappen_schemas(stappen: Any, field: str = "stappen") -> tuple[StapSchema, ...]:
    """The steps of a StreamValue as schemas; `bron` names field and block ids."""
    fill_names(stappen)
    return tuple(
        StapSchema(
            slug=child.value.get("slug") or "",
            titel=child.value.get("titel") or "",
            uitleg=child.value.get("uitleg") or "",
            vragen=tuple(
                _vraag_schema(vraag.block_type, vraag.value, f"{field}/{child.id}/vragen/{vraag.id}")
                for vraag in child.value.get("vragen") or []
            ),
            bron=f"{field}/{child.id}",
        )
        for child in stappen
    )


def _vraag_schema(name: str, value: Mapping[str, Any], bron: str) -> VraagSchema:
    vraag_type = all_types()[name]
    return VraagSchema(
        type=name,
        code=value.get("code") or "",
        verplicht=bool(value.get("verplicht", False)),
        config=freeze(vraag_type.config_from_block(value)),
        bron=bron,
        **{text: str(value.get(text) or "") for text in COMMON},
    )


def _vragen(stappen: Any) -> Iterator[Any]:
    for child in stappen:
        yield from child.value.get("vragen") or []


def _free(wish: str, taken: set[str | None], joint: str) -> str:
    name, number = wish, 2
    while name in taken:
        name, number = f"{wish}{joint}{number}", number + 1
    taken.add(name)
    return name
