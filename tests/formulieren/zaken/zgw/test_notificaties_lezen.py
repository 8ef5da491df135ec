"""What follows on a notification: the status in our view, and one mail for each change, whatever is told how often."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from formulieren.inzendingen.models import CircuitBreaker, OutboxItem, OutboxState
from formulieren.inzendingen.outbox import process_due
from formulieren.zaken.models import Rol, Status, Statustype, Zaak
from formulieren.zaken.notificaties.geheim import draw_secret
from formulieren.zaken.notificaties.lezen import ELKE_DAG, plan_daily_reading
from formulieren.zaken.notificaties.ontvangen import LEZEN
from formulieren.zaken.services.berichten import BERICHT
from formulieren.zaken.services.toestemming import withdraw_email
from tests.formulieren.zaken.test_notificaties import tell
from tests.formulieren.zaken.zgw.conftest import Sender, drain
from tests.support.fake_zgw import FakeZgw, Fault


class Story:
    """A zaak in the backend whose changes are told to us."""

    def __init__(self, backend: FakeZgw, zaak: Zaak, client: Any) -> None:
        self.backend, self.zaak, self.client = backend, zaak, client
        self.secret = draw_secret()
        [self.row] = backend.rows("zaken", identificatie=zaak.identificatie)

    def set_status(self, volgnummer: int, toelichting: str = "") -> dict[str, Any]:
        """A clerk sets a status; the message about it."""
        return self.backend.message(
            "status", self.backend.set_status(self.row, volgnummer, toelichting=toelichting)
        )

    def tell(self, *messages: dict[str, Any]) -> None:
        for message in messages:
            assert tell(self.client, message, self.secret).status_code == 204

    def work(self, hours: int = 0) -> None:
        process_due(limit=500, now=timezone.now() + timedelta(hours=hours, seconds=1))

    @property
    def statussen(self) -> list[int]:
        rows = Status.objects.filter(zaak=self.zaak).order_by("datum_status_gezet")
        return list(rows.values_list("statustype__volgnummer", flat=True))

    @property
    def mails(self) -> list[str]:
        return [message.body for message in mail.outbox]


@pytest.fixture
def story(backend: FakeZgw, send: Sender, client: Any) -> Story:
    """A zaak whose owner wants mail; the receipt was mailed already."""
    Statustype.objects.filter(volgnummer__in=(2, 3)).update(informeren=True)
    zaak = send(naam="Jan Jansen", email="jan@voorbeeld.nl")
    OutboxItem.objects.exclude(kind__startswith="zgw-").update(state=OutboxState.KLAAR)
    assert drain() == []
    zaak.refresh_from_db()
    mail.outbox.clear()
    return Story(backend, zaak, client)


def test_a_status_comes_into_view_and_is_mailed_with_its_text(story: Story) -> None:
    story.tell(story.set_status(2, "Wij komen dinsdag langs."))
    assert (
        story.statussen == [1] and not story.mails
    )  # nothing is done while the backend waits for its answer
    story.work()
    assert story.statussen == [1, 2]
    status = Status.objects.get(zaak=story.zaak, statustype__volgnummer=2)
    assert status.statustoelichting == "Wij komen dinsdag langs."
    assert status.zgw_url in {row["url"] for row in story.backend.rows("statussen")}
    [body] = story.mails
    assert "Wij zijn bezig." in body
    assert mail.outbox[0].to == ["jan@voorbeeld.nl"]


def test_the_end_closes_our_copy_too(story: Story) -> None:
    story.tell(story.set_status(3))
    story.work()
    story.zaak.refresh_from_db()
    assert story.zaak.einddatum is not None and story.statussen == [1, 3]


def test_the_same_message_a_hundred_times_is_one_status_and_one_mail(story: Story) -> None:
    message = story.set_status(2)
    for _time in range(50):
        story.tell(message)
    story.work()
    for _time in range(50):
        story.tell(message)
    story.work()
    assert story.statussen == [1, 2] and len(story.mails) == 1


def test_out_of_order_and_over_and_over_each_change_is_there_once(story: Story) -> None:
    messages = [story.set_status(2), story.set_status(3)]
    messages += [
        story.backend.message("zaak", story.row, actie="update"),
        {**messages[0], "aanmaakdatum": "2020-01-01T00:00:00Z"},
        {**messages[1], "actie": "update"},
    ]
    drawn = random.Random(4)
    for turn in range(20):
        story.tell(*drawn.sample(messages, len(messages)))
        story.work(hours=turn)
    assert story.statussen == [1, 2, 3] and len(story.mails) == 2
    assert OutboxItem.objects.filter(kind=BERICHT).count() == 2


def test_two_changes_before_we_look_are_two_mails(story: Story) -> None:
    story.tell(story.set_status(2), story.set_status(3))
    story.work()
    assert len(story.mails) == 2 and story.statussen == [1, 2, 3]


def test_without_informeren_there_is_no_mail(story: Story) -> None:
    Statustype.objects.update(informeren=False)
    story.tell(story.set_status(2))
    story.work()
    assert story.statussen == [1, 2] and not story.mails


def test_who_took_consent_back_gets_no_mail(story: Story) -> None:
    withdraw_email(zaak=story.zaak)
    story.tell(story.set_status(2))
    story.work()
    assert story.statussen == [1, 2] and not story.mails


def test_who_never_chose_mail_gets_none(story: Story) -> None:
    Rol.objects.filter(zaak=story.zaak).update(email_sinds=None)
    story.tell(story.set_status(2))
    story.work()
    assert story.statussen == [1, 2] and not story.mails


def test_our_own_first_status_told_back_is_no_second_one(story: Story) -> None:
    [own] = story.backend.rows("statussen", zaak=story.row["url"])
    story.tell(story.backend.message("status", own))
    story.work()
    assert story.statussen == [1] and not story.mails


def test_a_status_type_set_twice_in_the_backend_is_shown_twice(story: Story) -> None:
    story.tell(story.set_status(2), story.set_status(2))
    story.work()
    assert story.statussen == [1, 2, 2]
    assert not OutboxItem.objects.filter(kind=LEZEN).exclude(state=OutboxState.KLAAR).exists()


@pytest.mark.parametrize(
    "fault",
    [Fault.ERROR_500, Fault.RESET_AFTER, Fault.BAD_JSON, Fault.EXPIRED_TOKEN, Fault.REDIRECT, Fault.HTML_502],
)
def test_a_reading_that_goes_wrong_is_done_later_and_once(story: Story, fault: Fault) -> None:
    story.backend.faults.plan("GET statussen", fault, 1, 2)
    story.tell(story.set_status(2))
    story.work()
    assert story.statussen == [1] and not story.mails
    for hours in (2, 4, 6):
        story.work(hours)
    assert story.statussen == [1, 2] and len(story.mails) == 1


def test_an_outage_is_waited_out_without_losing_what_was_told(story: Story) -> None:
    messages = [story.set_status(2), story.set_status(3)]
    story.backend.faults.outage = True
    for turn in range(12):
        story.tell(*messages, {**messages[0], "aanmaakdatum": f"2026-03-02T{turn:02}:00:00Z"})
        story.work(hours=turn)
    assert story.statussen == [1]
    assert OutboxItem.objects.filter(kind=LEZEN, state=OutboxState.WACHT).count() == 1
    story.backend.faults.outage = False
    for hours in (14, 16, 18):
        story.work(hours)
    assert story.statussen == [1, 2, 3] and len(story.mails) == 2
    assert not CircuitBreaker.objects.exclude(failures=0).exists()


def test_a_zaak_that_is_gone_there_is_told_to_a_person(story: Story) -> None:
    message = story.set_status(2)
    story.backend.state.tables["zaken"].clear()
    story.tell(message)
    story.work()
    reading = OutboxItem.objects.get(kind=LEZEN)
    assert reading.state == OutboxState.MENS and reading.last_error


def test_every_day_open_zaken_are_read_in_case_a_message_got_lost(
    story: Story, django_assert_max_num_queries: Any
) -> None:
    story.set_status(2)
    assert story.statussen == [1]
    with django_assert_max_num_queries(8):
        assert plan_daily_reading() == 1
    assert plan_daily_reading() == 0, "one waits already"
    story.work()
    assert story.statussen == [1, 2]
    assert plan_daily_reading() == 1 and OutboxItem.objects.filter(key=ELKE_DAG).count() == 1
    story.work()
    Zaak.objects.update(einddatum=timezone.localdate())
    assert plan_daily_reading() == 0
