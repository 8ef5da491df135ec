"""The route matrix: every way by which a page can become live, with a fault of every blocking family.

The routes stand in routes.py, the faults in faults.py. That no route is missing is watched by
test_routes_complete.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client, TestCase

from a11y_checks.gate import PublishRefused
from a11y_checks.models import GateRecord
from gemeente.pages.models import ContentPage
from gemeente.roles import setup_roles
from tests.a11y_checks.gate.faults import (
    BLOCKING,
    FAMILIES,
    LEESBAARHEID,
    ON_EVERY_ROUTE,
    Faults,
    fault_switch,
    live_marked,
)
from tests.a11y_checks.gate.routes import ROUTES, Act, Try, form_data
from tests.support.site import make_home, make_page, make_user, publish

__all__ = ["form_data"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("faults")]


@pytest.fixture
def try_(tmp_path: Path) -> Iterator[Try]:
    setup_roles()
    client = Client(raise_request_exception=True)
    client.force_login(user := make_user())
    yield Try(home=publish(make_home()), client=client, user=user, folder=tmp_path)


@pytest.fixture
def faults() -> Iterator[Faults]:
    with fault_switch() as found:
        yield found


def went_live(act: Act) -> set[tuple[int, str]]:
    """What went live with "fout" in it by this act, which is undone. Each live page has its own proof meanwhile."""
    before = live_marked()
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            act()
        found = live_marked() - before
        live = set(ContentPage.objects.filter(live=True).values_list("pk", flat=True))
        assert live <= set(GateRecord.objects.values_list("page_id", flat=True))
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", ROUTES)
def test_no_route_puts_a_bad_page_online_and_good_pages_pass(name: str, faults: Faults, try_: Try) -> None:
    route, goes_live = ROUTES[name]
    with TestCase.captureOnCommitCallbacks(execute=True):
        act = route(try_)
    for family in ON_EVERY_ROUTE:
        faults.active = family
        assert not went_live(act), f"{name} puts a page online with a fault of {family}"
    faults.active = None
    assert bool(went_live(act)) == goes_live, "the same route with a good page"


def test_every_blocking_rule_stops_a_page_by_itself(faults: Faults) -> None:
    assert set(FAMILIES.values()) <= BLOCKING
    page = make_page(publish(make_home()), "Fout")
    for rule in sorted(BLOCKING):
        faults.active = rule
        with pytest.raises(PublishRefused) as refusal:
            publish(page)
        assert {bevinding.rule for bevinding in refusal.value.bevindingen} == {rule}
    faults.active = LEESBAARHEID
    assert publish(page).live, "the reading level warns and never blocks"


def test_what_cannot_be_stopped_is_not_served(plain_client: Client) -> None:
    page = make_page(publish(make_home()), "Fout")
    ContentPage.objects.filter(pk=page.pk).update(live=True)
    assert plain_client.get(page.get_url()).status_code == 404


def test_the_proof_ends_with_the_time_online(plain_client: Client) -> None:
    """A page that was good once, went offline and came back round the gate has no proof any more."""
    page = publish(make_page(publish(make_home()), "Fout"))
    assert GateRecord.objects.filter(page_id=page.pk).exists()
    page.unpublish()
    assert not GateRecord.objects.filter(page_id=page.pk).exists()
    ContentPage.objects.filter(pk=page.pk).update(live=True)
    assert plain_client.get(page.get_url()).status_code == 404
