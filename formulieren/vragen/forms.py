"""Makes the Django form of one step, and form data from stored answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from formulieren.flow.schema import StapSchema
from formulieren.vragen.base import AnswerField
from formulieren.vragen.registry import type_of


class StapForm(forms.Form):
    """The form of one step; the fields come from its StapSchema. Made by `form_class`."""

    stap: StapSchema
    use_required_attribute = False

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
            part = errors[0].code or ""
            target = self.fields[name].widget.error_target(bound.auto_id, part)
            found.append({"message": str(self.errors[name][0]), "target": target})
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


def form_data(stap: StapSchema, answers: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    """What a browser would post for `answers`: the opposite of `StapForm.answers`."""
    data: MultiValueDict[str, Any] = MultiValueDict()
    for vraag in stap.vragen:
        if vraag.code not in answers:
            continue
        raw = type_of(vraag).to_raw(answers[vraag.code])
        if isinstance(raw, dict):
            for part, text in raw.items():
                data[f"{vraag.code}-{part}"] = text
        elif isinstance(raw, list):
            data.setlist(vraag.code, raw)
        else:
            data[vraag.code] = raw
    return data
