"""Following a zaak: one way in, one 404 for everything else, limits, and the employee's side."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from basis.logboek.models import LogboekRegel
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Zaak, Zaakinstellingen
from formulieren.zaken.services import Receipt, look_up, save_zaaktype, set_status, submit_inzending
from formulieren.zaken.services.volgen import timeline
from formulieren.zaken.services.zaaktypen import zaaktype_is_usable
from tests.formulieren.test_submit import concept

VOLGEN = "/volg-uw-aanvraag/"


@pytest.fixture
def receipt(versie: FormulierVersie) -> Receipt:
    return submit_inzending(inzending=concept(versie))


def follow(client: Any, reference: str, code: str) -> Any:
    return client.post(VOLGEN, {"nummer": reference, "code": code})


def without_token(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_reference_and_code_open_the_timeline(client: Any, receipt: Receipt) -> None:
    answer = follow(client, receipt.reference.lower().replace("-", " "), receipt.code.lower())
    assert answer.url == f"{VOLGEN}{receipt.reference}/"
    page = client.get(answer.url)
    html = page.content.decode()
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert "Ontvangen" in html and "Wij hebben het." in html and "Klaar" in html
    assert "De lamp is stuk" not in html and receipt.code not in html
    assert receipt.code not in str(dict(client.session))


def test_everything_wrong_is_the_same_404(client: Any, versie: FormulierVersie, receipt: Receipt) -> None:
    other = submit_inzending(inzending=concept(versie))
    flipped = receipt.code[:-1] + ("3" if receipt.code[-1] != "3" else "4")
    tries = [
        (receipt.reference, flipped),
        (receipt.reference, other.code),
        (other.reference, receipt.code),
        ("CCC-CCC-CCC", receipt.code),
        ("onzin", "onzin"),
        ("' OR 1=1 --", "\u202e%00"),
    ]
    pages = [follow(client, reference, code) for reference, code in tries]
    pages += [
        client.get(f"{VOLGEN}{reference}/") for reference in (receipt.reference, "CCC-CCC-CCC", "onzin")
    ]
    assert {page.status_code for page in pages} == {404}
    assert len({without_token(page.content.decode()) for page in pages}) == 1
    assert f'action="{VOLGEN}"' in pages[-1].content.decode()


def test_what_one_browser_opened_is_closed_for_another(client: Any, receipt: Receipt, settings: Any) -> None:
    url = follow(client, receipt.reference, receipt.code).url
    assert client.get(url).status_code == 200
    assert Client().get(url).status_code == 404
    session = client.session
    session["volgen"] = {receipt.reference: 1}
    session.save()
    assert client.get(url).status_code == 404
    session["volgen"] = "kapot"
    session.save()
    assert client.get(url).status_code == 404


def test_look_up_does_the_same_work_each_time(receipt: Receipt, django_assert_num_queries: Any) -> None:
    Zaakinstellingen.load()
    for reference, code in (
        (receipt.reference, receipt.code),
        (receipt.reference, "x"),
        ("x", "x"),
        ("", ""),
    ):
        with django_assert_num_queries(2):
            found = look_up(reference=reference, code=code)
        assert (found is not None) == (code == receipt.code)


def test_tries_are_limited_per_reference(client: Any, receipt: Receipt) -> None:
    statuses = [follow(client, receipt.reference, f"poging {number}").status_code for number in range(12)]
    assert statuses == [404] * 10 + [429] * 2
    assert follow(client, receipt.reference, receipt.code).status_code == 429


def test_tries_are_limited_per_visitor(client: Any, receipt: Receipt) -> None:
    statuses = [follow(client, f"onzin {number}", "x").status_code for number in range(61)]
    assert statuses == [404] * 60 + [429]


@pytest.mark.parametrize(
    "data", [{}, {"nummer": "x"}, {"nummer": "x" * 5000, "code": "y" * 5000}, {"nummer": " ", "code": " "}]
)
def test_empty_or_endless_input_is_told_what_to_do(
    client: Any, db: None, home: Any, data: dict[str, str]
) -> None:
    page = client.post(VOLGEN, data)
    assert page.status_code == 422 and "loket-fouten" in page.content.decode()


def test_setting_a_status_writes_it_and_the_logboek(receipt: Receipt, django_user_model: Any) -> None:
    zaak = Zaak.objects.get()
    user = django_user_model.objects.create_user("beheer")
    second, last = zaak.next_statustypen()
    set_status(zaak=zaak, statustype=second, toelichting="  Wij komen  morgen. ", actor=user)
    assert [row["staat"] for row in timeline(zaak)] == ["klaar", "nu", "straks"]
    assert timeline(zaak)[1]["toelichting"] == "Wij zijn bezig.\nWij komen morgen."
    with pytest.raises(ValidationError):
        set_status(zaak=zaak, statustype=second, actor=user)
    set_status(zaak=zaak, statustype=last, actor=user)
    zaak.refresh_from_db()
    assert zaak.einddatum is not None and [row["staat"] for row in timeline(zaak)] == ["klaar"] * 3
    assert not zaak.next_statustypen().exists()
    lines = LogboekRegel.objects.filter(medewerker=user)
    assert {line.onderwerp for line in lines} == {f"zaak:{receipt.reference}"} and lines.count() == 2


def test_a_status_may_be_skipped_but_never_go_back(receipt: Receipt) -> None:
    zaak = Zaak.objects.get()
    second, last = zaak.next_statustypen()
    set_status(zaak=zaak, statustype=last)
    with pytest.raises(ValidationError):
        set_status(zaak=zaak, statustype=second)
    with pytest.raises(ValidationError):
        set_status(zaak=zaak, statustype=second, toelichting="x" * 1001)


def test_zaaktypen_are_saved_again_without_doubles(zaaktype: Any) -> None:
    facts = {"identificatie": "TEST", "omschrijving": "Anders", "doorlooptijd": 7}
    end = {"volgnummer": 2, "omschrijving": "Klaar", "is_eindstatus": True}
    save_zaaktype(**facts, statustypen=[{"volgnummer": 1, "omschrijving": "Binnen"}, end])
    zaaktype.refresh_from_db()
    assert zaaktype.omschrijving == "Anders" and zaaktype.statustypen.count() == 2
    for wrong in ([], [end, {**end, "volgnummer": 3}], [{**end, "is_eindstatus": False}]):
        with pytest.raises(ValidationError):
            save_zaaktype(**facts, statustypen=wrong)
    assert zaaktype_is_usable("TEST") and not zaaktype_is_usable("") and not zaaktype_is_usable("ANDERS")
