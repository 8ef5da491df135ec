"""What people decided counts in the audit of the own site, per page and fingerprint."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from a11y_checks.bevinding import Bevinding, Niveau
from a11y_checks.crawl.answers import accept_decided
from a11y_checks.crawl.report import AuditReport, PageReport
from a11y_checks.models import BevindingOordeel, OordeelKeuze, Uitzondering, UitzonderingStatus
from tests.support.site import make_home, make_page, make_user

pytestmark = pytest.mark.django_db


def fault(niveau: Niveau) -> Bevinding:
    return Bevinding(
        rule="alt", niveau=niveau, criteria=("1.1.1",), message="Klopt dit?", help="Kijk.", source="x"
    )


def report_for(page: Any, niveau: Niveau) -> AuditReport:
    report = PageReport("http://localhost/afval/", page_type=page.specific_class._meta.label, page_id=page.pk)
    report.add([fault(niveau)])
    return AuditReport("http://localhost/", [report])


def mark(page: Any, niveau: Niveau) -> str:
    return fault(niveau).fingerprint(page.specific_class._meta.label)


@pytest.mark.parametrize(("keuze", "code"), [(OordeelKeuze.GOED, 0), (OordeelKeuze.FOUT, 1)])
def test_an_answer_settles_its_question(keuze: OordeelKeuze, code: int) -> None:
    home = make_home()
    page, other = make_page(home), make_page(home, "Verhuizen")
    BevindingOordeel.objects.create(
        page=page,
        fingerprint=mark(page, Niveau.ASK),
        rule="alt",
        message="?",
        keuze=keuze,
        reason="Nagekeken.",
    )
    for asked, expected in ((page, code), (other, 1)):
        report = report_for(asked, Niveau.ASK)
        accept_decided(report)
        assert report.exit_code == expected
    block = report_for(page, Niveau.BLOCK)
    accept_decided(block)
    assert block.exit_code == 1  # an answer never settles a fault


@pytest.mark.parametrize(("days", "code"), [(1, 0), (-1, 1)])
def test_an_uitzondering_covers_its_fault_until_its_day(days: int, code: int) -> None:
    page = make_page(make_home())
    Uitzondering.objects.create(
        page=page, fingerprints=[mark(page, Niveau.BLOCK)], reason="Wordt vervangen.",
        status=UitzonderingStatus.GOEDGEKEURD, requested_by=make_user("een"), decided_by=make_user("twee"),
        ends_on=timezone.localdate() + dt.timedelta(days=days),
    )  # fmt: skip
    report = report_for(page, Niveau.BLOCK)
    accept_decided(report)
    assert report.exit_code == code
