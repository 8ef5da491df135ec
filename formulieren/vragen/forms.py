"""Makes the Django form of one step, from what a browser posted or from stored answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from formulieren.flow.schema import StapSchema
from formulieren.vragen.base import AnswerField
from formulieren.vragen.registry import type_of


class StapForm(forms.Form):
    """The form of one step; the fields come from its StapSchema. Made by `form_class`."""

    stap: StapSchema
    use_required_attribute = False

    def __init__(self, *args: Any, raws: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        """`raws` (raw input by code, as from `raw_answers`) takes the place of a POST."""
        if raws is not None:
            kwargs["data"] = {}
        super().__init__(*args, **kwargs)
        self.raws = raws

    def raw(self) -> dict[str, Any]:
        """The raw input of each question, as its widget read it; for a bound form."""
        return {name: self[name].data for name in self.fields}

    def answers(self) -> dict[str, Any]:
        """The answers by question code, blank ones left out; only after `is_valid`."""
        return {code: value for code, value in self.cleaned_data.items() if value is not None}

    def error_list(self) -> list[dict[str, str]]:
        """The errors for the summary: the message and the id of the input to go to."""
        found = [{"message": str(message), "target": ""} for message in self.non_field_errors()]
        for name, errors in self.errors.as_data().items():
            if name not in self.fields:
                continue
            bound = self[name]
            for error, message in zip(errors, self.errors[name], strict=True):
                target = self.fields[name].widget.error_target(bound.auto_id, error.code or "")
                found.append({"message": str(message), "target": target})
        return found


def form_class(stap: StapSchema) -> type[StapForm]:
    """A Form class with a field for every question of `stap` that asks something."""
    fields: dict[str, AnswerField] = {
        vraag.code: type_of(vraag).field(vraag) for vraag in stap.vragen if type_of(vraag).asks
    }
    made = type("StapForm", (StapForm,), {"stap": stap})
    # Set straight: as class attributes, codes such as "prefix" would clash with the form's own names.
    made.base_fields = fields  # type: ignore[attr-defined]
    return made


def raw_answers(stap: StapSchema, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the widgets of `stap` would read if a browser posted `answers`: the opposite of `StapForm.answers`."""
    return {
        vraag.code: type_of(vraag).raw_of(vraag, answers[vraag.code])
        for vraag in stap.vragen
        if vraag.code in answers
    }
