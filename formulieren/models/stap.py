"""The blocks with which an editor makes steps and questions, and their way to a FormSchema."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from formulieren.flow.schema import StapSchema, VraagSchema
from formulieren.models.logica import (
    MAX_STOPS,
    Feiten,
    StopBlock,
    VoorwaardeBlock,
    stop_of,
    voorwaarde_of,
)
from formulieren.models.namen import feiten_of_stappen, fill_names, without_logic
from formulieren.prefill.registry import choices as prefill_choices
from formulieren.prefill.registry import fits
from formulieren.vragen.base import VraagType
from formulieren.vragen.registry import all_types


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
        without_logic(vraag, bron),
        toon_als=voorwaarde_of(vraag.value.get("toon_als"), feiten),
        verplicht_als=voorwaarde_of(vraag.value.get("verplicht_als"), feiten),
    )
