"""Question type: one of a long list of options, such as countries."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.vragen.keuze import Keuze
from formulieren.vragen.widgets import Select

MAX_OPTIES = 500
TOKENS = (
    ("country-name", gettext_lazy("Land")),
    ("address-level2", gettext_lazy("Woonplaats")),
    ("language", gettext_lazy("Taal")),
)


class KeuzeLang(Keuze):
    """A native select: it is searched by typing, on every phone and with every screen reader, without a script.

    Stored as the option's waarde, like `keuze`.
    """

    name = "keuze_lang"
    label = gettext_lazy("Keuze uit een lange lijst")
    icon = "list-ul"
    defaults = {"opties": (), "autocomplete": ""}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """All options in one text, so that a list can be pasted; what the browser may fill in."""
        return [
            (
                "opties",
                blocks.TextBlock(
                    label=gettext_lazy("Antwoorden om uit te kiezen"),
                    help_text=gettext_lazy(
                        "Zet elk antwoord op een eigen regel. Een code voor andere systemen zet u ervoor, "
                        "met een = ertussen. Bijvoorbeeld: be = België."
                    ),
                    max_length=100_000,
                    rows=10,
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

    def config_from_block(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """One option a line, "code = text" or a text alone; the same text always gives the same code."""
        return {
            "opties": list(map(_optie, _lines(value.get("opties")))),
            "autocomplete": value.get("autocomplete") or "",
        }

    def check_config(self, vraag: VraagSchema) -> None:
        """Two to 500 different options; the token is a known one."""
        if set(vraag.config) - set(self.defaults):
            raise SchemaError(f"De instellingen bij '{vraag.label}' kloppen niet.", vraag.bron)
        self.check_opties(vraag)
        if len(vraag.config["opties"]) > MAX_OPTIES:
            raise SchemaError(f"Geef bij '{vraag.label}' niet meer dan {MAX_OPTIES} antwoorden.", vraag.bron)
        if self.setting(vraag, "autocomplete") not in {"", *(token for token, _label in TOKENS)}:
            raise SchemaError(f"De instelling 'autocomplete' bij '{vraag.label}' klopt niet.", vraag.bron)

    def autocomplete_token(self, vraag: VraagSchema) -> str:
        """The editor's choice."""
        return str(self.setting(vraag, "autocomplete"))

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """A select that starts with nothing chosen."""
        choices = [("", _("Kies een antwoord")), *self.choices(vraag)]
        return Select(attrs=self.attrs(vraag), choices=choices)

    def is_personal(self, vraag: VraagSchema) -> bool:
        """Also when it asks for the resident's own country, place or language."""
        return bool(self.setting(vraag, "autocomplete")) or super().is_personal(vraag)


def _lines(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def _optie(line: str) -> dict[str, str]:
    code, is_there, text = (part.strip() for part in line.partition("="))
    if is_there and text and slugify(code) == code.lower() and code:
        return {"waarde": code.lower(), "tekst": text}
    return {"waarde": slugify(line)[:60] or line[:60], "tekst": line}


TYPE = KeuzeLang()
