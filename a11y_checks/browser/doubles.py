"""One message per fault: leaves out what axe says about an element that our own rules said already."""

from __future__ import annotations

from collections.abc import Iterable

from a11y_checks.bevinding import Bevinding, Niveau

_WEIGHT = {Niveau.NOTE: 0, Niveau.ASK: 1, Niveau.BLOCK: 2}


def without_doubles(own: Iterable[Bevinding], found: Iterable[Bevinding]) -> list[Bevinding]:
    """`found` without each bevinding that one of `own` covers.

    Covered means: on the same element, in the same state, at least as severe, and about a shared criterion; advice
    without any criterion is covered by whatever we say about that element. A block is never lost: what stays is at
    least as severe.
    """
    ours: dict[tuple[str, str], list[Bevinding]] = {}
    for bevinding in own:
        ours.setdefault((bevinding.state, bevinding.selector), []).append(bevinding)
    return [b for b in found if not any(_covers(mine, b) for mine in ours.get((b.state, b.selector), ()))]


def _covers(mine: Bevinding, theirs: Bevinding) -> bool:
    if not theirs.selector or _WEIGHT[mine.niveau] < _WEIGHT[theirs.niveau]:
        return False
    return not theirs.criteria or not set(mine.criteria).isdisjoint(theirs.criteria)
