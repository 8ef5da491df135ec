"""Form widgets: Django's own, told where the error summary must go, and several inputs in one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django import forms


class PartLike(Protocol):
    """What `PartsInput` must know of a part; `width` in characters."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> Any: ...
    @property
    def inputmode(self) -> str: ...
    @property
    def autocomplete(self) -> str: ...
    @property
    def width(self) -> int: ...


class ErrorTarget:
    """Tells the error summary which input to go to."""

    def error_target(self, auto_id: str, part: str) -> str:
        """The id of the input to go to for an error in `part` ("" for the whole question)."""
        return auto_id


class TextInput(ErrorTarget, forms.TextInput):
    """One line."""

    def __init__(self, attrs: dict[str, Any] | None = None, input_type: str = "text") -> None:
        super().__init__(attrs)
        self.input_type = input_type


class Textarea(ErrorTarget, forms.Textarea):
    """Several lines."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 6, **(attrs or {})})


class _Choices(ErrorTarget):
    def error_target(self, auto_id: str, part: str) -> str:
        return f"{auto_id}_0"


class Radios(_Choices, forms.RadioSelect):
    """One of a few options."""


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Any of a few options."""


class Checkbox(ErrorTarget, forms.CheckboxInput):
    """One box; posts "ja". The question is its label and stands beside it."""

    def __init__(self) -> None:
        super().__init__(check_test=lambda value: value in (True, "ja"))

    def format_value(self, value: Any) -> str:
        """What a ticked box posts."""
        return "ja"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was posted, as it was: the type decides what it means."""
        return data.get(name)


class PartsInput(ErrorTarget, forms.Widget):
    """A group of labelled inputs that are one question; reads and shows a dict part -> text."""

    template_name = "formulieren/widgets/parts.html"
    use_fieldset = True
    # The part that an error is about; None is no error, "" the question as a whole.
    invalid_part: str | None = None

    def __init__(self, parts: Sequence[PartLike]) -> None:
        super().__init__()
        self.parts = parts

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """One entry per part: its name, id, label, text and whether it is wrong."""
        context = super().get_context(name, value, attrs)
        given = value if isinstance(value, dict) else {}
        base = context["widget"]["attrs"].get("id") or f"id_{name}"
        context["parts"] = [
            {
                "name": f"{name}-{part.name}",
                "id": f"{base}-{part.name}",
                "label": part.label,
                "value": given.get(part.name, ""),
                "inputmode": part.inputmode,
                "autocomplete": part.autocomplete,
                "width": part.width,
                "invalid": self.invalid_part in ("", part.name),
            }
            for part in self.parts
        ]
        return context

    def format_value(self, value: Any) -> None:
        """Nothing: `get_context` shows the parts."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        """The posted text of each part, "" when absent."""
        return {part.name: data.get(f"{name}-{part.name}", "") for part in self.parts}

    def error_target(self, auto_id: str, part: str) -> str:
        """The input of the part, or the first one."""
        names = [known.name for known in self.parts]
        return f"{auto_id}-{part if part in names else names[0]}"
