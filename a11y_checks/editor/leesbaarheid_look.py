"""What the editor sees of the reading level: an estimate of the page, and findings per sentence of each field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from a11y_checks.editor.leesbaarheid_texts import FieldText, as_document, page_texts
from a11y_checks.editor.links import content_path
from a11y_checks.leesbaarheid.estimate import prepare
from a11y_checks.leesbaarheid.exempt import VrijstellingSoort
from a11y_checks.leesbaarheid.live import CACHE, Unit, UnitBevinding, UnitCache, counts
from a11y_checks.leesbaarheid.segment import marked_terms, segment_all

# The panel is a list to work through; the whole is on the page of its own.
MOST_CAUSES = 3
LEVELS = {
    "b1_of_makkelijker": gettext_lazy("B1 of makkelijker"),
    "rond_b1": gettext_lazy("Rond B1"),
    "moeilijker": gettext_lazy("Moeilijker dan B1"),
}
RELIABILITIES = {
    "hoog": gettext_lazy("De schatting is zeker."),
    "middel": gettext_lazy("De schatting is redelijk zeker."),
    "laag": gettext_lazy(
        "De schatting is niet zeker. De tekst is kort, of het niveau ligt dicht bij een grens."
    ),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a sentence; `finding` is set for a marked word."""

    text: str
    finding: UnitBevinding | None = None


@dataclass(frozen=True, slots=True)
class Zin:
    """One sentence as it is shown: its unit and where it stands. `whole`: its words can be replaced in the form."""

    unit: Unit
    path: str
    whole: bool

    @property
    def pieces(self) -> list[Piece]:
        """The sentence in parts, with each hard word in a part of its own."""
        found: list[Piece] = []
        at = 0
        words = sorted((f for f in self.unit.causes if f.is_word), key=lambda f: (f.start, -f.end))
        for finding in words:
            if finding.start < at or (finding.start, finding.end) == (0, len(self.unit.text)):
                continue
            found += [Piece(self.unit.text[at : finding.start])] if finding.start > at else []
            found.append(Piece(self.unit.text[finding.start : finding.end], finding))
            at = finding.end
        return [*found, Piece(self.unit.text[at:])] if at < len(self.unit.text) else found


@dataclass(frozen=True, slots=True)
class Veld:
    """One field of the form with all its sentences."""

    text: FieldText
    zinnen: list[Zin]

    @property
    def found(self) -> list[Zin]:
        """The sentences with something to mend."""
        return [zin for zin in self.zinnen if zin.unit.causes]

    @property
    def number(self) -> int:
        """How many findings there are."""
        return sum(len(zin.unit.causes) for zin in self.zinnen)


@dataclass
class LeesbaarheidLook:
    """Everything the panel and the page of its own show.

    `level` is the gate's own estimate of the page as plain data (see gate.leesbaarheid.as_data), so that the panel can
    never say anything else than the gate; {} when there is none.
    """

    velden: list[Veld] = field(default_factory=list)
    level: dict[str, Any] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    scored: int = 0

    @property
    def label(self) -> str:
        """The level in words."""
        return str(LEVELS.get(self.level.get("level") or "", _("Te weinig tekst om een niveau te schatten")))

    @property
    def reliability(self) -> str:
        """How sure the level is, in words; "" without a level."""
        return str(RELIABILITIES.get(self.level.get("betrouwbaarheid", ""), ""))

    @property
    def causes(self) -> list[dict[str, str]]:
        """The three largest causes, each with `path`, the way to its field."""
        causes = self.level.get("causes", [])[:MOST_CAUSES]
        return [{**cause, "path": content_path(cause["source"])} for cause in causes]

    @property
    def exempted(self) -> list[dict[str, Any]]:
        """What does not count as hard: tekst, uitleg, aantal, and `label`, the field where it stands first."""
        return [{**row, "label": self._label_of(row["bron"])} for row in self.level.get("vrijstellingen", [])]

    def _label_of(self, source: str) -> str:
        path = content_path(source)
        texts = [veld.text for veld in self.velden]
        inside = (text.label for text in texts if path and f"{text.path}.".startswith(f"{path}."))
        return next(inside, "")

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each strength."""
        return counts([zin.unit for veld in self.velden for zin in veld.zinnen])

    @property
    def number(self) -> int:
        """How many findings there are in all."""
        return sum(veld.number for veld in self.velden)

    @property
    def live_json(self) -> str:
        """What the script in the editor needs to ask again about one field."""
        whole = {veld.text.path: veld.text.shape for veld in self.velden if veld.text.whole}
        return json.dumps({"fields": whole, "terms": self.terms, "names": self.names})


def look_at_leesbaarheid(
    page: Any, level: dict[str, Any], *, cache: UnitCache = CACHE
) -> LeesbaarheidLook | None:
    """The reading level of a draft as it stands in memory; None for a page in another language.

    `level` is the gate's estimate of it. An official text under a summary is judged by nobody, so it is left out.
    """
    if not page.locale.language_code.startswith("nl"):
        return None
    beleid = page.beleid_for_text()
    texts = [text for text in page_texts(page) if not beleid.is_official(text.path.replace(".", "/"))]
    look = look_at_texts(texts, exempt=page.leesbaarheid_vrijstellingen(), cache=cache)
    look.level = level
    return look


def look_at_texts(
    texts: Sequence[FieldText], *, exempt: Iterable[str], names: Iterable[str] = (), cache: UnitCache = CACHE
) -> LeesbaarheidLook:
    """The findings of some texts. `exempt` are words and phrases that may be hard, `names` names known elsewhere."""
    exempt = list(exempt)
    document = as_document(texts)
    units = list(segment_all(document))
    prepared = prepare(units, exempt=exempt, terms=marked_terms(document))
    known = prepared.names | frozenset(names)
    scored, number = cache.score(prepared.units, exempt=prepared.exemptions.words_of, names=known)
    by_text: dict[str, list[Unit]] = {}
    for sentence, unit in zip(prepared.units, scored, strict=True):
        by_text.setdefault(sentence.source, []).append(unit)
    listed = prepared.exemptions.listed
    explained = [row.tekst for row in listed if row.soort is VrijstellingSoort.UITGELEGD]
    return LeesbaarheidLook(
        velden=[
            Veld(text, [Zin(unit, text.path, text.whole) for unit in by_text.get(str(place), ())])
            for place, text in enumerate(texts)
        ],
        terms=[*exempt, *explained],
        names=sorted(known),
        scored=number,
    )
