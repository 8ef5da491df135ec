"""A form with one question of most kinds, its mapping, and what sends it to the fake backend."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from formulieren.bijlagen import storage
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.inzendingen.antwoorden import store_stap
from formulieren.inzendingen.models import Inzending, OutboxItem, OutboxState
from formulieren.inzendingen.outbox import process_due
from formulieren.inzendingen.persoon import persoon_fields
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.models import (
    Eigenschap,
    FormulierKoppeling,
    KoppelingRegel,
    Zaak,
    Zaaktype,
)
from formulieren.zaken.services import submit_inzending
from tests.formulieren.conftest import make_formulier, publish
from tests.support.fake_zgw import FakeZgw, configure

STAPPEN: list[dict[str, Any]] = [
    {
        "slug": "melding",
        "titel": "Uw melding",
        "uitleg": "Vertel ons wat u ziet.",
        "vraag": [
            {
                "type": "keuze",
                "code": "soort",
                "label": "Waarover gaat het?",
                "opties": [{"waarde": "lamp", "label": "Een lamp"}, {"waarde": "boom", "label": "Een boom"}],
            },
            {"type": "lange_tekst", "code": "wat", "label": "Wat ziet u?"},
            {"type": "getal", "code": "aantal", "label": "Hoeveel ziet u er?", "verplicht": False},
            {"type": "datum", "code": "sinds", "label": "Sinds wanneer?", "verplicht": False},
            {"type": "locatie", "code": "plek", "label": "Waar is het?", "verplicht": False},
            {
                "type": "bestand",
                "code": "foto",
                "label": "Hebt u een foto?",
                "verplicht": False,
                "doel": "Dan zien wij het ook.",
                "grondslag": "publieke_taak",
            },
        ],
    },
    {
        "slug": "gegevens",
        "titel": "Uw gegevens",
        "uitleg": "Zo kunnen wij u bereiken.",
        "vraag": [
            {
                "type": "tekst",
                "code": "naam",
                "label": "Hoe heet u?",
                "autocomplete": "name",
                "verplicht": False,
                "doel": "Dan weten wij wie u bent.",
                "grondslag": "publieke_taak",
            },
            {
                "type": "email",
                "code": "email",
                "label": "Wat is uw e-mailadres?",
                "verplicht": False,
                "doel": "Voor de bevestiging.",
                "grondslag": "publieke_taak",
            },
            {
                "type": "kvk",
                "code": "bedrijf",
                "label": "Wat is uw KVK-nummer?",
                "verplicht": False,
                "doel": "Om te zien om welk bedrijf het gaat.",
                "grondslag": "publieke_taak",
            },
            {
                "type": "bsn",
                "code": "bsn",
                "label": "Wat is uw bsn?",
                "verplicht": False,
                "doel": "Voor de test.",
                "grondslag": "publieke_taak",
            },
        ],
    },
]
EIGENSCHAPPEN = [
    {"naam": "soort", "formaat": "tekst", "lengte": 20},
    {"naam": "aantal", "formaat": "getal", "lengte": 4},
    {"naam": "sinds", "formaat": "datum", "lengte": 8},
]
BSN = "111222333"


@pytest.fixture
def formulier(home: Any, zaaktype: Zaaktype, quiet_browser: None) -> FormulierPage:
    """A live form of these steps, mapped."""
    for each in EIGENSCHAPPEN:
        Eigenschap.objects.create(zaaktype=zaaktype, **each)
    page = make_formulier(home, stappen=STAPPEN)
    koppeling = FormulierKoppeling.objects.create(formulier=page, informatieobjecttype="Bijlage")
    for vraag, doel, naam in (
        ("soort", "eigenschap", "soort"),
        ("aantal", "eigenschap", "aantal"),
        ("sinds", "eigenschap", "sinds"),
        ("plek", "adres", ""),
        ("bedrijf", "kvk", ""),
        ("wat", "toelichting", ""),
    ):
        KoppelingRegel.objects.create(koppeling=koppeling, vraag=vraag, doel=doel, naam=naam)
    publish(page)
    return page


@pytest.fixture
def backend(fake_zgw: FakeZgw, zaaktype: Zaaktype) -> FakeZgw:
    """The fake, connected, with the zaaktype TEST and its eigenschappen."""
    configure(fake_zgw, eigenschappen=EIGENSCHAPPEN)
    return fake_zgw


Sender = Callable[..., Zaak]


@pytest.fixture
def send(formulier: FormulierPage, settings: Any, tmp_path: Any) -> Sender:
    """Fills in and sends the form; `files` are (name, content), `bsn` is proven by a login."""
    settings.LOKET_KAART_VOORBEELD = False  # every place in the Netherlands will do
    settings.LOKET_UPLOAD_DIR = str(tmp_path / "bijlagen")
    versie = FormulierVersie.objects.get(formulier=formulier)

    def sent(*, files: tuple[tuple[str, bytes], ...] = (), bsn: str = "", **answers: Any) -> Zaak:
        inzending = Inzending.objects.create(versie=versie)
        if bsn:
            fields = persoon_fields(inzending.uuid, bsn, "proef")
            Inzending.objects.filter(pk=inzending.pk).update(**fields)
            inzending.refresh_from_db()
        given = {"soort": "lamp", "wat": "De lamp is stuk", **answers}
        for name, content in files:
            add_file(inzending, name, content)
        for stap in versie.form_schema.stappen:
            codes = {vraag.code for vraag in stap.vragen}
            store_stap(inzending=inzending, stap=stap, answers={k: v for k, v in given.items() if k in codes})
        submit_inzending(inzending=inzending)
        return Zaak.objects.get(inzending=inzending)

    return sent


def add_file(inzending: Inzending, name: str, content: bytes, **fields: Any) -> Bijlage:
    """A released file at the question `foto`."""
    bijlage = Bijlage(
        inzending_uuid=inzending.uuid,
        vraag="foto",
        grootte=len(content),
        soort="pdf",
        sha256=hashlib.sha256(content).hexdigest(),
        scan="schoon",
        **{"state": BijlageState.GOEDGEKEURD, **fields},
    )
    bijlage.naam = name
    storage.write(bijlage.uuid, iter([content]))
    bijlage.save()
    return bijlage


def drain(rounds: int = 12, hours: int = 2) -> list[OutboxItem]:
    """Works the outbox off as if time passes between the rounds; what is not done then."""
    now = timezone.now()
    for turn in range(rounds):
        process_due(limit=500, now=now + timedelta(hours=hours * turn))
        if not OutboxItem.objects.filter(kind__startswith="zgw-").exclude(state=OutboxState.KLAAR).exists():
            break
    return list(OutboxItem.objects.filter(kind__startswith="zgw-").exclude(state=OutboxState.KLAAR))
