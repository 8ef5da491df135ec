"""Question type: one line of text."""

from typing import Any

from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line

# Autocomplete tokens (WCAG 1.3.5) that make sense for one line of text.
TOKENS = (
    ("name", gettext_lazy("Volledige naam")),
    ("given-name", gettext_lazy("Voornaam")),
    ("family-name", gettext_lazy("Achternaam")),
    ("organization", gettext_lazy("Organisatie")),
    ("street-address", gettext_lazy("Straat en huisnummer")),
    ("address-level2", gettext_lazy("Woonplaats")),
)
# An organisation is nobody.
_PERSONAL = {token for token, _label in TOKENS} - {"organization"}


class Tekst(VraagType):
    """One line, at most `max_lengte` characters."""

    name = "tekst"
    label = gettext_lazy("Korte tekst")
    icon = "pilcrow"
    soort_waarde = Waardesoort.TEKST
    defaults = {"max_lengte": 200, "autocomplete": ""}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """Length, and what the browser may fill in."""
        return [
            (
                "max_lengte",
                blocks.IntegerBlock(
                    label=gettext_lazy("Hoogste aantal tekens"), default=200, min_value=1, max_value=1000
                ),
            ),
            (
                "autocomplete",
                blocks.ChoiceBlock(
                    label=gettext_lazy("Wat vraagt u?"),
                    help_text=gettext_lazy("Dan kan de browser het antwoord zelf invullen."),
                    choices=TOKENS,
                    required=False,
                ),
            ),
        ]

    def check_config(self, vraag: VraagSchema) -> None:
        """The length lies between 1 and 1000; the token is a known one."""
        super().check_config(vraag)
        if not 1 <= self.setting(vraag, "max_lengte") <= 1000:
            raise SchemaError(f"De lengte bij '{vraag.label}' moet van 1 tot 1000 zijn.", vraag.bron)
        if self.setting(vraag, "autocomplete") not in {"", *(token for token, _label in TOKENS)}:
            raise SchemaError(f"De instelling 'autocomplete' bij '{vraag.label}' klopt niet.", vraag.bron)

    def autocomplete_token(self, vraag: VraagSchema) -> str:
        """The editor's choice."""
        return str(self.setting(vraag, "autocomplete"))

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """One line, or None."""
        return clean_line(raw, max_length=self.setting(vraag, "max_lengte")) or None

    def is_personal(self, vraag: VraagSchema) -> bool:
        """Also when it asks for a name or an address."""
        return self.setting(vraag, "autocomplete") in _PERSONAL or super().is_personal(vraag)

    def contact_role(self, vraag: VraagSchema) -> str:
        """A full name is how we call the resident."""
        return "naam" if self.setting(vraag, "autocomplete") == "name" else ""


TYPE = Tekst()
