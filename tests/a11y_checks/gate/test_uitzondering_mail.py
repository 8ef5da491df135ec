"""Mail about uitzonderingen: who hears what, once, and no mail server can break a decision."""

from __future__ import annotations

import datetime as dt
import logging
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from a11y_checks.gate.uitzondering_berichten import REMIND_BEFORE, remind_of_ends
from a11y_checks.gate.uitzondering_besluit import approve, reject, withdraw
from a11y_checks.gate.uitzondering_mail import GIVE_UP_AFTER, send_berichten
from a11y_checks.gate.uitzondering_reeks import approve_reeks, record_reeksen, reject_reeks
from a11y_checks.models import BerichtSoort, BerichtStatus, Uitzondering, UitzonderingBericht
from basis.models import PaginaBeheer, Team
from basis.worker.jobs import all_jobs
from tests.a11y_checks.gate.test_uitzondering_besluit import ask, in_days, may
from tests.a11y_checks.gate.test_uitzondering_reeks import Import
from tests.support.site import FAULTS, make_home, make_page, make_user, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser")]


@pytest.fixture
def page() -> Any:
    return make_page(publish(make_home()))


@pytest.fixture
def asker() -> Any:
    return may("vrager", "add_uitzondering")


@pytest.fixture
def decider() -> Any:
    return may("beslisser", "decide_uitzondering")


def to() -> list[str]:
    """The addresses of what goes out now."""
    mail.outbox.clear()
    send_berichten()
    return sorted(address for message in mail.outbox for address in message.to)


def sent() -> EmailMessage:
    """The one mail that goes out now."""
    mail.outbox.clear()
    send_berichten()
    assert len(mail.outbox) == 1
    return mail.outbox[0]


def test_who_may_decide_hears_of_a_request(page: Any, asker: Any, decider: Any) -> None:
    gone: dict[str, dict[str, Any]] = {"weg": {"is_active": False}, "zonder": {"email": ""}}
    for name, values in gone.items():
        other = may(name, "decide_uitzondering")
        type(other).objects.filter(pk=other.pk).update(**values)
    asked = ask(page, asker)
    assert not mail.outbox, "nothing goes out in the request itself"
    message = sent()
    assert message.to == [decider.email]
    assert "Afval" in message.subject and "vrager" in message.body
    assert f"/beheer/uitzonderingen/{asked.pk}/" in message.body and "http" in message.body
    assert "eigenaar" not in message.body
    assert to() == [], "each mail goes out once"


def test_the_owner_with_the_right_reads_that_she_may_sign(page: Any, asker: Any, decider: Any) -> None:
    PaginaBeheer.objects.update_or_create(page_id=page.pk, defaults={"eigenaar": decider})
    ask(page, asker)
    assert "U bent eigenaar van deze pagina." in sent().body


def test_who_asks_never_gets_the_request(page: Any) -> None:
    ask(page, make_user("beheer"))
    assert to() == []


def test_nobody_to_reach_stands_in_the_log(page: Any, asker: Any, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        ask(page, asker)
    assert "nobody who may decide" in caplog.text


@pytest.mark.parametrize(
    ("decide", "words"),
    [(approve, "goedgekeurd"), (reject, "niet goedgekeurd"), (withdraw, "ingetrokken")],
)
def test_who_asked_hears_the_decision(page: Any, asker: Any, decider: Any, decide: Any, words: str) -> None:
    asked = ask(page, asker)
    to()
    decide(uitzondering=asked, user=decider)
    message = sent()
    assert message.to == [asker.email]
    assert words in message.body and "Besluit" in message.subject


def test_who_withdraws_the_own_request_hears_nothing(page: Any, asker: Any, decider: Any) -> None:
    asked = ask(page, asker)
    withdraw(uitzondering=asked, user=asker)
    assert to() == [], "and who might have decided need not decide any more"
    assert {row.status for row in UitzonderingBericht.objects.all()} == {BerichtStatus.VERVALLEN}


def test_approved_and_withdrawn_later_are_two_mails(page: Any, asker: Any, decider: Any) -> None:
    asked = ask(page, asker)
    approve(uitzondering=asked, user=decider)
    to()
    withdraw(uitzondering=asked, user=decider)
    assert to() == [asker.email]


def test_a_reeks_is_one_mail_a_person(asker: Any) -> None:
    old = Import()
    reeks = old.ask()
    others = [old.second.email]
    assert to() == others
    approve_reeks(reeks=reeks, user=old.second)
    record_reeksen()
    assert to() == [old.first.email], "once, not once a page"


def test_a_refused_reeks(asker: Any) -> None:
    old = Import()
    reject_reeks(reeks=old.ask(), user=old.second)
    message = sent()
    assert message.to == [old.first.email] and "niet goedgekeurd" in message.body


# --- the reminder -------------------------------------------------------------------------------------------------


def ends(asked: Uitzondering, days: int) -> None:
    Uitzondering.objects.filter(pk=asked.pk).update(ends_on=in_days(days))


def test_team_and_owner_hear_once_that_it_ends(page: Any, asker: Any, decider: Any) -> None:
    team = Team.objects.create(slug="afval", naam="Afval", email="afval@voorbeeld.example")
    owner = make_user("eigenaar", is_superuser=False)
    PaginaBeheer.objects.update_or_create(page_id=page.pk, defaults={"team": team, "eigenaar": owner})
    asked = ask(page, asker)
    approve(uitzondering=asked, user=decider)
    to()
    ends(asked, REMIND_BEFORE.days + 1)
    assert remind_of_ends() == 0 and to() == []
    ends(asked, REMIND_BEFORE.days)
    assert remind_of_ends() == 2
    assert to() == [team.email, owner.email]
    assert remind_of_ends() == 0 and to() == []


def test_without_team_or_owner_who_asked_is_reminded(page: Any, asker: Any, decider: Any) -> None:
    asked = ask(page, asker)
    approve(uitzondering=asked, user=decider)
    to()
    ends(asked, 3)
    remind_of_ends()
    message = sent()
    assert message.to == [asker.email] and "Afval" in message.body and "eindigt bijna" in message.subject


def test_no_reminder_for_what_is_over_not_signed_or_mended(asker: Any, decider: Any) -> None:
    home = publish(make_home())
    over, waiting, mended = (make_page(home, title) for title in ("Over", "Wacht", "Klaar"))
    for page, days in ((over, -1), (mended, 5)):
        asked = ask(page, asker)
        approve(uitzondering=asked, user=decider)
        ends(asked, days)
    ends(ask(waiting, asker), 5)
    publish(mended)
    assert remind_of_ends() == 0


def test_a_page_that_leans_on_it_is_reminded(decider: Any) -> None:
    asker = make_user("vrager")
    page = make_page(publish(make_home()), "Afval", FAULTS["vague link"])
    from a11y_checks.gate import PublishRefused

    with pytest.raises(PublishRefused) as refusal:
        publish(page, asker)
    asked = ask(page, asker, *refusal.value.bevindingen)
    approve(uitzondering=asked, user=decider)
    publish(page, asker)
    ends(asked, 2)
    assert remind_of_ends() == 1


def test_a_reeks_is_reminded_once_per_team() -> None:
    old = Import()
    team = Team.objects.create(slug="oud", naam="Oud", email="oud@voorbeeld.example")
    for page in old.pages:
        PaginaBeheer.objects.update_or_create(page_id=page.pk, defaults={"team": team})
    reeks = old.ask()
    approve_reeks(reeks=reeks, user=old.second)
    record_reeksen()
    to()
    type(reeks).objects.filter(pk=reeks.pk).update(ends_on=in_days(7))
    assert remind_of_ends() == 1
    assert sent().to == [team.email]
    assert remind_of_ends() == 0


def test_withdrawn_before_the_reminder_went_out(page: Any, asker: Any, decider: Any) -> None:
    asked = ask(page, asker)
    approve(uitzondering=asked, user=decider)
    to()
    ends(asked, 3)
    remind_of_ends()
    withdraw(uitzondering=asked, user=asker)
    assert to() == []


# --- when mail fails ----------------------------------------------------------------------------------------------


def broken(problem: Exception) -> Any:
    def send(self: EmailMessage) -> int:
        raise problem

    return send


def test_a_mail_server_that_is_away_breaks_nothing_and_is_tried_again(
    page: Any, asker: Any, decider: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked = ask(page, asker)
    with monkeypatch.context() as away, caplog.at_level(logging.INFO):
        away.setattr(EmailMessage, "send", broken(ConnectionRefusedError(f"{decider.email} vrager")))
        assert send_berichten() == 0
        row = UitzonderingBericht.objects.get()
        assert (row.status, row.attempts) == (BerichtStatus.WACHT, 1)
        assert send_berichten() == 0, "not at once again"
        assert UitzonderingBericht.objects.get().attempts == 1
    assert decider.email not in caplog.text and "vrager" not in caplog.text and "try 1" in caplog.text
    assert send_berichten(now=timezone.now() + dt.timedelta(minutes=2)) == 1
    assert approve(uitzondering=asked, user=decider).counts_today


def test_an_address_that_is_refused_is_not_tried_again(
    page: Any, asker: Any, decider: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ask(page, asker)
    monkeypatch.setattr(EmailMessage, "send", broken(SMTPRecipientsRefused({decider.email: (550, b"no")})))
    send_berichten()
    assert UitzonderingBericht.objects.get().status == BerichtStatus.MISLUKT
    assert decider.email not in caplog.text


def test_after_days_the_news_is_old(
    page: Any, asker: Any, decider: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(page, asker)
    monkeypatch.setattr(EmailMessage, "send", broken(OSError()))
    now = timezone.now()
    tries = 0
    while UitzonderingBericht.objects.get().status == BerichtStatus.WACHT:
        now = max(now, UitzonderingBericht.objects.get().next_at)
        send_berichten(now=now)
        tries += 1
    assert UitzonderingBericht.objects.get().status == BerichtStatus.MISLUKT
    assert (
        GIVE_UP_AFTER
        <= now - timezone.now() + dt.timedelta(minutes=1)
        < GIVE_UP_AFTER + dt.timedelta(hours=2)
    )
    assert 70 < tries < 90, "an hour between two tries in the end"


def test_of_two_workers_one_sends(
    page: Any, asker: Any, decider: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(page, asker)
    original = EmailMessage.send

    def meanwhile(self: EmailMessage) -> int:
        with monkeypatch.context() as inner:
            inner.setattr(EmailMessage, "send", original)
            assert send_berichten() == 0, "the other finds nothing to do"
        return original(self)

    monkeypatch.setattr(EmailMessage, "send", meanwhile)
    assert send_berichten() == 1 and len(mail.outbox) == 1


def test_a_request_that_fails_leaves_no_mail(page: Any, asker: Any, decider: Any) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        ask(page, asker)
        raise RuntimeError
    assert not UitzonderingBericht.objects.exists()


def test_a_mail_is_about_one_thing(page: Any, asker: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        UitzonderingBericht.objects.create(soort=BerichtSoort.BESLUIT, key="x", user=asker)


def test_a_title_never_becomes_a_header(page: Any, asker: Any, decider: Any) -> None:
    page.title = page.draft_title = "Afval\nBcc: ander@voorbeeld.example"
    type(page).objects.filter(pk=page.pk).update(title=page.title, draft_title=page.title)
    page.refresh_from_db()
    ask(page, asker)
    message = sent()
    assert "\n" not in message.subject and message.recipients() == [decider.email]


def test_in_the_language_of_the_reader(page: Any, asker: Any, decider: Any) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(user=decider, defaults={"preferred_language": "nl"})
    ask(page, asker)
    assert "Beste collega," in sent().body


def test_the_worker_sends_and_reminds(page: Any, asker: Any, decider: Any) -> None:
    jobs = {job.name: job for job in all_jobs()}
    asked = ask(page, asker)
    jobs["uitzondering-mail"].run()
    assert [message.to for message in mail.outbox] == [[decider.email]]
    approve(uitzondering=asked, user=decider)
    ends(asked, 1)
    jobs["uitzonderingen"].run()
    assert UitzonderingBericht.objects.filter(soort=BerichtSoort.EINDIGT).count() == 1
