"""The two templates that need to know who sends them: a move from login to zaak, an extract that waits for payment."""

from __future__ import annotations

from typing import Any

import pytest

from formulieren.aanvraag import aanvraag_feiten
from formulieren.editor.sjablonen import formulier_from, sjabloon
from formulieren.inzendingen.antwoorden import read_answers, registers_of
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierPage
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.initiator import initiator_of
from tests.formulieren.conftest import publish
from tests.formulieren.inloggen.support import Bezoeker, goes_to_login

pytestmark = pytest.mark.django_db
FACTS = {
    "gemeente": "gemeente Testdorp",
    "telefoon": "(0590) 01 23 45",
    "bezoekadres": "Markt 1, Testdorp",
    "postadres": "Postbus 1, 1234 AB Testdorp",
}


def live(home: Any, code: str) -> FormulierPage:
    """The template as a form that went through the gate, with all its screens."""
    page = formulier_from(sjabloon(code), FACTS)
    page.zaaktype_identificatie = "TEST"
    page.live = False
    home.add_child(instance=page)
    publish(page)
    return page


def test_a_move_goes_from_login_to_zaak_without_asking_what_is_known(
    home: Any, zaaktype: Any, quiet_browser: None, client: Any
) -> None:
    page = live(home, "verhuizing")
    assert "U logt eerst in." in client.get(page.get_url()).content.decode()
    sara = Bezoeker(client, page.slug)
    assert goes_to_login(sara.get("stap/wie/"), slug=page.slug)
    assert sara.log_in("sara")["Location"] == sara.url("stap/wie/")
    step = sara.get("stap/wie/").content.decode()
    assert "Sara de Wit" in step and "Elzenlaan 12" in step and 'name="oud_adres-postcode"' not in step
    assert sara.post("stap/wie/", {"naam": "Een ander"})["Location"] == sara.url("stap/verhuizing/")
    move = {
        "verhuisdatum-dag": "1",
        "verhuisdatum-maand": "12",
        "verhuisdatum-jaar": "2026",
        "nieuw_adres-postcode": "9990 EM",
        "nieuw_adres-huisnummer": "5",
        "woning": "eigen",
        "aantal_personen": "2",
    }
    assert sara.post("stap/verhuizing/", move)["Location"] == sara.url("stap/gezin/")
    assert sara.post("stap/gezin/", {"namen": "Noor de Wit"})["Location"] == sara.url("stap/contact/")
    assert 'value="sara.de.wit@voorbeeld.nl"' in sara.get("stap/contact/").content.decode()
    assert sara.post("stap/contact/", {"email": ""})["Location"] == sara.url("controleren/")
    check = sara.get("controleren/").content.decode()
    assert "Komt uit: Basisregistratie Personen, proef" in check
    assert sara.post("controleren/")["Location"] == sara.url("ontvangen/")
    assert "Komt uit: Basisregistratie Personen, proef" in sara.get("ontvangen/").content.decode()
    inzending = Inzending.objects.get()
    assert read_answers(inzending)["naam"] == "Sara de Wit"
    assert registers_of(inzending) == {"naam": "brp.naam", "oud_adres": "brp.adres"}
    found = initiator_of(Zaak.objects.get())
    assert found is not None and found.bsn == "999990019"


def test_an_extract_waits_for_payment_and_shows_the_counter(
    home: Any, zaaktype: Any, quiet_browser: None, client: Any
) -> None:
    page = live(home, "uittreksel")
    start = client.get(page.get_url()).content.decode()
    assert "Dit kan nog niet online." in start and "Begin met het formulier" not in start
    assert "aan de balie: Markt 1, Testdorp" in start
    visitor = Bezoeker(client, page.slug)
    visitor.log_in("sara")
    for rest in ("stap/uittreksel/", "controleren/", "stop/"):
        closed = visitor.get(rest)
        assert closed.status_code == 410 and "aan de balie" in closed.content.decode(), rest

    class Product:
        pk = 1
        formulieren = FormulierPage.objects.filter(pk=page.pk)

    facts = aanvraag_feiten(Product())
    assert facts is not None and facts.melding.startswith("Dit kan nog niet online.")
    assert facts.login == "Proef-login" and not Inzending.objects.exists()
