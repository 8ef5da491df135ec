"""What an owner does with a zaak: answers a question with files, reads documents, takes the request back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from basis.logboek.models import LogboekRegel
from basis.models import Team
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import OutboxItem
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.keuzes import Vertrouwelijkheid
from formulieren.zaken.models import (
    Aanvulverzoek,
    Besluit,
    Intrekking,
    Resultaattype,
    Status,
    Statustype,
    Verlenging,
    Zaak,
    Zaakinformatieobject,
    Zaaktype,
    Zgwinstellingen,
)
from formulieren.zaken.services import Receipt
from formulieren.zaken.services.aanvulling import ask_aanvulling, close_aanvulling
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_sluiten import close_zaak
from formulieren.zaken.services.intrekken import NotWithdrawable, can_withdraw, withdraw_zaak
from formulieren.zaken.services.opschorten import open_opschorting, suspend_term
from producten.models import ProductVerband
from producten.services.paginas import (
    create_product,
    create_producten,
    create_productgroep,
    sections_from_dict,
)
from tests.formulieren.zaken.volgen_support import VOLGEN, Eigenaar, make_zaaktype, send_in
from tests.journeys.test_resident import ROUTES
from tests.support.site import publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_tried() -> None:
    cache.clear()


@pytest.fixture
def zaaktype(db: None) -> Zaaktype:
    return make_zaaktype()


@pytest.fixture
def mine(versie: FormulierVersie) -> tuple[Zaak, Receipt]:
    return send_in(versie)


@pytest.fixture
def jan(client: Any, mine: tuple[Zaak, Receipt]) -> Eigenaar:
    """The owner, with a code by e-mail."""
    owner = Eigenaar(client)
    owner.open_whole(mine[1])
    return owner


def ask(zaak: Zaak, user: Any, **more: Any) -> Aanvulverzoek:
    facts = {"vraag": "Welke kleur?", "reageren_voor": timezone.localdate() + timedelta(days=7), **more}
    return ask_aanvulling(zaak=zaak, actor=user, **facts)


def url_of(verzoek: Aanvulverzoek) -> str:
    return f"{VOLGEN}{verzoek.zaak.identificatie}/vraag/{verzoek.uuid}/"


def upload(name: str = "kleur.txt", content: bytes = b"Groen, zie de foto.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def page_of(browser: Eigenaar, zaak: Zaak, query: str = "") -> str:
    answer = browser.client.get(f"{VOLGEN}{zaak.identificatie}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_answer_is_sent_and_the_term_runs_again(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any
) -> None:
    zaak = mine[0]
    verzoek = ask(zaak, admin_user, opschorten=True)
    shown = page_of(jan, zaak)
    assert "Wij hebben een vraag voor u" in shown and url_of(verzoek) in shown
    empty = jan.client.post(url_of(verzoek), {"antwoord": " "})
    assert empty.status_code == 422 and "Schrijf uw antwoord op." in empty.content.decode()
    answer = jan.client.post(url_of(verzoek), {"antwoord": "  Groen \n en een beetje blauw"})
    assert answer.url.endswith("?beantwoord")
    verzoek.refresh_from_db()
    assert verzoek.beantwoord_op is not None and verzoek.antwoord.startswith("Groen")
    assert open_opschorting(zaak) is None
    after = page_of(jan, zaak, "?beantwoord")
    assert "Wij hebben uw antwoord" in after and "een beetje blauw" in after and 'role="status"' in after
    assert jan.client.get(url_of(verzoek)).status_code == 404, "it is not asked any more"
    assert jan.client.post(url_of(verzoek), {"antwoord": "Rood"}).status_code == 404


def test_files_are_taken_in_first_and_go_with_the_answer(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any
) -> None:
    verzoek = ask(mine[0], admin_user, document_gevraagd=True)
    url, field = url_of(verzoek), f"vraag.{verzoek.pk}"
    none = jan.client.post(url, {"antwoord": "Hier"})
    assert none.status_code == 422 and "Kies het bestand" in none.content.decode()
    wrong = jan.client.post(url, {"antwoord": "Hier", field: upload("virus.exe")})
    told = wrong.content.decode()
    assert wrong.status_code == 422 and "virus.exe" in told and "Hier</textarea>" in told
    added = jan.client.post(url, {"antwoord": "Hier", field: upload(), "_actie": f"{field} voeg"})
    assert added.status_code == 200 and "kleur.txt" in added.content.decode()
    assert not Zaakinformatieobject.objects.exists(), "nothing is sent yet"
    kept = Bijlage.objects.get(vraag=field)
    removed = jan.client.post(url, {"antwoord": "", "_actie": f"{field} weg {kept.uuid}"})
    assert (
        "Het bestand is verwijderd" in removed.content.decode()
        and not Bijlage.objects.filter(vraag=field).exists()
    )
    sent = jan.client.post(url, {"antwoord": "", field: upload()})
    assert sent.url.endswith("?beantwoord"), "a file is an answer too"
    document = Zaakinformatieobject.objects.get()
    assert document.richting == "inkomend" and not document.voor_inwoner
    assert list(Aanvulverzoek.objects.get().documenten.all()) == [document]


def test_the_limits_are_those_of_a_form(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any, settings: Any
) -> None:
    verzoek = ask(mine[0], admin_user)
    url, field = url_of(verzoek), f"vraag.{verzoek.pk}"
    settings.LOKET_UPLOAD_FILE_BYTES = 10
    large = jan.client.post(url, {"antwoord": "x", field: upload()})
    assert large.status_code == 422 and "te groot" in large.content.decode()
    settings.LOKET_UPLOAD_FILE_BYTES = 1_000_000
    many = [upload(f"{number}.txt", b"tekst %d" % number) for number in range(6)]
    answer = jan.client.post(url, {"antwoord": "x", field: many})
    assert answer.status_code == 422 and Bijlage.objects.filter(vraag=field).count() == 5
    settings.LOKET_UPLOADS_PER_HOUR = 1
    assert jan.client.post(url, {"antwoord": "x", field: upload("a.txt", b"nog een")}).status_code == 429


def test_a_question_that_was_closed_meanwhile_takes_nothing(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at the question and the answer an employee closes it."""
    from formulieren.views.zaak.vraag import VraagView

    verzoek = ask(mine[0], admin_user)
    seen = VraagView._verzoek

    def closed_meanwhile(self: Any, uuid: Any) -> Any:
        found = seen(self, uuid)
        close_aanvulling(verzoek=Aanvulverzoek.objects.get(), reden="Gebeld", actor=admin_user)
        return found

    monkeypatch.setattr(VraagView, "_verzoek", closed_meanwhile)
    field = f"vraag.{verzoek.pk}"
    answer = jan.client.post(url_of(verzoek), {"antwoord": "Groen", field: upload()})
    assert answer.url.endswith("?te_laat") and not Bijlage.objects.filter(vraag=field).exists()
    assert "Dit kan niet meer" in page_of(jan, mine[0], "?te_laat")
    assert Aanvulverzoek.objects.get().antwoord == ""


def test_a_question_of_another_zaak_is_not_found(
    jan: Eigenaar, versie: FormulierVersie, mine: tuple[Zaak, Receipt], admin_user: Any
) -> None:
    other, _receipt = send_in(versie)
    verzoek = ask(other, admin_user)
    url = f"{VOLGEN}{mine[0].identificatie}/vraag/{verzoek.uuid}/"
    assert jan.client.get(url).status_code == 404
    assert jan.client.post(url, {"antwoord": "x"}).status_code == 404
    verzoek.refresh_from_db()
    assert verzoek.is_open


@pytest.mark.parametrize(
    "change", [{"voor_inwoner": False}, {"vertrouwelijkheidaanduiding": Vertrouwelijkheid.GEHEIM}]
)
def test_only_documents_for_the_resident_are_there(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any, change: dict[str, Any]
) -> None:
    from formulieren.zaken.services.behandelen_document import add_document

    document = add_document(
        zaak=mine[0], upload=upload("brief.txt"), titel="Onze brief", voor_inwoner=True, actor=admin_user
    )
    url = f"{VOLGEN}{mine[0].identificatie}/document/{document.uuid}/"
    assert url in page_of(jan, mine[0]) and jan.client.get(url).status_code == 200
    Zaakinformatieobject.objects.update(**change)
    assert url not in page_of(jan, mine[0]) and jan.client.get(url).status_code == 404
    Zaakinformatieobject.objects.update(
        voor_inwoner=True, vertrouwelijkheidaanduiding=Vertrouwelijkheid.OPENBAAR
    )
    Bijlage.objects.filter(zaakinformatieobject=document).update(state=BijlageState.QUARANTAINE)
    assert url not in page_of(jan, mine[0]) and jan.client.get(url).status_code == 404


def test_withdrawing_ends_the_zaak_with_one_mail(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any
) -> None:
    zaak = mine[0]
    ask(zaak, admin_user, opschorten=True)
    outbox.process_due()
    mail.outbox.clear()
    url = f"{VOLGEN}{zaak.identificatie}/intrekken/"
    assert url in page_of(jan, zaak) and jan.client.get(url).status_code == 200
    assert jan.client.post(url, {"reden": "x" * 501}).status_code == 422
    answer = jan.client.post(url, {"reden": "Het  hoeft niet meer"})
    assert answer.url.endswith("?ingetrokken")
    zaak = Zaak.objects.get(pk=zaak.pk)
    assert zaak.einddatum == timezone.localdate() and zaak.resultaat.resultaattype.bij_intrekken
    assert zaak.intrekking.reden == "Het hoeft niet meer" and open_opschorting(zaak) is None
    assert not Aanvulverzoek.objects.filter(beantwoord_op=None, gesloten_op=None).exists()
    outbox.process_due()
    assert [one.subject for one in mail.outbox] == [f"U hebt uw aanvraag ingetrokken ({zaak.identificatie})"]
    assert "Het hoeft niet meer" not in mail.outbox[0].body
    shown = page_of(jan, zaak, "?ingetrokken")
    assert "U hebt uw aanvraag ingetrokken" in shown and url not in shown
    assert jan.client.get(url).url == f"{VOLGEN}{zaak.identificatie}/", "once"
    assert jan.client.post(url, {}).url.endswith("?te_laat") and Intrekking.objects.count() == 1
    assert LogboekRegel.objects.filter(reden="De inwoner trok de zaak in, met een code per e-mail").exists()


def test_withdrawing_is_not_always_possible(mine: tuple[Zaak, Receipt], admin_user: Any) -> None:
    zaak = mine[0]
    assert can_withdraw(zaak)
    Resultaattype.objects.filter(bij_intrekken=True).update(bij_intrekken=False)
    assert not can_withdraw(Zaak.objects.get(pk=zaak.pk)), "no result says that it was withdrawn"
    Resultaattype.objects.all().update(bij_intrekken=False)
    make_zaaktype(intrekken_mogelijk=False)
    assert not can_withdraw(Zaak.objects.get(pk=zaak.pk))
    make_zaaktype()
    assert can_withdraw(Zaak.objects.get(pk=zaak.pk))
    decide(zaak=zaak, tekst="Nee.", actor=admin_user)
    with pytest.raises(NotWithdrawable):
        withdraw_zaak(zaak=Zaak.objects.get(pk=zaak.pk), way="met een login")
    assert not Intrekking.objects.exists()


def test_with_a_zgw_backend_result_and_last_status_go_there(mine: tuple[Zaak, Receipt]) -> None:
    zaak = mine[0]
    Zgwinstellingen.objects.update_or_create(defaults={"aan": True})
    withdraw_zaak(zaak=zaak, reden="Toch niet", way="met een login")
    rows = {row.kind: row for row in OutboxItem.objects.filter(kind__startswith="zgw-")}
    assert rows["zgw-status"].after == rows["zgw-resultaat"]
    zaak.refresh_from_db()
    assert zaak.einddatum is None and Intrekking.objects.exists(), "the end is the backend's to say"


def test_the_page_says_what_the_term_does(jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any) -> None:
    zaak, today = mine[0], timezone.localdate()
    assert "Wij willen klaar zijn op" in page_of(jan, zaak)
    Zaak.objects.update(streefdatum=today - timedelta(days=1))
    assert "Dat is niet gelukt" in page_of(jan, zaak)
    Zaak.objects.update(uiterlijke_einddatum=today - timedelta(days=1))
    assert "Wij zijn te laat" in page_of(jan, zaak)
    Zaak.objects.update(streefdatum=None, uiterlijke_einddatum=today + timedelta(days=9))
    Verlenging.objects.create(
        zaak=zaak, reden="Het regent", oude_datum=today, nieuwe_datum=today + timedelta(days=9)
    )
    assert "Wij hebben meer tijd nodig" in (page := page_of(jan, zaak)) and "Het regent" in page
    suspend_term(zaak=zaak, reden="Wij wachten op de buren", actor=admin_user)
    shown = page_of(jan, zaak)
    assert "Onze termijn staat stil" in shown and "Wij wachten op de buren" in shown
    assert "Wij zijn te laat" not in shown


def test_the_page_says_how_it_ended_and_who_to_ask(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any
) -> None:
    zaak = mine[0]
    Zaaktype.objects.update(team=Team.objects.create(slug="licht", naam="Licht", telefoon="0590 11 22 33"))
    close_zaak(
        zaak=zaak,
        resultaattype=Resultaattype.objects.get(omschrijving="Toegekend"),
        toelichting="Voor u alleen",
        actor=admin_user,
    )
    shown = page_of(jan, zaak)
    assert "Wij zijn klaar sinds" in shown and "Toegekend" in shown and "U krijgt wat u vroeg." in shown
    assert "Team Licht" in shown and "tel:0590112233" in shown


def test_the_number_of_queries_does_not_grow(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any, django_assert_max_num_queries: Any
) -> None:
    """A busy zaak costs as much as a quiet one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from formulieren.zaken.services.behandelen_document import add_document

    zaak = mine[0]
    ask(zaak, admin_user)
    page_of(jan, zaak)
    with CaptureQueriesContext(connection) as quiet:
        page_of(jan, zaak)
    for number in range(3):
        ask(zaak, admin_user, vraag=f"Vraag {number}")
        add_document(
            zaak=zaak, upload=upload(f"{number}.txt", b"%d" % number), voor_inwoner=True, actor=admin_user
        )
    with CaptureQueriesContext(connection) as busy:
        page_of(jan, zaak)
    assert len(busy) == len(quiet) and len(quiet) < 45, len(quiet)


def test_the_form_for_bezwaar_is_offered_while_it_can_be_used(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], admin_user: Any, formulier: FormulierPage
) -> None:
    """Awb 6:8: the six weeks begin on the day after; the last day counts."""
    zaak, today = mine[0], timezone.localdate()
    besluit = decide(zaak=zaak, tekst="Nee.", actor=admin_user)
    assert besluit.bezwaar_tot is not None and besluit.bezwaar_tot >= today + timedelta(weeks=6)
    url = f"{VOLGEN}{zaak.identificatie}/besluit/"

    def page() -> str:
        return str(jan.client.get(url).content.decode())

    assert "Maak bezwaar" not in page() and "Stuur ons een brief" in page()
    Zaaktype.objects.update(bezwaar_formulier=formulier)
    assert "Maak bezwaar" in (shown := page()) and f'href="{formulier.url}"' in shown
    Besluit.objects.update(bezwaar_tot=today)
    assert "Maak bezwaar" in page()
    Besluit.objects.update(bezwaar_tot=today - timedelta(days=1))
    assert "Maak bezwaar" not in page() and "Die tijd is voorbij" in page()
    Besluit.objects.update(bezwaar_tot=today)
    formulier.unpublish()
    assert "Maak bezwaar" not in page(), "a form that is closed is no way"
    assert "Wij hebben een besluit genomen" in page_of(jan, zaak)


def test_other_products_are_named_while_they_are_live(
    jan: Eigenaar, mine: tuple[Zaak, Receipt], home: Any, formulier: FormulierPage
) -> None:
    index = publish(create_producten(home, slug="producten", title="Producten"))
    group = publish(create_productgroep(index, slug="straat", title="Straat", routes=ROUTES[1:]))
    made = [
        create_product(
            group,
            slug=f"product-{number}",
            title=f"Regeling {number}",
            kort="Vraag het aan.",
            upn_reden="Dit doet alleen onze gemeente.",
            doelgroepen=["inwoner"],
            inhoud=sections_from_dict(
                [{"type": "inleiding", "html": "<p>Vraag het aan.</p>"}], seed=str(number)
            ),
        )
        for number in range(4)
    ]
    own, right, related, draft = made
    for ander, soort in ((right, "ook_recht_op"), (related, "gerelateerd"), (draft, "ook_recht_op")):
        own.verbanden.add(ProductVerband(ander=ander, soort=soort))
    own.save()
    for product in (own, right, related):
        publish(product)
    FormulierPage.objects.filter(pk=formulier.pk).update(product=own)
    shown = page_of(jan, mine[0])
    assert "Misschien hebt u hier ook recht op" in shown and "Regeling 1" in shown
    assert "Regeling 2" not in shown and "Regeling 3" not in shown
    right.refresh_from_db()
    right.unpublish()
    assert "Misschien hebt u hier ook recht op" not in page_of(jan, mine[0])


def test_with_a_zgw_backend_the_pages_show_the_read_copy(jan: Eigenaar, mine: tuple[Zaak, Receipt]) -> None:
    zaak = mine[0]
    Zgwinstellingen.objects.update_or_create(defaults={"aan": True})
    Status.objects.create(
        zaak=zaak, statustype=Statustype.objects.get(volgnummer=2), zgw_url="https://z.example/s/1"
    )
    Zaakinformatieobject.objects.create(zaak=zaak, voor_inwoner=True, zgw_url="https://z.example/d/1")
    shown = page_of(jan, zaak)
    assert "Wij zijn bezig." in shown and "De lamp is stuk" in shown and "z.example" not in shown
    jan.client.post(f"{VOLGEN}{zaak.identificatie}/intrekken/", {})
    after = page_of(jan, zaak, "?ingetrokken")
    assert "Wij sluiten de zaak" in after and "Trek uw aanvraag in" not in after
