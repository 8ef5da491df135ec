"""Mijn zaken: what is one's own and nothing else, open and done, ten a page, and what is unfinished."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from formulieren.inloggen import registry
from formulieren.inloggen.sessie import SESSION_KEY
from formulieren.inzendingen.models import Inzending, InzendingState
from formulieren.inzendingen.persoon import MEDEWERKER, persoon_fields
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.keuzes import InternExtern, VolgNiveau
from formulieren.zaken.models import Zaak, Zaaktype
from formulieren.zaken.services.aanvulling import ask_aanvulling
from tests.formulieren.inloggen.support import Bezoeker, make_achter
from tests.formulieren.zaken.volgen_support import (
    VOLGEN,
    Eigenaar,
    bsn_of,
    make_zaaktype,
    send_in,
    send_in_by_employee,
)

pytestmark = pytest.mark.django_db
MIJN = "/mijn-zaken/"


@pytest.fixture(autouse=True)
def _nobody_tried() -> None:
    cache.clear()


@pytest.fixture
def zaaktype(db: None) -> Zaaktype:
    return make_zaaktype()


@pytest.fixture
def sara(client: Any, versie: FormulierVersie) -> Eigenaar:
    """Sara, logged in."""
    owner = Eigenaar(client)
    assert owner.log_in("sara").url == MIJN
    return owner


def listed(owner: Eigenaar, path: str = MIJN) -> str:
    answer = owner.client.get(path)
    assert answer.status_code == 200 and "no-store" in answer["Cache-Control"]
    return str(answer.content.decode())


def concept_of(versie: FormulierVersie, wie: str, middel: str = "proef") -> Inzending:
    made = Inzending(versie=versie)
    for name, value in persoon_fields(made.uuid, bsn_of(wie), middel).items():
        setattr(made, name, value)
    made.save()
    return made


def test_the_list_has_what_a_login_proves_to_be_mine(sara: Eigenaar, versie: FormulierVersie) -> None:
    own, _receipt = send_in(versie, wie="sara")
    counter, _receipt = send_in_by_employee(versie, wie="sara")
    of_lin, _receipt = send_in(versie, wie="lin")
    # Somebody typed Sara's number: that proves nothing.
    typed, _receipt = send_in(versie, bsn=bsn_of("sara"))
    html = listed(sara)
    assert own.identificatie in html and counter.identificatie in html
    assert of_lin.identificatie not in html and typed.identificatie not in html
    assert "Bezig (2)" in html and "Klaar (0)" in html and bsn_of("sara") not in html
    page = sara.client.get(f"{VOLGEN}{counter.identificatie}/")
    assert page.status_code == 200 and "De lamp is stuk" in page.content.decode()


def test_open_and_done_are_apart(sara: Eigenaar, versie: FormulierVersie, admin_user: Any) -> None:
    running, _receipt = send_in(versie, wie="sara")
    done, _receipt = send_in(versie, wie="sara")
    Zaak.objects.filter(pk=done.pk).update(einddatum=timezone.localdate())
    ask_aanvulling(
        zaak=running, vraag="Hoe?", reageren_voor=timezone.localdate() + timedelta(days=5), actor=admin_user
    )
    html, closed = listed(sara), listed(sara, f"{MIJN}klaar/")
    assert running.identificatie in html and done.identificatie not in html
    assert "Wij hebben een vraag voor u" in html and "Bezig (1)" in html and "Klaar (1)" in html
    assert done.identificatie in closed and running.identificatie not in closed and "Klaar sinds" in closed


def test_ten_a_page_with_the_same_number_of_queries(sara: Eigenaar, versie: FormulierVersie) -> None:
    send_in(versie, wie="sara")
    concept_of(versie, "sara")
    listed(sara)
    with CaptureQueriesContext(connection) as one:
        listed(sara)
    for _number in range(11):
        send_in(versie, wie="sara")
        concept_of(versie, "sara")
    with CaptureQueriesContext(connection) as many:
        html = listed(sara)
    assert len(many) == len(one), (len(one), len(many))
    assert (
        html.count(f'href="{VOLGEN}') == 10 + 1 and "Bezig (12)" in html
    )  # and the way to follow without a login
    assert listed(sara, f"{MIJN}?bladzijde=2").count(f'href="{VOLGEN}') == 2 + 1
    assert listed(sara, f"{MIJN}?bladzijde=onzin").count(f'href="{VOLGEN}') == 10 + 1


@pytest.mark.parametrize(
    ("change", "shown"),
    [
        ({"volgen": VolgNiveau.UIT}, True),
        ({"indicatie_intern_of_extern": InternExtern.INTERN}, False),
        ({"vertrouwelijkheidaanduiding": "geheim"}, False),
    ],
)
def test_a_login_shows_more_than_a_code_but_nothing_secret(
    sara: Eigenaar, versie: FormulierVersie, change: dict[str, Any], shown: bool
) -> None:
    zaak, _receipt = send_in(versie, wie="sara")
    Zaaktype.objects.update(**change)
    assert (zaak.identificatie in listed(sara)) is shown
    assert sara.client.get(f"{VOLGEN}{zaak.identificatie}/").status_code == (200 if shown else 404)


def test_what_is_unfinished_goes_on(
    client: Any, home: Any, zaaktype: Zaaktype, quiet_browser: None, versie: FormulierVersie
) -> None:
    make_achter(home)
    before = Bezoeker(client)
    before.log_in("sara")
    before.post("stap/wie/", {"email": "zelf@voorbeeld.nl"})
    concept = Inzending.objects.get(state=InzendingState.CONCEPT)
    before.log_out()
    sara = Eigenaar(client)
    sara.log_in("sara")
    html = listed(sara)
    assert "Nog niet verstuurd" in html and f"{MIJN}verder/{concept.uuid}/" in html
    answer = client.post(f"{MIJN}verder/{concept.uuid}/")
    assert answer.url == "/formulier/achter/stap/wat/" and client.get(answer.url).status_code == 200
    assert client.get(f"{MIJN}verder/{concept.uuid}/").status_code == 405


def test_unfinished_forms_of_others_are_not_found(
    sara: Eigenaar, versie: FormulierVersie, client: Any
) -> None:
    """Of somebody else, of an employee who was filling in, too old, of a form that is gone, sent, unknown."""
    old = concept_of(versie, "sara")
    Inzending.objects.filter(pk=old.pk).update(gewijzigd_op=timezone.now() - timedelta(days=9))
    sent, _receipt = send_in(versie, wie="sara")
    others = [concept_of(versie, "lin"), concept_of(versie, "sara", MEDEWERKER), old, sent.inzending]
    pages = [client.post(f"{MIJN}verder/{one.uuid}/") for one in others]
    pages.append(client.post(f"{MIJN}verder/0190a7d0-0000-4000-8000-000000000000/"))
    assert {page.status_code for page in pages} == {404}
    html = listed(sara)
    assert "Nog niet verstuurd" not in html


def test_a_form_that_is_gone_leaves_its_concept_out(
    sara: Eigenaar, versie: FormulierVersie, client: Any
) -> None:
    concept = concept_of(versie, "sara")
    assert str(concept.uuid) in listed(sara)
    FormulierPage.objects.get().delete()
    assert str(concept.uuid) not in listed(sara)
    assert client.post(f"{MIJN}verder/{concept.uuid}/").status_code == 404


def test_a_login_that_ended_leads_back_and_says_why(
    sara: Eigenaar, versie: FormulierVersie, client: Any
) -> None:
    zaak, _receipt = send_in(versie, wie="sara")
    url = f"{VOLGEN}{zaak.identificatie}/"
    assert client.get(url).status_code == 200
    session = client.session
    session[SESSION_KEY] = {**session[SESSION_KEY], "laatst": session[SESSION_KEY]["laatst"] - 3000}
    session.save()
    answer = client.get(url)
    assert answer.status_code == 302 and answer.url.startswith(f"{MIJN}inloggen/?naar=")
    assert "omdat u een tijd niets deed" in client.get(answer.url).content.decode()
    assert client.get(url).status_code == 404


def test_logging_out_or_somebody_else_takes_it_all_away(
    sara: Eigenaar, versie: FormulierVersie, client: Any
) -> None:
    zaak, receipt = send_in(versie, wie="sara")
    sara.follow(receipt)
    client.post("/uitloggen/")
    assert client.get(f"{VOLGEN}{zaak.identificatie}/").status_code == 404
    sara.log_in("sara")
    sara.follow(receipt)
    sara.log_in("lin")
    assert client.get(f"{VOLGEN}{zaak.identificatie}/").status_code == 404
    assert zaak.identificatie not in listed(sara)


def test_without_a_means_to_log_in_the_page_says_so(
    client: Any, versie: FormulierVersie, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "_middelen", {})
    page = client.get(f"{MIJN}inloggen/").content.decode()
    assert "U kunt hier nu niet inloggen." in page and f'href="{VOLGEN}"' in page
    assert MIJN not in client.get(VOLGEN).content.decode()
    assert client.post(f"{MIJN}inloggen/", {"middel": "proef"}).status_code == 422


def test_a_login_that_fails_is_told_on_the_same_page(client: Any, versie: FormulierVersie) -> None:
    from urllib.parse import parse_qs, urlsplit

    started = client.post(f"{MIJN}inloggen/", {"middel": "proef"})
    state = parse_qs(urlsplit(started["Location"]).query)["state"][0]
    page = client.get(f"/inloggen/terug/proef/?state={state}&code=vals")
    assert page.status_code == 200 and "Het inloggen is niet gelukt" in page.content.decode()
    assert SESSION_KEY not in client.session
