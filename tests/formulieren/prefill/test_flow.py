"""Known answers in the flow: shown and not asked, the register's word against the browser's, and its source."""

from __future__ import annotations

from typing import Any

import pytest

from formulieren.inzendingen.models import Antwoord, Inzending
from formulieren.zaken.models import Zaak
from tests.formulieren.inloggen.support import DOEL, Bezoeker, make_achter
from tests.formulieren.prefill.conftest import Register

pytestmark = pytest.mark.django_db


def answers() -> dict[str, Any]:
    """What is stored, by code."""
    inzending = Inzending.objects.get()
    return {row.code: row.value(inzending.uuid) for row in Antwoord.objects.all()}


def test_a_known_answer_is_shown_with_its_source_and_not_asked(
    achter: Any, bezoeker: Bezoeker, brp: Register
) -> None:
    bezoeker.log_in()
    text = bezoeker.get("stap/wie/").content.decode()
    assert "Dit weten wij al van u" in text and "Klopt het niet? Bel ons." in text
    assert "Sara de Wit" in text and "Elzenlaan 12" in text and "Komt uit: Proefregister" in text
    assert 'name="naam"' not in text and 'name="adres-postcode"' not in text
    assert 'name="email"' in text


def test_only_the_facts_that_this_step_asks_are_fetched_and_of_this_person(
    achter: Any, bezoeker: Bezoeker, brp: Register
) -> None:
    bezoeker.log_in("karim")
    bezoeker.get("stap/wie/")
    assert brp.gevraagd == [("999990020", frozenset({"naam", "adres"}))]
    bezoeker.post("stap/wie/", {})
    brp.gevraagd.clear()
    bezoeker.get("stap/wat/")
    assert brp.gevraagd == []


def test_nobody_who_is_not_logged_in_is_looked_up(mag: Any, bezoeker: Bezoeker, brp: Register) -> None:
    text = bezoeker.get("stap/wie/").content.decode()
    assert brp.gevraagd == [] and 'name="naam"' in text and "Dit weten wij al" not in text


@pytest.mark.parametrize(
    "typed",
    [
        {"naam": "Een ander"},
        {"naam": ["Een", "Twee"]},
        {"naam": ""},
        {"adres-postcode": "1234 AB", "adres-huisnummer": "1", "adres": "x"},
        {"naam": "<script>", "register": "brp.naam", "prefill": "x", "bsn": "999990020"},
    ],
)
def test_what_a_browser_sends_for_a_known_answer_counts_for_nothing(
    achter: Any, bezoeker: Bezoeker, brp: Register, typed: dict[str, Any]
) -> None:
    bezoeker.log_in()
    assert bezoeker.post("stap/wie/", typed).status_code == 302
    stored = answers()
    assert stored["naam"] == "Sara de Wit"
    assert stored["adres"]["postcode"] == "9990 EK" and stored["adres"]["huisnummer"] == 12
    assert set(stored) == {"naam", "adres", "email"}
    kept = dict(Antwoord.objects.values_list("code", "register"))
    assert kept == {"naam": "brp.naam", "adres": "brp.adres", "email": ""}


def test_the_answers_are_sent_with_their_source(achter: Any, bezoeker: Bezoeker, brp: Register) -> None:
    bezoeker.log_in()
    bezoeker.fill_in()
    check = bezoeker.get("controleren/").content.decode()
    assert "Komt uit: Proefregister" in check and "Verander: Wat is uw naam?" not in check
    assert "Verander: Wat is uw e-mailadres?" in check
    assert bezoeker.post("controleren/", {"naam": "Een ander"}).status_code == 302
    receipt = bezoeker.get("ontvangen/").content.decode()
    assert "Sara de Wit" in receipt and "Komt uit: Proefregister" in receipt
    assert Zaak.objects.get().initiator.naam == "" or answers()["naam"] == "Sara de Wit"


def test_what_may_be_changed_is_filled_in_and_what_was_changed_is_typed(
    achter: Any, bezoeker: Bezoeker, brp: Register, profiel: Register
) -> None:
    bezoeker.log_in()
    assert 'value="sara@voorbeeld.nl"' in bezoeker.get("stap/wie/").content.decode()
    bezoeker.post("stap/wie/", {"email": "sara@voorbeeld.nl"})
    assert Antwoord.objects.get(code="email").register == "profiel.email"
    bezoeker.post("stap/wie/", {"email": "zelf@voorbeeld.nl", "_stand": "1"})
    row = Antwoord.objects.get(code="email")
    assert row.waarde == "zelf@voorbeeld.nl" and row.register == ""
    assert 'value="zelf@voorbeeld.nl"' in bezoeker.get("stap/wie/").content.decode()


def test_what_the_register_does_not_know_is_asked(achter: Any, bezoeker: Bezoeker, brp: Register) -> None:
    brp.antwoord = {"naam": "Mo Jansen"}
    bezoeker.log_in("mo")
    text = bezoeker.get("stap/wie/").content.decode()
    assert "Mo Jansen" in text and 'name="adres-postcode"' in text
    assert bezoeker.post("stap/wie/", {}).status_code == 422
    typed = {"adres-postcode": "9990 EK", "adres-huisnummer": "4"}
    assert bezoeker.post("stap/wie/", typed).status_code == 302
    assert dict(Antwoord.objects.values_list("code", "register")) == {
        "naam": "brp.naam",
        "adres": "",
        "email": "",
    }


def test_a_register_that_is_down_stops_nobody(achter: Any, bezoeker: Bezoeker, brp: Register) -> None:
    def down(_codes: Any) -> Any:
        raise ConnectionError("999990019 is not reachable")

    brp.antwoord = down
    bezoeker.log_in()
    text = bezoeker.get("stap/wie/").content.decode()
    assert "Wij kunnen nu niet bij: Proefregister. Vul het daarom zelf in." in text
    assert 'name="naam"' in text
    typed = {"naam": "Sara", "adres-postcode": "9990 EK", "adres-huisnummer": "4"}
    assert bezoeker.post("stap/wie/", typed).status_code == 302
    assert answers()["naam"] == "Sara" and not Antwoord.objects.exclude(register="").exists()
    # One call for the page; the register then rests, and the next pages do not wait for it.
    assert len(brp.gevraagd) == 1


def test_a_register_that_fails_between_two_pages_asks_what_it_no_longer_gives(
    achter: Any, bezoeker: Bezoeker, brp: Register
) -> None:
    bezoeker.log_in()
    bezoeker.get("stap/wie/")
    brp.antwoord = None
    again = bezoeker.post("stap/wie/", {})
    text = again.content.decode()
    assert again.status_code == 422 and 'name="naam"' in text and "Wij kunnen nu niet bij" in text


def test_the_check_page_shows_what_the_register_says_now(
    achter: Any, bezoeker: Bezoeker, brp: Register
) -> None:
    bezoeker.log_in()
    bezoeker.fill_in()
    brp.antwoord = {**brp.antwoord, "naam": "Sara Bos"}
    assert "Sara Bos" in bezoeker.get("controleren/").content.decode()
    assert answers()["naam"] == "Sara Bos"
    brp.antwoord = None
    assert "Sara Bos" in bezoeker.get("controleren/").content.decode()
    assert bezoeker.post("controleren/").status_code == 302
    assert answers()["naam"] == "Sara Bos"


def test_a_sensitive_fact_is_sealed_and_masked(
    home: Any, zaaktype: Any, quick_gate: None, bezoeker: Bezoeker, brp: Register
) -> None:
    stappen = [
        {
            "slug": "wie",
            "titel": "Wie bent u?",
            "vraag": [
                {"type": "bsn", "code": "bsn", "label": "Wat is uw BSN?", "prefill": "brp.bsn", **DOEL},
                {"type": "tekst", "code": "wens", "label": "Wat wilt u?"},
            ],
        }
    ]
    brp.antwoord = {"bsn": "999990019"}
    make_achter(home, stappen=stappen)
    bezoeker.log_in()
    assert "999990019" not in bezoeker.get("stap/wie/").content.decode()
    assert bezoeker.post("stap/wie/", {"wens": "Een boom"}).status_code == 302
    row = Antwoord.objects.get(code="bsn")
    assert row.geheim and row.waarde is None and row.register == "brp.bsn"
    assert row.opzoek_hmac == Inzending.objects.get().persoon_hmac
    assert "999990019" not in bezoeker.get("controleren/").content.decode()


def test_a_known_answer_decides_the_route_as_a_typed_one_does(
    home: Any, zaaktype: Any, quick_gate: None, bezoeker: Bezoeker, brp: Register
) -> None:
    stappen = [
        {
            "slug": "wie",
            "titel": "Wie bent u?",
            "vraag": [
                {
                    "type": "datum",
                    "code": "geboren",
                    "label": "Wanneer bent u geboren?",
                    "prefill": "brp.geboortedatum",
                    **DOEL,
                },
                {"type": "tekst", "code": "wens", "label": "Wat wilt u?"},
            ],
        },
        {
            "slug": "jong",
            "titel": "U bent nog geen 18",
            "toon_als": {"vraag": "geboren", "operator": "jonger_dan", "waarde": "18"},
            "vraag": [{"type": "tekst", "code": "ouder", "label": "Wie is uw ouder?"}],
        },
    ]
    make_achter(home, stappen=stappen)
    bezoeker.log_in()
    brp.antwoord = {"geboortedatum": "2019-04-12"}
    sent = bezoeker.post("stap/wie/", {"wens": "Een boom", "geboren-jaar": "1980"})
    assert sent["Location"] == bezoeker.url("stap/jong/")
    # The register mends it: the step falls away.
    brp.antwoord = {"geboortedatum": "1986-04-12"}
    sent = bezoeker.post("stap/wie/", {"wens": "Een boom", "_stand": "1"})
    assert sent["Location"] == bezoeker.url("controleren/")


def test_a_source_that_is_gone_is_asked_and_still_named(
    achter: Any, bezoeker: Bezoeker, brp: Register
) -> None:
    from formulieren.prefill.registry import register, unregister

    bezoeker.log_in()
    bezoeker.fill_in()
    unregister("brp")
    try:
        assert 'name="naam"' in bezoeker.get("stap/wie/").content.decode()
        assert "Komt uit: een register van de overheid" in bezoeker.get("controleren/").content.decode()
        assert bezoeker.post("controleren/").status_code == 302
    finally:
        register(brp)
