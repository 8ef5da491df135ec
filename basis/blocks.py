"""Shared StreamField blocks. Their templates put the path to each block on the element (`data-bron`)."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail_localize.segments import StringSegmentValue

from basis.richtext.files import announce_files
from basis.richtext.languages import TAAL_FEATURES

TEKST_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "h3", "h4", *TAAL_FEATURES]
_KOPPEN = re.compile(r"<h([2-6])\b", re.IGNORECASE)


def _element(context: dict[str, Any], alone: str) -> str:
    """The heading element that the stream worked out for the block of this context; `alone` outside a stream."""
    own_id = context["bron"].rpartition("/")[2]
    return str(context.get("kop_elementen", {}).get(own_id, alone))


class BronMixin:
    """Tells a block's template the path from the page's field to the block: `inhoud/<id>/<id>`."""

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Passes `bron` of the including template on to the block's own template."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)  # type: ignore[misc]
        context["bron"] = (parent_context or {}).get("bron", "")
        return context


class KopBlock(BronMixin, blocks.StructBlock):
    """A heading within the text.

    An editor says how big a subject it is; the stream gives it the level that fits below the heading before it, so
    that no level can be skipped.
    """

    niveau = blocks.ChoiceBlock(
        choices=[("h2", _("Kop")), ("h3", _("Tussenkop")), ("h4", _("Kleine tussenkop"))],
        default="h2",
        label=_("Soort kop"),
    )
    tekst = blocks.CharBlock(max_length=120, label=_("Tekst"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`element`: the heading element, from the stream; on its own a heading is what the editor chose."""
        context = super().get_context(value, parent_context=parent_context)
        context["element"] = _element(context, value["niveau"])
        return context

    class Meta:
        icon = "title"
        label = _("Kop")
        template = "basis/blocks/kop.html"


class TekstBlock(BronMixin, blocks.RichTextBlock):
    """Running text with lists, links and small headings."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEKST_FEATURES)
        super().__init__(**kwargs)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`html`: the text as it is shown, with the kind and size of each file that it links to."""
        context = super().get_context(value, parent_context=parent_context)
        context["html"] = mark_safe(announce_files(str(value)))  # noqa: S308 - Wagtail's own rendering of rich text
        return context

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
    """Steps in a fixed order, numbered by the template; each may have a picture with its own alternative text."""

    stappen = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("titel", blocks.CharBlock(max_length=100, label=_("Wat doet u?"))),
                ("tekst", blocks.TextBlock(required=False, label=_("Uitleg"))),
                ("afbeelding", ImageChooserBlock(required=False, label=_("Afbeelding"))),
                (
                    "alt",
                    blocks.CharBlock(
                        required=False, default="", max_length=200, label=_("Alternatieve tekst")
                    ),
                ),
                (
                    "decoratief",
                    blocks.BooleanBlock(required=False, label=_("Dit beeld is alleen versiering")),
                ),
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

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`element`: the heading element of the title, from the stream."""
        context = super().get_context(value, parent_context=parent_context)
        context["element"] = _element(context, "h2")
        return context

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


class VideoBlock(BronMixin, blocks.StructBlock):
    """A film with captions and its text written out: without both it can't go live.

    A film on another site becomes a link: an embedded player would bring its cookies and its own barriers along.
    """

    titel = blocks.CharBlock(max_length=100, label=_("Titel van de video"))
    bestand = DocumentChooserBlock(required=False, label=_("Video (mp4 of webm)"))
    adres = blocks.URLBlock(
        required=False, label=_("Of: adres van de video"), help_text=_("Voor een video op een andere site.")
    )
    ondertiteling = DocumentChooserBlock(
        required=False,
        label=_("Ondertiteling (vtt)"),
        help_text=_("Verplicht bij een eigen video. Op een andere site zet u de ondertiteling daar."),
    )
    uitgeschreven = blocks.RichTextBlock(
        features=["bold", "ol", "ul", "link"],
        label=_("Uitgeschreven tekst"),
        help_text=_("Alles wat wordt gezegd, en wat er te zien is en niet wordt gezegd."),
    )

    #: Field -> the extensions that may be chosen for it.
    EXTENSIES: ClassVar[dict[str, frozenset[str]]] = {
        "bestand": frozenset({"mp4", "webm"}),
        "ondertiteling": frozenset({"vtt"}),
    }

    def clean(self, value: Any) -> Any:
        """A draft may lack parts; a wrong kind of file never passes."""
        value = super().clean(value)
        errors: dict[str, ValidationError] = {}
        for name, allowed in self.EXTENSIES.items():
            if value[name] and value[name].file_extension.lower() not in allowed:
                text = _("Kies een bestand van de soort %(kinds)s.") % {"kinds": ", ".join(sorted(allowed))}
                errors[name] = ValidationError(text)
        if not self.is_deferred_validation:
            if not value["bestand"] and not value["adres"]:
                errors["bestand"] = ValidationError(_("Kies een video of vul een adres in."))
            if value["bestand"] and not value["ondertiteling"]:
                errors["ondertiteling"] = ValidationError(_("Zet ondertiteling bij de video."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value

    class Meta:
        icon = "media"
        label = _("Video")
        template = "basis/blocks/video.html"


class InhoudBlock(BronMixin, blocks.StreamBlock):
    """What an editor can put in a page's text."""

    #: The level of the heading that this content stands under: the title of the page.
    KOP_ERBOVEN = 1

    kop = KopBlock()
    tekst = TekstBlock()
    afbeelding = AfbeeldingBlock()
    stappen = StappenBlock()
    uitgelicht = UitgelichtBlock()
    tabel = TabelBlock()
    video = VideoBlock()

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`kop_elementen`: the heading element of each `kop` and each panel by the id of its block."""
        context = super().get_context(value, parent_context=parent_context)
        context["kop_elementen"] = self._heading_elements(value)
        return context

    def _heading_elements(self, value: Any) -> dict[str, str]:
        """ "h2" to "h6" for each heading: what the editor chose, never two levels below the heading before it."""
        found: dict[str, str] = {}
        before = self.KOP_ERBOVEN
        for block in value:
            if block.block_type == "kop":
                before = max(self.KOP_ERBOVEN + 1, min(int(block.value["niveau"][1]), before + 1))
                found[str(block.id)] = f"h{before}"
            elif block.block_type == "uitgelicht":
                # A panel stands beside the text: its title is below the last heading, and none stands below it.
                found[str(block.id)] = f"h{min(before + 1, 6)}"
            elif block.block_type == "tekst" and (inside := _KOPPEN.findall(block.value.source)):
                before = int(inside[-1])
        return found

    class Meta:
        label = _("Inhoud")
        template = "basis/blocks/inhoud.html"
