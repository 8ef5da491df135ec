"""Question type: one of a few options; `meerkeuze` shares its options."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line
from formulieren.vragen.widgets import Radios


class OptiesType(VraagType):
    """What the types with options share: `config["opties"]` is a list of {waarde, tekst}."""

    defaults: ClassVar[Mapping[str, Any]] = {"opties": ()}

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """The options: a text each, and a code for other systems."""
        optie = blocks.StructBlock(
            [
                ("tekst", blocks.CharBlock(label=gettext_lazy("Antwoord"), max_length=200)),
                (
                    "waarde",
                    blocks.RegexBlock(
                        regex=r"^[a-z0-9][a-z0-9_-]{0,59}$",
                        label=gettext_lazy("Code"),
                        help_text=gettext_lazy("Leeg: gemaakt uit het antwoord."),
                        required=False,
                    ),
                ),
            ]
        )
        return [
            (
                "opties",
                blocks.ListBlock(
                    optie, label=gettext_lazy("Antwoorden om uit te kiezen"), min_num=2, max_num=30
                ),
            )
        ]

    def config_from_block(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """Each text with its code, or one made from the text; the same text always gives the same code."""
        return {
            "opties": [
                {
                    "waarde": optie.get("waarde") or slugify(optie.get("tekst"))[:60] or f"optie-{number}",
                    "tekst": str(optie.get("tekst") or ""),
                }
                for number, optie in enumerate(value.get("opties") or [], start=1)
            ]
        }

    def check_config(self, vraag: VraagSchema) -> None:
        """At least two options, all different, and nothing else."""
        if set(vraag.config) != {"opties"}:
            raise SchemaError(f"De antwoorden bij '{vraag.label}' kloppen niet.", vraag.bron)
        self.check_opties(vraag)

    def check_opties(self, vraag: VraagSchema) -> None:
        """Raises SchemaError unless there are two or more different options with a text and a code each."""
        opties = vraag.config.get("opties")
        if not isinstance(opties, tuple | list):
            raise SchemaError(f"De antwoorden bij '{vraag.label}' kloppen niet.", vraag.bron)
        for optie in opties:
            if not isinstance(optie, Mapping) or set(optie) != {"waarde", "tekst"}:
                raise SchemaError(f"De antwoorden bij '{vraag.label}' kloppen niet.", vraag.bron)
            if not all(isinstance(text, str) and text.strip() for text in optie.values()):
                raise SchemaError(f"Bij '{vraag.label}' is een antwoord leeg. Vul het in.", vraag.bron)
        values = [optie["waarde"] for optie in opties]
        if len(values) < 2 or len(values) != len(set(values)):
            raise SchemaError(f"Geef bij '{vraag.label}' twee of meer verschillende antwoorden.", vraag.bron)

    def choices(self, vraag: VraagSchema) -> list[tuple[str, str]]:
        """(waarde, tekst) of each option."""
        return [(optie["waarde"], optie["tekst"]) for optie in vraag.config["opties"]]

    def required_text(self, vraag: VraagSchema) -> str:
        """Choose."""
        return _("Kies een antwoord bij “%(vraag)s”.") % {"vraag": vraag.label}


class Keuze(OptiesType):
    """Radio buttons; stored as the option's waarde."""

    name = "keuze"
    label = gettext_lazy("Keuze: één antwoord")
    icon = "radio-full"
    soort_waarde = Waardesoort.KEUZE

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """Radio buttons."""
        return Radios(choices=self.choices(vraag))

    def normalise(self, vraag: VraagSchema, raw: Any) -> str | None:
        """The option's waarde, or None."""
        text = clean_line(raw)
        if not text:
            return None
        if text not in dict(self.choices(vraag)):
            raise AnswerError(_("Kies een van de antwoorden bij “%(vraag)s”.") % {"vraag": vraag.label})
        return text

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """The option's text."""
        return dict(self.choices(vraag)).get(value, str(value))


TYPE = Keuze()
