"""S13: new session ids, logging out, doing nothing for a while, another tab, a computer that others use too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import override_settings

from formulieren.inloggen import sessie
from formulieren.inloggen.base import LoginFailed, Niveau, Persoon
from formulieren.inloggen.demo import ProefLogin, code_for
from formulieren.inloggen.sessie import SESSION_KEY, idle_time, longest_time
from formulieren.inzendingen.models import Inzending
from formulieren.views.inloggen import START_KEY
from tests.formulieren.inloggen.support import Bezoeker, goes_to_login

pytestmark = pytest.mark.django_db
MINUTE = 60.0


# --- fixation --------------------------------------------------------------------------------------------


def test_a_login_gives_a_new_session_id_and_ends_the_old_one(achter: Any, bezoeker: Bezoeker) -> None:
    back = bezoeker.to_return("sara")
    before = bezoeker.session_id
    bezoeker.client.get(back)
    assert before and bezoeker.session_id != before
    assert not Session.objects.filter(session_key=before).exists()


def test_an_id_that_somebody_planted_is_not_logged_in(
    achter: Any, bezoeker: Bezoeker, ander: Bezoeker
) -> None:
    back = bezoeker.to_return("sara")
    ander.client.cookies["sessionid"] = bezoeker.session_id
    bezoeker.client.get(back)
    assert goes_to_login(ander.get("stap/wie/"))


def test_storing_and_sending_give_new_ids_too(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    seen = [bezoeker.session_id]
    bezoeker.post("stap/wie/", {"email": ""})
    seen.append(bezoeker.session_id)
    bezoeker.post("stap/wat/", {"wens": "Een boom"})
    bezoeker.post("controleren/")
    seen.append(bezoeker.session_id)
    assert len(set(seen)) == 3
    assert bezoeker.get("ontvangen/").status_code == 200


def test_the_way_back_works_once(achter: Any, bezoeker: Bezoeker) -> None:
    back = bezoeker.to_return("sara")
    assert bezoeker.client.get(back).status_code == 302
    bezoeker.log_out()
    again = bezoeker.client.get(back)
    assert again.status_code == 400 and not bezoeker.is_logged_in


def test_the_way_back_works_only_in_the_browser_that_began(
    achter: Any, bezoeker: Bezoeker, ander: Bezoeker
) -> None:
    """Nobody is logged in as somebody else by following a link (login CSRF)."""
    back = bezoeker.to_return("karim")
    assert ander.client.get(back).status_code == 400
    ander.post("inloggen/", {"middel": "proef"})
    assert ander.client.get(back).status_code == 200
    assert not ander.is_logged_in


def test_a_made_up_state_or_choice_logs_nobody_in(achter: Any, bezoeker: Bezoeker) -> None:
    good = bezoeker.to_return("sara")
    parts = urlsplit(good)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    for changes in (
        {"state": ""},
        {"state": "é" * 10},
        {"code": ""},
        {"code": "x"},
        {"code": query["code"][:-1]},
        {"code": code_for("sara", "a state of another login")},
        {"code": code_for("niemand", query["state"])},
    ):
        session = bezoeker.client.session
        session[START_KEY] = {**session.get(START_KEY, _begun(query["state"]))}
        session.save()
        answer = bezoeker.client.get(f"{parts.path}?{urlencode({**query, **changes})}")
        assert answer.status_code in (200, 400) and not bezoeker.is_logged_in, changes


def _begun(state: str) -> dict[str, Any]:
    from django.utils import timezone

    now = timezone.now().timestamp()
    return {"state": state, "middel": "proef", "slug": "achter", "naar": "", "sinds": now}


def test_a_login_that_took_too_long_does_not_count(achter: Any, bezoeker: Bezoeker) -> None:
    back = bezoeker.to_return("sara")
    session = bezoeker.client.session
    session[START_KEY] = {**session[START_KEY], "sinds": session[START_KEY]["sinds"] - 16 * MINUTE}
    session.save()
    assert "niet gelukt" in bezoeker.client.get(back).content.decode()
    assert not bezoeker.is_logged_in


# --- logging out -----------------------------------------------------------------------------------------


def test_logging_out_leaves_nothing_in_the_browser(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.fill_in()
    before = bezoeker.session_id
    out = bezoeker.log_out()
    assert out["Location"] == "/uitgelogd/"
    assert bezoeker.client.get("/uitgelogd/").status_code == 200
    assert not Session.objects.filter(session_key=before).exists()
    assert goes_to_login(bezoeker.get("stap/wie/"))
    assert Inzending.objects.count() == 1


def test_the_old_id_is_worth_nothing_after_logging_out(
    achter: Any, bezoeker: Bezoeker, ander: Bezoeker
) -> None:
    bezoeker.log_in()
    ander.client.cookies["sessionid"] = bezoeker.session_id
    bezoeker.log_out()
    assert goes_to_login(ander.get("stap/wie/"))


def test_back_after_logging_out_shows_no_answers(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    page = bezoeker.get("stap/wie/")
    # The browser may not keep it, so that the back button asks us again.
    assert "no-store" in page["Cache-Control"]
    bezoeker.log_out()
    assert goes_to_login(bezoeker.get("stap/wie/"))


def test_logging_out_is_on_each_screen(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.post("stap/wie/", {"email": ""})
    bezoeker.post("stap/wat/", {"wens": "Een boom"})
    for rest in ("stap/wie/", "stap/wat/", "controleren/", "later/", "wissen/"):
        page = bezoeker.get(rest).content.decode()
        assert 'href="/uitloggen/"' in page and "Dit is een proef-login" in page, rest
    bezoeker.post("controleren/")
    assert 'href="/uitloggen/"' in bezoeker.get("ontvangen/").content.decode()


def test_only_a_button_logs_out(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    page = bezoeker.client.get("/uitloggen/")
    assert page.status_code == 200 and "Wilt u uitloggen?" in page.content.decode()
    assert bezoeker.is_logged_in


def test_logging_out_twice_or_as_nobody_is_no_fault(achter: Any, bezoeker: Bezoeker) -> None:
    assert bezoeker.client.get("/uitloggen/")["Location"] == "/uitgelogd/"
    assert bezoeker.log_out()["Location"] == "/uitgelogd/"
    bezoeker.log_in()
    bezoeker.log_out()
    assert bezoeker.log_out()["Location"] == "/uitgelogd/"


def test_an_employee_stays_logged_in_as_employee(
    achter: Any, bezoeker: Bezoeker, django_user_model: Any
) -> None:
    user = django_user_model.objects.create_user("balie")
    bezoeker.client.force_login(user)
    bezoeker.log_in()
    bezoeker.fill_in()
    bezoeker.log_out()
    assert not bezoeker.is_logged_in and bezoeker.client.session["_auth_user_id"] == str(user.pk)
    assert not [key for key in list(bezoeker.client.session.keys()) if "formulier_" in key]


# --- doing nothing for a while ---------------------------------------------------------------------------


def test_after_the_idle_time_one_logs_in_again_and_goes_on_at_the_same_step(
    achter: Any, bezoeker: Bezoeker
) -> None:
    bezoeker.log_in()
    bezoeker.post("stap/wie/", {"email": ""})
    bezoeker.age(sinds=-16 * MINUTE, laatst=-16 * MINUTE)
    answer = bezoeker.get("stap/wat/")
    assert goes_to_login(answer, bezoeker.url("stap/wat/"))
    page = bezoeker.client.get(answer["Location"])
    assert "U bent uitgelogd, omdat u een tijd niets deed." in page.content.decode()
    assert bezoeker.log_in("sara", bezoeker.url("stap/wat/"))["Location"] == bezoeker.url("stap/wat/")
    assert bezoeker.get("stap/wat/").status_code == 200
    assert Inzending.objects.count() == 1


def test_what_was_typed_after_the_idle_time_is_not_stored(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.post("stap/wie/", {"email": ""})
    bezoeker.age(sinds=-16 * MINUTE, laatst=-16 * MINUTE)
    assert goes_to_login(bezoeker.post("stap/wat/", {"wens": "Te laat"}))
    assert Inzending.objects.get().stappen == {"wie": 1}


def test_nothing_is_sent_after_the_idle_time(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.fill_in()
    bezoeker.age(sinds=-16 * MINUTE, laatst=-16 * MINUTE)
    assert goes_to_login(bezoeker.post("controleren/"))
    assert Inzending.objects.get().is_concept


def test_each_page_begins_the_idle_time_again(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    for _visit in range(4):
        bezoeker.age(sinds=-10 * MINUTE, laatst=-10 * MINUTE)
        assert bezoeker.get("stap/wie/").status_code == 200
    assert bezoeker.is_logged_in


def test_within_a_minute_nothing_is_written(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    before = bezoeker.client.session[SESSION_KEY]
    bezoeker.get("stap/wie/")
    assert bezoeker.client.session[SESSION_KEY] == before
    bezoeker.age(laatst=-61, sinds=-61)
    bezoeker.get("stap/wie/")
    assert bezoeker.client.session[SESSION_KEY]["laatst"] > before["laatst"] - 1


def test_who_is_busy_all_day_logs_in_again_too(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.age(sinds=-5 * 60 * MINUTE)
    assert goes_to_login(bezoeker.get("stap/wie/"))


def test_each_screen_says_when_one_is_logged_out(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    text = bezoeker.get("stap/wie/").content.decode()
    assert "Doet u 15 minuten niets? Dan loggen wij u uit." in text
    # Two minutes before, who has JavaScript is told (WCAG 2.2.1); a button begins the time again.
    assert 'data-waarschuw-minuten="2"' in text and "formulieren/termijn.js" in text
    with override_settings(LOKET_LOGIN_IDLE_MINUTES=30):
        assert "Doet u 30 minuten niets?" in bezoeker.get("stap/wie/").content.decode()


@pytest.mark.parametrize(("setting", "minutes"), [(15, 15), (30, 30), (60, 60), (1, 15), (600, 60), (-5, 15)])
def test_the_idle_time_is_between_15_and_60_minutes(setting: int, minutes: int) -> None:
    with override_settings(LOKET_LOGIN_IDLE_MINUTES=setting):
        assert idle_time() == timedelta(minutes=minutes)


def test_the_longest_time_is_bounded() -> None:
    for setting, hours in ((4, 4), (0, 1), (100, 12)):
        with override_settings(LOKET_LOGIN_HOURS=setting):
            assert longest_time() == timedelta(hours=hours)


def test_the_session_of_a_login_does_not_live_as_long_as_a_concept(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.post("stap/wie/", {"email": ""})
    assert bezoeker.client.session.get_expiry_age() <= 75 * MINUTE


# --- another tab, another person, a shared computer ------------------------------------------------------


def test_logged_out_in_one_tab_is_logged_out_in_the_other(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.post("stap/wie/", {"email": ""})
    bezoeker.log_out()
    assert goes_to_login(bezoeker.post("stap/wat/", {"wens": "Uit het andere venster"}))
    assert Inzending.objects.get().stappen == {"wie": 1}


def test_the_next_person_on_this_computer_sees_nothing(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in("sara")
    bezoeker.fill_in()
    bezoeker.age(sinds=-16 * MINUTE, laatst=-16 * MINUTE)
    bezoeker.log_in("karim")
    text = bezoeker.get("stap/wie/").content.decode()
    assert "Karim Bos" in text and "Sara" not in text and "zelf@voorbeeld.nl" not in text
    assert bezoeker.get("controleren/")["Location"] == bezoeker.url("stap/wie/")


def test_another_person_in_the_other_tab_takes_over_nothing(achter: Any, bezoeker: Bezoeker) -> None:
    """Logging in as somebody else without logging out first: the other tab can't send the former's answers."""
    bezoeker.log_in("sara")
    bezoeker.fill_in()
    session = bezoeker.client.session
    session[SESSION_KEY + "_x"] = "left"
    session.save()
    back = _switch(bezoeker, "karim")
    assert back.status_code == 302
    assert SESSION_KEY + "_x" not in bezoeker.client.session
    sent = bezoeker.post("controleren/")
    assert sent.status_code == 410
    assert Inzending.objects.get().is_concept


def _switch(bezoeker: Bezoeker, wie: str) -> Any:
    """A login that was begun in a tab that was still open."""
    return bezoeker.client.get(bezoeker.to_return(wie))


def test_closing_off_the_receipt_logs_out(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.fill_in()
    bezoeker.post("controleren/")
    assert bezoeker.post("ontvangen/").status_code == 302
    assert not bezoeker.is_logged_in
    assert bezoeker.get("ontvangen/")["Location"] == "/volg-uw-aanvraag/"


def test_closing_off_after_saving_logs_out(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    bezoeker.post("stap/wie/", {"email": ""})
    assert bezoeker.post("later/", {"_klaar": "1"})["Location"] == "/"
    assert not bezoeker.is_logged_in


# --- what stands in the session --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "broken",
    [
        "x",
        {},
        {"hmac": "a"},
        {"sinds": "gisteren"},
        {"laatst": None},
        {"geheim": "x"},
        {"zout": "another"},
        {"niveau": 99},
        {"laatst": 9e12},
        {"sinds": float("inf")},
    ],
)
def test_a_session_that_was_tampered_with_is_no_login(achter: Any, bezoeker: Bezoeker, broken: Any) -> None:
    bezoeker.log_in()
    session = bezoeker.client.session
    whole = session[SESSION_KEY]
    session[SESSION_KEY] = {**whole, **broken} if isinstance(broken, dict) and broken else broken
    session.save()
    answer = bezoeker.get("stap/wie/")
    assert goes_to_login(answer)


def test_a_means_that_gives_no_bsn_logs_nobody_in(achter: Any, bezoeker: Bezoeker, rf: Any) -> None:
    request = rf.get("/")
    request.session = bezoeker.client.session
    for bsn in ("", "12", "123456789", "99999001", "abc", "999990019 or 1=1"):
        with pytest.raises(LoginFailed):
            sessie.log_in(request, ProefLogin(), Persoon(bsn, Niveau.HOOG))
    assert "999990019" not in repr(Persoon("999990019", Niveau.HOOG))


def test_too_many_tries_have_to_wait(
    achter: Any, bezoeker: Bezoeker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formulieren.views.inloggen.TRIES_PER_HOUR", 2)
    for _try in range(2):
        assert bezoeker.post("inloggen/", {"middel": "proef"}).status_code == 302
    late = bezoeker.post("inloggen/", {"middel": "proef"})
    assert late.status_code == 429 and late["Retry-After"] == "3600"
