"""The interface of a question type, and what all types share: cleaning, blank answers, their editor block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.texts import GRONDSLAG_VOOR_LEZER, GRONDSLAGEN, HIDDEN
from formulieren.vragen.widgets import ErrorTarget, PartsInput, TextInput


class AnswerErrors(AnswerError):
    """Several things are wrong within one question; `errors` has each with its own part."""

    def __init__(self, errors: Sequence[AnswerError]) -> None:
        super().__init__(errors[0].message, errors[0].part)
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One input of a question that has several (day, month, year)."""

    name: str
    label: Any  # str or a lazy translation
    inputmode: str = "text"
    autocomplete: str = ""
    width: int = 6  # characters: 3, 6 or 10, the widths of the design; 0 for a whole line
    aside: bool = False  # only for who needs it: folded away until it has an answer


class VraagType:
    """One kind of question. Subclasses set the class variables and override what differs.

    Raw input is what a widget reads from a POST: a str, a list of str, or a dict part -> str. A value is
    JSON. `normalise` takes both, so that stored values are checked again with the same code as typed ones.
    """

    name: ClassVar[str]
    label: ClassVar[Any]
    icon: ClassVar[str] = "help"
    asks: ClassVar[bool] = True
    sensitive: ClassVar[bool] = False
    # Whether answers say something about a person, so that a form must tell why it asks (AVG, article 13).
    personal: ClassVar[bool] = False
    # What conditions can do with an answer.
    soort_waarde: ClassVar[Waardesoort] = Waardesoort.ALLEEN_INGEVULD
    # Whether files are sent with it; `file_rules` then says which.
    takes_files: ClassVar[bool] = False
    # Whether a herhalende groep may have a question of this type.
    in_groep: ClassVar[bool] = True
    parts: ClassVar[tuple[Part, ...]] = ()
    inputmode: ClassVar[str] = ""
    autocomplete: ClassVar[str] = ""
    # The type's own settings with their defaults; a setting's type is that of its default.
    defaults: ClassVar[Mapping[str, Any]] = {}

    # --- the editor -------------------------------------------------------------------------------------

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """The type's own settings in the editor, named as in `defaults`."""
        return []

    def block(self) -> blocks.StructBlock:
        """The block with which an editor makes a question of this type."""
        return blocks.StructBlock(
            [
                ("label", blocks.CharBlock(label=gettext_lazy("Vraag"), max_length=200)),
                (
                    "hint",
                    blocks.TextBlock(
                        label=gettext_lazy("Uitleg bij de vraag"), required=False, max_length=500, rows=2
                    ),
                ),
                *self.config_blocks(),
                (
                    "verplicht",
                    blocks.BooleanBlock(label=gettext_lazy("Verplicht"), required=False, default=True),
                ),
                (
                    "foutmelding",
                    blocks.CharBlock(
                        label=gettext_lazy("Eigen foutmelding als het antwoord ontbreekt"),
                        help_text=gettext_lazy("Zeg wat iemand moet doen. Leeg: een standaardzin."),
                        required=False,
                        max_length=200,
                    ),
                ),
                (
                    "foutmelding_onjuist",
                    blocks.CharBlock(
                        label=gettext_lazy("Eigen foutmelding als het antwoord niet klopt"),
                        help_text=gettext_lazy("Zeg wat iemand moet doen. Leeg: een standaardzin."),
                        required=False,
                        max_length=200,
                    ),
                ),
                (
                    "doel",
                    blocks.CharBlock(
                        label=gettext_lazy("Waarom vraagt u dit?"),
                        help_text=gettext_lazy(
                            "Nodig bij elke vraag naar een persoonsgegeven. De lezer ziet dit."
                        ),
                        required=False,
                        max_length=300,
                    ),
                ),
                (
                    "grondslag",
                    blocks.ChoiceBlock(
                        choices=list(GRONDSLAGEN.items()),
                        label=gettext_lazy("Waarom mag u dit vragen?"),
                        help_text=gettext_lazy(
                            "Nodig bij elke vraag naar een persoonsgegeven (AVG, artikel 6). Meestal: publieke taak."
                        ),
                        required=False,
                    ),
                ),
                ("code", code_block()),
            ],
            label=self.label,
            icon=self.icon,
        )

    def config_from_block(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The type's settings as JSON, from the value of `block`."""
        return {
            name: _default_when_empty(value.get(name), default) for name, default in self.defaults.items()
        }

    def check_config(self, vraag: VraagSchema) -> None:
        """Raises SchemaError when the settings of `vraag` are not those of this type."""
        for name, value in vraag.config.items():
            if name not in self.defaults:
                raise SchemaError(f"Onbekende instelling '{name}' bij '{vraag.label}'.", vraag.bron)
            default = self.defaults[name]
            if value is not None and default is not None and type(value) is not type(default):
                raise SchemaError(f"De instelling '{name}' bij '{vraag.label}' klopt niet.", vraag.bron)

    def setting(self, vraag: VraagSchema, name: str) -> Any:
        """The setting `name` of `vraag`, or the type's default."""
        value = vraag.config.get(name)
        return self.defaults[name] if value is None else value

    # --- the form ---------------------------------------------------------------------------------------

    def attrs(self, vraag: VraagSchema) -> dict[str, Any]:
        """HTML attributes of the input."""
        attrs: dict[str, Any] = {}
        if self.inputmode:
            attrs["inputmode"] = self.inputmode
        if autocomplete := self.autocomplete_token(vraag):
            attrs["autocomplete"] = autocomplete
        return attrs

    def autocomplete_token(self, vraag: VraagSchema) -> str:
        """The HTML autocomplete token (WCAG 1.3.5), "" for none."""
        return self.autocomplete

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """The input, or the group of inputs when the type has parts."""
        return PartsInput(self.parts) if self.parts else TextInput(attrs=self.attrs(vraag))

    def field(self, vraag: VraagSchema) -> AnswerField:
        """The Django form field of one question."""
        return AnswerField(vraag, self)

    def to_raw(self, value: Any) -> Any:
        """A stored value as the widget wants it: the opposite of `normalise`."""
        return "" if value is None else str(value)

    def raw_of(self, vraag: VraagSchema, value: Any) -> Any:
        """`to_raw`, for a type whose raw input depends on the settings of `vraag`."""
        return self.to_raw(value)

    # --- the answer -------------------------------------------------------------------------------------

    def normalise(self, vraag: VraagSchema, raw: Any) -> Any:
        """The JSON value of `raw`, None when it is blank; raises AnswerError."""
        raise NotImplementedError

    def check(self, vraag: VraagSchema, raw: Any) -> Any:
        """`normalise`, and a blank answer to a required question raises AnswerError; with the editor's own texts."""
        try:
            value = self.normalise(vraag, raw)
        except AnswerErrors:
            raise
        except AnswerError as error:
            if vraag.foutmelding_onjuist:
                raise AnswerError(vraag.foutmelding_onjuist, error.part) from error
            raise
        if value is None and vraag.verplicht and self.asks:
            raise AnswerError(vraag.foutmelding or self.required_text(vraag))
        return value

    def required_text(self, vraag: VraagSchema) -> str:
        """What to do when a required answer is missing, in Dutch at B1."""
        return _("Vul een antwoord in bij “%(vraag)s”.") % {"vraag": vraag.label}

    def act(self, vraag: VraagSchema, raw: Any, actie: str, arg: str) -> Any:
        """The raw input after a press on `<button name="_actie" value="CODE ACTIE ARG">` inside the question.

        Nothing is checked or stored by it: the step is shown again. An unknown `actie` changes nothing.
        """
        return raw

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """The answer as text for a reader; lines are separated by newlines."""
        return str(value)

    def display_blank(self) -> str:
        """What a reader sees when nothing was answered."""
        return _("Niet ingevuld")

    def masked(self, vraag: VraagSchema, value: Any) -> str:
        """The answer for places where not everyone may read along; only sensitive answers differ."""
        return HIDDEN if self.is_sensitive(vraag) else self.display(vraag, value)

    def lookup_text(self, vraag: VraagSchema, value: Any) -> str:
        """What a person can be looked up by, in one spelling; "" for answers by which nobody is looked up."""
        return str(value) if self.is_sensitive(vraag) else ""

    def is_sensitive(self, vraag: VraagSchema) -> bool:
        """Whether the answer is stored encrypted and shown masked."""
        return self.sensitive

    def is_personal(self, vraag: VraagSchema) -> bool:
        """Whether the answer is a personal datum (AVG, article 4): the form must then say why, and by which right.

        By its type or settings, because it reaches the resident, or because the editor gave a ground for it.
        """
        return (
            self.personal
            or self.is_sensitive(vraag)
            or bool(self.contact_role(vraag))
            or bool(vraag.grondslag)
        )

    def file_rules(self, vraag: VraagSchema) -> tuple[tuple[str, ...], int]:
        """The groups of `formulieren.soorten` that may be sent, and how many files; only when it takes files."""
        raise NotImplementedError

    def contact_role(self, vraag: VraagSchema) -> str:
        """ "naam", "email" or "telefoon" when the answer says how to reach the resident, else ""."""
        return ""


class AnswerField(forms.Field):
    """A form field whose rules are those of the question type."""

    def __init__(self, vraag: VraagSchema, vraag_type: VraagType) -> None:
        self.vraag = vraag
        self.vraag_type = vraag_type
        super().__init__(
            required=vraag.verplicht and vraag_type.asks,
            label=vraag.label,
            help_text=" ".join(filter(None, (vraag.hint, vraag.doel, _ground(vraag)))),
            widget=vraag_type.widget(vraag),
        )

    def clean(self, value: Any) -> Any:
        """The JSON value; an AnswerError becomes a ValidationError whose code is the part concerned."""
        try:
            return self.vraag_type.check(self.vraag, value)
        except AnswerError as error:
            found = error.errors if isinstance(error, AnswerErrors) else (error,)
            if isinstance(self.widget, ErrorTarget):
                self.widget.show_errors(found)
            raise ValidationError(
                [ValidationError(one.message, code=one.part or "invalid") for one in found]
            ) from error

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        """One that reads `form.raws` when the form was made from those."""
        return AnswerBoundField(form, self, field_name)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Always: answers are compared by the storage, not by the form."""
        return True


class AnswerBoundField(forms.BoundField):
    """A question of a form; its raw input comes from the POST or from `StapForm.raws`."""

    @property
    def data(self) -> Any:
        """The raw input."""
        raws = getattr(self.form, "raws", None)
        return super().data if raws is None else raws.get(self.name)


def code_block() -> blocks.CharBlock:
    """The field for the code of a question; empty means: made from the question."""
    return blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_]{0,49}$",
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Naam van dit antwoord voor andere systemen. Leeg: gemaakt uit de vraag."),
        error_messages={
            "invalid": gettext_lazy("Gebruik kleine letters, cijfers en _. Begin met een letter.")
        },
        required=False,
    )


def _ground(vraag: VraagSchema) -> str:
    """By which right it is asked, for who fills it in (AVG, article 13)."""
    return str(GRONDSLAG_VOOR_LEZER.get(vraag.grondslag, ""))


def _default_when_empty(value: Any, default: Any) -> Any:
    return default if value is None or value == "" else value
