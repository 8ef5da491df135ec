"""Which level a result of axe gets: block, ask or note."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from a11y_checks.bevinding import Niveau

BEST_PRACTICE = "best-practice"

# Violations of WCAG A and AA block, except these. Each has its reason.
ASK_INSTEAD = {
    "target-size": "new in WCAG 2.2, so no legal duty yet; an equal control elsewhere on the page is an exception "
    "that no machine sees",
    "label-content-name-mismatch": "symbols, abbreviations and punctuation in a visible text give false alarms",
    "aria-prohibited-attr": "ARIA forbids a name on some elements, but 4.1.2 is not failed by one that is ignored",
    "aria-deprecated-role": "an old role still works in today's assistive technology, so 4.1.2 is not failed by it",
    "scrollable-region-focusable": "current Chromium and Firefox reach a scrolling region by keyboard by themselves",
}

# A missing attribute of these leaves the widget usable: the role has a sensible value of its own, or the list that a
# combobox opens is not there yet. A person looks whether it works.
ASK_WHEN_ONLY = {
    "aria-required-attr": frozenset({"aria-controls", "aria-expanded", "aria-valuenow", "aria-level"}),
}

# "Could not decide" is told, and asked where a person can see at a glance what a machine can't: text over a picture
# or gradient. Not where axe only lost sight of an element (half under another, one sign, an emoji): asking that on
# correct pages makes people click questions away.
ASK_WHEN_UNDECIDED = frozenset({"color-contrast"})
NO_QUESTION = frozenset(
    {"elmPartiallyObscured", "elmPartiallyObscuring", "shortTextContent", "nonBmp", "outsideViewport"}
)

CERTAINTY = {Niveau.BLOCK: 1.0, Niveau.ASK: 0.7, Niveau.NOTE: 0.5}


def niveau_for(
    rule: str, tags: Sequence[str], *, undecided: bool, reason: str = "", values: Collection[str] = ()
) -> Niveau:
    """The level of a violation of `rule` about `values`, or of a result that axe leaves undecided ("incomplete") for
    `reason`.
    """
    if BEST_PRACTICE in tags:
        return Niveau.NOTE
    if undecided:
        asks = rule in ASK_WHEN_UNDECIDED and reason not in NO_QUESTION
        return Niveau.ASK if asks else Niveau.NOTE
    mild = bool(values) and set(values) <= ASK_WHEN_ONLY.get(rule, frozenset())
    return Niveau.ASK if mild or rule in ASK_INSTEAD else Niveau.BLOCK
