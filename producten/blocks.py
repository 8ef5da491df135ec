"""The fixed sections of a product page: each a piece of content under its own heading."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from basis.blocks import BronMixin, InhoudBlock, KopBlock
from producten.services.tarieven import current_tarieven

# Type of the section -> its heading on the page. The order is that of the editor's menu; an editor may put
# the sections of a page in another order.
SECTIES: dict[str, str | Promise] = {
    "inleiding": _("Wat is het?"),
    "aanvragen": _("Zo regelt u het"),
    "nodig": _("Wat hebt u nodig?"),
    "voorwaarden": _("Voorwaarden"),
    "kosten": _("Wat kost het?"),
    "termijn": _("Hoe lang duurt het?"),
    "bezwaar": _("Niet eens met ons besluit?"),
    "geen_reactie": _("Hoort u niets van ons?"),
    "bijzonderheden": _("Goed om te weten"),
    "contact": _("Vragen?"),
}


class TariefBlock(BronMixin, blocks.ChooserBlock):
    """A tarief of the price list: the page shows what it costs on the day of reading."""

    target_model = "producten.Tarief"
    # A plain list: a municipality has some hundred prices at most.
    widget = forms.Select()

    def value_from_form(self, value: Any) -> Any:
        """The tarief by the primary key that the list sends; nothing chosen is nothing."""
        return super().value_from_form(value or None)

    def get_form_state(self, value: Any) -> Any:
        """The primary key: what the list shows as chosen."""
        return value.pk if isinstance(value, self.model_class) else value

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`stand`: what the tarief costs today, from the page's `tarieven` or looked up."""
        context = super().get_context(value, parent_context=parent_context)
        known = (parent_context or {}).get("tarieven")
        if value is not None:
            found = known if known is not None and value.pk in known else current_tarieven([value.pk])
            context["stand"] = found.get(value.pk)
        return context

    class Meta:
        icon = "tag"
        label = _("Tarief")
        template = "producten/blocks/tarief.html"


class SectieKopBlock(KopBlock):
    """A heading within a section: never an h2, since that is the section's own."""

    niveau = blocks.ChoiceBlock(
        choices=[("h3", _("Tussenkop")), ("h4", _("Kleine tussenkop"))], default="h3", label=_("Soort kop")
    )


class SectieBlock(InhoudBlock):
    """What stands under the heading of one section."""

    KOP_ERBOVEN = 2

    kop = SectieKopBlock()
    tarief = TariefBlock()


def _section_blocks() -> list[tuple[str, SectieBlock]]:
    return [(name, SectieBlock(label=heading, required=False)) for name, heading in SECTIES.items()]


class SectiesBlock(blocks.StreamBlock):
    """The sections of a product page, each at most once, in the order the editor gives them."""

    MAX_EACH: ClassVar[dict[str, Any]] = {name: {"max_num": 1} for name in SECTIES}

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("block_counts", self.MAX_EACH)
        super().__init__(local_blocks or _section_blocks(), **kwargs)

    class Meta:
        icon = "doc-full"
