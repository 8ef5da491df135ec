"""What each condition of a form touches, in words, with what the analysis found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from formulieren.editor.woorden import Verteller, Woorden
from formulieren.flow.analysis import Analysis, Doel, analyse
from formulieren.flow.conditions import Voorwaarde
from formulieren.flow.schema import FormSchema, SchemaError
from formulieren.models.zaaktypen import zaaktype_name
from formulieren.vragen.registry import check_form, feiten_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Regel:
    """One sentence with its condition: "Deze stap ziet iemand alleen als", and what is odd about it."""

    zin: str
    woorden: Woorden
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StapRegels:
    """The logic of one step; `note` when nobody gets there."""

    nummer: int
    titel: str
    regels: tuple[Regel, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overzicht:
    """The logic of a whole form; `problem` says why a draft can't be looked into yet."""

    stappen: tuple[StapRegels, ...]
    regels: tuple[Regel, ...]
    problem: str
    analysis: Analysis | None
    unused: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many conditions there are."""
        return sum(len(stap.regels) for stap in self.stappen) + len(self.regels)

    @property
    def notes(self) -> int:
        """How many odd things were found."""
        rows = [*self.regels, *(regel for stap in self.stappen for regel in stap.regels)]
        return sum(bool(row.note) for row in rows) + sum(bool(stap.note) for stap in self.stappen)


def overview_of(schema: FormSchema, *, today: date) -> Overzicht:
    """The logic of a form, also of a draft that is not whole yet."""
    analysis, problem = None, ""
    try:
        check_form(schema)
        analysis = analyse(schema, feiten_of, today=today)
    except SchemaError as error:
        problem = error.message
    teller = _Teller(schema, analysis)
    return Overzicht(
        stappen=tuple(
            StapRegels(
                nummer=number,
                titel=stap.titel,
                regels=tuple(teller.step(number - 1)),
                note=_("Niemand komt in deze stap.")
                if analysis is not None and stap.slug in analysis.stappen
                else "",
            )
            for number, stap in enumerate(schema.stappen, start=1)
        ),
        regels=tuple(teller.rules()),
        problem=problem,
        analysis=analysis,
        unused=tuple(teller.verteller.label(code) for code in analysis.unused)
        if analysis is not None
        else (),
    )


class _Teller:
    def __init__(self, schema: FormSchema, analysis: Analysis | None) -> None:
        self.schema, self.analysis = schema, analysis
        self.verteller = Verteller(schema)

    def step(self, index: int) -> Iterator[Regel]:
        stap = self.schema.stappen[index]
        if stap.toon_als is not None:
            yield self._regel(("stap", stap.slug), _("Deze stap ziet iemand alleen als"), stap.toon_als)
        for vraag in stap.vragen:
            words = {"vraag": vraag.label}
            if vraag.toon_als is not None:
                zin = _("De vraag ‘%(vraag)s’ ziet iemand alleen als") % words
                yield self._regel(("vraag", vraag.code), zin, vraag.toon_als)
            if vraag.verplicht_als is not None:
                zin = _("De vraag ‘%(vraag)s’ is verplicht als") % words
                yield self._regel(("verplicht", vraag.code), zin, vraag.verplicht_als)
        for number, stop in enumerate(stap.stops):
            zin = _("Na deze stap stopt het formulier met ‘%(titel)s’ als") % {"titel": stop.titel}
            yield self._regel(("stop", stap.slug, number), zin, stop.als)

    def rules(self) -> Iterator[Regel]:
        for number, keuze in enumerate(self.schema.zaaktype_keuzes):
            zin = _("Het wordt een zaak van het type ‘%(zaaktype)s’ als") % {
                "zaaktype": zaaktype_name(keuze.zaaktype)
            }
            yield self._regel(("zaaktype", number), zin, keuze.als)
        for number, prijs in enumerate(self.schema.prijzen):
            wat = (
                self.verteller.label(prijs.vraag)
                if prijs.vraag
                else ": ".join(filter(None, (prijs.tarief, prijs.keuze)))
            )
            if prijs.als is None:
                zin = _("Iedereen betaalt voor ‘%(wat)s’.") % {"wat": wat}
                yield Regel(zin=zin, woorden=Woorden(""))
                continue
            zin = _("Iemand betaalt voor ‘%(wat)s’ als") % {"wat": wat}
            yield self._regel(("prijs", number), zin, prijs.als)

    def _regel(self, doel: Doel, zin: str, voorwaarde: Voorwaarde) -> Regel:
        notes: dict[tuple[int, ...], str] = {}
        if self.analysis is not None:
            notes |= {
                way: _("Dit deel klopt nooit.") for where, way in self.analysis.never_parts if where == doel
            }
            notes |= {
                way: _("Dit deel klopt altijd.") for where, way in self.analysis.always_parts if where == doel
            }
        return Regel(zin=zin, woorden=self.verteller.tell(voorwaarde, notes), note=self._note(doel))

    def _note(self, doel: Doel) -> str:
        if self.analysis is None:
            return ""
        if doel in self.analysis.never:
            return {
                "stap": _("Dit klopt nooit. Niemand ziet deze stap."),
                "vraag": _("Dit klopt nooit. Niemand ziet deze vraag."),
                "stop": _("Dit klopt nooit. Niemand komt bij dit einde."),
            }.get(str(doel[0]), _("Dit klopt nooit."))
        if doel in self.analysis.always:
            return _("Dit klopt altijd. De voorwaarde kan weg.")
        return ""
