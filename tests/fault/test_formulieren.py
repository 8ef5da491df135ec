"""The forms under faults and attacks: short counts for every run; `script/bench faults` has the long ones."""

from __future__ import annotations

import zipfile
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierPage
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.betrokkene import stukken_of
from formulieren.zaken.services.betrokkene_export import export_betrokkene
from formulieren.zaken.services.ontvangstbewijs import TEMPLATE as PDF
from formulieren.zaken.services.ontvangstbewijs import receipt_context
from tests.fault import formulieren
from tests.formulieren.conftest import GEGEVENS, MELDING, Resident
from tests.formulieren.random_forms import forms
from tests.support.payloads import SCRIPTS

# The handlers that the payloads try to set; Wagtail's own admin uses none of them.
EVENTS = ("onerror", "onload", "ontoggle", "onfocus", "onclick", "onmouseover", "onbegin")


@pytest.mark.parametrize("seed", range(4))
def test_1000_posts_of_nonsense_over_http(formulier: FormulierPage, seed: int) -> None:
    formulieren.posts_over_http(seed, 250)


@pytest.mark.parametrize("seed", range(3))
def test_9000_posts_of_nonsense_in_the_flow(seed: int) -> None:
    formulieren.posts_in_the_flow(seed, 3000)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(forms(), min_size=20, max_size=20), st.integers(0, 10_000))
def test_5000_orders_of_steps(schemas: list[Any], seed: int) -> None:
    formulieren.steps_in_any_order(seed, 1000, schemas)


def test_500_replays_make_one_zaak_each(formulier: FormulierPage) -> None:
    formulieren.replays(1, 500)


@pytest.mark.parametrize("seed", range(2))
def test_2000_acts_of_editor_and_residents(formulier: FormulierPage, seed: int) -> None:
    formulieren.Editing(formulier, seed).walk(1000)


@pytest.mark.parametrize("part", range(2))
def test_every_payload_is_text_on_every_page(resident: Resident, part: int) -> None:
    """S5: the step, the check page and the receipt hold all payloads, and no element or attribute of them."""
    payloads = SCRIPTS[part::2]
    every = "\n".join(payloads)
    assert len(SCRIPTS) >= 100
    assert resident.post("melding", {**MELDING, "wat": every}).status_code == 302
    resident.post("gegevens", {"naam": every[:200], "email": "jan@voorbeeld.nl"})
    pages = [resident.get("melding"), resident.get("controleren")]
    resident.post("controleren")
    for page in (*pages, resident.get("ontvangen")):
        soup = BeautifulSoup(page.content, "lxml")
        assert not soup.select("main script, main img, main iframe, main svg[onload], base, meta[http-equiv]")
        assert not [tag for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
        shown = " ".join(soup.text.split())
        assert all(" ".join(text.split()) in shown for text in payloads)


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_ORIGIN": "https://kwaad.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}]
)
def test_a_post_from_elsewhere_changes_nothing_and_shows_the_way_back(
    formulier: FormulierPage, headers: dict[str, str]
) -> None:
    """S4: 403 in Dutch at every address that takes a POST, and what was stored stays."""
    strict = Client(enforce_csrf_checks=True)
    first = f"{formulieren.ADDRESS}/stap/melding/"
    strict.get(first)
    token = strict.cookies["csrftoken"].value
    assert strict.post(first, {**MELDING, "csrfmiddlewaretoken": token}).status_code == 302
    for name in ("stap/melding", "stap/gegevens", "controleren", "later", "wissen"):
        bad = {"csrfmiddlewaretoken": token} if headers.get("HTTP_ORIGIN") else {}
        answer = strict.post(f"{formulieren.ADDRESS}/{name}/", {**GEGEVENS, **bad}, **headers)
        assert answer.status_code == 403, name
        assert 'lang="nl"' in answer.content.decode() and "<h1" in answer.content.decode()
    page = strict.get(first)
    assert MELDING["wat"] in page.content.decode()


def test_every_payload_is_text_in_mail_pdf_export_and_admin(
    resident: Resident, mailoutbox: Any, admin_client: Client, admin_user: Any
) -> None:
    """S5: what leaves by mail, goes into the PDF, is given along, and what staff read."""
    every = "\n".join(SCRIPTS[::2])
    resident.post("melding", {**MELDING, "wat": every})
    resident.post("gegevens", {"naam": SCRIPTS[-1], "email": "jan@voorbeeld.nl"})
    assert resident.post("controleren").status_code == 302
    outbox.process_due()
    inzending = Inzending.objects.get()
    (message,) = mailoutbox
    assert "\n" not in message.subject
    with translation.override("nl"):
        pdf = render_to_string(
            PDF, {**receipt_context(inzending, masked=False), "taal": "nl", "gemeente": "X"}
        )
    with export_betrokkene(stukken_of([inzending.pk])) as file, zipfile.ZipFile(file) as archive:
        given = archive.read("gegevens.html").decode()
    staff = [
        admin_client.get(f"/beheer/{path}").content.decode()
        for path in ("zaken/", f"zaken/{Zaak.objects.get().pk}/", "uitgaande-taken/")
    ]
    for html in (*(str(body) for body, _kind in message.alternatives), pdf, given, *staff):
        soup = BeautifulSoup(html, "lxml")
        assert "gekraakt" not in "".join(tag.decode_contents() for tag in soup.select("script, style"))
        values = [str(value) for tag in soup.find_all(True) for value in tag.attrs.values()]
        assert not [value for value in values if "gekraakt" in value or "kwaad.example" in value]
        assert not [tag for tag in soup.find_all(True) if any(name in tag.attrs for name in EVENTS)]
    assert all(
        " ".join(text.split()) in " ".join(BeautifulSoup(pdf, "lxml").text.split()) for text in SCRIPTS[::2]
    )
