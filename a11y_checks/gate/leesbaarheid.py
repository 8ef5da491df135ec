"""Judges how readable a page is, by the policy of its type: all its states and the texts that stand on none of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from a11y_checks.document import Document
from a11y_checks.gate.render import RenderedState
from a11y_checks.leesbaarheid import Leesbaarheid
from a11y_checks.leesbaarheid.beleid import Judgement, LeesbaarheidsBeleid, judge
from a11y_checks.leesbaarheid.segment import Sentence, Term, marked_terms, segment_all, segment_text

# What the panel shows; the estimate itself holds them all.
_MOST_CAUSES = 10
_MOST_EXEMPT = 100
_DUTCH = frozenset({"", "nl"})


def judge_page(page: Any, documents: Sequence[tuple[RenderedState, Document]]) -> Judgement | None:
    """The judgement on a page; None when it is not in Dutch.

    What returns in every state (a heading, the name of a step) is counted once; what the page repeats itself, twice.
    """
    if not documents or documents[0][1].language not in _DUTCH:
        return None
    units: list[Sentence] = []
    terms: list[Term] = []
    seen: set[str] = set()
    for _state, document in documents:
        if document.language not in _DUTCH:
            continue
        new = [unit for unit in segment_all(document) if unit.text not in seen]
        seen.update(unit.text for unit in new)
        units += new
        terms += marked_terms(document)
    for source, text in page.leesbaarheid_teksten():
        units += [unit for unit in segment_text(text, source) if unit.text not in seen]
    return judge(units, beleid=page.beleid_for_text(), exempt=page.leesbaarheid_vrijstellingen(), terms=terms)


def unseen_facts(page: Any) -> str:
    """A mark of everything the judgement depends on that stands in no HTML: the policy, the exempt names, the mails.

    Part of the hash of a verdict, so that it never counts for other texts than those that were judged.
    """
    facts = [
        page.beleid_for_text().naam,
        sorted(page.leesbaarheid_vrijstellingen()),
        [list(pair) for pair in page.leesbaarheid_teksten()],
    ]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def as_data(measured: Leesbaarheid, beleid: LeesbaarheidsBeleid) -> dict[str, Any]:
    """The estimate as plain data: level, how sure, figures, the causes that weigh most, and what is exempt."""
    labels = {
        "b1_of_makkelijker": _("B1 of makkelijker."),
        "rond_b1": _("Rond B1."),
        "moeilijker": _("Moeilijker dan B1."),
    }
    return {
        "level": measured.level,
        "label": labels.get(measured.level or "", _("Te weinig tekst om een niveau te schatten.")),
        "betrouwbaarheid": measured.betrouwbaarheid.value if measured.level else "",
        "beleid": beleid.naam,
        "beleid_uitleg": beleid.uitleg,
        "score": measured.score,
        "words": measured.words,
        "sentences": measured.sentences,
        "causes": [
            {
                "kind": c.kind,
                "text": c.text,
                "explanation": c.explanation,
                "advice": c.advice,
                "what_if": c.what_if,
                "sentence": c.sentence,
                "source": c.source,
            }
            for c in measured.causes[:_MOST_CAUSES]
        ],
        "exempt": list(measured.exempt),
        "vrijstellingen": [
            {
                "soort": row.soort.value,
                "tekst": row.tekst,
                "aantal": row.aantal,
                "uitleg": row.uitleg,
                "bron": row.bron,
            }
            for row in measured.vrijstellingen[:_MOST_EXEMPT]
        ],
        "flesch_douma": measured.flesch_douma,
        "lix": measured.lix,
    }
