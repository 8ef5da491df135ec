"""What differs between two versions of a form, in words for editors: steps, questions, logic and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from formulieren.editor.versies_woorden import Velden, velden_of_form, velden_of_vraag, words_of
from formulieren.editor.woorden import Verteller, Woorden
from formulieren.flow.conditions import Groep, Vergelijking
from formulieren.flow.schema import FormSchema, PrijsSchema, StapSchema, StopSchema, VraagSchema
from formulieren.models.zaaktypen import zaaktype_name
from formulieren.vragen.groep import sub_vragen

_STAP: Velden = {
    "titel": (gettext_lazy("Titel van de stap"), None),
    "uitleg": (gettext_lazy("Uitleg bij de stap"), None),
    "toon_als": (gettext_lazy("Toon deze stap alleen als"), None),
}
_STOP: Velden = {
    "titel": (gettext_lazy("Kop"), None),
    "tekst": (gettext_lazy("Waarom stopt het hier, en wat kan iemand dan doen?"), None),
    "link_tekst": (gettext_lazy("Tekst van de link"), None),
    "link_url": (gettext_lazy("Adres van de link"), None),
    "als": (gettext_lazy("Stop alleen als"), None),
}
_REGEL: Velden = {
    "zaaktype": (gettext_lazy("Dan wordt het een zaak van dit type"), zaaktype_name),
    "tarief": (gettext_lazy("Tarief"), None),
    "keuze": (gettext_lazy("Keuze van het tarief"), None),
    "vraag": (gettext_lazy("Vraag waar iemand een product kiest"), None),
    "aantal": (gettext_lazy("Vraag die zegt hoeveel"), None),
    "als": (gettext_lazy("Alleen als"), None),
}


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One thing that was changed: what it was and what it is now."""

    wat: str
    was: Woorden
    wordt: Woorden


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of the form in which something differs: sentences about it as a whole, its changes, its own parts."""

    kop: str
    zinnen: tuple[str, ...] = ()
    wijzigingen: tuple[Wijziging, ...] = ()
    delen: tuple[Deel, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.zinnen or self.wijzigingen or self.delen)

    @property
    def aantal(self) -> int:
        """How many differences there are in it."""
        return len(self.zinnen) + len(self.wijzigingen) + sum(deel.aantal for deel in self.delen)


def compare(oud: FormSchema, nieuw: FormSchema) -> tuple[Deel, ...]:
    """Every difference between two forms, in the order of the new one; what is gone comes after it.

    Steps are known by their slug and questions by their code: another text is a change, not another question.
    """
    return tuple(filter(None, _Vergelijker(oud, nieuw).all()))


class _Vergelijker:
    def __init__(self, oud: FormSchema, nieuw: FormSchema) -> None:
        self.oud, self.nieuw = oud, nieuw
        self._was, self._wordt = Verteller(oud), Verteller(nieuw)
        self._plek_was = {vraag.code: stap for stap in oud.stappen for vraag in stap.vragen}
        self._plek_wordt = {vraag.code: stap for stap in nieuw.stappen for vraag in stap.vragen}
        self._vraag_was = {vraag.code: vraag for vraag in oud.vragen()}

    def all(self) -> Iterator[Deel]:
        velden = velden_of_form()
        yield Deel(_("Het formulier zelf"), (), self._changes(self.oud, self.nieuw, velden))
        slugs = [stap.slug for stap in self.oud.stappen], [stap.slug for stap in self.nieuw.stappen]
        moved = moved_of(*slugs)
        for number, stap in enumerate(self.nieuw.stappen, start=1):
            kop = _("Stap %(nummer)s: %(titel)s") % {"nummer": number, "titel": stap.titel}
            yield self._stap(kop, self.oud.stap(stap.slug), stap, moved)
        for stap in self.oud.stappen:
            if stap.slug not in slugs[1]:
                kop = _("Stap ‘%(titel)s’") % {"titel": stap.titel}
                yield Deel(kop, (_("Deze stap is weg."),), (), tuple(self._gone(stap)))
        keuzes = self.oud.zaaktype_keuzes, self.nieuw.zaaktype_keuzes
        yield Deel(_("Het zaaktype"), delen=tuple(self._items(*keuzes, self._kop_regel, _REGEL)))
        prijzen = self.oud.prijzen, self.nieuw.prijzen
        yield Deel(_("De prijs"), delen=tuple(self._items(*prijzen, self._kop_regel, _REGEL)))

    def _stap(self, kop: str, oud: StapSchema | None, nieuw: StapSchema, moved: frozenset[str]) -> Deel:
        zinnen = []
        if oud is None:
            zinnen.append(_("Deze stap is nieuw."))
        elif nieuw.slug in moved:
            zinnen.append(_("Deze stap staat op een andere plek."))
        vragen = self._vragen(oud, nieuw)
        stops = self._items(oud.stops if oud else (), nieuw.stops, _kop_stop, _STOP)
        # Of a new step only what is in it: its own texts are all new.
        changes = self._changes(oud, nieuw, _STAP) if oud is not None else ()
        return Deel(kop, tuple(zinnen), changes, (*vragen, *stops))

    def _vragen(self, oud: StapSchema | None, nieuw: StapSchema) -> Iterator[Deel]:
        codes = [vraag.code for vraag in oud.vragen] if oud else []
        moved = moved_of(codes, [vraag.code for vraag in nieuw.vragen])
        for before, vraag in zip((None, *nieuw.vragen), nieuw.vragen, strict=False):
            zinnen = []
            if (place := self._plek_was.get(vraag.code)) is not None and place.slug != nieuw.slug:
                zinnen.append(_("Deze vraag stond eerst in de stap ‘%(stap)s’.") % {"stap": place.titel})
            elif vraag.code in moved:
                zinnen.append(_stands(before))
            if deel := self._vraag(self._vraag_was.get(vraag.code), vraag, zinnen):
                yield deel
        yield from self._gone(oud) if oud else ()

    def _gone(self, stap: StapSchema) -> Iterator[Deel]:
        """The questions of a step that stand nowhere any more."""
        for vraag in stap.vragen:
            if vraag.code not in self._plek_wordt:
                yield Deel(_kop_vraag(vraag), (_("Deze vraag is weg."),))

    def _vraag(self, oud: VraagSchema | None, nieuw: VraagSchema, zinnen: Sequence[str] = ()) -> Deel:
        kop = _kop_vraag(nieuw)
        if oud is None:
            return Deel(kop, (_("Deze vraag is nieuw."), *zinnen))
        velden = {**velden_of_vraag(oud.type), **velden_of_vraag(nieuw.type)}
        was, wordt = _flat(oud), _flat(nieuw)
        zinnen = [*zinnen, *_opties(was.pop("opties", ()) or (), wordt.pop("opties", ()) or ())]
        return Deel(
            kop, tuple(zinnen), self._changes(was, wordt, velden), tuple(self._sub_vragen(oud, nieuw))
        )

    def _sub_vragen(self, oud: VraagSchema, nieuw: VraagSchema) -> Iterator[Deel]:
        """Of a group: its own questions."""
        was = {vraag.code: vraag for vraag in sub_vragen(oud)}
        wordt = {vraag.code: vraag for vraag in sub_vragen(nieuw)}
        moved = moved_of(list(was), list(wordt))
        for before, vraag in zip((None, *wordt.values()), wordt.values(), strict=False):
            zinnen = [_stands(before)] if vraag.code in moved else []
            if deel := self._vraag(was.get(vraag.code), vraag, zinnen):
                yield deel
        for code in was.keys() - wordt.keys():
            yield Deel(_kop_vraag(was[code]), (_("Deze vraag is weg."),))

    def _items(self, oud: Sequence[Any], nieuw: Sequence[Any], kop: Any, velden: Velden) -> Iterator[Deel]:
        """Ends or rules, which have no code of their own: paired by where they come from in the editor."""
        was, wordt = _by_bron(oud), _by_bron(nieuw)
        moved = moved_of(list(was), list(wordt))
        for bron, item in wordt.items():
            if bron not in was:
                new = (_("Dit is nieuw."),)
                yield Deel(kop(item), new, self._changes({}, {"als": item.als}, {"als": velden["als"]}))
                continue
            zinnen = (_("Dit staat op een andere plek."),) if bron in moved else ()
            if deel := Deel(kop(item), zinnen, self._changes(was[bron], item, velden)):
                yield deel
        for bron, item in was.items():
            if bron not in wordt:
                yield Deel(kop(item), (_("Dit is weg."),))

    def _changes(self, oud: Any, nieuw: Any, velden: Velden) -> tuple[Wijziging, ...]:
        found = []
        for name, (label, tell) in velden.items():
            was, wordt = _value(oud, name), _value(nieuw, name)
            if was != wordt:
                words = self._words(self._was, was, tell), self._words(self._wordt, wordt, tell)
                found.append(Wijziging(str(label), *words))
        return tuple(found)

    @staticmethod
    def _words(verteller: Verteller, value: Any, tell: Any) -> Woorden:
        if isinstance(value, Groep | Vergelijking):
            return verteller.tell(value)
        return Woorden(words_of(value, tell))

    def _kop_regel(self, regel: Any) -> str:
        if not isinstance(regel, PrijsSchema):
            return _("Ander zaaktype: %(zaaktype)s") % {"zaaktype": zaaktype_name(regel.zaaktype)}
        wat = regel.vraag and self._wordt.label(regel.vraag)
        return _("Prijs: %(wat)s") % {"wat": wat or ": ".join(filter(None, (regel.tarief, regel.keuze)))}


def moved_of(oud: Sequence[str], nieuw: Sequence[str]) -> frozenset[str]:
    """Which names that stand in both lists changed place; as few as explain the new order."""
    was, wordt = [name for name in oud if name in nieuw], [name for name in nieuw if name in oud]
    blocks = SequenceMatcher(None, was, wordt, autojunk=False).get_matching_blocks()
    kept = {name for block in blocks for name in was[block.a : block.a + block.size]}
    return frozenset(was) - kept


def _opties(oud: Iterable[Mapping[str, str]], nieuw: Iterable[Mapping[str, str]]) -> Iterator[str]:
    was, wordt = ({optie["waarde"]: optie["tekst"] for optie in opties} for opties in (oud, nieuw))
    for waarde, tekst in wordt.items():
        if waarde not in was:
            yield _("Nieuw antwoord: ‘%(tekst)s’.") % {"tekst": tekst}
        elif was[waarde] != tekst:
            yield _("Het antwoord ‘%(was)s’ is nu ‘%(tekst)s’.") % {"was": was[waarde], "tekst": tekst}
    for waarde, tekst in was.items():
        if waarde not in wordt:
            yield _("Het antwoord ‘%(tekst)s’ is weg.") % {"tekst": tekst}
    if moved_of(list(was), list(wordt)):
        yield _("De antwoorden staan in een andere volgorde.")


def _flat(vraag: VraagSchema) -> dict[str, Any]:
    """A question with its settings beside its other fields."""
    own = {field.name: getattr(vraag, field.name) for field in fields(vraag) if field.name != "config"}
    return {**{name: value for name, value in vraag.config.items() if name != "vragen"}, **own}


def _by_bron(items: Sequence[Any]) -> dict[str, Any]:
    """By the id of their block; by their place for those that come from no block."""
    return {item.bron.rpartition("/")[2] or f"#{number}": item for number, item in enumerate(items)}


def _value(data: Any, name: str) -> Any:
    """The value of a field; nothing is None, whether it was left out or left empty."""
    value = data.get(name) if isinstance(data, Mapping) else getattr(data, name, None)
    return None if value in ("", ()) else value


def _stands(before: VraagSchema | None) -> str:
    if before is None:
        return _("Deze vraag staat nu bovenaan.")
    return _("Deze vraag staat nu na ‘%(vraag)s’.") % {"vraag": before.label}


def _kop_vraag(vraag: VraagSchema) -> str:
    return _("Vraag ‘%(vraag)s’") % {"vraag": vraag.label}


def _kop_stop(stop: StopSchema) -> str:
    return _("Einde ‘%(titel)s’") % {"titel": stop.titel}
