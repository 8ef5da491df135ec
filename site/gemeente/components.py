"""The components page: every template component with its documented examples, for people and for the audit."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gemeente.component_vragen import vraag_media, vraag_voorbeelden

_DOCUMENTATION = re.compile(r"\{% comment %\}\s*(.*?)\s*\{% endcomment %\}", re.S)


@dataclass(frozen=True, slots=True)
class Component:
    """One file in templates/components: its name, what its own comment says, and its examples."""

    name: str
    documentation: str
    example: str


class Datum(forms.MultiWidget):
    """Day, month and year: three inputs, one question."""

    use_fieldset = True
    part_labels = {"dag": "Dag", "maand": "Maand", "jaar": "Jaar"}

    def __init__(self) -> None:
        numeric = {"inputmode": "numeric"}
        super().__init__(
            widgets={
                "dag": forms.TextInput(attrs={**numeric, "maxlength": 2, "autocomplete": "bday-day"}),
                "maand": forms.TextInput(attrs={**numeric, "maxlength": 2, "autocomplete": "bday-month"}),
                "jaar": forms.TextInput(attrs={**numeric, "maxlength": 4, "autocomplete": "bday-year"}),
            }
        )

    def decompress(self, value: date | None) -> list[int | None]:
        """The parts of a date."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class ExampleForm(forms.Form):
    """A form with each kind of input, for the examples."""

    naam = forms.CharField(label="Wat is uw naam?", widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="Wat is uw e-mailadres?",
        help_text="Wij sturen u hier een bericht als uw melding klaar is.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    toelichting = forms.CharField(label="Wat is er aan de hand?", widget=forms.Textarea(attrs={"rows": 5}))
    wijk = forms.ChoiceField(
        label="In welke wijk is het?", choices=[("", "Kies een wijk"), ("c", "Centrum"), ("o", "Elzenoever")]
    )
    soort = forms.ChoiceField(
        label="Wat wilt u melden?",
        help_text="Kies wat er het meest op lijkt.",
        choices=[
            ("licht", "Een lamp doet het niet"),
            ("afval", "Er ligt afval op straat"),
            ("anders", "Iets anders"),
        ],
        widget=forms.RadioSelect,
    )
    wanneer = forms.MultipleChoiceField(
        label="Wanneer mogen wij u bellen?",
        choices=[("ochtend", "In de ochtend"), ("middag", "In de middag")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    datum = forms.Field(label="Op welke dag zag u het?", help_text="Bijvoorbeeld: 14 3 2026", widget=Datum())
    akkoord = forms.BooleanField(label="Ik heb alles naar waarheid ingevuld")

    use_required_attribute = False


def list_components(folder: Path) -> list[Component]:
    """The components in `folder` that have a file of the same name in its folder `examples`, by name."""
    found = []
    for path in sorted(folder.glob("*.html")):
        example = folder / "examples" / path.name
        if example.exists():
            match = _DOCUMENTATION.match(path.read_text(encoding="utf-8"))
            documentation = match.group(1) if match else ""
            found.append(Component(path.stem, documentation, f"components/examples/{path.name}"))
    return found


def load_examples() -> dict[str, Any]:
    """The lists that the examples show, from component_examples.toml."""
    with Path(__file__).with_name("component_examples.toml").open("rb") as file:
        return tomllib.load(file)


def example_context() -> dict[str, Any]:
    """The objects that examples need and a template can't make: forms and a long list."""
    wrong = ExampleForm({"email": "geen adres"}, prefix="fout")
    wrong.is_valid()
    vragen = vraag_voorbeelden()
    return {
        "formulier": ExampleForm(prefix="leeg"),
        "fout_formulier": wrong,
        "bladzijde": Paginator(range(45), 10).page(2),
        "dag": date(2026, 3, 14),
        "voorbeeld": load_examples(),
        "vragen": vragen,
        "vragen_media": vraag_media(vragen),
    }


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """The page itself; nothing on it links to it, and search engines stay out."""
    folder = Path(settings.LOKET_ROOT) / "templates" / "components"
    context = {"componenten": list_components(folder), "title": _("Onderdelen"), **example_context()}
    return render(request, "components/index.html", context)
