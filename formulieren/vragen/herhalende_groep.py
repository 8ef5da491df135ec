"""Question type: the same few questions several times over, such as the names of all who move house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.check import CODE_RE
from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen import registry
from formulieren.vragen.base import AnswerErrors, VraagType
from formulieren.vragen.groep import MOST_ITEMS, SUB_KEYS, GroepInput, read_items, sub_vragen
from formulieren.vragen.texts import HIDDEN

MAX_VRAGEN = 15
TEXTS = ("label", "hint", "doel", "foutmelding", "foutmelding_onjuist")


class SubVragenBlock(blocks.StreamBlock):
    """The questions of one item. Saving gives each a code, which then stays."""

    def clean(self, value: Any) -> Any:
        """Fills in the codes that the editor left empty."""
        cleaned = super().clean(value)
        for child, code in zip(cleaned, _codes(cleaned), strict=True):
            child.value["code"] = code
        return cleaned


class HerhalendeGroep(VraagType):
    """Stored as a list of dicts code -> value, one for each item; an item that was left blank is not there.

    A group has no group within. It is sensitive, and personal, when one of its questions is.
    """

    name = "herhalende_groep"
    label = gettext_lazy("Herhalende groep")
    icon = "group"
    in_groep = False
    defaults = {"item_naam": "", "minimum": 1, "maximum": 10, "vragen": ()}

    # --- the editor -------------------------------------------------------------------------------------

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """What an item is called, how many there may be, and its questions."""
        types = {name: vraag_type for name, vraag_type in registry.all_types().items() if vraag_type.in_groep}
        return [
            (
                "item_naam",
                blocks.CharBlock(
                    label=gettext_lazy("Waar gaat het steeds om?"),
                    help_text=gettext_lazy(
                        "Eén woord met een kleine letter. Bijvoorbeeld: persoon. "
                        "De lezer ziet dan: Persoon 1, Persoon 2."
                    ),
                    max_length=40,
                ),
            ),
            (
                "minimum",
                blocks.IntegerBlock(
                    label=gettext_lazy("Hoeveel moeten het er zijn?"),
                    default=1,
                    min_value=1,
                    max_value=MOST_ITEMS,
                ),
            ),
            (
                "maximum",
                blocks.IntegerBlock(
                    label=gettext_lazy("Hoeveel mogen het er zijn?"),
                    default=10,
                    min_value=1,
                    max_value=MOST_ITEMS,
                ),
            ),
            (
                "vragen",
                SubVragenBlock(
                    [(name, vraag_type.block()) for name, vraag_type in types.items()],
                    label=gettext_lazy("Vragen"),
                    help_text=gettext_lazy("Deze vragen komen elke keer terug."),
                    min_num=1,
                    max_num=MAX_VRAGEN,
                ),
            ),
        ]

    def config_from_block(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The settings, with each question as a dict of SUB_KEYS."""
        children = list(value.get("vragen") or [])
        return {
            "item_naam": str(value.get("item_naam") or "").strip(),
            "minimum": value.get("minimum") or self.defaults["minimum"],
            "maximum": value.get("maximum") or self.defaults["maximum"],
            "vragen": [_sub(child, code) for child, code in zip(children, _codes(children), strict=True)],
        }

    def check_config(self, vraag: VraagSchema) -> None:
        """A name, numbers in the right order, and questions that are acceptable themselves."""
        config = vraag.config
        low, high = config.get("minimum", 1), config.get("maximum", 10)
        if set(config) - set(self.defaults) or type(low) is not int or type(high) is not int:
            raise SchemaError(f"De instellingen bij '{vraag.label}' kloppen niet.", vraag.bron)
        if not isinstance(naam := config.get("item_naam"), str) or not naam.strip():
            raise SchemaError(f"Zeg bij '{vraag.label}' waar het steeds om gaat.", vraag.bron)
        if not 1 <= low <= high <= MOST_ITEMS:
            raise SchemaError(
                f"Kies bij '{vraag.label}' aantallen van 1 tot {MOST_ITEMS}, het laagste eerst.", vraag.bron
            )
        subs = config.get("vragen")
        if not isinstance(subs, tuple | list) or not 1 <= len(subs) <= MAX_VRAGEN:
            raise SchemaError(f"Geef '{vraag.label}' van 1 tot {MAX_VRAGEN} vragen.", vraag.bron)
        if not all(_is_sub(sub) for sub in subs):
            raise SchemaError(f"De vragen in '{vraag.label}' kloppen niet.", vraag.bron)
        self._check_subs(vraag)

    def _check_subs(self, vraag: VraagSchema) -> None:
        codes: set[str] = set()
        for sub in sub_vragen(vraag):
            sub_type = registry.type_of(sub)
            if not sub_type.in_groep or not sub_type.asks:
                raise SchemaError(f"Een vraag als '{sub.label}' kan niet in een groep.", sub.bron)
            if not sub.label.strip() or not CODE_RE.match(sub.code) or sub.code in codes:
                raise SchemaError(
                    f"Geef elke vraag in '{vraag.label}' een tekst en een eigen code.", sub.bron
                )
            if sub.verplicht and sub_type.contact_role(sub) == "email":
                raise SchemaError(
                    f"De vraag '{sub.label}' maakt een e-mailadres verplicht. Zet Verplicht uit.", sub.bron
                )
            codes.add(sub.code)
            sub_type.check_config(sub)

    # --- the form ---------------------------------------------------------------------------------------

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """The items."""
        return GroepInput(
            vraag,
            naam=str(vraag.config["item_naam"]),
            minimum=self.setting(vraag, "minimum"),
            maximum=self.setting(vraag, "maximum"),
        )

    def to_raw(self, value: Any) -> list[dict[str, Any]]:
        """Not enough by itself: see `raw_of`."""
        return [dict(item) for item in value] if isinstance(value, list | tuple) else []

    def raw_of(self, vraag: VraagSchema, value: Any) -> list[dict[str, Any]]:
        """Each item with the raw input of its questions."""
        subs = {sub.code: sub for sub in sub_vragen(vraag)}
        return [
            {
                code: registry.type_of(subs[code]).raw_of(subs[code], answer)
                for code, answer in item.items()
                if code in subs
            }
            for item in self.to_raw(value)
        ]

    def act(self, vraag: VraagSchema, raw: Any, actie: str, arg: str) -> list[dict[str, Any]]:
        """`erbij` adds an item at the end, `weg` removes the one with number `arg`, counted from 0."""
        items = list(raw) if isinstance(raw, list) else []
        if actie == "erbij" and len(items) < self.setting(vraag, "maximum"):
            return [*items, {}]
        if actie == "weg" and arg.isascii() and arg.isdigit() and len(arg) < 4 and int(arg) < len(items):
            del items[int(arg)]
        return items

    # --- the answer -------------------------------------------------------------------------------------

    def normalise(self, vraag: VraagSchema, raw: Any) -> list[dict[str, Any]] | None:
        """The items that were filled in, or None; raises AnswerErrors with the part "0-naam" of each wrong answer."""
        if raw in (None, ""):
            return None
        too_many = isinstance(raw, list | tuple) and len(raw) > MOST_ITEMS
        if (
            not isinstance(raw, list | tuple)
            or too_many
            or not all(isinstance(item, Mapping) for item in raw)
        ):
            raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
        subs = sub_vragen(vraag)
        low, high = self.setting(vraag, "minimum"), self.setting(vraag, "maximum")
        if not any(item.counts for item in read_items(subs, raw, needed=0)):
            return None
        read = read_items(subs, raw, needed=low if vraag.verplicht else 0)
        if errors := [
            self._within(vraag, number, code, error)
            for number, item in enumerate(read)
            if item.counts
            for code, error in item.errors.items()
        ]:
            raise AnswerErrors(errors)
        values = [item.values for item in read if item.counts and item.values]
        if not low <= len(values) <= high:
            raise AnswerError(self._number_text(vraag, low, high))
        return values

    def _within(self, vraag: VraagSchema, number: int, code: str, error: AnswerError) -> AnswerError:
        message = _("%(naam)s %(nummer)s: %(fout)s") % {
            "naam": str(vraag.config["item_naam"]).capitalize(),
            "nummer": number + 1,
            "fout": error.message,
        }
        return AnswerError(message, "-".join(filter(None, (str(number), code, error.part))))

    def _number_text(self, vraag: VraagSchema, low: int, high: int) -> str:
        if low == high:
            return _("Vul bij “%(vraag)s” precies %(aantal)s keer iets in.") % {
                "vraag": vraag.label,
                "aantal": low,
            }
        return _("Vul bij “%(vraag)s” van %(laagste)s tot en met %(hoogste)s keer iets in.") % {
            "vraag": vraag.label,
            "laagste": low,
            "hoogste": high,
        }

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """Each item with its name and number, then a line for each answer."""
        return self._text(vraag, value, masked=False)

    def masked(self, vraag: VraagSchema, value: Any) -> str:
        """The sensitive answers hidden, the others as they are."""
        return self._text(vraag, value, masked=True)

    def _text(self, vraag: VraagSchema, value: Any, *, masked: bool) -> str:
        lines = []
        for number, item in enumerate(value, start=1):
            lines.append(f"{str(vraag.config['item_naam']).capitalize()} {number}")
            for sub in sub_vragen(vraag):
                if sub.code not in item:
                    continue
                sub_type = registry.type_of(sub)
                show = sub_type.masked if masked else sub_type.display
                lines.append(f"{sub.label}: " + show(sub, item[sub.code]).replace("\n", ", "))
        return "\n".join(lines) or HIDDEN

    def is_sensitive(self, vraag: VraagSchema) -> bool:
        """When one of its questions is."""
        return any(registry.type_of(sub).is_sensitive(sub) for sub in sub_vragen(vraag))

    def is_personal(self, vraag: VraagSchema) -> bool:
        """Also when one of its questions is; the group says why for all of them."""
        subs = any(registry.type_of(sub).is_personal(sub) for sub in sub_vragen(vraag))
        return subs or super().is_personal(vraag)

    def required_text(self, vraag: VraagSchema) -> str:
        """At least one."""
        return _("Vul bij “%(vraag)s” minstens 1 keer iets in.") % {"vraag": vraag.label}


def _is_sub(sub: Any) -> bool:
    return (
        isinstance(sub, Mapping)
        and set(sub) <= SUB_KEYS
        and isinstance(sub.get("verplicht"), bool)
        and isinstance(sub.get("config"), Mapping)
        and all(isinstance(sub.get(key, ""), str) for key in SUB_KEYS - {"verplicht", "config"})
    )


def _codes(children: Iterable[Any]) -> list[str]:
    """The code of each question: its own, else one made from its text that no other has."""
    children = list(children)
    taken = {child.value.get("code") for child in children}
    found = []
    for child in children:
        code = child.value.get("code") or ""
        if not code:
            wish = slugify(child.value.get("label")).replace("-", "_")[:40].strip("_").lstrip("0123456789_")
            code, number = wish or "vraag", 2
            while code in taken:
                code, number = f"{wish or 'vraag'}_{number}", number + 1
            taken.add(code)
        found.append(code)
    return found


def _sub(child: Any, code: str) -> dict[str, Any]:
    value = child.value
    return {
        "type": child.block_type,
        "code": code,
        "verplicht": bool(value.get("verplicht", False)),
        "config": registry.all_types()[child.block_type].config_from_block(value),
        "bron": f"vragen/{child.id}",
        **{text: str(value.get(text) or "") for text in TEXTS},
    }


TYPE = HerhalendeGroep()
