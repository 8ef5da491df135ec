"""Reads and shows the items of a herhalende groep: each item is a small form with the same questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from formulieren.flow.schema import StapSchema, VraagSchema, freeze
from formulieren.flow.validate import AnswerError
from formulieren.vragen.forms import StapForm, form_class
from formulieren.vragen.registry import type_of
from formulieren.vragen.widgets import ErrorTarget

# More than any form asks for; a POST may claim any number.
MOST_ITEMS = 50
SUB_TEXTS = ("code", "type", "label", "hint", "doel", "foutmelding", "foutmelding_onjuist", "bron")
SUB_KEYS = frozenset({*SUB_TEXTS, "verplicht", "config"})


@dataclass(slots=True)
class Item:
    """One item as it was filled in: its values and errors by code. `counts` is false for one left blank."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, AnswerError] = field(default_factory=dict)
    counts: bool = True


def sub_vragen(vraag: VraagSchema) -> tuple[VraagSchema, ...]:
    """The questions of each item, from the settings of the group; their `bron` stands below the group's."""
    return tuple(_sub_vraag(vraag, sub) for sub in vraag.config.get("vragen") or ())


def _sub_vraag(vraag: VraagSchema, sub: Mapping[str, Any]) -> VraagSchema:
    texts: dict[str, Any] = {name: str(sub.get(name) or "") for name in SUB_TEXTS}
    texts["bron"] = "/".join(filter(None, (vraag.bron, texts["bron"])))
    return VraagSchema(verplicht=bool(sub.get("verplicht")), config=freeze(sub.get("config") or {}), **texts)


def read_items(
    vragen: Sequence[VraagSchema], raws: Sequence[Mapping[str, Any]], *, needed: int
) -> list[Item]:
    """Each item of `raws` (raw or stored answers by code), checked.

    An item that is blank altogether is left out, unless it is one of the first `needed`.
    """
    items = []
    for number, raw in enumerate(raws):
        item = Item()
        for vraag in vragen:
            try:
                value = type_of(vraag).check(vraag, raw.get(vraag.code))
            except AnswerError as error:
                item.errors[vraag.code] = error
            else:
                if value is not None:
                    item.values[vraag.code] = value
        item.counts = number < needed or not _is_blank(vragen, raw)
        items.append(item)
    return items


def _is_blank(vragen: Sequence[VraagSchema], raw: Mapping[str, Any]) -> bool:
    """Whether nothing was typed or ticked at any question."""
    for vraag in vragen:
        try:
            if type_of(vraag).normalise(vraag, raw.get(vraag.code)) is not None:
                return False
        except AnswerError:
            return False
    return True


class GroepInput(ErrorTarget, forms.Widget):
    """The items, a button to add one and a button to remove each; reads a list of dicts code -> raw input."""

    template_name = "formulieren/widgets/groep.html"
    use_fieldset = True
    # The template shows what is wrong with the whole; each input of an item shows its own.
    shows_errors = True

    def __init__(self, vraag: VraagSchema, *, naam: str, minimum: int, maximum: int) -> None:
        """`naam` is what an item is called, "persoon"; at least `minimum` items are shown, at most `maximum`."""
        super().__init__()
        self.code, self.naam = vraag.code, naam
        self.vragen = sub_vragen(vraag)
        self.minimum, self.maximum = max(1, minimum), maximum
        self.needed = minimum if vraag.verplicht else 0
        self.messages: list[str] = []

    @property
    def media(self) -> forms.Media:
        """What the questions of an item need."""
        return sum((type_of(vraag).widget(vraag).media for vraag in self.vragen), forms.Media())

    def show_errors(self, errors: Sequence[AnswerError]) -> None:
        """Keeps what is wrong with the group as a whole; the items find their own again."""
        super().show_errors(errors)
        self.messages = [error.message for error in errors if not error.part]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The items as forms with their legends, and what the buttons post."""
        context = super().get_context(name, value, attrs)
        base = str(context["widget"]["attrs"].get("id") or f"id_{name}")
        raws = [raw if isinstance(raw, Mapping) else {} for raw in value] if isinstance(value, list) else []
        raws += [{} for _number in range(self.minimum - len(raws))]
        disabled = bool(context["widget"]["attrs"].get("disabled"))
        items = [self._item(name, base, number, raw, disabled) for number, raw in enumerate(raws)]
        for item, read in zip(items, self._read(raws), strict=True):
            item["errors"] = read is not None and read.counts and bool(read.errors)
            if item["errors"]:
                item["form"] = self._form(name, base, item["number"], raws=item["raw"])
                item["form"].is_valid()
        wrong = [f"{self.naam} {item['number'] + 1}" for item in items if item["errors"]]
        context |= {
            "items": items,
            "disabled": disabled,
            "fouten": self.messages
            or ([_("Kijk na wat u invulde bij %(naam)s.") % {"naam": ", ".join(wrong)}] if wrong else []),
            "fout_id": f"{base}_error",
            "aantal_naam": f"{name}-aantal",
            "erbij": f"{self.code} erbij {len(items)}" if len(items) < self.maximum else "",
            "erbij_tekst": _("Voeg nog een %(naam)s toe") % {"naam": self.naam},
            "erbij_doel": f"#{base}-{len(items)}",
            "weg_doel": f"#{base}-0",
        }
        return context

    def format_value(self, value: Any) -> None:
        """Nothing: `get_context` shows the items."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, Any]]:
        """The raw input of each item that the page showed; never more than can be."""
        text = str(data.get(f"{name}-aantal", ""))
        count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        return [
            {
                vraag.code: type_of(vraag)
                .widget(vraag)
                .value_from_datadict(data, files, f"{name}-{number}-{vraag.code}")
                for vraag in self.vragen
            }
            for number in range(min(count, self.maximum))
        ]

    def error_target(self, auto_id: str, part: str) -> str:
        """For "1-geboren-dag" that input of the second item; else the first input of the first item."""
        number, _dash, rest = part.partition("-")
        code, _dash, sub_part = rest.partition("-")
        vraag = next((vraag for vraag in self.vragen if vraag.code == code), self.vragen[0])
        place = f"{auto_id}-{number if code else 0}-{vraag.code}"
        widget = type_of(vraag).widget(vraag)
        return str(widget.error_target(place, sub_part)) if isinstance(widget, ErrorTarget) else place

    def _read(self, raws: Sequence[Mapping[str, Any]]) -> Sequence[Item | None]:
        """The items with their errors once one of those was found; else nothing."""
        if self.invalid_parts is None or self.messages:
            return [None] * len(raws)
        return read_items(self.vragen, raws, needed=self.needed)

    def _item(
        self, name: str, base: str, number: int, raw: Mapping[str, Any], disabled: bool
    ) -> dict[str, Any]:
        form = self._form(name, base, number, initial=dict(raw))
        for one in form.fields.values():
            one.disabled = disabled
        legend = _("%(naam)s %(nummer)s") % {"naam": self.naam.capitalize(), "nummer": number + 1}
        return {
            "number": number,
            "raw": raw,
            "id": f"{base}-{number}",
            "legend": legend,
            "form": form,
            "bron": {vraag.code: vraag.bron for vraag in self.vragen},
            "weg": f"{self.code} weg {number}",
            "weg_tekst": _("Verwijder %(naam)s %(nummer)s") % {"naam": self.naam, "nummer": number + 1},
        }

    def _form(self, name: str, base: str, number: int, **kwargs: Any) -> StapForm:
        """The form of one item; its ids begin with the group's own id."""
        stap = StapSchema(slug="item", titel="", vragen=self.vragen)
        start = base.removesuffix(name)
        return form_class(stap)(prefix=f"{name}-{number}", auto_id=f"{start}%s", **kwargs)
