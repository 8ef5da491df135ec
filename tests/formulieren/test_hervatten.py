"""Save and resume without an account: the link, the code, and nothing lost between two devices."""

import re
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from formulieren.inzendingen import hervatten, outbox
from formulieren.inzendingen.hervatlink import Hervatlink
from formulieren.inzendingen.models import Antwoord, Inzending, InzendingState, OutboxItem
from formulieren.inzendingen.retention import purge_concepts
from formulieren.models import FormulierPage
from tests.formulieren.conftest import GEGEVENS, MELDING, STAPPEN, Resident, make_formulier, publish
from tests.support.client import CheckingClient

LATER, KEPT = "/formulier/proef/later/", "/formulier/proef/bewaard/"
EMAIL = "jan@voorbeeld.nl"


@pytest.fixture
def saved(resident: Resident) -> tuple[str, str]:
    """Somebody stored the first step and asked for a link: (path of the link, code)."""
    resident.post("melding", MELDING)
    return ask(resident)


def ask(resident: Resident) -> tuple[str, str]:
    """Asks for a link and reads the mail; (path, code)."""
    assert resident.client.post(LATER, {"email": EMAIL}).url == KEPT
    html = resident.client.get(KEPT).content.decode()
    found = re.search(r"<strong>([A-Z0-9]{4}-[A-Z0-9]{4})</strong>", html)
    outbox.process_due()
    path = re.search(r"https?://[^/]+(/verder-gaan/\S+/)", str(mail.outbox[-1].body))
    assert path is not None
    return path[1], found[1] if found else ""


def test_link_and_code_open_the_answers_on_another_device(saved: tuple[str, str]) -> None:
    path, code = saved
    assert len(path.split("/")[2]) >= 40 and code and code not in str(mail.outbox[0].body)
    phone = CheckingClient()
    for _scanner in range(3):  # scanners of mail only look
        assert phone.get(path).status_code == 200
    assert phone.get("/formulier/proef/stap/gegevens/").status_code == 302
    assert phone.post(path, {"code": code.lower().replace("-", " ")}).url == "/formulier/proef/stap/gegevens/"
    assert "De lamp is stuk" in phone.get("/formulier/proef/stap/melding/").content.decode()
    assert Resident(phone).post("gegevens", GEGEVENS).status_code == 302
    assert Inzending.objects.count() == 1


def test_nothing_stored_opens_the_link_and_the_address_is_forgotten(saved: tuple[str, str]) -> None:
    path, code = saved
    link = Hervatlink.objects.get()
    row = repr(list(Hervatlink.objects.values()) + list(OutboxItem.objects.values()))
    assert path.split("/")[2] not in row and code not in row and EMAIL not in row
    assert link.bericht_geheim == "" and mail.outbox[0].to == [EMAIL]


def test_a_mail_that_fails_is_tried_again_with_the_same_link(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident.post("melding", MELDING)
    resident.client.post(LATER, {"email": EMAIL})
    sealed = Hervatlink.objects.get().bericht_geheim
    assert EMAIL not in sealed and sealed
    with monkeypatch.context() as broken:
        broken.setattr(hervatten.EmailMessage, "send", lambda *_args: 1 / 0)
        assert outbox.process_due() == 0
    assert Hervatlink.objects.get().bericht_geheim == sealed
    assert outbox.process_due(now=timezone.now() + timezone.timedelta(minutes=2)) == 1
    assert len(mail.outbox) == 1


def test_unknown_expired_wrong_and_sent_are_the_same_404(saved: tuple[str, str], resident: Resident) -> None:
    path, code = saved
    phone = CheckingClient()
    pages = [
        phone.get("/verder-gaan/bestaat-niet/"),
        phone.post(path, {"code": "AAAA-AAAA"}),
        phone.post(path),
    ]
    resident.post("gegevens", GEGEVENS)
    Inzending.objects.update(gewijzigd_op=timezone.now() - timezone.timedelta(days=8))
    pages += [phone.get(path), phone.post(path, {"code": code})]
    Inzending.objects.update(gewijzigd_op=timezone.now())
    assert phone.get(path).status_code == 200
    resident.post("controleren")
    assert Inzending.objects.get().state == InzendingState.INGEDIEND
    pages += [phone.get(path), phone.post(path, {"code": code})]
    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1


def test_tries_are_limited(saved: tuple[str, str]) -> None:
    path, code = saved
    token = path.split("/")[2]
    assert [hervatten.open_link(token=token, code=f"VVVV-{n:04}") for n in range(hervatten.MOST_TRIES)] == [
        None
    ] * hervatten.MOST_TRIES
    assert hervatten.open_link(token=token, code=code) is None


def test_a_form_without_sensitive_questions_needs_no_code(
    home: Any, zaaktype: Any, quiet_browser: None, client: Any
) -> None:
    stappen = [STAPPEN[0], {**STAPPEN[1], "vraag": STAPPEN[1]["vraag"][:1]}]
    publish(make_formulier(home, stappen=stappen))
    resident = Resident(client)
    resident.post("melding", MELDING)
    path, code = ask(resident)
    assert code == ""
    assert CheckingClient().post(path).url == "/formulier/proef/stap/gegevens/"


def test_two_devices_stand_and_conflict_hold(saved: tuple[str, str], resident: Resident) -> None:
    path, code = saved
    phone = Resident(CheckingClient())
    phone.client.post(path, {"code": code})
    assert phone.post("melding", {**MELDING, "wat": "Op de telefoon", "_stand": "1"}).status_code == 302
    late = resident.post("melding", {**MELDING, "wat": "Op de computer", "_stand": "1"})
    assert late.status_code == 409 and "Op de computer" in late.content.decode()
    assert Antwoord.objects.get(code="wat").waarde == "Op de telefoon"


def test_half_a_step_is_kept_and_asked_again(resident: Resident) -> None:
    answer = resident.post("melding", {"wat": "Nog niet klaar", "_later": "1"})
    assert answer.url == LATER and "Nog niet klaar" in resident.get("melding").content.decode()
    assert resident.get("gegevens").url == resident.url("melding")
    assert resident.post("melding", {**MELDING, "_later": "1", "_stand": "0"}).url == LATER
    assert resident.get("gegevens").status_code == 200


def test_saved_concepts_stay_a_week_and_purge_copes_with_the_outbox(saved: tuple[str, str]) -> None:
    now = timezone.now()
    assert purge_concepts(now=now + timezone.timedelta(days=6)) == 0
    assert purge_concepts(now=now + timezone.timedelta(days=8)) == 1
    assert not Hervatlink.objects.exists() and not OutboxItem.objects.exists()


def test_errors_rates_and_forms_that_do_not_offer_it(resident: Resident, formulier: FormulierPage) -> None:
    assert resident.client.get(LATER).url == resident.url("melding")
    resident.post("melding", MELDING)
    wrong = resident.client.post(LATER, {"email": "jan"})
    assert wrong.status_code == 422 and "naam@voorbeeld.nl" in wrong.content.decode()
    answers = [resident.client.post(LATER, {"email": EMAIL}).status_code for _again in range(7)]
    assert answers == [302] * 6 + [429] and Hervatlink.objects.count() == hervatten.MOST_LINKS
    assert resident.client.post(LATER, {"_klaar": "1"}).url == "/"
    assert resident.get("gegevens").url == resident.url("melding") and Inzending.objects.count() == 1
    formulier.hervatten = False
    publish(formulier)
    resident.post("melding", MELDING)
    assert "_later" not in resident.get("gegevens").content.decode()
    assert resident.client.get(LATER).url == resident.url("gegevens")
