"""Logging in on a form: the way there and back, what must, what may, and the demo login."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail, signing
from django.test import override_settings

from formulieren.crypto import keyring
from formulieren.flow.reading import schema_from_dict
from formulieren.inloggen import checks
from formulieren.inloggen.base import Niveau
from formulieren.inloggen.registry import find, register, unregister
from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState
from formulieren.inzendingen.persoon import bsn_of
from formulieren.models import FormulierVersie
from formulieren.prefill.proefpersonen import PROEFPERSONEN
from formulieren.zaken.models import Zaak
from tests.formulieren.inloggen.support import SLUG, Bezoeker, goes_to_login

pytestmark = pytest.mark.django_db


def test_a_form_behind_a_login_runs_from_login_to_zaak(achter: Any, bezoeker: Bezoeker) -> None:
    first = bezoeker.get("stap/wie/")
    assert goes_to_login(first, bezoeker.url("stap/wie/"))
    choice = bezoeker.client.get(first["Location"])
    assert choice.status_code == 200 and "no-store" in choice["Cache-Control"]
    assert "Log in met Proef-login" in choice.content.decode()
    assert "(0590) 01 23 45" in choice.content.decode()  # the other ways
    back = bezoeker.log_in("sara", bezoeker.url("stap/wie/"))
    assert back.status_code == 302 and back["Location"] == bezoeker.url("stap/wie/")
    step = bezoeker.get("stap/wie/")
    text = step.content.decode()
    assert step.status_code == 200 and "no-store" in step["Cache-Control"]
    assert "Dit is een proef-login" in text and "Log uit" in text and "••••••019" in text
    assert "999990019" not in text
    bezoeker.fill_in()
    sent = bezoeker.post("controleren/")
    assert sent.status_code == 302 and sent["Location"] == bezoeker.url("ontvangen/")
    inzending = Inzending.objects.get()
    assert inzending.inlogmiddel == "proef" and bsn_of(inzending) == "999990019"
    assert "999990019" not in inzending.persoon_geheim
    assert Zaak.objects.get().inzending == inzending


def test_who_is_logged_in_is_found_by_the_same_hash_as_a_typed_bsn(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in("sara")
    bezoeker.post("stap/wie/", {})
    typed = keyring().fingerprint("antwoord:bsn", "999990019")
    assert Inzending.objects.get(persoon_hmac=typed).state == InzendingState.CONCEPT


def test_the_login_leads_back_to_the_step_and_nowhere_else(achter: Any, bezoeker: Bezoeker) -> None:
    own = bezoeker.url("stap/wie/")
    for naar, goal in (
        (own, own),
        (bezoeker.url("controleren/"), bezoeker.url("controleren/")),
        ("https://kwaad.example/", own),
        ("//kwaad.example/", own),
        ("/beheer/", own),
        ("/formulier/ander/stap/wie/", own),
        (f"/formulier/{SLUG}/inloggen/", own),
        ("javascript:alert(1)", own),
        ("/uitloggen/", own),
        ("/\\kwaad.example", own),
    ):
        assert bezoeker.log_in("sara", naar)["Location"] == goal, naar
        bezoeker.log_out()


def test_who_is_logged_in_already_goes_on(achter: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in()
    answer = bezoeker.client.get(bezoeker.url("inloggen/"), {"naar": bezoeker.url("stap/wie/")})
    assert answer["Location"] == bezoeker.url("stap/wie/")
    assert bezoeker.get("inloggen/")["Location"] == bezoeker.url("stap/wie/")


def test_a_form_without_a_login_knows_nobody(formulier: Any, achter: Any, bezoeker: Bezoeker) -> None:
    """Who is logged in for one form stays unknown on another that asks for no login."""
    bezoeker.log_in("sara")
    open_form = Bezoeker(bezoeker.client, "proef")
    assert (
        open_form.post("stap/melding/", {"soort": "lamp", "wat": "Stuk", "gevaar": "nee"}).status_code == 302
    )
    assert Inzending.objects.get().persoon_hmac == ""
    assert open_form.get("inloggen/").status_code == 404


def test_the_start_page_is_the_same_for_everybody(achter: Any, bezoeker: Bezoeker, ander: Bezoeker) -> None:
    bezoeker.log_in("sara")
    mine, other = bezoeker.client.get(achter.get_url()), ander.client.get(achter.get_url())
    assert mine.content == other.content
    assert not other.cookies and "Cookie" not in other.get("Vary", "")
    assert "U logt eerst in." in other.content.decode()


def test_may_log_in_keeps_what_was_typed_before(mag: Any, bezoeker: Bezoeker) -> None:
    page = bezoeker.get("stap/wie/")
    assert "Logt u in? Dan hoeft u minder in te vullen." in page.content.decode()
    typed = {"naam": "Sara", "adres-postcode": "9990 EK", "adres-huisnummer": "1"}
    assert bezoeker.post("stap/wie/", typed).status_code == 302
    concept = Inzending.objects.get()
    assert concept.persoon_hmac == ""
    back = bezoeker.log_in("sara", bezoeker.url("stap/wat/"))
    assert back["Location"] == bezoeker.url("stap/wat/")
    concept.refresh_from_db()
    assert bsn_of(concept) == "999990019"
    assert Antwoord.objects.get(code="naam").waarde == "Sara"
    assert bezoeker.post("stap/wat/", {"wens": "Een boom"}).status_code == 302
    assert bezoeker.post("controleren/").status_code == 302
    assert Inzending.objects.get().state == InzendingState.INGEDIEND


def test_may_log_in_works_without(mag: Any, bezoeker: Bezoeker) -> None:
    typed = {"naam": "Sara", "adres-postcode": "9990 EK", "adres-huisnummer": "1"}
    assert bezoeker.post("stap/wie/", typed).status_code == 302
    assert bezoeker.post("stap/wat/", {"wens": "Een boom"}).status_code == 302
    assert bezoeker.post("controleren/").status_code == 302
    sent = Inzending.objects.get()
    assert sent.persoon_hmac == "" and sent.inlogmiddel == ""


def test_without_a_login_what_was_begun_with_one_is_left_alone(mag: Any, bezoeker: Bezoeker) -> None:
    bezoeker.log_in("sara")
    bezoeker.fill_in()
    bezoeker.age(sinds=-3600, laatst=-3600)
    assert goes_to_login(bezoeker.get("stap/wie/"))
    on = bezoeker.post("inloggen/", {"_zonder": "1"})
    assert on["Location"] == bezoeker.url("stap/wie/")
    page = bezoeker.get("stap/wie/")
    assert page.status_code == 200 and "Sara de Wit" not in page.content.decode()
    assert Inzending.objects.count() == 1


def test_without_a_login_is_no_way_into_a_form_that_must(achter: Any, bezoeker: Bezoeker) -> None:
    answer = bezoeker.post("inloggen/", {"_zonder": "1"})
    assert answer["Location"] == bezoeker.url("inloggen/")


def test_what_was_left_is_found_again_in_another_browser(
    achter: Any, bezoeker: Bezoeker, ander: Bezoeker
) -> None:
    bezoeker.log_in("sara")
    assert bezoeker.post("stap/wie/", {"email": ""}).status_code == 302
    assert ander.log_in("sara")["Location"] == ander.url("stap/wat/")
    assert ander.post("stap/wat/", {"wens": "Een boom"}).status_code == 302
    assert Inzending.objects.count() == 1


def test_without_any_means_nobody_gets_in_and_the_other_ways_stand_there(
    achter: Any, bezoeker: Bezoeker
) -> None:
    middel = find("proef")
    assert middel is not None
    unregister("proef")
    try:
        assert goes_to_login(bezoeker.get("stap/wie/"))
        page = bezoeker.get("inloggen/")
        assert "U kunt nu niet inloggen." in page.content.decode()
        assert "(0590) 01 23 45" in page.content.decode()
        assert bezoeker.post("inloggen/", {"middel": "proef"}).status_code == 422
    finally:
        register(middel)


def test_the_demo_login_lists_invented_people(achter: Any, bezoeker: Bezoeker) -> None:
    started = bezoeker.post("inloggen/", {"middel": "proef"})
    page = bezoeker.client.get(started["Location"])
    text = page.content.decode()
    assert "Dit is een proef-login." in text and "no-store" in page["Cache-Control"]
    for persoon in PROEFPERSONEN:
        assert persoon.naam in text and f"verzonnen BSN {persoon.bsn}" in text
    state = parse_qs(urlsplit(started["Location"]).query)["state"][0]
    wrong = bezoeker.client.post("/proef-login/", {"state": state})
    assert wrong.status_code == 422 and "Kies wie u wilt zijn." in wrong.content.decode()
    stopped = bezoeker.client.post("/proef-login/", {"state": state, "_stop": "1"})
    back = bezoeker.client.get(stopped["Location"])
    assert back.status_code == 200 and "niet gelukt" in back.content.decode()
    assert not bezoeker.is_logged_in


def test_the_demo_login_is_not_there_without_the_demo(achter: Any, bezoeker: Bezoeker) -> None:
    back = bezoeker.to_return("sara")
    with override_settings(LOKET_DEMO_ALLOWED=False):
        assert bezoeker.client.get("/proef-login/").status_code == 404
        bezoeker.client.get(back)
    assert not bezoeker.is_logged_in


def test_production_refuses_a_demo_login() -> None:
    assert checks.check_no_demo_login() == []
    with override_settings(LOKET_DEMO_ALLOWED=False):
        assert [error.id for error in checks.check_no_demo_login()] == ["formulieren.E001"]
    with override_settings(SETTINGS_MODULE="gemeente.settings.production"):
        assert [error.id for error in checks.check_no_demo_login()] == ["formulieren.E001"]


def test_no_bsn_in_addresses_logs_or_mail(
    achter: Any, bezoeker: Bezoeker, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("DEBUG"):
        url = bezoeker.to_return("sara")
        bezoeker.client.get(url)
        bezoeker.fill_in()
        bezoeker.post("controleren/")
    assert "999990019" not in url and "999990019" not in caplog.text
    code = parse_qs(urlsplit(url).query)["code"][0]
    assert set(signing.loads(code, salt="loket.proef-login")) == {"persoon", "state"}
    assert "999990019" not in str(bezoeker.client.session.items())
    assert not any("999990019" in f"{m.subject} {m.body}" for m in mail.outbox)


def test_the_version_keeps_whether_a_login_is_asked(achter: Any) -> None:
    versie = FormulierVersie.objects.get(formulier=achter)
    assert versie.schema["inloggen"] == "moet" and versie.schema["schema_version"] == 3
    older = {key: value for key, value in versie.schema.items() if key != "inloggen"}
    older["schema_version"] = 2
    older["stappen"] = [
        {
            **stap,
            "vragen": [
                {k: v for k, v in vraag.items() if k != "prefill_aanpassen"} for vraag in stap["vragen"]
            ],
        }
        for stap in older["stappen"]
    ]
    lifted = schema_from_dict(older)
    assert lifted.inloggen == "niet" and not any(vraag.prefill_aanpassen for vraag in lifted.vragen())


@pytest.mark.parametrize("value", ["", "ja", None, 1, ["moet"], {"moet": 1}])
def test_an_unknown_way_to_log_in_is_refused(value: Any) -> None:
    from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, VraagSchema

    stap = StapSchema(slug="a", titel="A", vragen=(VraagSchema(code="a", type="tekst", label="A?"),))
    data = FormSchema(titel="A", stappen=(stap,)).to_dict()
    with pytest.raises(SchemaError):
        schema_from_dict({**data, "inloggen": value})


def test_every_invented_bsn_passes_the_eleven_test() -> None:
    from stdnum.nl import bsn

    assert all(bsn.is_valid(persoon.bsn) for persoon in PROEFPERSONEN)
    assert all(re.match(r"99999\d{4}\Z", persoon.bsn) for persoon in PROEFPERSONEN)
    assert Niveau.MIDDEN < Niveau.HOOG
