"""S17: 500 people with a sign in each field go through everything; then each output is searched for the signs."""

from __future__ import annotations

import io
import logging
import smtplib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.utils import timezone

from basis.measure.buffer import flush
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.inzendingen import outbox
from formulieren.inzendingen.antwoorden import store_stap
from formulieren.inzendingen.models import Inzending, InzendingState, OutboxItem, OutboxState
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.models import Aanvulverzoek, Status, Zaak
from formulieren.zaken.services import receipt_for, set_status, submit_inzending
from formulieren.zaken.services.aanvulling import answer_aanvulling, ask_aanvulling
from formulieren.zaken.services.bewaren import purge_inzendingen
from formulieren.zaken.services.receipt import BEWIJS, ONTVANGST
from tests.fault.long import count_of
from tests.formulieren.conftest import Resident, formulier, home, versie, zaaktype  # noqa: F401 - fixtures
from tests.security.canary import Kanarie, Signs
from tests.support.dump import all_rows
from tests.support.site import make_user

PEOPLE = count_of("canary", 500)
# The first ones by browser, the next by mail that arrives, and some by mail that fails.
BY_BROWSER, MAILED, FAILED = 3, 8, 20
MELDING = {"soort": "lamp", "gevaar": False}
# Where an answer stands open because people must read and find it; sensitive ones stand sealed there.
OPEN = {
    "inzendingen_antwoord": {"KANARIE", "KanarieNaam", "kanarie.post", "telefoon", "kanarie", "KanarieTekst"},
    "zaken_rol": {"KanarieNaam", "kanarie.post", "telefoon"},
    "zaken_status": {"KanarieUitleg"},
    "zaken_aanvulverzoek": {"KanarieVraag", "KanarieAntwoord"},
}
# A person may read the own name in the own mail; numbers and files never go by mail.
NEVER_MAILED = {"bsn", "iban", "KanarieBestand", "KanarieAntwoord"}


def send(versie: FormulierVersie, person: Kanarie) -> None:  # noqa: F811
    """Both steps and the sending, by the services."""
    inzending = Inzending.objects.create(versie=versie)
    first, second = versie.form_schema.stappen
    store_stap(inzending=inzending, stap=first, answers={**MELDING, "wat": person.text("Tekst")})
    store_stap(inzending=inzending, stap=second, answers=person.gegevens())
    submit_inzending(inzending=inzending)
    bijlage = Bijlage(
        inzending_uuid=inzending.uuid, vraag="foto", grootte=1, soort="pdf", sha256="0", scan="schoon",
        state=BijlageState.VERWIJDERD,
    )  # fmt: skip
    bijlage.naam = f"{person.text('Bestand')}.pdf"
    bijlage.save()


def browse(client: Any, person: Kanarie) -> list[str]:
    """The same by browser, with mistakes on the way; the texts of the pages that show no answer."""
    resident = Resident(client)
    adres = {
        "adres-postcode": "9990 EV",
        "adres-huisnummer": "12",
        "adres-toevoeging": f"kanarie{person.nummer}",
    }
    gegevens = {name: value for name, value in person.gegevens().items() if name != "adres"} | adres
    resident.post("melding", {"soort": "lamp", "wat": person.text("Tekst"), "gevaar": "nee"})
    wrong = resident.post(
        "gegevens", {**gegevens, "bsn": person.bsn[:-1], "email": "kanarie zonder apenstaart"}
    )
    assert wrong.status_code == 422
    assert resident.post("gegevens", gegevens).status_code == 302
    resident.post("controleren")
    receipt = receipt_for(Inzending.objects.filter(state=InzendingState.INGEDIEND).latest("pk"))
    follow = "/volg-uw-aanvraag/"
    pages = [
        resident.get("ontvangen").text,
        client.post(follow, {"nummer": person.bsn, "code": person.email}).content.decode(),
        client.post(
            follow, {"nummer": receipt.reference, "code": receipt.code}, follow=True
        ).content.decode(),
        client.get(follow).content.decode(),
    ]
    return pages


@pytest.fixture
def outputs(client: Any, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Every address that was asked for or sent to, from now on; and all logging is kept."""
    caplog.set_level(logging.INFO)
    found: list[str] = []
    real = client.request

    def request(**given: Any) -> Any:
        answer = real(**given)
        found.append(f"{given.get('PATH_INFO')}?{given.get('QUERY_STRING')}")
        found.append(" ".join(f"{name}: {value}" for name, value in answer.headers.items()))
        found.append(str(answer.cookies))
        return answer

    client.request = request
    return found


def test_nobody_is_known_by_any_output(
    client: Any,
    formulier: FormulierPage,  # noqa: F811
    versie: FormulierVersie,  # noqa: F811
    outputs: list[str],
    caplog: pytest.LogCaptureFixture,
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Any,
) -> None:
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    people = [Kanarie(number) for number in range(PEOPLE)]
    signs = Signs(people)
    assert len(signs.bsns) == len(signs.ibans) == PEOPLE and signs.in_text(f"x {people[7].bsn} y") == {"bsn"}

    # --- sent, mailed, failed ---
    for person in people[:BY_BROWSER]:
        for page in browse(client, person):
            assert not signs.in_text(page) & {"bsn", "iban"}, "masked on every page"
        client.logout()
    for person in people[BY_BROWSER:]:
        send(versie, person)
    assert Zaak.objects.count() == PEOPLE
    late = OutboxItem.objects.order_by("pk")[MAILED * 2 :].values_list("pk", flat=True)
    OutboxItem.objects.filter(pk__in=list(late)).update(next_at=timezone.now() + timedelta(days=2))
    assert outbox.process_due(limit=MAILED * 2) == MAILED * 2
    _fail(monkeypatch, people)

    # --- handled by an employee ---
    user = make_user("medewerker")
    zaken = list(Zaak.objects.select_related("inzending").order_by("pk")[:30])
    _handle(zaken, people, user)
    client.force_login(user)
    shown = [client.get(f"/beheer/zaken/{zaken[0].pk}/").text, client.get("/beheer/uitgaande-taken/").text]
    for number in ("", "?q=" + zaken[1].identificatie):
        shown.append(client.get(f"/beheer/zaken/{number}").text)
    answer = client.post("/beheer/betrokkene/", {"actie": "zoek", "soort": "bsn", "waarde": people[5].bsn})
    assert "Wij vonden 1 formulier" in answer.text
    shown.append(answer.text)
    for page in shown:
        assert not signs.in_text(page) & {"bsn", "iban"}, "masked on every screen"

    # --- all outputs ---
    flush()
    logs = "\n".join(f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records)
    assert "Outbox" in logs and signs.in_text(logs) == set()
    assert signs.in_text("".join(capsys.readouterr())) == set()
    assert len(outputs) > 60 and signs.in_text("\n".join(outputs)) == set()
    sessions = "\n".join(str(session.get_decoded()) for session in Session.objects.all())
    assert sessions and signs.in_text(sessions) == set()
    kept = "\n".join(f"{key} {value!r}" for key, value in vars(caches["default"])["_cache"].items())
    assert signs.in_text(kept) == set()
    _check_mail(signs, people)
    found = {table: kinds for table, rows in all_rows().items() if (kinds := signs.in_text(rows))}
    assert found == {table: kinds & OPEN.get(table, set()) for table, kinds in found.items()}, found
    assert found.keys() == OPEN.keys(), "a check that can fail: the open answers are found"

    # --- destroyed ---
    Zaak.objects.update(einddatum=timezone.localdate() - timedelta(days=400))
    FormulierPage.objects.update(bewaar_dagen=30)
    OutboxItem.objects.update(state=OutboxState.KLAAR)
    mail.outbox.clear()
    assert purge_inzendingen(trust_clock=True).vernietigd == PEOPLE
    left = {table: kinds for table, rows in all_rows().items() if (kinds := signs.in_text(rows))}
    assert left == {} and not mail.outbox
    logs = "\n".join(record.getMessage() for record in caplog.records)
    assert signs.in_text(logs) == set()


def _fail(monkeypatch: pytest.MonkeyPatch, people: list[Kanarie]) -> None:
    """Mail and PDF fail with errors that name the person: as a mail server and a library do."""
    refused = smtplib.SMTPRecipientsRefused({people[20].email: (550, people[20].text("Naam").encode())})

    def fails(*args: Any, **kwargs: Any) -> None:
        raise refused

    def breaks(item: OutboxItem) -> None:
        raise ValueError(f"{people[21].bsn} {people[21].text('Naam')}")

    waiting = OutboxItem.objects.filter(state=OutboxState.WACHT, kind__in=[ONTVANGST, BEWIJS]).order_by("pk")
    OutboxItem.objects.filter(pk__in=list(waiting[:FAILED].values_list("pk", flat=True))).update(
        next_at=timezone.now() - timedelta(days=1)
    )
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fails)
        patch.setattr("formulieren.zaken.services.ontvangstbewijs.receipt_pdf", breaks)
        assert outbox.process_due(limit=FAILED) == 0
    assert OutboxItem.objects.exclude(last_error="").count() >= FAILED


def _handle(zaken: list[Zaak], people: list[Kanarie], user: Any) -> None:
    for zaak, person in zip(zaken, people, strict=False):
        ask_aanvulling(
            zaak=zaak,
            vraag=person.text("Vraag"),
            reageren_voor=timezone.localdate() + timedelta(days=7),
            actor=user,
        )
        verzoek = Aanvulverzoek.objects.get(zaak=zaak)
        assert answer_aanvulling(verzoek=verzoek, antwoord=person.text("Antwoord"))
        set_status(
            zaak=zaak,
            statustype=zaak.zaaktype.statustypen.get(volgnummer=2),
            toelichting=person.text("Uitleg"),
            actor=user,
        )
    assert Status.objects.exclude(statustoelichting="").count() == len(zaken)


def _check_mail(signs: Signs, people: list[Kanarie]) -> None:
    """Each mail goes to one person and knows nobody else; its PDF too; its subject knows nobody."""
    assert len(mail.outbox) >= MAILED
    by_address = {person.email: person for person in people}
    for message in mail.outbox:
        (to,) = message.to
        own = by_address[to]
        texts = [str(message.body), *(str(part.content) for part in getattr(message, "alternatives", []))]
        for attachment in message.attachments:
            assert signs.in_text(attachment.filename) == set()
            pages = pypdf.PdfReader(io.BytesIO(attachment.content)).pages
            texts.append("\n".join(page.extract_text() for page in pages))
        text = "\n".join(texts)
        assert not signs.in_text(text) & NEVER_MAILED, signs.in_text(text)
        assert signs.in_text(str(message.subject)) == set()
        assert signs.people_in(text) <= {own.nummer} and own.nummer in signs.people_in(text)
