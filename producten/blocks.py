"""The fixed sections of a product page: each a piece of content under its own heading."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from basis.blocks import InhoudBlock, KopBlock

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


class SectieKopBlock(KopBlock):
    """A heading within a section: never an h2, since that is the section's own."""

    niveau = blocks.ChoiceBlock(
        choices=[("h3", _("Tussenkop")), ("h4", _("Kleine tussenkop"))], default="h3", label=_("Soort kop")
    )


class SectieBlock(InhoudBlock):
    """What stands under the heading of one section."""

    KOP_ERBOVEN = 2

    kop = SectieKopBlock()


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
