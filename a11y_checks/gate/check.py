"""The decision on one page: its own facts and the audit together, and what lets it pass."""

from __future__ import annotations

from typing import Any

from a11y_checks.gate.refusal import refused_for
from a11y_checks.gate.verdict import audit_page
from a11y_checks.models import Audit
from a11y_checks.rules.base import Bevinding, Niveau


def check_page(page: Any) -> Audit:
    """Refuse or approve a gated page as it stands in memory. Returns the verdict that lets it pass.

    Raises PublishRefused with every blocking finding: the page's own facts and the audit's together.
    """
    facts: list[Bevinding] = page.gate_checks()
    audit = audit_page(page)
    blocking = [b for b in [*facts, *audit.findings] if b.niveau is Niveau.BLOCK]
    if blocking:
        raise refused_for(blocking)
    return audit
