"""Counters: per day, without persons, and never in the way of a visit."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client
from django.utils import timezone

from basis.measure import buffer, services
from basis.measure.buffer import MAX_KEYS, count_later, flush
from basis.measure.models import Soort, Telling
from basis.measure.services import count, count_many, top
from gemeente.pages.models import ContentPage
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _empty_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer._counts.clear()
    monkeypatch.setattr(buffer, "_since", buffer.time.monotonic())


def test_counting_adds_up_within_a_day() -> None:
    for _ in range(3):
        count(Soort.SEARCH, "paspoort")
    count(Soort.SEARCH_EMPTY, "paspoort")
    telling = Telling.objects.get(soort=Soort.SEARCH)
    assert (telling.aantal, telling.dag) == (3, timezone.localdate())
    assert str(telling) == f"search paspoort {timezone.localdate()}: 3"


def test_a_new_day_is_a_new_row(monkeypatch: pytest.MonkeyPatch) -> None:
    count(Soort.PAGE, "a")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    monkeypatch.setattr(services.timezone, "localdate", lambda: tomorrow)
    count(Soort.PAGE, "a")
    assert Telling.objects.count() == 2


def test_empty_keys_are_left_out_and_long_ones_cut() -> None:
    count_many({("page", ""): 5, ("page", "x" * 300): 2})
    assert [(len(t.sleutel), t.aantal) for t in Telling.objects.all()] == [(100, 2)]


def test_top_sums_the_days_and_breaks_ties_by_name() -> None:
    today = timezone.localdate()
    for key, days_ago, number in [("b", 0, 2), ("b", 3, 3), ("a", 1, 5), ("c", 2, 9), ("oud", 31, 99)]:
        Telling.objects.create(
            soort=Soort.PAGE, sleutel=key, dag=today - dt.timedelta(days=days_ago), aantal=number
        )
    Telling.objects.create(soort=Soort.SEARCH, sleutel="ander", dag=today, aantal=50)
    assert top(Soort.PAGE) == [("c", 9), ("a", 5), ("b", 5)]
    assert top(Soort.PAGE, limit=1) == [("c", 9)]
    assert top(Soort.PAGE, days=0) == [("b", 2)]
    assert top(Soort.FORM_DONE) == []


@pytest.mark.parametrize("error", [DatabaseError, OperationalError, InterfaceError])
def test_a_database_error_is_logged_without_its_text_and_swallowed(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise error("wachtwoord in de melding")

    monkeypatch.setattr(services.Telling.objects, "bulk_create", broken)
    count(Soort.PAGE, "a")
    assert [record.getMessage() for record in caplog.records] == [f"counting failed: {error.__name__}"]
    assert "wachtwoord" not in caplog.text


def test_a_page_is_served_when_counting_fails(
    plain_client: Client, monkeypatch: pytest.MonkeyPatch, quiet_browser: None
) -> None:
    page = publish(make_page(publish(make_home())))

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(services.Telling.objects, "bulk_create", broken)
    monkeypatch.setattr(buffer, "MAX_AGE", 0.0)
    assert plain_client.get(page.url).status_code == 200
    assert plain_client.get("/zoeken/?q=afval").status_code == 200


def test_the_buffer_waits_and_then_writes_everything_at_once() -> None:
    for _ in range(4):
        count_later(Soort.PAGE, "a")
    count_later(Soort.PAGE, "b")
    assert not Telling.objects.exists()
    assert flush() == 2
    assert {t.sleutel: t.aantal for t in Telling.objects.all()} == {"a": 4, "b": 1}
    assert flush() == 0


def test_the_buffer_writes_when_it_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    count_later(Soort.PAGE, "a")
    assert not Telling.objects.exists()
    monkeypatch.setattr(buffer, "_since", buffer.time.monotonic() - buffer.MAX_AGE)
    count_later(Soort.PAGE, "a")
    assert Telling.objects.get().aantal == 2


def test_the_buffer_writes_when_many_keys_wait() -> None:
    for number in range(MAX_KEYS):
        count_later(Soort.PAGE, str(number))
    assert Telling.objects.count() == MAX_KEYS


@pytest.mark.usefixtures("quiet_browser")
def test_a_view_counts_once_and_what_is_no_view_does_not(plain_client: Client) -> None:
    page = publish(make_page(publish(make_home())))
    plain_client.get(page.url)
    plain_client.head(page.url)
    plain_client.get(page.url, headers={"purpose": "prefetch"})
    plain_client.get(page.url, headers={"sec-purpose": "prefetch;prerender"})
    plain_client.get("/bestaat-niet/")
    flush()
    telling = Telling.objects.get()
    assert (telling.soort, telling.sleutel, telling.aantal) == ("page", str(page.translation_key), 1)


@pytest.mark.usefixtures("quiet_browser")
def test_the_gates_own_look_is_no_view() -> None:
    page: ContentPage = publish(make_page(publish(make_home())))
    publish(page)
    flush()
    assert not Telling.objects.exists()


def test_no_field_could_hold_a_person() -> None:
    assert {f.name for f in Telling._meta.get_fields()} == {"id", "soort", "sleutel", "dag", "aantal"}
    with pytest.raises(FieldDoesNotExist):
        Telling._meta.get_field("user")


def test_a_full_buffer_is_written_in_two_queries(django_assert_num_queries: Any) -> None:
    numbers = {(Soort.PAGE.value, f"pagina {n}"): n for n in range(1, buffer.MAX_KEYS + 1)}
    for times in (1, 2):
        with django_assert_num_queries(4):  # two, and the savepoint around them
            count_many(numbers)
        assert top(Soort.PAGE, limit=1) == [(f"pagina {buffer.MAX_KEYS}", times * buffer.MAX_KEYS)]
