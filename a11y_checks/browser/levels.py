"""Which level a result of axe gets: block, ask or note."""

from __future__ import annotations

from collections.abc import Sequence

from a11y_checks.bevinding import Niveau

BEST_PRACTICE = "best-practice"

# Violations of WCAG A and AA block, except these. Each has its reason.
ASK_INSTEAD = {
    "target-size": "new in WCAG 2.2, so no legal duty yet; an equal control elsewhere on the page is an exception "
    "that no machine sees",
    "label-content-name-mismatch": "symbols, abbreviations and punctuation in a visible text give false alarms",
    "aria-deprecated-role": "an old role still works in today's assistive technology, so 4.1.2 is not failed by it",
    "scrollable-region-focusable": "current Chromium and Firefox reach a scrolling region by keyboard by themselves",
}

# "Could not decide" is told, and asked where a person can see at a glance what a machine can't: text over a picture
# or gradient. Not where axe only lost sight of an element (half under another, one sign, an emoji): asking that on
# correct pages makes people click questions away.
ASK_WHEN_UNDECIDED = frozenset({"color-contrast"})
NO_QUESTION = frozenset(
    {"elmPartiallyObscured", "elmPartiallyObscuring", "shortTextContent", "nonBmp", "outsideViewport"}
)

CERTAINTY = {Niveau.BLOCK: 1.0, Niveau.ASK: 0.7, Niveau.NOTE: 0.5}


def niveau_for(rule: str, tags: Sequence[str], *, undecided: bool, reason: str = "") -> Niveau:
    """The level of a violation of `rule`, or of a result that axe leaves undecided ("incomplete") for `reason`."""
    if BEST_PRACTICE in tags:
        return Niveau.NOTE
    if undecided:
        asks = rule in ASK_WHEN_UNDECIDED and reason not in NO_QUESTION
        return Niveau.ASK if asks else Niveau.NOTE
    return Niveau.ASK if rule in ASK_INSTEAD else Niveau.BLOCK
