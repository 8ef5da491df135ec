"""Shared StreamField blocks. Their templates put the path to each block on the element (`data-bron`)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.segments import StringSegmentValue

TEKST_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "h3", "h4"]


class BronMixin:
    """Tells a block's template the path from the page's field to the block: `inhoud/<id>/<id>`."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Passes `bron` of the including template on to the block's own template."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)  # type: ignore[misc]
        context["bron"] = (parent_context or {}).get("bron", "")
        return context


class KopBlock(BronMixin, blocks.StructBlock):
    """A heading within the text."""

    niveau = blocks.ChoiceBlock(
        choices=[("h2", _("Kop")), ("h3", _("Tussenkop")), ("h4", _("Kleine tussenkop"))],
        default="h2",
        label=_("Soort kop"),
    )
    tekst = blocks.CharBlock(max_length=120, label=_("Tekst"))

    class Meta:
        icon = "title"
        label = _("Kop")
        template = "basis/blocks/kop.html"


class TekstBlock(BronMixin, blocks.RichTextBlock):
    """Running text with lists, links and small headings."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEKST_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Tekst")
        template = "basis/blocks/tekst.html"


class AfbeeldingBlock(BronMixin, blocks.StructBlock):
    """An image with its own alternative text for this use of it.

    Neither text nor the mark "decoratief" may be missing when the page goes live; a draft may still lack
    them, so the gate decides and not the form.
    """

    afbeelding = ImageChooserBlock(label=_("Afbeelding"))
    alt = blocks.CharBlock(
        required=False,
        max_length=200,
        label=_("Alternatieve tekst"),
        help_text=_("Zeg wat er te zien is en wat dat hier betekent. Dit hoort iemand die niet kan zien."),
    )
    decoratief = blocks.BooleanBlock(
        required=False,
        label=_("Dit beeld is alleen versiering"),
        help_text=_("Kies dit alleen als de lezer niets mist zonder het beeld."),
    )
    bijschrift = blocks.CharBlock(required=False, max_length=200, label=_("Bijschrift"))

    class Meta:
        icon = "image"
        label = _("Afbeelding")
        template = "basis/blocks/afbeelding.html"


class StappenBlock(BronMixin, blocks.StructBlock):
    """Steps in a fixed order, numbered by the template."""

    stappen = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("titel", blocks.CharBlock(max_length=100, label=_("Wat doet u?"))),
                ("tekst", blocks.TextBlock(required=False, label=_("Uitleg"))),
            ]
        ),
        label=_("Stappen"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Stappen")
        template = "basis/blocks/stappen.html"


class UitgelichtBlock(BronMixin, blocks.StructBlock):
    """A coloured panel for one message that must stand out."""

    titel = blocks.CharBlock(required=False, max_length=100, label=_("Titel"))
    tekst = blocks.RichTextBlock(features=["bold", "link", "ul"], label=_("Tekst"))
    achtergrond = blocks.ChoiceBlock(
        choices=[
            ("wit", _("Wit")),
            ("lichtgroen", _("Lichtgroen")),
            ("donkergroen", _("Donkergroen")),
            ("geel", _("Geel")),
            ("oranje", _("Oranje")),
        ],
        default="lichtgroen",
        label=_("Kleur van het vlak"),
    )
    tekstkleur = blocks.ChoiceBlock(
        choices=[("zwart", _("Zwart")), ("wit", _("Wit")), ("groen", _("Groen"))],
        default="zwart",
        label=_("Kleur van de tekst"),
    )

    class Meta:
        icon = "warning"
        label = _("Uitgelicht")
        template = "basis/blocks/uitgelicht.html"


class CellenBlock(TypedTableBlock):
    """The cells of a table, with their texts offered for translation: wagtail-localize skips tables by itself."""

    def get_translatable_segments(self, value: Any) -> list[StringSegmentValue]:
        """Headings as `kop-<column>` and cells as `cel-<row>-<column>`."""
        segments = [
            StringSegmentValue(f"kop-{number}", column["heading"])
            for number, column in enumerate(value.columns)
        ]
        for number, row in enumerate(value.row_data):
            segments += [
                StringSegmentValue(f"cel-{number}-{column}", str(cell or ""))
                for column, cell in enumerate(row["values"])
            ]
        return segments

    def restore_translated_segments(self, value: Any, segments: list[StringSegmentValue]) -> Any:
        """A table like `value` with the given texts; what has no translation keeps its own."""
        texts = {segment.path: segment.render_text() for segment in segments}
        columns = [
            {**column, "heading": texts.get(f"kop-{number}", column["heading"])}
            for number, column in enumerate(value.columns)
        ]
        rows = [
            {"values": [texts.get(f"cel-{number}-{c}", cell) for c, cell in enumerate(row["values"])]}
            for number, row in enumerate(value.row_data)
        ]
        return TypedTable(columns=columns, row_data=rows, caption=value.caption)


class TabelBlock(BronMixin, blocks.StructBlock):
    """A data table with a caption and column headers by construction."""

    bijschrift = blocks.CharBlock(max_length=150, label=_("Waar gaat de tabel over?"))
    tabel = CellenBlock([("tekst", blocks.CharBlock(required=False))], label=_("Tabel"))

    class Meta:
        icon = "table"
        label = _("Tabel")
        template = "basis/blocks/tabel.html"


class InhoudBlock(BronMixin, blocks.StreamBlock):
    """What an editor can put in a page's text."""

    kop = KopBlock()
    tekst = TekstBlock()
    afbeelding = AfbeeldingBlock()
    stappen = StappenBlock()
    uitgelicht = UitgelichtBlock()
    tabel = TabelBlock()

    class Meta:
        label = _("Inhoud")
        template = "basis/blocks/inhoud.html"
