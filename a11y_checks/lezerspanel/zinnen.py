"""The sentences of a draft that residents are asked about, and how they are spread over screens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from a11y_checks.document import Document
from a11y_checks.gate.render import RenderFailed, render_states
from a11y_checks.leesbaarheid.segment import TextKind, segment
from a11y_checks.leesbaarheid.words import tokens
from a11y_checks.text import collapse

#: Eight small questions fit on a screen that an old phone loads at once and a thumb gets through.
PER_DEEL = 8
#: A new screen begins at a heading, when the screen before it is at least this full.
_FULL_ENOUGH = 5
#: Nobody reads on after this; the editor is asked to take a part of the page.
MOST_ZINNEN = 250
SECONDS_PER_ZIN = 10
_FEWEST_WORDS = 2
_FEWEST_IN_CELL = 4
#: A last screen with less than this is not worth a screen.
_TOO_FEW = 3

FOUT = "fout"
_KIND_NAMES: dict[str, Any] = {
    TextKind.PARAGRAPH: _("Zin"),
    TextKind.HEADING: _("Kop"),
    TextKind.LIST_ITEM: _("Punt uit een lijst"),
    TextKind.CELL: _("Vak uit een tabel"),
    TextKind.BUTTON: _("Knop"),
    TextKind.LABEL: _("Vraag"),
    TextKind.CAPTION: _("Bijschrift"),
    FOUT: _("Melding bij een fout"),
}
# Said to who can't see the icon, in front of each fault of a form.
_SPOKEN = ("Fout: ", "Error: ")


def kind_name(kind: str) -> str:
    """How a kind of sentence is called on a screen."""
    return str(_KIND_NAMES.get(kind, _KIND_NAMES[TextKind.PARAGRAPH]))


def zinnen_of(page: Any) -> list[dict[str, str]]:
    """What an editor wrote on this page as it stands in memory, once each, in reading order.

    Headings, sentences, list items and cells; of a form also the questions, explanations and faults of every step.
    What the templates say themselves is left out: the editor can't change that. Raises RenderFailed.
    """
    found: dict[str, dict[str, str]] = {}
    loose: dict[str, dict[str, str]] = {}
    for state in render_states(page):
        in_fault = False
        for sentence in segment(Document.parse(state.html)):
            text, begins_fault = _without_spoken(collapse(sentence.text))
            rows = found if sentence.source else loose
            # The rest of a fault of two sentences: it is new in this state, right behind the first one.
            goes_on = in_fault and sentence.kind == TextKind.PARAGRAPH and text.casefold() not in rows
            in_fault = begins_fault or goes_on
            kind = FOUT if in_fault else str(sentence.kind)
            if _says_something(text, kind):
                rows.setdefault(text.casefold(), {"text": text, "kind": kind, "source": sentence.source})
    chosen = (found or loose).values()
    return [{"id": str(number), **row} for number, row in enumerate(chosen, start=1)]


def _without_spoken(text: str) -> tuple[str, bool]:
    for spoken in _SPOKEN:
        if text.startswith(spoken):
            return text.removeprefix(spoken), True
    return text, False


def _says_something(text: str, kind: str) -> bool:
    """Whether one can be of two minds about it: not a lone "Ja", a weekday or an opening time."""
    words = sum(any(letter.isalpha() for letter in token) for token in tokens(text))
    if kind == TextKind.HEADING:
        return True
    return words >= (_FEWEST_IN_CELL if kind == TextKind.CELL else _FEWEST_WORDS)


def changed_zinnen(page: Any, zinnen: Iterable[Mapping[str, str]]) -> frozenset[str] | None:
    """The ids of sentences that the latest draft of `page` no longer has; None when it can't be rendered."""
    try:
        now = {zin["text"].casefold() for zin in zinnen_of(page.get_latest_revision_as_object())}
    except RenderFailed:
        return None
    return frozenset(zin["id"] for zin in zinnen if zin["text"].casefold() not in now)


def in_delen(zinnen: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    """The sentences as screens of at most PER_DEEL; a heading stays with what follows it where that fits."""
    delen: list[list[dict[str, str]]] = []
    for zin in zinnen:
        starts = zin["kind"] == TextKind.HEADING and bool(delen) and len(delen[-1]) >= _FULL_ENOUGH
        if not delen or starts or len(delen[-1]) >= PER_DEEL:
            delen.append([])
        delen[-1].append(zin)
    if len(delen) > 1 and len(delen[-1]) < _TOO_FEW:
        delen[-2:] = [delen[-2] + delen[-1]]
    return delen


def minutes_for(zinnen: list[Any]) -> int:
    """About how many minutes it takes, at least 1: ten seconds a sentence to read and to choose."""
    return max(1, round(len(zinnen) * SECONDS_PER_ZIN / 60))
