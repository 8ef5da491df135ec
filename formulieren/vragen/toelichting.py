"""Question type: text between the questions; asks nothing."""

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.vragen.base import VraagType, code_block


class Toelichting(VraagType):
    """A heading with paragraphs; `label` is the heading."""

    name = "toelichting"
    label = gettext_lazy("Uitleg (geen vraag)")
    icon = "info-circle"
    asks = False
    in_groep = False
    defaults = {"tekst": ""}

    def block(self) -> blocks.StructBlock:
        """Only a heading and a text."""
        return blocks.StructBlock(
            [
                ("label", blocks.CharBlock(label=gettext_lazy("Kop"), max_length=200)),
                (
                    "tekst",
                    blocks.TextBlock(
                        label=gettext_lazy("Tekst"),
                        help_text=gettext_lazy("Een lege regel begint een nieuw stuk tekst."),
                        max_length=3000,
                    ),
                ),
                ("code", code_block()),
            ],
            label=self.label,
            icon=self.icon,
        )

    def check_config(self, vraag: VraagSchema) -> None:
        """There is a text."""
        super().check_config(vraag)
        if not str(self.setting(vraag, "tekst")).strip():
            raise SchemaError(f"Schrijf een tekst onder '{vraag.label}'.", vraag.bron)

    def normalise(self, vraag: VraagSchema, raw: Any) -> None:
        """Never an answer."""
        return None


TYPE = Toelichting()
