"""Form widgets: Django's own, told where the error summary must go, and several inputs in one question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from django import forms

from formulieren.flow.validate import AnswerError


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
    @property
    def aside(self) -> bool: ...


class ErrorTarget:
    """Tells the error summary which input to go to, and knows which of its inputs are wrong."""

    # The parts that errors are about, "" for the question as a whole; None when nothing is wrong or checked.
    invalid_parts: frozenset[str] | None = None

    def show_errors(self, errors: Sequence[AnswerError]) -> None:
        """Called once the answer was found wrong, before it is shown again."""
        self.invalid_parts = frozenset(error.part for error in errors)

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


class Select(ErrorTarget, forms.Select):
    """One of many options, in the browser's own list."""


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

    def __init__(
        self, parts: Sequence[PartLike], *, aside_label: Any = "", hidden: Sequence[str] = ()
    ) -> None:
        """`aside_label` is what unfolds the parts that few people need; `hidden` parts carry no text of people."""
        super().__init__()
        self.parts = parts
        self.aside_label = aside_label
        self.hidden = tuple(hidden)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """One entry per part: its name, id, label, text and whether it is wrong."""
        context = super().get_context(name, value, attrs)
        given = value if isinstance(value, dict) else {}
        base = context["widget"]["attrs"].get("id") or f"id_{name}"
        invalid = self.invalid_parts or frozenset()
        parts = [
            {
                "name": f"{name}-{part.name}",
                "id": f"{base}-{part.name}",
                "label": part.label,
                "value": given.get(part.name, ""),
                "inputmode": part.inputmode,
                "autocomplete": part.autocomplete,
                "width": part.width,
                "aside": part.aside,
                "invalid": part.name in invalid or ("" in invalid and not part.aside),
                "disabled": bool(context["widget"]["attrs"].get("disabled")),
            }
            for part in self.parts
        ]
        context["parts"] = [part for part in parts if not part["aside"]]
        context["aside"] = [part for part in parts if part["aside"]]
        context["aside_label"] = self.aside_label
        context["aside_open"] = any(part["value"] or part["invalid"] for part in context["aside"])
        context["hidden"] = [(f"{name}-{key}", given.get(key, "")) for key in self.hidden]
        return context

    def format_value(self, value: Any) -> None:
        """Nothing: `get_context` shows the parts."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        """The posted text of each part, "" when absent."""
        names = [*(part.name for part in self.parts), *self.hidden]
        return {key: data.get(f"{name}-{key}", "") for key in names}

    def error_target(self, auto_id: str, part: str) -> str:
        """The input of the part, or the first one."""
        names = [known.name for known in self.parts]
        return f"{auto_id}-{part if part in names else names[0]}"


class TariefInput(ErrorTarget, forms.Widget):
    """Radio buttons with an amount each, and how many; reads and shows {"keuze", "aantal"}."""

    template_name = "formulieren/widgets/tarief.html"
    use_fieldset = True

    def __init__(
        self,
        *,
        opties: Callable[[], Sequence[tuple[str, str, str]]],
        met_aantal: bool,
        aantal_label: Any,
        leeg: Any,
        verplicht: bool,
    ) -> None:
        """`opties` gives (value, name, amount); `leeg` is what stands there when it gives none."""
        super().__init__()
        self.opties, self.leeg, self.verplicht = opties, leeg, verplicht
        self.met_aantal, self.aantal_label = met_aantal, aantal_label

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The options with their ids, and the number."""
        context = super().get_context(name, value, attrs)
        given = value if isinstance(value, dict) else {}
        base = context["widget"]["attrs"].get("id") or f"id_{name}"
        invalid = self.invalid_parts or frozenset()
        context["opties"] = [
            {
                "id": f"{base}-keuze_{number}",
                "value": optie,
                "naam": naam,
                "bedrag": bedrag,
                "checked": given.get("keuze") == optie,
            }
            for number, (optie, naam, bedrag) in enumerate(self.opties())
        ]
        # One thing that must be taken needs no button.
        context["vast"] = context["opties"][0] if self.verplicht and len(context["opties"]) == 1 else None
        context["keuze_fout"] = bool({"", "keuze"} & invalid)
        context["aantal"] = {
            "name": f"{name}-aantal",
            "id": f"{base}-aantal",
            "label": self.aantal_label,
            "value": given.get("aantal") or ("" if self.invalid_parts else "1"),
            "inputmode": "numeric",
            "autocomplete": "off",
            "width": 6,
            "invalid": "aantal" in invalid,
            "disabled": bool(context["widget"]["attrs"].get("disabled")),
        }
        context["met_aantal"], context["leeg"] = self.met_aantal, self.leeg
        return context

    def format_value(self, value: Any) -> None:
        """Nothing: `get_context` shows the inputs."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        """The posted texts, "" when absent."""
        return {key: data.get(f"{name}-{key}", "") for key in ("keuze", "aantal")}

    def error_target(self, auto_id: str, part: str) -> str:
        """The number, or the first option; the number too when there is only one thing to take."""
        if part == "aantal":
            return f"{auto_id}-aantal"
        return f"{auto_id}-keuze_0"
