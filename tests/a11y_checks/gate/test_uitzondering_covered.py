"""What an approved uitzondering covers, and what it never does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from a11y_checks.gate.uitzondering import covered_by, fingerprint_of
from a11y_checks.models import Uitzondering, UitzonderingStatus
from a11y_checks.rules.base import Bevinding, Niveau
from tests.support.site import make_home, make_page, make_user

pytestmark = pytest.mark.django_db


def fault(text: str = "klik hier") -> Bevinding:
    return Bevinding(
        rule="link-vaag",
        niveau=Niveau.BLOCK,
        criteria=("2.4.4",),
        message=f"De link “{text}” zegt niet waar hij heen gaat.",
        help="Zeg waar de link heen gaat.",
        excerpt=f"<a href='/x/'>{text}</a>",
        source="inhoud/a1/tekst",
    )


def approved(page: Any, *faults: Bevinding, days: int = 0, **fields: Any) -> Uitzondering:
    name = f"vrager{Uitzondering.objects.count()}"
    values = {
        "page_id": page.pk,
        "reason": "Het systeem van een ander.",
        "status": UitzonderingStatus.GOEDGEKEURD,
        "requested_by": make_user(name),
        "decided_by": make_user(f"{name}-tweede"),
        "ends_on": timezone.localdate() + dt.timedelta(days=days),
        "fingerprints": [fingerprint_of(page, f) for f in faults],
    }
    return Uitzondering.objects.create(**(values | fields))


@pytest.fixture
def page() -> Any:
    return make_page(make_home())


def test_until_and_with_its_last_day(page: Any) -> None:
    today = approved(page, fault())
    assert covered_by(page, [fault()]) == ([], today)
    Uitzondering.objects.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
    assert covered_by(page, [fault()]) == ([fault()], None)


def test_new_content_is_not_covered(page: Any) -> None:
    used = approved(page, fault())
    assert covered_by(page, [fault(), fault("lees meer")]) == ([fault("lees meer")], used)


@pytest.mark.parametrize("status", [s for s in UitzonderingStatus if s != UitzonderingStatus.GOEDGEKEURD])
def test_only_approved_counts(page: Any, status: UitzonderingStatus) -> None:
    approved(page, fault(), status=status)
    assert covered_by(page, [fault()]) == ([fault()], None)


def test_another_page_with_the_same_fault_is_not_covered(page: Any) -> None:
    approved(page, fault())
    other = make_page(page.get_parent().specific, "Glas")
    assert covered_by(other, [fault()]) == ([fault()], None)


def test_two_together_and_the_first_to_end_is_named(page: Any) -> None:
    approved(page, fault(), days=30)
    first = approved(page, fault("lees meer"), days=10)
    assert covered_by(page, [fault(), fault("lees meer")]) == ([], first)


def test_nothing_found_needs_no_uitzondering(page: Any) -> None:
    approved(page, fault())
    assert covered_by(page, []) == ([], None)
