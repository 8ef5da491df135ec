"""Audits a live page again: its verdict goes stale when something it shares with others changes."""

from __future__ import annotations

from typing import Any

from a11y_checks.gate.verdict import audit_page
from a11y_checks.models import Audit, AuditTrigger, GateRecord


def recheck_page(page: Any) -> Audit:
    """The verdict on a live page as it looks today, noted as its proof. Cheap when it looks as before.

    The page stays online whatever the verdict says: the caller makes work of the findings. A page that went
    round the gate gets no proof here. Raises PublishRefused when there is no answer; the old proof stays.
    """
    audit = audit_page(page, trigger=AuditTrigger.RECHECK)
    GateRecord.objects.filter(page_id=page.pk).exclude(audit=audit).update(audit=audit)
    return audit
