"""The flow over HTTP: steps, order, back and reload, versions, and what the browser gets to keep."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.models import Zaaktype
from tests.formulieren.conftest import BSN, GEGEVENS, IBAN, MELDING, Resident, publish
from tests.support.client import CheckingClient


def test_start_page_leads_to_the_first_step_and_sets_no_cookie(client: Any, formulier: FormulierPage) -> None:
    page = client.get(formulier.get_url())
    assert page.status_code == 200 and not page.cookies
    assert "/formulier/proef/stap/melding/" in page.content.decode()


def test_looking_at_a_step_stores_nothing(resident: Resident) -> None:
    page = resident.get("melding")
    assert page.status_code == 200 and "Stap 1 van 3" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert not Inzending.objects.exists() and not Session.objects.exists()


def test_whole_journey_ends_in_a_receipt(resident: Resident) -> None:
    receipt = resident.send(
        **{"email": "jan@voorbeeld.nl", "dag-dag": "9", "dag-maand": "3", "dag-jaar": "2026"}
    )
    html = receipt.content.decode()
    inzending = Inzending.objects.get()
    assert inzending.reference and inzending.reference in html
    assert "9 maart 2026" in html and "De lamp is stuk" in html
    assert inzending.state == InzendingState.INGEDIEND and inzending.zaak.identificatie == inzending.reference


def test_a_step_cannot_be_skipped(resident: Resident) -> None:
    assert resident.get("gegevens").url == resident.url("melding")
    assert resident.get("controleren").url == resident.url("melding")
    resident.post("melding", MELDING)
    assert resident.get("controleren").url == resident.url("gegevens")
    # The management form of formtools can't name another step, nor can its goto.
    answer = resident.post(
        "melding", {"formulier_wizard-current_step": "gegevens", "wizard_goto_step": "gegevens", **GEGEVENS}
    )
    assert answer.status_code == 422
    assert resident.get("gegevens").status_code == 200


def test_wrong_answers_come_back_with_what_to_do(resident: Resident) -> None:
    answer = resident.post(
        "melding", {"wat": "Een lamp", "dag-dag": "31", "dag-maand": "2", "dag-jaar": "2026"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Er zijn nog 3 dingen die niet kloppen" in html
    assert 'href="#id_dag-dag"' in html and 'id="id_dag-dag"' in html
    assert "Een lamp" in html and 'value="31"' in html
    assert not Antwoord.objects.exists()


def test_back_and_reload_show_what_was_typed(resident: Resident) -> None:
    resident.post("melding", MELDING)
    for _again in range(2):
        html = resident.get("melding").content.decode()
        assert "De lamp is stuk" in html and "niet klopt" not in html
    assert Inzending.objects.count() == 1


def test_changing_from_the_check_page_returns_to_it(resident: Resident) -> None:
    resident.fill_in()
    html = resident.get("controleren").content.decode()
    assert "Stap 3 van 3" in html and "/stap/melding/#vraag-wat" in html
    changed = resident.post("melding", {**MELDING, "wat": "Twee lampen", "_stand": "1"})
    assert changed.url == resident.url("controleren")
    assert "Twee lampen" in resident.get("controleren").content.decode()


def test_double_submit_gives_the_same_receipt(resident: Resident) -> None:
    first = resident.send().content.decode()
    assert resident.post("controleren").url == resident.url("ontvangen")
    assert resident.post("gegevens", GEGEVENS).url == resident.url("ontvangen")
    reference = Inzending.objects.get().reference or "-"
    assert reference in first and reference in resident.get("ontvangen").content.decode()
    assert Inzending.objects.count() == 1


def test_two_tabs_do_not_eat_each_others_answers(resident: Resident) -> None:
    resident.post("melding", {**MELDING, "_stand": "0"})
    late = resident.post("melding", {**MELDING, "wat": "Uit het andere venster", "_stand": "0"})
    html = late.content.decode()
    assert late.status_code == 409 and "ander venster" in html and "Uit het andere venster" in html
    assert Antwoord.objects.get(code="wat").waarde == "De lamp is stuk"
    assert 'name="_stand" value="1"' in html
    assert resident.post("melding", {**MELDING, "wat": "Toch dit", "_stand": "1"}).status_code == 302
    assert Antwoord.objects.get(code="wat").waarde == "Toch dit"


def test_the_session_holds_only_the_uuid(resident: Resident) -> None:
    resident.fill_in(bsn=BSN)
    stored = dict(resident.client.session)
    inzending = Inzending.objects.get()
    assert [value for key, value in stored.items() if not key.startswith("_session")] == [str(inzending.uuid)]


def test_sensitive_answers_are_ciphertext_and_masked(resident: Resident) -> None:
    resident.fill_in(bsn=BSN, iban=IBAN)
    for code, secret in (("bsn", BSN), ("iban", IBAN)):
        answer = Antwoord.objects.get(code=code)
        assert answer.waarde is None and answer.geheim and answer.sleutel_id and len(answer.opzoek_hmac) == 64
        assert secret not in answer.geheim
        assert answer.value(answer.inzending.uuid) == secret
    html = resident.get("controleren").content.decode()
    assert BSN not in html and IBAN not in html and "••••••333" in html


def test_running_inzending_finishes_on_its_version(resident: Resident, formulier: FormulierPage) -> None:
    resident.post("melding", MELDING)
    formulier.stappen[0].value["titel"] = "Een heel andere titel"
    publish(formulier)
    assert FormulierVersie.objects.count() == 2
    assert "Uw melding" in resident.get("melding").content.decode()
    formulier.unpublish()
    assert resident.post("gegevens", GEGEVENS).status_code == 302
    assert resident.post("controleren").url == resident.url("ontvangen")
    assert Inzending.objects.get().versie.nummer == 1


def test_first_step_opened_before_a_new_publication_is_stored_as_it_was_shown(
    resident: Resident, formulier: FormulierPage, versie: FormulierVersie
) -> None:
    formulier.title = "Anders"
    publish(formulier)
    resident.post("melding", {**MELDING, "_versie": versie.sha256})
    assert Inzending.objects.get().versie == versie


@pytest.mark.parametrize("shown", ["", "x", "0" * 64])
def test_a_made_up_version_is_the_newest(resident: Resident, formulier: FormulierPage, shown: str) -> None:
    formulier.title = "Anders"
    publish(formulier)
    resident.post("melding", {**MELDING, "_versie": shown})
    assert Inzending.objects.get().versie.nummer == 2


def test_closed_form_says_how_else(client: Any, formulier: FormulierPage) -> None:
    formulier.unpublish()
    for path in ("stap/melding/", "controleren/"):
        page = client.get(f"/formulier/proef/{path}")
        assert page.status_code == 410
        assert "(0590) 01 23 45" in page.content.decode()
    assert client.post("/formulier/proef/stap/melding/", MELDING).status_code == 410


def test_lost_session_says_so(resident: Resident, formulier: FormulierPage) -> None:
    resident.fill_in()
    other = Resident(CheckingClient())
    assert other.get("gegevens").url == other.url("melding")
    lost = other.post("gegevens", GEGEVENS)
    assert lost.status_code == 410 and "gewist" in lost.content.decode()
    assert other.post("controleren").status_code == 410
    assert other.get("ontvangen").url == "/volg-uw-aanvraag/"
    Inzending.objects.all().delete()
    assert resident.post("gegevens", GEGEVENS).status_code == 410


def test_receipt_is_gone_after_an_hour_and_on_request(resident: Resident) -> None:
    resident.send()
    Inzending.objects.update(ingediend_op=timezone.now() - timezone.timedelta(hours=2))
    assert resident.get("ontvangen").url == "/volg-uw-aanvraag/"
    other = Resident(CheckingClient())
    other.send()
    assert other.post("ontvangen").url == "/"
    assert other.get("ontvangen").url == "/volg-uw-aanvraag/"
    assert Inzending.objects.count() == 2


@pytest.mark.parametrize(
    "path",
    [
        "/formulier/bestaat-niet/stap/melding/",
        "/formulier/proef/stap/bestaat-niet/",
        "/formulier/bestaat-niet/controleren/",
        "/formulier/proef/stap/controleren/",
    ],
)
def test_unknown_forms_and_steps_are_404(client: Any, formulier: FormulierPage, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, MELDING).status_code == 404


def test_the_short_address_leads_to_the_form(client: Any, formulier: FormulierPage) -> None:
    assert client.get("/formulier/proef/").url == formulier.get_url()
    formulier.unpublish()
    assert client.get("/formulier/proef/").status_code == 404


def test_a_zaaktype_that_went_keeps_the_answers(resident: Resident, plain_client: Client) -> None:
    resident.fill_in()
    Zaaktype.objects.all().delete()
    answer = resident.post("controleren")
    assert answer.status_code == 503 and "niet weg" in answer.content.decode()
    assert Inzending.objects.get().is_concept and Antwoord.objects.filter(code="wat").exists()


def test_every_post_needs_a_csrf_token(formulier: FormulierPage) -> None:
    strict = Client(enforce_csrf_checks=True)
    for path in ("/formulier/proef/stap/melding/", "/formulier/proef/controleren/", "/volg-uw-aanvraag/"):
        assert strict.post(path, MELDING).status_code == 403


def test_new_session_id_at_start_and_at_submit(resident: Resident) -> None:
    resident.post("melding", MELDING)
    first = resident.client.session.session_key
    resident.post("gegevens", GEGEVENS)
    assert resident.client.session.session_key == first
    resident.post("controleren")
    assert resident.client.session.session_key != first


def test_no_query_grows_with_the_steps_done(resident: Resident, django_assert_max_num_queries: Any) -> None:
    resident.fill_in()
    with django_assert_max_num_queries(30):
        resident.post("melding", {**MELDING, "_stand": "1"})
