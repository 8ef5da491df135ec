"""Conditions in words, for editors: short Dutch sentences that name the questions as residents see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from formulieren.flow.conditions import Groep, Operator, Soort, Vergelijking, Voorwaarde, Waardesoort
from formulieren.flow.schema import FormSchema, VraagSchema
from formulieren.flow.waarden import waarde_as_text
from formulieren.vragen.registry import feiten_of


@dataclass(frozen=True, slots=True)
class Woorden:
    """A condition in words: a text, and for a group the parts below it. `note` says what is odd about it."""

    text: str
    delen: tuple[Woorden, ...] = ()
    note: str = ""


class Verteller:
    """Tells the conditions of one form. Works on a draft too: what is not known is named by its code."""

    def __init__(self, schema: FormSchema) -> None:
        self._vragen = {vraag.code: vraag for vraag in schema.vragen()}

    def label(self, code: str) -> str:
        """The question as residents see it."""
        vraag = self._vragen.get(code)
        return vraag.label if vraag is not None and vraag.label else code

    def tell(
        self,
        voorwaarde: Voorwaarde,
        notes: dict[tuple[int, ...], str] | None = None,
        way: tuple[int, ...] = (),
    ) -> Woorden:
        """The condition as words; `notes` by the way down the tree."""
        note = (notes or {}).get(way, "")
        if isinstance(voorwaarde, Vergelijking):
            return Woorden(self._vergelijking(voorwaarde), (), note)
        delen = tuple(self.tell(deel, notes, (*way, number)) for number, deel in enumerate(voorwaarde.delen))
        return Woorden(_heading(voorwaarde), delen, note)

    def _vergelijking(self, deel: Vergelijking) -> str:
        words = {"vraag": self.label(deel.vraag), "antwoord": self._waarde(deel)}
        vraag = self._vragen.get(deel.vraag)
        soort = feiten_of(vraag).soort if vraag is not None else Waardesoort.TEKST
        chosen = soort in (Waardesoort.KEUZE, Waardesoort.MEERKEUZE, Waardesoort.JA_NEE)
        match deel.operator:
            case Operator.INGEVULD:
                text = _("‘%(vraag)s’ is ingevuld")
            case Operator.LEEG:
                text = _("‘%(vraag)s’ is niet ingevuld")
            case Operator.IS | Operator.BEVAT:
                text = (
                    _("bij ‘%(vraag)s’ is ‘%(antwoord)s’ gekozen")
                    if chosen
                    else _("bij ‘%(vraag)s’ is ‘%(antwoord)s’ ingevuld")
                )
            case Operator.IS_NIET | Operator.BEVAT_NIET:
                text = (
                    _("bij ‘%(vraag)s’ is ‘%(antwoord)s’ niet gekozen")
                    if chosen
                    else _("bij ‘%(vraag)s’ is iets anders dan ‘%(antwoord)s’ ingevuld, of niets")
                )
            case Operator.MEER_DAN:
                text = _("bij ‘%(vraag)s’ is meer dan %(antwoord)s ingevuld")
            case Operator.MINSTENS:
                text = _("bij ‘%(vraag)s’ is %(antwoord)s of meer ingevuld")
            case Operator.MINDER_DAN:
                text = _("bij ‘%(vraag)s’ is minder dan %(antwoord)s ingevuld")
            case Operator.HOOGSTENS:
                text = _("bij ‘%(vraag)s’ is %(antwoord)s of minder ingevuld")
            case Operator.VOOR:
                text = _("de dag bij ‘%(vraag)s’ is voor %(antwoord)s")
            case Operator.NA:
                text = _("de dag bij ‘%(vraag)s’ is na %(antwoord)s")
            case Operator.BINNEN_DAGEN:
                text = _("de dag bij ‘%(vraag)s’ komt binnen %(antwoord)s dagen")
            case Operator.JONGER_DAN:
                text = _("wie de datum bij ‘%(vraag)s’ heeft, is jonger dan %(antwoord)s jaar")
        return text % words

    def _waarde(self, deel: Vergelijking) -> str:
        vraag = self._vragen.get(deel.vraag)
        if isinstance(deel.waarde, bool):
            return _("Ja") if deel.waarde else _("Nee")
        if vraag is not None and str(deel.waarde) in feiten_of(vraag).opties:
            return feiten_of(vraag).opties[str(deel.waarde)]
        return _day(deel.waarde) if _is_date(vraag) else waarde_as_text(deel.waarde)


def _heading(groep: Groep) -> str:
    if not groep.delen:
        return _("er is nog niet gezegd wanneer")
    return {
        Soort.ALLE: _("dit allemaal klopt:"),
        Soort.EEN: _("minstens één hiervan klopt:"),
        Soort.GEEN: _("niets hiervan klopt:"),
    }[groep.soort]


def _is_date(vraag: VraagSchema | None) -> bool:
    return vraag is not None and feiten_of(vraag).soort is Waardesoort.DATUM


def _day(waarde: Any) -> str:
    try:
        return date_format(date.fromisoformat(str(waarde)), "j F Y")
    except ValueError:
        return str(waarde)
