"""With an approved uitzondering a page goes live by every route an editor has; when it is over, by none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from a11y_checks.gate import PublishRefused
from a11y_checks.gate.schedule import publish_due
from a11y_checks.gate.uitzondering_besluit import approve, withdraw
from a11y_checks.gate.uitzondering_einde import close_ended, ended_and_live
from a11y_checks.models import GateRecord, Uitzondering
from a11y_checks.rules.base import Bevinding
from gemeente.pages.models import ContentPage
from tests.a11y_checks.gate.test_routes import form_data
from tests.a11y_checks.gate.test_uitzondering_besluit import ask, in_days
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


def edit_view(client: Client, page: ContentPage) -> None:
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_data(page))


def schedule(client: Client, page: ContentPage) -> None:
    page.save_revision(approved_go_live_at=timezone.now() - dt.timedelta(hours=1))
    publish_due()


def bulk(client: Client, page: ContentPage) -> None:
    page.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={page.pk}", {"include_descendants": ""})


ROUTES: list[Callable[[Client, ContentPage], None]] = [edit_view, schedule, bulk]


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(make_user("eerste"))
    return client


@pytest.fixture
def page() -> Any:
    return make_page(publish(make_home()), "Afval", FAULTS["vague link"])


def approved(page: Any) -> Uitzondering:
    with pytest.raises(PublishRefused) as refusal:
        publish(page)
    asked = ask(page, make_user("vrager"), *refusal.value.bevindingen)
    return approve(uitzondering=asked, user=make_user("beslisser"))


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.__name__)
def test_it_goes_live_while_it_counts_and_not_after(route: Any, editor: Client, page: Any) -> None:
    uitzondering = approved(page)
    Uitzondering.objects.update(ends_on=in_days(-1))
    route(editor, page)
    page.refresh_from_db()
    assert not page.live
    Uitzondering.objects.update(ends_on=in_days(0))
    route(editor, page)
    page.refresh_from_db()
    assert page.live
    assert GateRecord.objects.get(page_id=page.pk).uitzondering == uitzondering
    assert Client().get(page.get_url()).status_code == 200


def test_when_it_is_over_the_page_is_served_and_becomes_work(page: Any) -> None:
    uitzondering = approved(page)
    publish(page)
    assert close_ended() == 0
    Uitzondering.objects.update(ends_on=in_days(-1))
    assert list(ended_and_live()) == [uitzondering]
    assert (close_ended(), close_ended()) == (1, 0), "noted once"
    record = GateRecord.objects.get(page_id=page.pk)
    assert record.stale_since is not None and "uitzondering" in record.stale_reason
    entry = PageLogEntry.objects.get(page=page.pk, action="a11y_checks.uitzondering_ended")
    assert entry.message and in_days(-1).isoformat() in entry.message
    assert Client().get(page.get_url()).status_code == 200
    with pytest.raises(PublishRefused):
        publish(page)


def test_a_new_one_in_time_leaves_nothing_to_do(page: Any) -> None:
    old = approved(page)
    publish(page)
    faults = [Bevinding.from_dict(data) for data in old.bevindingen]
    renewed = ask(page, old.requested_by, *faults)
    approve(uitzondering=renewed, user=old.decided_by)
    Uitzondering.objects.filter(pk=old.pk).update(ends_on=in_days(-1))
    assert close_ended() == 0
    Uitzondering.objects.update(ends_on=in_days(-1))
    assert close_ended() == 1


def test_withdrawn_is_over_too(page: Any) -> None:
    uitzondering = approved(page)
    publish(page)
    withdraw(uitzondering=uitzondering, user=uitzondering.requested_by)
    assert close_ended() == 1


def test_a_mended_page_has_nothing_left_of_it(page: Any) -> None:
    approved(page)
    publish(page)
    page.inhoud = page.inhoud.raw_data[:1]
    publish(page)
    assert GateRecord.objects.get(page_id=page.pk).uitzondering is None
    Uitzondering.objects.update(ends_on=in_days(-1))
    assert close_ended() == 0


def test_it_never_covers_a_check_that_could_not_run(page: Any, request: pytest.FixtureRequest) -> None:
    """Without a browser only the static faults are known: that all of those are covered says nothing."""
    from a11y_checks.models import Audit

    approved(page)
    Audit.objects.exclude(records__isnull=False).delete()
    request.getfixturevalue("no_browser")
    with pytest.raises(PublishRefused, match="controle kon niet draaien"):
        publish(page)
    page.refresh_from_db()
    assert not page.live
