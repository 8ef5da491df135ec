"""Owners of zaken at their browsers: with reference and code, with a code by e-mail, or with the demo login."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.core import mail

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending
from formulieren.inzendingen.persoon import MEDEWERKER, persoon_fields
from formulieren.models import FormulierVersie
from formulieren.prefill.proefpersonen import find_code
from formulieren.zaken.models import Zaak, Zaaktype
from formulieren.zaken.services import Receipt, save_zaaktype, submit_inzending
from tests.formulieren.test_submit import concept

VOLGEN = "/volg-uw-aanvraag/"
GEGEVENS = {"naam": "Jan", "email": "jan@voorbeeld.nl", "bsn": "111222333"}
RESULTATEN = [
    {"omschrijving": "Toegekend", "toelichting": "U krijgt wat u vroeg.", "archiefactietermijn": "P1Y"},
    {
        "omschrijving": "Ingetrokken",
        "toelichting": "U wilde niet verder.",
        "archiefactietermijn": "P1Y",
        "bij_intrekken": True,
    },
]
STATUSSEN = [
    {"volgnummer": 1, "omschrijving": "Ontvangen", "statustekst": "Wij hebben het."},
    {"volgnummer": 2, "omschrijving": "Bezig", "statustekst": "Wij zijn bezig.", "informeren": True},
    {
        "volgnummer": 3,
        "omschrijving": "Klaar",
        "statustekst": "Het is klaar.",
        "informeren": True,
        "is_eindstatus": True,
    },
]


def make_zaaktype(**changes: Any) -> Zaaktype:
    """The zaaktype of the form of these tests, with results, mail and withdrawing."""
    facts: dict[str, Any] = {
        "identificatie": "TEST",
        "omschrijving": "Proefmelding",
        "doorlooptijd": 28,
        "servicenorm": 14,
        "intrekken_mogelijk": True,
        "bezwaartermijn_weken": 6,
        "statustypen": STATUSSEN,
        "resultaattypen": RESULTATEN,
    }
    return save_zaaktype(**{**facts, **changes})


def send_in(
    versie: FormulierVersie, *, wie: str = "", middel: str = "proef", **gegevens: Any
) -> tuple[Zaak, Receipt]:
    """A sent form of `wie` (a code of proefpersonen, "" for somebody without a login); zaak and receipt."""
    inzending = concept(versie, gegevens={**GEGEVENS, **gegevens})
    if wie:
        for name, value in persoon_fields(inzending.uuid, bsn_of(wie), middel).items():
            setattr(inzending, name, value)
        inzending.save()
    receipt = submit_inzending(inzending=inzending)
    return Zaak.objects.get(inzending=inzending), receipt


def send_in_by_employee(versie: FormulierVersie, *, wie: str) -> tuple[Zaak, Receipt]:
    """The same, filled in at the counter after a look at the proof of identity."""
    return send_in(versie, wie=wie, middel=MEDEWERKER)


def bsn_of(wie: str) -> str:
    """The invented BSN of a proefpersoon."""
    persoon = find_code(wie)
    assert persoon is not None
    return persoon.bsn


class Eigenaar:
    """Somebody with a browser who follows a zaak."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def follow(self, receipt: Receipt) -> Any:
        """Types reference and code."""
        return self.client.post(VOLGEN, {"nummer": receipt.reference, "code": receipt.code})

    def ask_code(self, reference: str) -> str:
        """Asks for a code by e-mail and reads it in the mailbox."""
        before = len(mail.outbox)
        answer = self.client.post(f"{VOLGEN}{reference}/code/", {"_vraag": "1"})
        assert answer.status_code == 302, answer.status_code
        outbox.process_due()
        sent = [one for one in mail.outbox[before:] if "code voor" in one.subject]
        return code_in(str(sent[-1].body))

    def type_code(self, reference: str, code: str) -> Any:
        """Types a code from a mail."""
        return self.client.post(f"{VOLGEN}{reference}/code/", {"code": code})

    def open_whole(self, receipt: Receipt) -> None:
        """Reference and code, then a code by e-mail."""
        assert self.follow(receipt).status_code == 302
        answer = self.type_code(receipt.reference, self.ask_code(receipt.reference))
        assert answer.status_code == 302 and answer.url.endswith(f"{receipt.reference}/"), answer

    def log_in(self, wie: str, naar: str = "") -> Any:
        """Logs in for one's own zaken with the demo login."""
        started = self.client.post("/mijn-zaken/inloggen/", {"middel": "proef", "naar": naar})
        assert started.status_code == 302, started.status_code
        state = parse_qs(urlsplit(started["Location"]).query)["state"][0]
        chosen = self.client.post("/proef-login/", {"persoon": wie, "state": state})
        return self.client.get(str(chosen["Location"]))


def code_in(body: str) -> str:
    """The code in the text of a mail."""
    found = re.search(r"[3479CFHJKMPRTVWXY]{4}-[3479CFHJKMPRTVWXY]{4}\b(?!-)", body)
    assert found is not None, body
    return found[0]


def uuid_of(zaak: Zaak) -> str:
    """The uuid of its inzending: what must be nowhere outside."""
    return str(Inzending.objects.get(pk=zaak.inzending_id).uuid)
