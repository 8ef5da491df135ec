"""The try-out, the flow and the sending decide alike: the same answers lead the same way and to one zaaktype."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.test import Client

from formulieren.editor.loading import regels_from_dict
from formulieren.models import FormulierPage
from formulieren.models.versie import freeze
from formulieren.zaken.models import Zaak
from formulieren.zaken.services import save_zaaktype
from tests.formulieren.conftest import make_formulier
from tests.formulieren.logica_form import REGELS, STAPPEN

CHOICES: dict[str, tuple[str, ...]] = {
    "soort": ("markt", "feest", "", "raket"),
    "mensen": ("20", "200", "201", "0", ""),
    "kramen": ("3", "0", "-1", ""),
    "naam": ("Jan", ""),
}


@pytest.fixture
def page(home: Any, zaaktype: Any) -> FormulierPage:
    """The form with logic, frozen and live past the gate: this is about decisions."""
    save_zaaktype(
        identificatie="MARKT",
        omschrijving="Een markt",
        doorlooptijd=28,
        statustypen=[
            {
                "volgnummer": 1,
                "omschrijving": "Ontvangen",
                "statustekst": "Wij hebben het.",
                "is_eindstatus": True,
            }
        ],
    )
    made = make_formulier(home, stappen=STAPPEN, regels=regels_from_dict(REGELS[2:], seed="x"))
    made.save_revision()
    freeze(made)
    FormulierPage.objects.filter(pk=made.pk).update(live=True)
    return made


def walk(client: Client, base: str, posts: list[dict[str, str]]) -> list[tuple[str, int]]:
    """Where each post leads from the step that is open then, and with which status, until the form ends."""
    seen: list[tuple[str, int]] = []
    step = "stap/wat"
    for posted in posts:
        answer = client.post(f"{base}{step}/", posted)
        if answer.status_code == 302:
            step = answer.headers["Location"].removeprefix(base).rstrip("/")
        seen.append((step, answer.status_code))
        if not step.startswith("stap/"):
            break
    return seen


def test_the_same_answers_lead_the_same_way(page: FormulierPage, admin_client: Client) -> None:
    rnd = random.Random(1122)
    ends: set[str] = set()
    zaaktypen: set[str] = set()
    for _person in range(25):
        # A step that is refused is posted again, better: else hardly anybody gets to the end.
        posts = [{code: rnd.choice(values) for code, values in CHOICES.items()} for _ in range(4)]
        posts += [{code: values[0] for code, values in CHOICES.items()} | {"soort": posts[0]["soort"]}] * 2
        posts += [{code: values[0] for code, values in CHOICES.items()}] * 3
        trial = f"/beheer/formulieren/{page.pk}/proberen/"
        admin_client.post(trial)
        flow = Client()
        tried, real = walk(admin_client, trial, posts), walk(flow, "/formulier/proef/", posts)
        assert tried == real
        ends.add(tried[-1][0])
        if tried[-1][0] != "controleren":
            continue
        shown = admin_client.get(f"{trial}ontvangen/").content.decode()
        assert flow.post("/formulier/proef/controleren/").status_code == 302
        sent = Zaak.objects.latest("pk").zaaktype.omschrijving
        assert sent in shown
        zaaktypen.add(sent)
    assert ends == {"controleren", "stop"} and len(zaaktypen) == 2
