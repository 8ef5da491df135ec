"""Every question type in all its states, for the components page: empty, filled in, wrong and switched off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import Media
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from formulieren.vragen.base import AnswerField
from formulieren.vragen.forms import StapForm
from formulieren.vragen.voorbeelden import Voorbeeld, voorbeelden


@dataclass(frozen=True, slots=True)
class Staat:
    """One state of a question: its name for people and the field that shows it."""

    naam: str
    veld: BoundField


@dataclass(frozen=True, slots=True)
class VraagVoorbeeld:
    """One question type: `staten` is empty for one that asks nothing and only shows `tekst`."""

    name: str
    label: str
    tekst: str
    staten: tuple[Staat, ...]


def vraag_voorbeelden() -> list[VraagVoorbeeld]:
    """All types, in order of name."""
    return [
        VraagVoorbeeld(
            name,
            str(example.vraag_type.label),
            str(example.vraag.config.get("tekst", "")),
            _states(name, example) if example.vraag_type.asks else (),
        )
        for name, example in voorbeelden().items()
    ]


def vraag_media(examples: list[VraagVoorbeeld]) -> Media:
    """The scripts and styles that the types need to show themselves."""
    return sum((staat.veld.form.media for example in examples for staat in example.staten), Media())


def _states(name: str, example: Voorbeeld) -> tuple[Staat, ...]:
    raw = example.vraag_type.raw_of(example.vraag, example.goed)
    wrong = _form(example, f"fout-{name}", raws={"vraag": example.fout})
    wrong.is_valid()
    off = _form(example, f"uit-{name}", initial={"vraag": raw})
    off.fields["vraag"].disabled = True
    forms = (
        (_("Nog leeg"), _form(example, f"leeg-{name}")),
        (_("Ingevuld"), _form(example, f"vol-{name}", initial={"vraag": raw})),
        (_("Met een fout"), wrong),
        (_("Uitgezet"), off),
    )
    return tuple(Staat(state, form["vraag"]) for state, form in forms)


def _form(example: Voorbeeld, prefix: str, **kwargs: Any) -> StapForm:
    made = type("VoorbeeldForm", (StapForm,), {})
    made.base_fields = {"vraag": AnswerField(example.vraag, example.vraag_type)}  # type: ignore[attr-defined]
    return made(prefix=prefix, **kwargs)
