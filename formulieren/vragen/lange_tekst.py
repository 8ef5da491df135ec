"""Question type: text of several lines."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_text
from formulieren.vragen.widgets import Textarea


class LangeTekst(VraagType):
    """Several lines, at most `max_lengte` characters."""

    name = "lange_tekst"
    label = gettext_lazy("Lange tekst")
    icon = "doc-full"
    defaults = {"max_lengte": 3000}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """The length."""
        return [
            (
                "max_lengte",
                blocks.IntegerBlock(
                    label=gettext_lazy("Hoogste aantal tekens"), default=3000, min_value=1, max_value=20_000
                ),
            )
        ]

    def check_config(self, vraag: VraagSchema) -> None:
        """The length lies between 1 and 20,000."""
        super().check_config(vraag)
        if not 1 <= self.setting(vraag, "max_lengte") <= 20_000:
            raise SchemaError(f"De lengte bij '{vraag.label}' moet van 1 tot 20.000 zijn.", vraag.bron)

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """A text area."""
        return Textarea(attrs=self.attrs(vraag))

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The text with its line ends, or None."""
        return clean_text(raw, max_length=self.setting(vraag, "max_lengte")) or None


TYPE = LangeTekst()
