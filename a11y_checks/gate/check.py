"""The decision on one page: its own facts and the audit together, what lets it pass, and what covers the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from a11y_checks.gate.oordeel import open_questions
from a11y_checks.gate.refusal import refused_for, refused_unchecked
from a11y_checks.gate.uitzondering import covered_by
from a11y_checks.gate.verdict import audit_page
from a11y_checks.models import Audit, Uitzondering
from a11y_checks.rules.base import Bevinding, Niveau


@dataclass(frozen=True, slots=True)
class Passed:
    """Why a page may go live: its verdict, and the uitzondering that was needed for what is still wrong."""

    audit: Audit
    uitzondering: Uitzondering | None = None


def decide(page: Any) -> Passed:
    """Refuse or approve a gated page as it stands in memory.

    Raises PublishRefused with every fault and every question that nobody answered, of the page's own facts and
    of the audit together, less what a current uitzondering covers.
    """
    facts: list[Bevinding] = page.gate_checks()
    audit = audit_page(page)
    found = [*facts, *audit.findings]
    questions = open_questions(page, found)
    stopping = [b for b in found if b.niveau is Niveau.BLOCK] + questions
    remaining, uitzondering = covered_by(page, stopping)
    if remaining:
        raise refused_for(remaining)
    if audit.pk is None:  # the browser was not there: an uitzondering never covers what nobody looked at
        raise refused_unchecked(_("De controle in de browser is nu niet bereikbaar."))
    return Passed(audit, uitzondering)


def check_page(page: Any) -> Audit:
    """`decide`, for who only wants the verdict that lets the page pass."""
    return decide(page).audit
