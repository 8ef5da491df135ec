"""The mails about a zaak: each kind, to whom and to whom not, once, and nothing in them that doesn't belong there."""

from __future__ import annotations

from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from basis.models import Team
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending, OutboxItem, OutboxState
from formulieren.models import FormulierVersie
from formulieren.zaken.keuzes import InternExtern, VolgNiveau
from formulieren.zaken.mail import versturen
from formulieren.zaken.models import Aanvulverzoek, Rol, Status, Statustype, Zaak, Zaaktype
from formulieren.zaken.services import Receipt, set_status
from formulieren.zaken.services.aanvulling import answer_aanvulling, ask_aanvulling
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_document import add_document, show_document
from formulieren.zaken.services.berichten import BERICHT, BerichtSoort, plan_bericht
from formulieren.zaken.services.opschorten import extend_term, resume_term, suspend_term
from formulieren.zaken.services.toestemming import withdraw_email
from tests.formulieren.zaken.volgen_support import make_zaaktype, send_in, uuid_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def zaaktype(db: None) -> Zaaktype:
    return make_zaaktype(verlengingstermijn=4)


@pytest.fixture
def mine(versie: FormulierVersie) -> tuple[Zaak, Receipt]:
    """A zaak of somebody who wants e-mail; the receipt was mailed already."""
    made = send_in(versie)
    outbox.process_due()
    mail.outbox.clear()
    return made


@pytest.fixture
def zaak(mine: tuple[Zaak, Receipt]) -> Zaak:
    return mine[0]


def statustype(number: int) -> Statustype:
    return Statustype.objects.get(volgnummer=number)


def sent() -> list[Any]:
    """What the worker mails now."""
    before = len(mail.outbox)
    outbox.process_due()
    return mail.outbox[before:]


def the_row() -> OutboxItem:
    return OutboxItem.objects.filter(kind=BERICHT).latest("pk")


def day(moment: date) -> str:
    return date_format(moment, "j F Y")


def test_a_status_is_mailed_with_its_text_and_the_note(zaak: Zaak) -> None:
    set_status(zaak=zaak, statustype=statustype(2), toelichting="Wij komen morgen.")
    (message,) = sent()
    assert message.subject == f"Nieuws over uw aanvraag: Bezig ({zaak.identificatie})"
    assert message.to == ["jan@voorbeeld.nl"] and message.extra_headers["Auto-Submitted"] == "auto-generated"
    html, kind = message.alternatives[0]
    assert kind == "text/html" and '<html lang="nl">' in html and "<h1>" in html
    for text in (message.body, html):
        assert "Wij zijn bezig." in text and "Wij komen morgen." in text and zaak.identificatie in text
        assert day(zaak.uiterlijke_einddatum) in text and "/volg-uw-aanvraag/?nummer=" in text
        assert "geen e-mail meer" in text


def test_a_status_that_does_not_inform_is_not_mailed(zaak: Zaak) -> None:
    Statustype.objects.update(informeren=False)
    set_status(zaak=zaak, statustype=statustype(2))
    assert not OutboxItem.objects.filter(kind=BERICHT).exists() and sent() == []


def test_each_thing_that_happens_is_mailed_once(zaak: Zaak, admin_user: Any) -> None:
    soon = timezone.localdate() + timedelta(days=5)
    told = []

    def hear(word: str) -> str:
        (message,) = sent()
        told.append(message.extra_headers["Message-ID"])
        assert word in message.body and word in message.alternatives[0][0], message.body
        return str(message.body)

    verzoek = ask_aanvulling(
        zaak=zaak, vraag="Bent u ziek?", reageren_voor=soon, document_gevraagd=True, actor=admin_user
    )
    body = hear("Wij hebben een vraag voor u")
    assert day(soon) in body and "Bent u ziek?" not in body and "bestand" in body
    extended = extend_term(
        zaak=zaak,
        nieuwe_datum=zaak.uiterlijke_einddatum + timedelta(days=7),
        reden="Het is druk",
        actor=admin_user,
    )
    assert day(extended.oude_datum) in (body := hear("Wij hebben meer tijd nodig"))
    assert day(extended.nieuwe_datum) in body and "Het is druk" in body
    opschorting = suspend_term(zaak=zaak, reden="Wij wachten op de buren", actor=admin_user)
    assert "Wij wachten op de buren" in hear("Wij kunnen nu niet verder")
    resume_term(opschorting=opschorting, eind=timezone.localdate() + timedelta(days=3), actor=admin_user)
    zaak.refresh_from_db()
    assert day(zaak.uiterlijke_einddatum) in hear("Wij gaan weer verder")
    upload = SimpleUploadedFile("geheim.txt", b"Beste meneer, dit is geheim.", "text/plain")
    document = add_document(zaak=zaak, upload=upload, titel="Uw schuld", voor_inwoner=True, actor=admin_user)
    assert "Uw schuld" not in (body := hear("Er is een document voor u")) and "geheim.txt" not in body
    besluit = decide(zaak=zaak, tekst="U krijgt geen uitkering.", actor=admin_user)
    body = hear("Wij hebben een besluit genomen")
    assert besluit.bezwaar_tot is not None
    assert "uitkering" not in body and day(besluit.bezwaar_tot) in body
    assert len(set(told)) == 6
    # Told again, as a message of another system may: the rows are there already.
    with transaction.atomic():
        for soort, key in ((BerichtSoort.AANVULVERZOEK, verzoek.pk), (BerichtSoort.DOCUMENT, document.pk)):
            assert plan_bericht(zaak=zaak, soort=soort, key=str(key)) is not None
    assert sent() == []


def test_no_mail_holds_what_must_stay_inside(zaak: Zaak, mine: tuple[Zaak, Receipt], admin_user: Any) -> None:
    """S17: no code, no BSN, no answer."""
    set_status(zaak=zaak, statustype=statustype(2), toelichting="Wij komen.")
    decide(zaak=zaak, tekst="Nee.", actor=admin_user)
    for message in sent():
        everything = str(message.message())  # as it goes over the line, headers too
        for secret in (mine[1].code, "111222333", "De lamp is stuk", "Jan ", admin_user.get_username()):
            assert secret not in everything and secret not in message.body, secret
        assert '<a href="http' in message.alternatives[0][0]
        assert uuid_of(zaak) not in message.body


def test_two_runs_send_the_same_message(zaak: Zaak) -> None:
    set_status(zaak=zaak, statustype=statustype(2))
    (first,) = sent()
    OutboxItem.objects.filter(kind=BERICHT).update(state=OutboxState.WACHT)
    (second,) = sent()
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.body == second.body


@pytest.mark.parametrize(
    "why", ["withdrawn", "no rol", "status gone", "not informing", "intern", "secret", "destroyed"]
)
def test_a_row_that_says_nothing_any_more_is_done_in_silence(zaak: Zaak, why: str) -> None:
    set_status(zaak=zaak, statustype=statustype(2))
    if why == "withdrawn":
        withdraw_email(zaak=zaak)
    elif why == "no rol":
        Rol.objects.all().delete()
    elif why == "status gone":
        Status.objects.filter(statustype__volgnummer=2).delete()
    elif why == "not informing":
        Statustype.objects.update(informeren=False)
    elif why == "intern":
        Zaaktype.objects.update(indicatie_intern_of_extern=InternExtern.INTERN)
    elif why == "secret":
        Zaaktype.objects.update(vertrouwelijkheidaanduiding="geheim")
    else:
        Inzending.objects.update(state="vernietigd", laatste_stap="", hulp="")
    assert sent() == [] and the_row().state == OutboxState.KLAAR


def test_nobody_who_did_not_choose_e_mail_is_mailed(versie: FormulierVersie) -> None:
    zaak, _receipt = send_in(versie, email=None)
    set_status(zaak=zaak, statustype=statustype(2))
    assert not OutboxItem.objects.filter(kind=BERICHT).exists()


def test_a_question_that_was_answered_is_not_asked_by_mail(zaak: Zaak, admin_user: Any) -> None:
    soon = timezone.localdate() + timedelta(days=5)
    verzoek = ask_aanvulling(zaak=zaak, vraag="Hoe?", reageren_voor=soon, actor=admin_user)
    assert answer_aanvulling(verzoek=verzoek, antwoord="Zo.")
    assert sent() == [] and the_row().state == OutboxState.KLAAR
    assert Aanvulverzoek.objects.get().antwoord == "Zo."


def test_a_document_is_told_of_when_it_can_be_opened(zaak: Zaak, admin_user: Any) -> None:
    upload = SimpleUploadedFile("brief.txt", b"Beste meneer, dit is een brief.", "text/plain")
    document = add_document(zaak=zaak, upload=upload, voor_inwoner=True, actor=admin_user)
    Bijlage.objects.update(state=BijlageState.QUARANTAINE)
    assert sent() == [] and the_row().state == OutboxState.WACHT
    Bijlage.objects.update(state=BijlageState.GOEDGEKEURD)
    OutboxItem.objects.update(next_at=timezone.now())
    assert len(sent()) == 1
    OutboxItem.objects.filter(kind=BERICHT).update(state=OutboxState.WACHT)
    show_document(document=document, voor_inwoner=False, actor=admin_user)
    assert sent() == [] and the_row().state == OutboxState.KLAAR


def test_a_refused_address_is_a_task_for_a_person(zaak: Zaak, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> None:
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr(versturen.EmailMultiAlternatives, "send", refuse)
    set_status(zaak=zaak, statustype=statustype(2))
    assert sent() == []
    assert the_row().state == OutboxState.MENS and "weigert" in the_row().last_error


def test_the_mail_is_in_the_language_of_the_form(zaak: Zaak, mine: tuple[Zaak, Receipt]) -> None:
    Inzending.objects.update(taal="en")
    set_status(zaak=zaak, statustype=statustype(2))
    (message,) = sent()
    assert (
        '<html lang="en">' in message.alternatives[0][0] and "/en/volg-uw-aanvraag/?nummer=" in message.body
    )


def test_the_link_is_one_that_works_for_this_zaak(versie: FormulierVersie) -> None:
    """Where a zaak can't be followed with a code: the login, or no link at all."""
    Zaaktype.objects.update(
        volgen=VolgNiveau.UIT, team=Team.objects.create(slug="t", naam="T", telefoon="0590 1")
    )
    anonymous, _receipt = send_in(versie)
    by_login, _receipt = send_in(versie, wie="sara")
    sent()
    set_status(zaak=anonymous, statustype=statustype(2))
    (first,) = sent()
    assert "http" not in first.body and "0590 1" in first.body
    set_status(zaak=by_login, statustype=statustype(2))
    (second,) = sent()
    assert "/mijn-zaken/" in second.body and "/volg-uw-aanvraag/" not in second.body


def test_a_text_of_an_employee_can_do_nothing_in_a_mail(zaak: Zaak) -> None:
    Statustype.objects.update(omschrijving="Bezig\r\nBcc: kwaad@voorbeeld.nl")
    set_status(zaak=zaak, statustype=statustype(2), toelichting="<script>alert(1)</script>")
    (message,) = sent()
    assert "\n" not in message.subject and message.recipients() == ["jan@voorbeeld.nl"]
    assert "<script>" not in message.alternatives[0][0]
