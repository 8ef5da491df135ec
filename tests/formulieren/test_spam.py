"""Bots without a CAPTCHA: none gets through by number, and no person loses an answer."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.views import spam
from tests.formulieren.conftest import GEGEVENS, MELDING, Resident
from tests.formulieren.test_submit import concept
from tests.support.client import CheckingClient


@pytest.fixture(autouse=True)
def strict(settings: Any) -> None:
    """As in use, with an empty memory of who came before."""
    settings.LOKET_SPAM_SECONDS = 2
    cache.clear()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The seconds that spam.py sees."""

    class Clock:
        now = 1_000_000_000

        @staticmethod
        def time() -> int:
            return Clock.now

    monkeypatch.setattr(spam, "time", Clock)
    return Clock


def hidden(html: str) -> dict[str, str]:
    """What a browser sends back of the hidden inputs."""
    form = BeautifulSoup(html, "html.parser").select_one("main form")
    assert form is not None
    return {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=hidden]")}


def test_the_hidden_field_is_for_nobody(resident: Resident) -> None:
    soup = BeautifulSoup(resident.get("melding").content, "html.parser")
    field = soup.select_one(f"input[name={spam.HONEYPOT}]")
    assert field is not None and field["autocomplete"] == "off" and field["tabindex"] == "-1"
    assert field.find_parent(hidden=True) is not None and not field.has_attr("required")


def test_a_person_who_takes_a_moment_sees_nothing_of_it(resident: Resident, clock: Any) -> None:
    sent = hidden(resident.get("melding").content.decode())
    clock.now += 3
    assert resident.post("melding", {**MELDING, **sent}).url == resident.url("gegevens")
    assert resident.post("gegevens", GEGEVENS).url == resident.url("controleren")
    assert resident.post("controleren").url == resident.url("ontvangen")


@pytest.mark.parametrize("moment", ["keep", "", "1:x", "9999999999:abc"])
def test_too_fast_asks_once_more_and_keeps_everything(resident: Resident, clock: Any, moment: str) -> None:
    sent = hidden(resident.get("melding").content.decode())
    if moment != "keep":
        sent[spam.MOMENT] = moment
    answer = resident.post("melding", {**MELDING, **sent})
    html = answer.content.decode()
    assert answer.status_code == 422 and "nog een keer" in html and "De lamp is stuk" in html
    assert not Inzending.objects.exists()
    clock.now += 2
    assert resident.post("melding", {**MELDING, **hidden(html)}).url == resident.url("gegevens")


def test_a_filled_honeypot_stops_each_post_and_a_person_gets_through(resident: Resident, clock: Any) -> None:
    sent = hidden(resident.get("melding").content.decode())
    clock.now += 60
    trapped = resident.post("melding", {**MELDING, **sent, spam.HONEYPOT: "http://spam.example"})
    assert trapped.status_code == 422 and "spam.example" not in trapped.content.decode()
    assert resident.post("melding", {**MELDING, **hidden(trapped.content.decode())}).status_code == 302
    resident.post("gegevens", GEGEVENS)
    trapped = resident.post("controleren", {spam.HONEYPOT: "x"})
    assert trapped.status_code == 422 and Inzending.objects.get().is_concept
    assert resident.post("controleren").url == resident.url("ontvangen")


def test_a_thousand_bots_store_nothing(formulier: FormulierPage) -> None:
    bot = Client()
    statuses = {
        bot.post(
            "/formulier/proef/stap/melding/", {**MELDING, "wat": f"Koop nu {n}", spam.HONEYPOT: "x" * (n % 2)}
        ).status_code
        for n in range(1000)
    }
    assert statuses == {422} and not Inzending.objects.exists()


def test_too_many_sent_from_one_network_wait_with_their_answers(
    versie: FormulierVersie, settings: Any
) -> None:
    settings.LOKET_SUBMITS_PER_HOUR = 3
    answers = []
    for _bot in range(5):
        client = CheckingClient(REMOTE_ADDR="2001:db8::1")
        _log_into(client, concept(versie))
        answers.append(client.post("/formulier/proef/controleren/"))
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429, 429]
    assert "Uw antwoorden staan er nog" in answers[-1].content.decode()
    assert Inzending.objects.filter(state=InzendingState.CONCEPT).count() == 2
    elsewhere = CheckingClient(REMOTE_ADDR="192.0.2.7")
    _log_into(elsewhere, concept(versie))
    assert elsewhere.post("/formulier/proef/controleren/").status_code == 302


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "", True),
    ],
)
def test_the_key_of_a_network(rf: Any, one: str, other: str, same: bool) -> None:
    keys = [spam.network_key(rf.get("/", REMOTE_ADDR=address)) for address in (one, other)]
    assert (keys[0] == keys[1]) is same and (not one or one not in keys[0])


def _log_into(client: Client, inzending: Inzending) -> None:
    session = client.session
    session["wizard_formulier_nl_proef"] = str(inzending.uuid)
    session.save()
    client.cookies["sessionid"] = session.session_key
