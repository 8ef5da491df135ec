"""The blocks with which an editor makes steps and questions, and their way to a FormSchema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from formulieren.flow.check import RESERVED_SLUGS
from formulieren.flow.feiten import VraagFeiten
from formulieren.flow.schema import StapSchema, VraagSchema, freeze
from formulieren.models.logica import (
    MAX_STOPS,
    Feiten,
    StopBlock,
    VoorwaardeBlock,
    settle_voorwaarde,
    stop_of,
    voorwaarde_of,
)
from formulieren.prefill.registry import choices as prefill_choices
from formulieren.prefill.registry import fits
from formulieren.vragen.base import VraagType
from formulieren.vragen.registry import all_types, feiten_of

COMMON = ("label", "hint", "doel", "grondslag", "foutmelding", "foutmelding_onjuist", "prefill")


class VraagBlock(blocks.StructBlock):
    """The block of one question type, with its logic beside the type's own settings."""

    def __init__(self, vraag_type: VraagType, **kwargs: Any) -> None:
        base = vraag_type.block()
        self._own = list(base.child_blocks)
        known = prefill_blocks() if fits(vraag_type.name) else []
        self._own += [name for name, _block in known]
        logic = [("toon_als", VoorwaardeBlock(label=_("Toon deze vraag alleen als")))]
        if vraag_type.asks:
            logic.append(("verplicht_als", VoorwaardeBlock(label=_("Verplicht alleen als"))))
        self._logic = [name for name, _block in logic]
        super().__init__(
            [*base.child_blocks.items(), *known, *logic], label=base.meta.label, icon=base.meta.icon, **kwargs
        )

    def get_form_layout(self) -> BlockGroup:
        """The logic folds away: most questions have none."""
        folded = BlockGroup(
            self._logic,
            heading=_("Wanneer komt deze vraag?"),
            icon="cogs",
            classname="collapsed",
            label_format="",
        )
        return BlockGroup([*self._own, folded])


def prefill_blocks() -> list[tuple[str, blocks.Block]]:
    """Where a known answer comes from, for who is logged in, and whether it may be changed."""
    return [
        (
            "prefill",
            blocks.ChoiceBlock(
                choices=prefill_choices,
                label=_("Weten wij dit al?"),
                help_text=_("Wie inlogt, hoeft dit dan niet in te vullen. Kies waar het antwoord staat."),
                required=False,
            ),
        ),
        (
            "prefill_aanpassen",
            blocks.BooleanBlock(
                label=_("De lezer mag het antwoord aanpassen"),
                help_text=_("Dan staat het antwoord al ingevuld. Zonder vinkje vragen wij het niet."),
                required=False,
            ),
        ),
    ]


def vragen_block() -> blocks.StreamBlock:
    """All question types the registry knows."""
    return blocks.StreamBlock([(name, VraagBlock(vraag_type)) for name, vraag_type in all_types().items()])


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
        logic = [
            ("toon_als", VoorwaardeBlock(label=_("Toon deze stap alleen als"))),
            (
                "stops",
                blocks.ListBlock(
                    StopBlock(), label=_("Stop na deze stap"), default=[], min_num=0, max_num=MAX_STOPS
                ),
            ),
        ]
        super().__init__([*(local_blocks or []), ("vragen", vragen_block()), *logic], **kwargs)

    def get_form_layout(self) -> BlockGroup:
        """The logic folds away below the questions."""
        folded = BlockGroup(
            ["toon_als", "stops"],
            heading=_("Wanneer komt deze stap, en wanneer stopt het formulier?"),
            icon="cogs",
            classname="collapsed",
            label_format="",
        )
        return BlockGroup(["titel", "uitleg", "slug", "vragen", folded])

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
    """Gives each step a slug, each question a code and each option a waarde, in place, from its text.

    They are kept once given: conditions, other systems and other languages go by them.
    """
    taken_slugs = {child.value.get("slug") for child in stappen} | RESERVED_SLUGS
    taken_codes = {vraag.value.get("code") for vraag in _vragen(stappen)}
    for child in stappen:
        if not child.value.get("slug"):
            child.value["slug"] = _free(
                slugify(child.value.get("titel") or "")[:40].strip("-") or "stap", taken_slugs, "-"
            )
    for vraag in _vragen(stappen):
        if not vraag.value.get("code"):
            name = slugify(vraag.value.get("label") or "").replace("-", "_")[:40]
            vraag.value["code"] = _free(name.strip("_").lstrip("0123456789_") or "vraag", taken_codes, "_")
        _fill_sub_codes(vraag)
    for vraag in _vragen(stappen, within=True):
        _fill_opties(vraag)
    _settle_logic(stappen)
    _fill_blanks(stappen)


def _fill_blanks(stappen: Any) -> None:
    """A text that was never typed is "", also when data came from elsewhere: a translation can't take None."""
    stops = [stop for child in stappen for stop in child.value.get("stops") or []]
    vragen = [vraag.value for vraag in _vragen(stappen, within=True)]
    for value in [*(child.value for child in stappen), *vragen, *stops]:
        for name, child in value.block.child_blocks.items():
            if isinstance(child, blocks.CharBlock | blocks.TextBlock) and value.get(name) is None:
                value[name] = ""


def _fill_sub_codes(vraag: Any) -> None:
    """Writes the code that each question inside a group got from its text."""
    subs = vraag.value.get("vragen") or ()
    known = all_types()[vraag.block_type].config_from_block(vraag.value).get("vragen") or ()
    for sub, found in zip(subs, known, strict=False):
        sub.value["code"] = found["code"]


def _fill_opties(vraag: Any) -> None:
    """Writes the waarde that each option got from its text, so that another text later changes nothing."""
    opties = vraag.value.get("opties")
    known = _read_opties(vraag, opties)
    if isinstance(opties, str):
        taken: set[str | None] = {optie["waarde"] for optie in known}
        vraag.value["opties"] = "\n".join(_line(vraag, optie, taken) for optie in known)
    elif opties:
        for optie, found in zip(opties, known, strict=False):
            optie["waarde"] = found["waarde"]


def _line(vraag: Any, optie: dict[str, str], taken: set[str | None]) -> str:
    """A line of a long list with its code; a text that makes no code, such as one in another script, gets a number."""
    line = f"{optie['waarde']} = {optie['tekst']}"
    if _read_opties(vraag, line) == [optie]:
        return line
    return f"{_free('optie', taken, '-')} = {optie['tekst']}"


def _read_opties(vraag: Any, opties: Any) -> list[dict[str, str]]:
    config = all_types()[vraag.block_type].config_from_block({**vraag.value, "opties": opties})
    return list(config.get("opties") or [])


def _settle_logic(stappen: Any) -> None:
    feiten = feiten_of_stappen(stappen)
    for child in stappen:
        settle_voorwaarde(child.value.get("toon_als"), feiten)
        for stop in child.value.get("stops") or []:
            settle_voorwaarde(stop.get("als"), feiten)
    for vraag in _vragen(stappen):
        settle_voorwaarde(vraag.value.get("toon_als"), feiten)
        settle_voorwaarde(vraag.value.get("verplicht_als"), feiten)


def settle_regels(regels: Any, stappen: Any) -> None:
    """The same for the form's rules: options by their waarde, in place."""
    feiten = feiten_of_stappen(stappen)
    for child in regels or []:
        settle_voorwaarde(child.value.get("als"), feiten)


def stappen_schemas(stappen: Any, field: str = "stappen") -> tuple[StapSchema, ...]:
    """The steps of a StreamValue as schemas; `bron` names field and block ids."""
    fill_names(stappen)
    feiten = feiten_of_stappen(stappen)
    return tuple(_stap_schema(child, f"{field}/{child.id}", feiten) for child in stappen)


def _stap_schema(child: Any, bron: str, feiten: Feiten) -> StapSchema:
    value = child.value
    stops = value.get("stops")
    return StapSchema(
        slug=value.get("slug") or "",
        titel=value.get("titel") or "",
        uitleg=value.get("uitleg") or "",
        vragen=tuple(
            _vraag_schema(vraag, f"{bron}/vragen/{vraag.id}", feiten) for vraag in value.get("vragen") or []
        ),
        toon_als=voorwaarde_of(value.get("toon_als"), feiten),
        stops=tuple(
            stop_of(stop.value, feiten, f"{bron}/stops/{stop.id}")
            for stop in (stops.bound_blocks if stops else [])
        ),
        bron=bron,
    )


def _vraag_schema(vraag: Any, bron: str, feiten: Feiten) -> VraagSchema:
    return replace(
        _without_logic(vraag, bron),
        toon_als=voorwaarde_of(vraag.value.get("toon_als"), feiten),
        verplicht_als=voorwaarde_of(vraag.value.get("verplicht_als"), feiten),
    )


def _without_logic(vraag: Any, bron: str = "") -> VraagSchema:
    name, value = vraag.block_type, vraag.value
    texts: dict[str, Any] = {text: str(value.get(text) or "") for text in COMMON}
    return VraagSchema(
        type=name,
        code=value.get("code") or "",
        verplicht=bool(value.get("verplicht", False)),
        prefill_aanpassen=bool(value.get("prefill_aanpassen", False)),
        config=freeze(all_types()[name].config_from_block(value)),
        bron=bron,
        **texts,
    )


def feiten_of_stappen(stappen: Any) -> dict[str, VraagFeiten]:
    """What conditions must know of each question, by code."""
    schemas = map(_without_logic, _vragen(stappen))
    return {schema.code: feiten_of(schema) for schema in schemas}


def _vragen(stappen: Any, *, within: bool = False) -> Iterator[Any]:
    """All questions; `within` adds those inside a group, each after its group."""
    for child in stappen:
        for vraag in child.value.get("vragen") or []:
            yield vraag
            if within:
                yield from vraag.value.get("vragen") or []


def _free(wish: str, taken: set[str | None], joint: str) -> str:
    name, number = wish, 2
    while name in taken:
        name, number = f"{wish}{joint}{number}", number + 1
    taken.add(name)
    return name
