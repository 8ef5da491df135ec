"""Which level a result of axe gets: block, ask or note."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from a11y_checks.bevinding import Niveau

BEST_PRACTICE = "best-practice"

# Violations of WCAG A and AA block, except these. Each has its reason; docs/handbook/levels.md has the figures.
ASK_INSTEAD = {
    "label-content-name-mismatch": "symbols, abbreviations and punctuation in a visible text give false alarms",
    "scrollable-region-focusable": "current Chromium and Firefox reach a scrolling region by keyboard by themselves",
    "role-img-alt": "what a div with the role of a picture shows, no machine sees: often it is text",
    "aria-valid-attr": "an attribute that does not exist does nothing; a name it should have given is missed elsewhere",
    "aria-required-parent": "browsers mend many loose roles, and a script may put the part in its place",
    "aria-required-children": "a widget may fill itself later, and some parts are allowed by custom only",
    "aria-required-attr": "browsers have a value of their own for most states that are left out",
}
NOTE_INSTEAD = {
    "target-size": "new in WCAG 2.2, so no legal duty yet; an equal control elsewhere on the page is an exception "
    "that no machine sees",
    "aria-prohibited-attr": "ARIA forbids a name on some elements, but 4.1.2 is not failed by one that is ignored",
    "aria-deprecated-role": "an old role still works in today's assistive technology, so 4.1.2 is not failed by it",
}

# A fault in only these attributes leaves the element usable: the role has a sensible value of its own, or the list
# that a combobox opens is not there yet.
NOTE_WHEN_ONLY = {
    "aria-required-attr": frozenset({"aria-controls", "aria-expanded", "aria-valuenow", "aria-level"}),
    "aria-valid-attr-value": frozenset(
        {
            "aria-activedescendant", "aria-controls", "aria-details", "aria-errormessage", "aria-flowto", "aria-owns",
        }
    ),
}  # fmt: skip

# What only has the role of a field and can't take the focus, such as the list of a closed combobox, people don't meet
# by itself.
ASK_WITHOUT_FOCUS = frozenset({"aria-input-field-name"})

# "Could not decide" is told, and asked where a person can see at a glance what a machine can't: text over a picture
# or gradient. Not where axe only lost sight of an element (under another, one sign, an emoji, a word in a drawing):
# asking that on correct pages makes people click questions away.
ASK_WHEN_UNDECIDED = frozenset({"color-contrast"})
IN_DRAWING = "inDrawing"
NO_QUESTION = frozenset(
    {
        "bgOverlap", "elmPartiallyObscured", "elmPartiallyObscuring", "shortTextContent", "nonBmp", "outsideViewport",
        IN_DRAWING,
    }
)  # fmt: skip

CERTAINTY = {Niveau.BLOCK: 1.0, Niveau.ASK: 0.7, Niveau.NOTE: 0.5}


def niveau_for(
    rule: str,
    tags: Sequence[str],
    *,
    undecided: bool,
    reason: str = "",
    values: Collection[str] = (),
    takes_focus: bool = True,
) -> Niveau:
    """The level of a violation of `rule` about `values`, or of a result that axe leaves undecided ("incomplete") for
    `reason`. A value is an attribute, with or without what stands in it.
    """
    if BEST_PRACTICE in tags or (not undecided and rule in NOTE_INSTEAD):
        return Niveau.NOTE
    if undecided:
        asks = rule in ASK_WHEN_UNDECIDED and reason not in NO_QUESTION
        return Niveau.ASK if asks else Niveau.NOTE
    if values and {value.split("=")[0] for value in values} <= NOTE_WHEN_ONLY.get(rule, frozenset()):
        return Niveau.NOTE
    asks = rule in ASK_INSTEAD or (rule in ASK_WITHOUT_FOCUS and not takes_focus)
    return Niveau.ASK if asks else Niveau.BLOCK
