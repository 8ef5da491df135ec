"""The code by e-mail: who gets one, how often, how long it works, and where it never stands."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from basis.logboek.models import LogboekRegel
from formulieren.inzendingen import outbox
from formulieren.inzendingen.kenmerk import ALPHABET
from formulieren.inzendingen.models import OutboxItem, OutboxState
from formulieren.models import FormulierVersie
from formulieren.views.zaak import toegang
from formulieren.zaken.mail import versturen
from formulieren.zaken.models import Eenmaalcode, Rol, Zaak, Zaaktype
from formulieren.zaken.services import Receipt
from formulieren.zaken.services.eenmaalcode import (
    EENMAALCODE,
    KEEP_FOR,
    MOST_TRIES,
    VALID_FOR,
    code_of,
    remove_old,
    use_code,
)
from tests.formulieren.zaken.volgen_support import VOLGEN, Eigenaar, make_zaaktype, send_in
from tests.support.client import CheckingClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried() -> None:
    cache.clear()


@pytest.fixture
def zaaktype(db: None) -> Zaaktype:
    return make_zaaktype()


@pytest.fixture
def mine(versie: FormulierVersie) -> tuple[Zaak, Receipt]:
    return send_in(versie)


@pytest.fixture
def jan(client: Any, mine: tuple[Zaak, Receipt]) -> Eigenaar:
    """The owner, who typed reference and code."""
    owner = Eigenaar(client)
    owner.follow(mine[1])
    return owner


def the_row() -> Eenmaalcode:
    return Eenmaalcode.objects.latest("pk")


def test_a_code_opens_the_zaak_once_in_the_browser_that_asked(
    jan: Eigenaar, mine: tuple[Zaak, Receipt]
) -> None:
    receipt = mine[1]
    session = jan.client.cookies["sessionid"].value
    code = jan.ask_code(receipt.reference)
    other = Eigenaar(CheckingClient())
    other.follow(receipt)
    assert other.type_code(receipt.reference, code).status_code == 422
    wrong = jan.type_code(receipt.reference, "XXXX-XXXX")
    assert wrong.status_code == 422 and "Deze code werkt niet" in wrong.content.decode()
    right = jan.type_code(receipt.reference, code.lower().replace("-", " "))
    assert right.status_code == 302 and right.url == f"{VOLGEN}{receipt.reference}/"
    assert "De lamp is stuk" in jan.client.get(right.url).content.decode()
    assert jan.client.cookies["sessionid"].value != session, "a new session id"
    row = the_row()
    assert row.gebruikt_op is not None and not use_code(uuid=row.uuid, zaak=row.zaak, code=code)


def test_a_code_is_nowhere_but_in_the_mail(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], caplog: pytest.LogCaptureFixture
) -> None:
    receipt = mine[1]
    with caplog.at_level(logging.DEBUG):
        code = jan.ask_code(receipt.reference)
        answer = jan.type_code(receipt.reference, code)
    bare = code.replace("-", "")
    told = caplog.text + answer.url + str(dict(jan.client.session))
    told += " ".join(LogboekRegel.objects.values_list("reden", flat=True))
    with connection.cursor() as cursor:
        for table in ("zaken_eenmaalcode", "inzendingen_outboxitem"):
            cursor.execute(f"SELECT * FROM {table}")
            told += str(cursor.fetchall())
    assert code not in told and bare not in told
    assert not any(code in (one.subject + str(one.extra_headers)) for one in mail.outbox)
    text = mail.outbox[-1]
    assert (
        receipt.code not in text.body and "111222333" not in text.body and "De lamp is stuk" not in text.body
    )
    assert text.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_code_stops_working_in_time_and_after_some_tries(jan: Eigenaar, mine: tuple[Zaak, Receipt]) -> None:
    reference = mine[1].reference
    code = jan.ask_code(reference)
    old = timezone.now() - VALID_FOR - timedelta(seconds=1)
    Eenmaalcode.objects.update(gemaakt_op=old)
    assert jan.type_code(reference, code).status_code == 422
    code = jan.ask_code(reference)
    for number in range(MOST_TRIES):
        assert jan.type_code(reference, f"XXXX-XXX{ALPHABET[number]}").status_code == 422
    assert jan.type_code(reference, code).status_code == 422, "the right one comes too late"
    assert the_row().pogingen == MOST_TRIES
    assert "De lamp is stuk" not in jan.client.get(f"{VOLGEN}{reference}/").content.decode()


def test_an_old_code_gives_way_to_a_new_one(jan: Eigenaar, mine: tuple[Zaak, Receipt]) -> None:
    reference = mine[1].reference
    first, second = jan.ask_code(reference), jan.ask_code(reference)
    assert jan.type_code(reference, first).status_code == 422
    assert jan.type_code(reference, second).status_code == 302


def test_mails_and_tries_are_limited(jan: Eigenaar, mine: tuple[Zaak, Receipt]) -> None:
    url = f"{VOLGEN}{mine[1].reference}/code/"
    asked = [jan.client.post(url, {"_vraag": "1"}).status_code for _number in range(7)]
    assert asked == [302] * 5 + [429] * 2 and Eenmaalcode.objects.count() == 5
    tried = [jan.client.post(url, {"code": "x"}).status_code for _number in range(61)]
    assert tried == [422] * 60 + [429]
    assert jan.client.post(url, {"code": "x"})["Retry-After"] == "3600"


def test_the_mail_goes_to_the_address_of_the_zaak_also_when_news_was_stopped(
    jan: Eigenaar, mine: tuple[Zaak, Receipt]
) -> None:
    """Who asks for a code wants this one mail."""
    Rol.objects.update(email_ingetrokken_op=timezone.now())
    jan.ask_code(mine[1].reference)
    assert mail.outbox[-1].to == ["jan@voorbeeld.nl"]


def test_without_an_address_the_page_says_what_else(client: Any, versie: FormulierVersie) -> None:
    _zaak, receipt = send_in(versie, email=None)
    jan = Eigenaar(client)
    jan.follow(receipt)
    url = f"{VOLGEN}{receipt.reference}/code/"
    page = client.get(url).content.decode()
    assert "Wij hebben geen e-mailadres van u" in page and "Bel ons" in page and "_vraag" not in page
    assert client.post(url, {"_vraag": "1"}).status_code == 409
    assert not Eenmaalcode.objects.exists() and not OutboxItem.objects.filter(kind=EENMAALCODE).exists()


@pytest.mark.parametrize("why", ["used", "old", "gone", "no address"])
def test_a_mail_that_helps_nobody_is_not_sent(jan: Eigenaar, mine: tuple[Zaak, Receipt], why: str) -> None:
    outbox.process_due()
    mail.outbox.clear()
    jan.client.post(f"{VOLGEN}{mine[1].reference}/code/", {"_vraag": "1"})
    if why == "used":
        Eenmaalcode.objects.update(gebruikt_op=timezone.now())
    elif why == "old":
        Eenmaalcode.objects.update(gemaakt_op=timezone.now() - VALID_FOR)
    elif why == "gone":
        Eenmaalcode.objects.all().delete()
    else:
        Rol.objects.all().delete()
    assert outbox.process_due() == 1 and mail.outbox == []


def test_a_refused_address_bothers_nobody(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise versturen.SMTPRecipientsRefused({})

    outbox.process_due()
    jan.client.post(f"{VOLGEN}{mine[1].reference}/code/", {"_vraag": "1"})
    monkeypatch.setattr(versturen.EmailMultiAlternatives, "send", refuse)
    assert outbox.process_due() == 1
    assert OutboxItem.objects.get(kind=EENMAALCODE).state == OutboxState.KLAAR


def test_a_second_run_sends_the_same_message(jan: Eigenaar, mine: tuple[Zaak, Receipt]) -> None:
    jan.ask_code(mine[1].reference)
    OutboxItem.objects.filter(kind=EENMAALCODE).update(state=OutboxState.WACHT)
    outbox.process_due()
    first, second = [one for one in mail.outbox if "code voor" in one.subject]
    assert (
        first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"] and first.body == second.body
    )


def test_what_a_code_opened_closes_again(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An hour after the code, half an hour after the last page, and four hours after reference and code."""
    receipt, url = mine[1], f"{VOLGEN}{mine[1].reference}/"
    jan.open_whole(receipt)
    now = toegang.time.time()

    def page_after(minutes: float) -> str:
        monkeypatch.setattr(toegang.time, "time", lambda: now + minutes * 60)
        answer = jan.client.get(url)
        return answer.content.decode() if answer.status_code == 200 else ""

    assert "De lamp is stuk" in page_after(25) and "De lamp is stuk" in page_after(50)
    after = page_after(65)
    assert "Zo ver zijn wij" in after and "De lamp is stuk" not in after
    assert page_after(96) == "", "half an hour without a page"
    jan.follow(receipt)
    assert all(page_after(96 + minutes) for minutes in range(0, 240, 25))
    assert page_after(96 + 241) == "", "four hours, busy or not"


def test_closing_off_leaves_nothing_in_the_browser(jan: Eigenaar, mine: tuple[Zaak, Receipt]) -> None:
    receipt, url = mine[1], f"{VOLGEN}{mine[1].reference}/"
    jan.open_whole(receipt)
    session = jan.client.cookies["sessionid"].value
    answer = jan.client.post(url, {"_sluit": "1"})
    assert answer.url == VOLGEN and jan.client.cookies["sessionid"].value != session
    assert jan.client.get(url).status_code == 404
    assert not [key for key in dict(jan.client.session.items()) if key.startswith("volgen")]


def test_a_forged_session_opens_nothing(jan: Eigenaar, mine: tuple[Zaak, Receipt]) -> None:
    reference = mine[1].reference
    for forged in ({"volgen": {reference: 9}}, {"volgen": [reference]}, {"volgen": {reference: [1, 2, 3]}},
                   {"volgen": {reference: ["x", "y"]}}, {"volgen_vers": {reference: 2**40}}):  # fmt: skip
        session = jan.client.session
        session.update({"volgen": {}, "volgen_vers": {}, **forged})
        session.save()
        assert jan.client.get(f"{VOLGEN}{reference}/").status_code == 404, forged


def test_old_rows_go(jan: Eigenaar, mine: tuple[Zaak, Receipt]) -> None:
    jan.ask_code(mine[1].reference)
    assert remove_old() == 0
    assert remove_old(now=timezone.now() + KEEP_FOR + timedelta(minutes=1)) == 1


def test_codes_are_drawn_evenly_and_never_twice() -> None:
    """S15: each sign on each place as often as any other, and no two codes alike among very many."""
    number = 20_000
    codes = [code_of(uuid4()).replace("-", "") for _one in range(number)]
    assert {len(code) for code in codes} == {8} and set("".join(codes)) == set(ALPHABET)
    expected = number / len(ALPHABET)
    for place in range(8):
        counts = Counter(code[place] for code in codes)
        chi = sum((counts[sign] - expected) ** 2 / expected for sign in ALPHABET)
        assert chi < 55, (place, chi)  # 16 degrees of freedom: past 55 once in 300,000 fair draws
    # 17 ** 8 = 7e9: among 20,000 codes one pair alike is expected once in 35 runs, three pairs hardly ever.
    assert number - len(set(codes)) <= 3
