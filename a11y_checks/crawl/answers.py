"""What people decided about the own pages counts in the audit too: answers to questions, and uitzonderingen."""

from __future__ import annotations

from collections import defaultdict

from a11y_checks.bevinding import Niveau
from a11y_checks.crawl.report import AuditReport
from a11y_checks.gate.uitzondering import current_uitzonderingen
from a11y_checks.models import BevindingOordeel, OordeelKeuze


def accept_decided(report: AuditReport) -> None:
    """Mark each bevinding that a person answered with "this is right", or that a current uitzondering covers.

    Two queries for the whole site.
    """
    answered = _answers()
    excepted = _uitzonderingen()
    for page, item in report.all_found():
        if page.page_id is None:
            continue
        key = (page.page_id, item.fingerprint)
        if item.bevinding.niveau is Niveau.ASK and key in answered:
            item.accepted = f"Beantwoord: {answered[key]}"
        elif item.bevinding.niveau is not Niveau.NOTE and key in excepted:
            item.accepted = f"Uitzondering tot en met {excepted[key]}"


def _answers() -> dict[tuple[int, str], str]:
    given = BevindingOordeel.objects.filter(keuze=OordeelKeuze.GOED)
    return {
        (page, mark): reason for page, mark, reason in given.values_list("page_id", "fingerprint", "reason")
    }


def _uitzonderingen() -> dict[tuple[int, str], str]:
    found: dict[tuple[int, str], str] = defaultdict(str)
    # The one that ends first stands first; the last day that counts is that of the one that ends last.
    for page, marks, ends_on in current_uitzonderingen().values_list("page_id", "fingerprints", "ends_on"):
        for mark in marks:
            found[(page, str(mark))] = f"{ends_on:%d-%m-%Y}"
    return dict(found)
