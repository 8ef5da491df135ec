"""Asking and deciding: what is needed, by whom, and what happens when two decide at once."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageLogEntry

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.uitzondering_besluit import (
    MAX_DAYS,
    TRANSITIONS,
    approve,
    reject,
    request_uitzondering,
    withdraw,
)
from a11y_checks.gate.uitzondering_errors import (
    UitzonderingConflict,
    UitzonderingError,
    UitzonderingInvalid,
    UitzonderingNoSecondPerson,
    UitzonderingNotAllowed,
)
from a11y_checks.models import Uitzondering, UitzonderingStatus
from a11y_checks.rules.base import Niveau
from tests.a11y_checks.gate.test_uitzondering_covered import fault
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

WCAG = {
    "cause": "De tekst komt uit een ander systeem.",
    "effect": "Wie een schermlezer gebruikt, weet niet waar de link heen gaat.",
    "measure": "De leverancier past de tekst aan.",
}


def in_days(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=days)


def ask(page: Any, user: Any, *faults: Any, **fields: Any) -> Uitzondering:
    values = {
        "reason": "De pagina moet vandaag online.",
        "ends_on": in_days(30),
        "measure_on": in_days(20),
        **WCAG,
    }
    return request_uitzondering(page=page, bevindingen=faults or [fault()], user=user, **(values | fields))


@pytest.fixture
def page() -> Any:
    return make_page(publish(make_home()))


@pytest.fixture
def first() -> Any:
    return make_user("eerste")


@pytest.fixture
def second() -> Any:
    return make_user("tweede")


def may(name: str, *codenames: str, edit: bool = True) -> Any:
    """An employee with these rights of ours, and the right to change every page."""
    from django.contrib.auth.models import Group

    user = make_user(name, is_superuser=False)
    group = Group.objects.create(name=name)
    group.permissions.set(
        [
            Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
            *Permission.objects.filter(content_type__app_label="a11y_checks", codename__in=codenames),
        ]
    )
    if edit:
        GroupPagePermission.objects.create(
            group=group,
            page=Page.get_first_root_node(),
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page"),
        )
    user.groups.add(group)
    return user


def test_a_signed_uitzondering_opens_the_gate_for_these_faults(first: Any, second: Any) -> None:
    page = make_page(publish(make_home()), "Afval", FAULTS["vague link"])
    with pytest.raises(PublishRefused) as refusal:
        publish(page, first)
    asked = ask(page, first, *refusal.value.bevindingen)
    with pytest.raises(PublishRefused):
        publish(page, first)
    approve(uitzondering=asked, user=second)
    assert publish(page, first).live
    assert page.gate_record.uitzondering == asked
    page.inhoud = [*page.inhoud.raw_data, FAULTS["skipped heading"]]
    with pytest.raises(PublishRefused) as refusal:
        publish(page, first)
    assert len(refusal.value.bevindingen) == 1, "only the new fault"


@pytest.mark.parametrize("missing", ["reason", "cause", "effect", "measure", "measure_on"])
def test_a_wcag_failure_needs_every_text_of_the_statement(page: Any, first: Any, missing: str) -> None:
    with pytest.raises(UitzonderingInvalid) as problem:
        ask(page, first, **{missing: None if missing == "measure_on" else "  "})
    assert list(problem.value.fields) == [missing]
    assert not Uitzondering.objects.exists()


def test_good_practice_alone_needs_only_a_reason(page: Any, first: Any) -> None:
    import dataclasses

    practice = dataclasses.replace(fault(), criteria=())
    asked = ask(page, first, practice, cause="", effect="", measure="", measure_on=None)
    assert asked.status == UitzonderingStatus.AANGEVRAAGD


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"ends_on": in_days(-1)}, "ends_on"),
        ({"ends_on": in_days(MAX_DAYS + 1)}, "ends_on"),
        ({"measure_on": in_days(-1)}, "measure_on"),
        ({"reason": "x" * 2001}, "reason"),
    ],
)
def test_what_is_out_of_bounds_is_refused_at_its_field(
    page: Any, first: Any, fields: dict[str, Any], where: str
) -> None:
    with pytest.raises(UitzonderingInvalid) as problem:
        ask(page, first, **fields)
    assert list(problem.value.fields) == [where]


def test_a_note_needs_no_uitzondering(page: Any, first: Any) -> None:
    import dataclasses

    with pytest.raises(UitzonderingInvalid) as problem:
        ask(page, first, dataclasses.replace(fault(), niveau=Niveau.NOTE))
    assert "bevindingen" in problem.value.fields


def test_the_same_fault_is_asked_once(page: Any, first: Any, second: Any) -> None:
    asked = ask(page, first)
    with pytest.raises(UitzonderingInvalid, match="wacht al een aanvraag"):
        ask(page, second)
    reject(uitzondering=asked, user=second)
    ask(page, second)


def test_asking_needs_the_right_and_the_page(page: Any) -> None:
    for user in (may("zonder-recht"), may("zonder-pagina", "add_uitzondering", edit=False)):
        with pytest.raises(UitzonderingNotAllowed):
            ask(page, user)
    assert ask(page, may("vrager", "add_uitzondering")).pk


def test_deciding_needs_the_right_and_a_second_person(page: Any, first: Any) -> None:
    asked = ask(page, first)
    for decide in (approve, reject):
        with pytest.raises(UitzonderingNoSecondPerson):
            decide(uitzondering=asked, user=first)
        with pytest.raises(UitzonderingNotAllowed):
            decide(uitzondering=asked, user=may(f"collega-{decide.__name__}", "add_uitzondering"))
    assert approve(uitzondering=asked, user=may("beslisser", "decide_uitzondering", edit=False)).decided_by


def test_the_owner_of_the_page_may_be_the_second_person(page: Any, first: Any) -> None:
    owner = may("eigenaar", "decide_uitzondering")
    page.owner = owner
    page.save()
    assert approve(uitzondering=ask(page, first), user=owner).status == UitzonderingStatus.GOEDGEKEURD


def test_the_database_knows_the_second_person_too(page: Any, first: Any) -> None:
    asked = ask(page, first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Uitzondering.objects.filter(pk=asked.pk).update(decided_by=first)


def test_who_decides_second_hears_so(page: Any, first: Any, second: Any) -> None:
    asked = ask(page, first)
    stale = Uitzondering.objects.get(pk=asked.pk)
    reject(uitzondering=asked, user=second, reason="Los dit eerst op.")
    with pytest.raises(UitzonderingConflict, match="net over beslist"):
        approve(uitzondering=stale, user=make_user("derde"))
    stale.refresh_from_db()
    assert (stale.status, stale.decided_by) == (UitzonderingStatus.AFGEWEZEN, second)


def test_too_late_to_approve(page: Any, first: Any, second: Any) -> None:
    asked = ask(page, first)
    Uitzondering.objects.update(ends_on=in_days(-1))
    asked.refresh_from_db()
    with pytest.raises(UitzonderingConflict, match="voorbij"):
        approve(uitzondering=asked, user=second)


def test_withdrawing_ends_it_at_once(first: Any, second: Any) -> None:
    page = make_page(publish(make_home()), "Afval", FAULTS["vague link"])
    with pytest.raises(PublishRefused) as refusal:
        publish(page)
    asked = approve(uitzondering=ask(page, first, *refusal.value.bevindingen), user=second)
    with pytest.raises(UitzonderingNotAllowed):
        withdraw(uitzondering=asked, user=may("ander", "add_uitzondering"))
    publish(page)
    withdraw(uitzondering=asked, user=first)
    with pytest.raises(PublishRefused):
        publish(page)
    page.refresh_from_db()
    assert page.live, "what is live stays live"
    with pytest.raises(UitzonderingConflict):
        withdraw(uitzondering=asked, user=first)


def test_every_step_is_in_the_history_of_the_page(page: Any, first: Any, second: Any) -> None:
    reject(uitzondering=ask(page, first), user=second, reason="Los dit eerst op.")
    withdraw(uitzondering=approve(uitzondering=ask(page, first), user=second), user=first)
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="a11y_checks.uitzondering")
    steps = [(e.action.rsplit("_", 1)[1], e.user) for e in entries.order_by("pk")]
    assert steps == [
        ("asked", first),
        ("rejected", second),
        ("asked", first),
        ("approved", second),
        ("withdrawn", first),
    ]
    assert all(entry.message and "uitzondering" in entry.message for entry in entries)
    assert entries.get(action__endswith="rejected").comment == "Los dit eerst op."


def test_every_status_that_can_be_reached_is_in_the_table() -> None:
    assert set(TRANSITIONS) == set(UitzonderingStatus) - {UitzonderingStatus.AANGEVRAAGD}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_deciders_at_once_one_wins() -> None:
    page = make_page(make_home())
    asked = ask(page, make_user("eerste"))
    deciders = {approve: make_user("tweede"), reject: make_user("derde")}
    start = threading.Barrier(len(deciders))
    won: list[str] = []
    lost: list[type[UitzonderingError]] = []

    def decide(how: Any, user: Any) -> None:
        try:
            mine = Uitzondering.objects.get(pk=asked.pk)
            start.wait(30)
            how(uitzondering=mine, user=user)
            won.append(how.__name__)
        except UitzonderingError as problem:
            lost.append(type(problem))
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=pair) for pair in deciders.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(won), lost) == (1, [UitzonderingConflict])
    asked.refresh_from_db()
    assert asked.decided_by == deciders[approve if won == ["approve"] else reject]
