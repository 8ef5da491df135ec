"""A reeks: only imported pages, a second person, 90 days, the faults of the day it was signed, and a burn-down list."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import PageLogEntry

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.uitzondering_besluit import approve, withdraw
from a11y_checks.gate.uitzondering_einde import close_solved
from a11y_checks.gate.uitzondering_errors import (
    UitzonderingConflict,
    UitzonderingInvalid,
    UitzonderingNoSecondPerson,
    UitzonderingNotAllowed,
)
from a11y_checks.gate.uitzondering_import import list_imports, refused_for_reeks, register_import
from a11y_checks.gate.uitzondering_reeks import (
    MAX_REEKS_DAYS,
    approve_reeks,
    create_reeks,
    record_reeksen,
    reject_reeks,
    withdraw_reeks,
)
from a11y_checks.gate.uitzondering_voortgang import burn_down
from a11y_checks.models import Uitzondering, UitzonderingReeks, UitzonderingStatus
from basis.models import PaginaBeheer, Team
from tests.a11y_checks.gate.test_uitzondering_besluit import in_days, may
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


class Import:
    """Two old pages with a fault and one without, brought in by a script; and two people."""

    def __init__(self) -> None:
        self.home = publish(make_home())
        self.pages = [
            make_page(self.home, "Oud een", FAULTS["vague link"]),
            make_page(self.home, "Oud twee", FAULTS["skipped heading"]),
            make_page(self.home, "Oud drie"),
        ]
        register_import(naam="Oude site", pages=self.pages)
        self.first, self.second = make_user("eerste"), make_user("tweede")

    def ask(self, **fields: Any) -> UitzonderingReeks:
        """A reeks of all three."""
        values = {
            "naam": "Oude site",
            "pages": self.pages,
            "reason": "Wij zetten over.",
            "ends_on": in_days(90),
        }
        return create_reeks(user=self.first, **(values | fields))

    def signed(self) -> UitzonderingReeks:
        """Asked, approved and recorded."""
        reeks = approve_reeks(reeks=self.ask(), user=self.second)
        record_reeksen()
        return reeks


@pytest.fixture
def old() -> Import:
    return Import()


def test_after_the_signature_the_old_pages_go_live(old: Import) -> None:
    reeks = old.ask()
    with pytest.raises(PublishRefused):
        publish(old.pages[0])
    approve_reeks(reeks=reeks, user=old.second)
    assert {row.stand for row in reeks.uitzonderingen.all()} == {"De computer bewaart de fouten"}
    with pytest.raises(PublishRefused):
        publish(old.pages[0])
    assert record_reeksen() == (3, 0)
    assert all(publish(page).live for page in old.pages)
    assert record_reeksen() == (0, 0), "a second round changes nothing"
    assert old.pages[0].gate_record.uitzondering.reeks == reeks


def test_only_the_faults_of_the_day_of_the_decision(old: Import) -> None:
    approve_reeks(reeks=old.ask(), user=old.second)
    page = old.pages[0]
    page.inhoud = [*page.inhoud.raw_data, FAULTS["skipped heading"]]
    page.save_revision()  # after the signature, before the faults are recorded
    record_reeksen()
    with pytest.raises(PublishRefused) as refusal:
        publish(page)
    assert len(refusal.value.bevindingen) == 1, "the later fault only"


def test_a_page_that_can_not_be_checked_waits(old: Import, request: pytest.FixtureRequest) -> None:
    approve_reeks(reeks=old.ask(), user=old.second)
    request.getfixturevalue("no_browser")
    assert record_reeksen() == (0, 3)
    assert not Uitzondering.objects.filter(status=UitzonderingStatus.GOEDGEKEURD).exists()


def test_a_page_without_a_fault_needs_no_place_in_it(old: Import) -> None:
    reeks = old.signed()
    assert burn_down(reeks).solved == 1
    assert Uitzondering.objects.get(page_id=old.pages[2].pk).status == UitzonderingStatus.INGETROKKEN


def test_a_page_made_by_a_person_is_never_in_it(old: Import) -> None:
    new = make_page(old.home, "Nieuw", FAULTS["vague link"], owner=old.first)
    with pytest.raises(UitzonderingInvalid, match="niet overgezet"):
        register_import(naam="Oude site", pages=[new])
    with pytest.raises(UitzonderingInvalid, match="Nieuw is"):
        old.ask(pages=[*old.pages, new])
    assert not UitzonderingReeks.objects.exists()


def test_a_copy_of_an_imported_page_is_new(old: Import) -> None:
    copy = old.pages[0].copy(update_attrs={"slug": "kopie"}, keep_live=False, user=old.first)
    assert refused_for_reeks([copy.pk])[copy.pk] == "is hier nieuw gemaakt"


def test_a_page_that_passed_the_gate_once_stays_mended(old: Import) -> None:
    publish(old.pages[2])
    with pytest.raises(UitzonderingInvalid, match="door de controle"):
        old.ask()
    with pytest.raises(UitzonderingInvalid):
        register_import(naam="Oude site", pages=[old.pages[2]])
    old.pages[2].refresh_from_db()
    old.pages[2].unpublish()
    with pytest.raises(UitzonderingInvalid, match="door de controle"):
        old.ask()  # taken down since, but seen all the same


def test_an_employee_can_not_make_a_page_old(old: Import) -> None:
    page = make_page(old.home, "Nieuw")
    with LogContext(user=old.first), pytest.raises(UitzonderingNotAllowed):
        register_import(naam="Oude site", pages=[page])
    assert refused_for_reeks([page.pk])


def test_a_page_is_in_a_reeks_once(old: Import) -> None:
    withdraw_reeks(reeks=old.ask(), user=old.first)
    reject_reeks(reeks=old.ask(), user=old.second)
    assert list_imports() == [("Oude site", 3)]
    withdraw_reeks(reeks=approve_reeks(reeks=old.ask(), user=old.second), user=old.first)
    assert list_imports() == [("Oude site", 0)]
    with pytest.raises(UitzonderingInvalid, match="zat al in een reeks"):
        old.ask()


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"ends_on": in_days(MAX_REEKS_DAYS + 1)}, "ends_on"),
        ({"ends_on": in_days(-1)}, "ends_on"),
        ({"naam": " "}, "naam"),
        ({"reason": " "}, "reason"),
        ({"pages": []}, "pages"),
    ],
)
def test_what_is_not_complete_is_refused(old: Import, fields: dict[str, Any], where: str) -> None:
    with pytest.raises(UitzonderingInvalid) as problem:
        old.ask(**fields)
    assert list(problem.value.fields) == [where]


def test_rights_and_the_second_person(old: Import) -> None:
    with pytest.raises(UitzonderingNotAllowed):
        create_reeks(
            naam="x", pages=old.pages, reason="x", ends_on=in_days(1), user=may("vrager", "add_uitzondering")
        )
    reeks = old.ask()
    with pytest.raises(UitzonderingNoSecondPerson):
        approve_reeks(reeks=reeks, user=old.first)
    with pytest.raises(UitzonderingNotAllowed):
        approve_reeks(reeks=reeks, user=may("ander", "add_uitzonderingreeks"))
    row = reeks.uitzonderingen.first()
    assert row is not None
    for one in (approve, withdraw):
        with pytest.raises(UitzonderingNotAllowed, match="reeks"):
            one(uitzondering=row, user=old.second)
    approve_reeks(reeks=reeks, user=old.second)
    with pytest.raises(UitzonderingConflict):
        reject_reeks(reeks=UitzonderingReeks.objects.get(pk=reeks.pk), user=make_user("derde"))


def test_withdrawn_before_the_faults_were_recorded_covers_nothing(old: Import) -> None:
    withdraw_reeks(reeks=approve_reeks(reeks=old.ask(), user=old.second), user=old.second)
    assert record_reeksen() == (0, 0)
    with pytest.raises(PublishRefused):
        publish(old.pages[0])


def test_a_mended_page_loses_its_place(old: Import) -> None:
    reeks = old.signed()
    page, fault = old.pages[0], old.pages[0].inhoud.raw_data[1]
    publish(page)
    page.inhoud = page.inhoud.raw_data[:1]
    publish(page)
    assert close_solved() == 1
    assert close_solved() == 0
    assert reeks.uitzonderingen.get(page_id=page.pk).stand == "Opgelost"
    assert [row.page_id for row in burn_down(reeks).open] == [old.pages[1].pk]
    page.inhoud = [*page.inhoud.raw_data, fault]
    with pytest.raises(PublishRefused):
        publish(page)


def test_the_burn_down_list_counts_by_team_and_by_week(old: Import) -> None:
    reeks = old.signed()
    team = Team.objects.create(slug="wonen", naam="Wonen")
    PaginaBeheer.objects.update_or_create(page_id=old.pages[1].pk, defaults={"team": team})
    publish(old.pages[0])
    old.pages[0].inhoud = old.pages[0].inhoud.raw_data[:1]
    publish(old.pages[0])
    close_solved()
    # Decided three weeks ago; the page without faults was solved then, the mended one a week later.
    noon = timezone.localtime().replace(hour=12)
    monday = noon - dt.timedelta(days=noon.weekday())
    UitzonderingReeks.objects.update(decided_at=monday - dt.timedelta(days=21))
    solved = PageLogEntry.objects.filter(action="a11y_checks.uitzondering_solved")
    solved.filter(page=old.pages[2].pk).update(timestamp=monday - dt.timedelta(days=20))
    solved.filter(page=old.pages[0].pk).update(timestamp=monday - dt.timedelta(days=13))
    reeks.refresh_from_db()
    figures = burn_down(reeks)
    assert (figures.pages, figures.solved, figures.days_left) == (3, 2, 91)
    assert [(t.team, t.pages, t.solved, t.open) for t in figures.teams] == [("", 2, 2, 0), ("Wonen", 1, 0, 1)]
    assert [(w.solved, w.open) for w in figures.weeks] == [(1, 2), (1, 1), (0, 1), (0, 1)]
