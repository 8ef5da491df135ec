"""Reminders of review dates: who hears what, once a week, and what happens when the mail server is away."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from basis.models import PaginaBeheer, Team
from basis.overdue.models import Herinnering
from basis.overdue.services import MOST_LINES, send_reminders, waiting
from basis.worker.jobs import all_jobs
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]

NOW = dt.datetime(2027, 3, 10, 9, 0, tzinfo=dt.UTC)
TODAY = NOW.date()


@pytest.fixture
def home() -> Any:
    return publish(make_home())


@pytest.fixture
def team() -> Team:
    return Team.objects.create(naam="Burgerzaken", slug="burgerzaken", email="burgerzaken@elzenvoort.example")


def person(name: str = "samira", email: str = "samira@elzenvoort.example") -> Any:
    return get_user_model().objects.create_user(name, email, "geheim-geheim")


def page_due(home: Any, title: str, days: int | None, **care: Any) -> PaginaBeheer:
    """A live page with a review date so many days from today; None is no date."""
    page = publish(make_page(home, title))
    day = None if days is None else TODAY + dt.timedelta(days=days)
    row, _made = PaginaBeheer.objects.update_or_create(page_id=page.pk, defaults={"review_op": day, **care})
    return row


def test_the_owner_hears_what_is_late_and_what_comes(home, team):
    owner = person()
    for title, days in (
        ("Te laat", -1),
        ("Vandaag", 0),
        ("Over een maand", 30),
        ("Later", 31),
        ("Nooit", None),
    ):
        page_due(home, title, days, eigenaar=owner, team=team)
    assert send_reminders(now=NOW) == 1
    message = mail.outbox[0]
    assert message.to == ["samira@elzenvoort.example"]
    assert message.subject == "3 pagina's om opnieuw te bekijken"
    late, soon = message.body.split("Binnen 30 dagen:")
    assert "- Te laat (9 maart 2027)" in late and "Vandaag" not in late
    assert soon.index("- Vandaag (10 maart 2027)") < soon.index("- Over een maand (9 april 2027)")
    assert "Later" not in message.body and "Nooit" not in message.body
    assert f"/beheer/pages/{PaginaBeheer.objects.get(page__title='Te laat').page_id}/edit/" in late
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_team_hears_when_there_is_no_owner_to_reach(home, team):
    gone = person("weg")
    gone.is_active = False
    gone.save()
    page_due(home, "Een", -5, team=team)
    page_due(home, "Twee", -5, team=team, eigenaar=gone)
    page_due(home, "Drie", -5, team=team, eigenaar=person("stil", ""))
    assert send_reminders(now=NOW) == 1
    assert mail.outbox[0].to == ["burgerzaken@elzenvoort.example"]
    assert [title in mail.outbox[0].body for title in ("Een", "Twee", "Drie")] == [True] * 3


def test_at_most_one_mail_a_week(home):
    page_due(home, "Een", -5, eigenaar=person())
    times = [dt.timedelta(0), dt.timedelta(days=1), dt.timedelta(days=6, hours=23), dt.timedelta(days=7)]
    assert [send_reminders(now=NOW + later) for later in times] == [1, 0, 0, 1]
    assert Herinnering.objects.get().sent_at == NOW + dt.timedelta(days=7)


def test_nothing_waits_nothing_is_sent(home, team):
    page_due(home, "Later", 31, team=team)
    draft = make_page(home, "Concept")
    PaginaBeheer.objects.update_or_create(page_id=draft.pk, defaults={"review_op": TODAY, "team": team})
    assert send_reminders(now=NOW) == 0
    assert not mail.outbox and not Herinnering.objects.exists()


def test_nobody_to_tell_is_said_in_the_log(home, caplog):
    page_due(home, "Wees", -5)
    with caplog.at_level(logging.WARNING, logger="loket.worker"):
        assert send_reminders(now=NOW) == 0
    assert "1 pages wait for a review" in caplog.text


def test_a_mail_that_fails_comes_later_and_stops_no_other(home, team, monkeypatch):
    page_due(home, "Een", -6, eigenaar=person())
    page_due(home, "Twee", -5, team=team)
    send = mail.EmailMessage.send

    def refuse_the_first(self: Any, *args: Any, **kwargs: Any) -> Any:
        if self.to == ["samira@elzenvoort.example"]:
            raise ConnectionRefusedError
        return send(self, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr("basis.overdue.services.EmailMessage.send", refuse_the_first)
        assert send_reminders(now=NOW) == 1
    assert send_reminders(now=NOW + dt.timedelta(minutes=5)) == 0
    assert send_reminders(now=NOW + dt.timedelta(days=1)) == 1
    assert [message.to[0] for message in mail.outbox] == [
        "burgerzaken@elzenvoort.example",
        "samira@elzenvoort.example",
    ]


def test_a_second_worker_sends_nothing_twice(home):
    page_due(home, "Een", -5, eigenaar=person())
    Herinnering.objects.create(lezer=waiting(today=TODAY)[0].key, next_at=NOW + dt.timedelta(minutes=30))
    assert send_reminders(now=NOW) == 0


def test_a_long_list_is_cut_and_counted(home, monkeypatch):
    owner = person()
    monkeypatch.setattr("basis.overdue.services.MOST_LINES", 2)
    for number in range(3):
        page_due(home, f"Afval {number}", number, eigenaar=owner)
    send_reminders(now=NOW)
    assert "En nog 1 pagina." in mail.outbox[0].body
    assert mail.outbox[0].body.count("\n- ") == 2
    assert MOST_LINES == 40


def test_one_query_for_all_pages(home, team):
    page_due(home, "Een", -5, eigenaar=person())
    page_due(home, "Twee", -5, team=team)
    with CaptureQueriesContext(connection) as captured:
        assert len(waiting(today=TODAY)) == 2
    assert len(captured) == 1


def test_the_worker_does_it_daily():
    jobs = {job.name: job for job in all_jobs()}
    assert jobs["review-reminders"].every == dt.timedelta(days=1)
