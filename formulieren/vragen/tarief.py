"""Question type: a tarief or one of its choices, shown with what it costs today."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from formulieren.flow.schema import SchemaError, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.base import VraagType
from formulieren.vragen.texts import clean_line, digits_only
from formulieren.vragen.widgets import TariefInput
from producten.services.tarieven import TariefStand, bedrag_of, current_tarieven

MAX_TARIEVEN = 20
MAX_AANTAL = 1000
_JOINT = "|"  # a tarief's code is a slug and never has one


def standen_of(codes: Sequence[str]) -> list[TariefStand]:
    """What the tarieven with these codes cost today, in the order of `codes`; unknown ones left out. Three queries."""
    known = apps.get_model("producten", "Tarief").objects.filter(code__in=codes)
    standen = {stand.code: stand for stand in current_tarieven(known.values_list("pk", flat=True)).values()}
    return [standen[code] for code in codes if code in standen]


def tarief_choices() -> list[tuple[str, str]]:
    """(code, naam) of every tarief of the price list, for the editor."""
    return list(apps.get_model("producten", "Tarief").objects.values_list("code", "naam"))


class Tarief(VraagType):
    """Stored as {"tarief": "paspoort", "keuze": "Kind", "aantal": 2}, never with an amount: that belongs to a day.

    `keuze` is "" for a tarief without choices, `aantal` 1 when the question does not ask how many. Where no tarief
    has an amount today there is nothing to choose, and then the question is not required: nobody gets stuck.
    """

    name = "tarief"
    label = gettext_lazy("Product met een prijs")
    icon = "tag"
    in_groep = False
    defaults = {"tarieven": (), "met_aantal": False, "hoogste_aantal": 10}

    def __init__(self, standen: Callable[[Sequence[str]], list[TariefStand]] = standen_of) -> None:
        """`standen` gives what the tarieven with these codes cost today."""
        self.standen = standen

    def config_blocks(self) -> list[tuple[str, blocks.Block]]:
        """The tarieven, and whether the resident says how many."""
        return [
            (
                "tarieven",
                blocks.ListBlock(
                    blocks.ChoiceBlock(label=gettext_lazy("Tarief"), choices=tarief_choices),
                    label=gettext_lazy("Tarieven om uit te kiezen"),
                    help_text=gettext_lazy(
                        "Heeft een tarief keuzes? Dan ziet de lezer die allemaal, met het bedrag van vandaag."
                    ),
                    min_num=1,
                    max_num=MAX_TARIEVEN,
                ),
            ),
            (
                "met_aantal",
                blocks.BooleanBlock(label=gettext_lazy("Vraag ook hoeveel iemand er wil"), required=False),
            ),
            (
                "hoogste_aantal",
                blocks.IntegerBlock(
                    label=gettext_lazy("Hoogste aantal"), default=10, min_value=1, max_value=MAX_AANTAL
                ),
            ),
        ]

    def config_from_block(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The codes of the tarieven, each once."""
        codes = [str(code) for code in value.get("tarieven") or [] if code]
        return {**super().config_from_block(value), "tarieven": list(dict.fromkeys(codes))}

    def check_config(self, vraag: VraagSchema) -> None:
        """One to twenty codes that stand in the price list; a highest number from 1 to 1000."""
        codes = vraag.config.get("tarieven")
        rest = {key: value for key, value in vraag.config.items() if key != "tarieven"}
        if not isinstance(codes, tuple | list) or not all(isinstance(code, str) and code for code in codes):
            raise SchemaError(f"De tarieven bij '{vraag.label}' kloppen niet.", vraag.bron)
        for name, value in rest.items():
            if name not in self.defaults or type(value) is not type(self.defaults[name]):
                raise SchemaError(f"De instelling '{name}' bij '{vraag.label}' klopt niet.", vraag.bron)
        if not 1 <= len(codes) <= MAX_TARIEVEN or len(set(codes)) != len(codes):
            raise SchemaError(f"Kies bij '{vraag.label}' een of meer verschillende tarieven.", vraag.bron)
        if not 1 <= self.setting(vraag, "hoogste_aantal") <= MAX_AANTAL:
            raise SchemaError(
                f"Het hoogste aantal bij '{vraag.label}' moet van 1 tot {MAX_AANTAL} zijn.", vraag.bron
            )
        known = {stand.code: stand for stand in self.standen(codes)}
        for code in codes:
            if code not in known or not known[code].bekend:
                raise SchemaError(
                    f"Het tarief '{code}' bij '{vraag.label}' heeft vandaag geen bedrag. "
                    "Kies een ander tarief of vul eerst een bedrag in.",
                    vraag.bron,
                )

    def opties(self, vraag: VraagSchema) -> list[tuple[str, str, str]]:
        """(posted text, name, amount of today) of everything there is to choose."""
        standen = self.standen(list(vraag.config["tarieven"]))
        return [
            (
                f"{stand.code}{_JOINT}{regel.keuze}",
                f"{stand.naam}: {regel.keuze}"
                if regel.keuze and len(standen) > 1
                else regel.keuze or stand.naam,
                regel.tekst,
            )
            for stand in standen
            for regel in stand.regels
        ]

    def widget(self, vraag: VraagSchema) -> forms.Widget:
        """Radio buttons with their amounts, and the number; the amounts are read when the step is shown."""
        return TariefInput(
            opties=lambda: self.opties(vraag),
            met_aantal=bool(self.setting(vraag, "met_aantal")),
            aantal_label=_("Hoeveel wilt u er?"),
            leeg=_("De prijs is nu niet bekend. U kunt verder gaan. Wij laten u weten wat het kost."),
            verplicht=vraag.verplicht,
        )

    def to_raw(self, value: Any) -> dict[str, str]:
        """The inputs."""
        if not isinstance(value, dict):
            return {}
        keuze = f"{value.get('tarief', '')}{_JOINT}{value.get('keuze', '')}"
        return {"keuze": keuze, "aantal": str(value.get("aantal", ""))}

    def normalise(self, vraag: VraagSchema, raw: Any) -> dict[str, Any] | None:
        """The choice and how many, or None when nothing was chosen."""
        if raw in (None, ""):
            return None
        if not isinstance(raw, dict):
            raise AnswerError(_("Wij begrijpen dit antwoord niet. Vul het opnieuw in."))
        if "tarief" in raw:  # a stored value
            parts = [clean_line(raw.get(key), max_length=200) for key in ("tarief", "keuze")]
            chosen = _JOINT.join(parts)
        else:
            chosen = clean_line(raw.get("keuze"), max_length=400)
        if not chosen or chosen == _JOINT:
            return None
        if chosen not in {optie for optie, _naam, _bedrag in self.opties(vraag)}:
            raise AnswerError(
                _("Kies een van de antwoorden bij “%(vraag)s”.") % {"vraag": vraag.label}, "keuze"
            )
        code, _joint, keuze = chosen.partition(_JOINT)
        return {"tarief": code, "keuze": keuze, "aantal": self._aantal(vraag, raw.get("aantal"))}

    def _aantal(self, vraag: VraagSchema, raw: Any) -> int:
        if not self.setting(vraag, "met_aantal"):
            return 1
        highest = self.setting(vraag, "hoogste_aantal")
        try:
            text = clean_line(raw, max_length=20)
        except AnswerError as error:
            raise AnswerError(error.message, "aantal") from None
        if not digits_only(text) or not 1 <= int(text) <= highest:
            raise AnswerError(
                _("Vul een getal in van 1 tot en met %(grens)s.") % {"grens": highest}, "aantal"
            )
        return int(text)

    def check(self, vraag: VraagSchema, raw: Any) -> dict[str, Any] | None:
        """As always, but nothing is required when there is nothing to choose."""
        try:
            value: dict[str, Any] | None = super().check(vraag, raw)
        except AnswerError:
            if self.opties(vraag):
                raise
            return None
        return value

    def required_text(self, vraag: VraagSchema) -> str:
        """Choose."""
        return _("Kies een antwoord bij “%(vraag)s”.") % {"vraag": vraag.label}

    def display(self, vraag: VraagSchema, value: Any) -> str:
        """What was chosen and how many, without an amount; the code for a tarief that is gone."""
        stand = next(iter(self.standen([value["tarief"]])), None)
        naam = stand.naam if stand is not None else value["tarief"]
        text = f"{naam}: {value['keuze']}" if value.get("keuze") else naam
        if self.setting(vraag, "met_aantal"):
            return _("%(product)s, aantal: %(aantal)s") % {"product": text, "aantal": value["aantal"]}
        return text

    def bedrag(self, value: Mapping[str, Any], *, on: date | None = None) -> Decimal | None:
        """What a stored value costs in euros on a day (today): the amount times the number; None when unknown."""
        each = bedrag_of(value["tarief"], value.get("keuze", ""), on=on)
        return None if each is None else each * int(value.get("aantal", 1))


TYPE = Tarief()
