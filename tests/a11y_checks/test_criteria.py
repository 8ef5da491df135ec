"""The table of success criteria: complete, and the law's own set as data with a start date."""

from datetime import date

import pytest

from a11y_checks.criteria import (
    AUDITED_VERSION,
    CRITERIA,
    LEGAL_SETS,
    any_legal,
    described,
    is_legal,
    legal_criteria,
    legal_set,
)

TODAY = date(2026, 11, 22)
NEW_IN_22 = {"2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"}


def test_each_version_has_its_own_number_of_criteria() -> None:
    # 25 A + 13 AA; WCAG 2.1 added 5 A + 7 AA; WCAG 2.2 added 2 A + 4 AA and dropped 4.1.1.
    counts = {version: sum(c.is_in(version) for c in CRITERIA.values()) for version in ("2.0", "2.1", "2.2")}
    assert counts == {"2.0": 38, "2.1": 50, "2.2": 55}
    assert {c.number for c in CRITERIA.values() if c.since == AUDITED_VERSION} == NEW_IN_22


def test_the_law_asks_fifty_criteria_now() -> None:
    assert len(legal_criteria(TODAY)) == 50
    current = legal_set(TODAY)
    assert current is not None and current.version == "2.1"


@pytest.mark.parametrize(
    ("criterion", "legal"),
    [("1.1.1", True), ("4.1.1", True), ("2.5.8", False), ("1.4.8", False), ("9.9.9", False)],
)
def test_what_is_a_duty(criterion: str, legal: bool) -> None:
    assert is_legal(criterion, TODAY) is legal


def test_nothing_is_a_duty_before_the_first_law() -> None:
    assert not is_legal("1.1.1", date(2018, 6, 30))
    assert legal_criteria(date(2018, 6, 30)) == ()


def test_one_legal_criterion_is_enough() -> None:
    assert any_legal(("2.5.8", "1.4.10"), TODAY)
    assert not any_legal(("2.5.8",), TODAY)
    assert not any_legal((), TODAY)


def test_the_sets_are_in_the_order_of_their_start() -> None:
    starts = [found.starts_on for found in LEGAL_SETS]
    assert starts == sorted(starts)


def test_described_names_number_name_and_level() -> None:
    assert described("1.4.3") == "1.4.3 Contrast (minimum) (niveau AA)"
    assert described("1.4.8") == "1.4.8"
