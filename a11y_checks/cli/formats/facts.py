"""What every format says about a bevinding: its words for levels, its place in the law, its help."""

from __future__ import annotations

from datetime import date

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.criteria import CRITERIA, LEGAL_SETS, described

TOOL = "Loket"
NOTHING_FOUND = "Geen fouten die een computer kan vinden."
LABEL = {Niveau.BLOCK: "Fout", Niveau.ASK: "Vraag", Niveau.NOTE: "Tip"}
RULE_UNCHECKED = "niet-gecontroleerd"


def wcag_version(bevinding: Bevinding) -> str:
    """The oldest version of WCAG that the law or we know and that has one of the criteria; "" for good practice."""
    known = [CRITERIA[number] for number in bevinding.criteria if number in CRITERIA]
    legal = LEGAL_SETS[-1].version
    if any(criterion.is_in(legal) for criterion in known):
        return legal
    return min((criterion.since for criterion in known), default="")


def duty(bevinding: Bevinding) -> str:
    """One Dutch phrase on what the law says of it."""
    if bevinding.is_legal(date.today()):
        return "verplicht"
    return "extra, nog niet verplicht" if bevinding.criteria else "goed gebruik"


def criteria_text(bevinding: Bevinding) -> str:
    """The criteria with their Dutch names and levels; "" when there are none."""
    return ", ".join(described(number) for number in bevinding.criteria)
