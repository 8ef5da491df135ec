"""One zaak over HTTP: every act with its form, what comes back after a mistake, who may, photos, and outside."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from PIL import Image

from basis.logboek.models import LogboekRegel
from basis.models import Team
from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.zaken.beheer.hooks_zaken import ACTIES
from formulieren.zaken.models import (
    Aanvulverzoek,
    Afwezigheid,
    Opschorting,
    Resultaattype,
    Zaak,
    Zaakinformatieobject,
)
from formulieren.zaken.services.behandelen_document import add_document
from formulieren.zaken.services.op_tijd import measure_op_tijd
from formulieren.zaken.services.opschorten import resume_term, suspend_term
from formulieren.zaken.services.waarschuwen import warn_handlers
from tests.formulieren.bijlagen.files import GOOD
from tests.formulieren.bijlagen.support import upload
from tests.formulieren.zaken.clock import TODAY, Clock
from tests.formulieren.zaken.test_werklijst import copy_zaak
from tests.support.client import CheckingClient
from tests.support.document_files import make_pdf


@pytest.fixture(autouse=True)
def upload_dir(settings: Any, tmp_path: Path) -> Path:
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    return tmp_path / "bijlagen"


class Desk:
    """An employee with a zaak before them."""

    def __init__(self, zaak: Zaak, user: Any) -> None:
        self.zaak, self.client = zaak, CheckingClient()
        self.client.force_login(user)

    def url(self, part: str = "") -> str:
        return f"/beheer/zaken/{self.zaak.pk}/{part}"

    def get(self, part: str = "") -> BeautifulSoup:
        answer = self.client.get(self.url(part))
        assert answer.status_code == 200 and "no-store" in answer["Cache-Control"], part
        return BeautifulSoup(answer.content, "lxml")

    def post(self, part: str, **data: Any) -> Any:
        return self.client.post(self.url(part), data)

    def refused(self, part: str, **data: Any) -> str:
        """What stands on the page that comes back."""
        answer = self.post(part, **data)
        assert answer.status_code == 422, answer
        return str(answer.content.decode())


@pytest.fixture
def desk(zaak: Zaak, clock: Clock, ans: Any) -> Desk:
    zaak.zaaktype.bezwaartermijn_weken = 6
    zaak.zaaktype.save()
    return Desk(zaak, ans)


def test_every_act_has_a_page_and_keeps_what_was_typed(desk: Desk) -> None:
    Resultaattype.objects.create(
        zaaktype=desk.zaak.zaaktype, omschrijving="Gerepareerd", archiefactietermijn="P1Y"
    )
    links = {link["href"] for link in desk.get().select(".loket-zaak__acties a")}
    assert links == {
        desk.url(f"{part}/")
        for part in ("buiten", "toewijzen", "vraag", "document", "besluit", "stil", "verleng", "sluit")
    }
    for link in links:
        assert desk.client.get(link).status_code == 200
    week = (TODAY + timedelta(days=7)).isoformat()
    html = desk.refused("vraag/", vraag="", reageren_voor=week, document_gevraagd="on")
    assert "Schrijf op wat u wilt weten." in html and week in html and "checked" in html
    html = desk.refused("vraag/", vraag="Hoe <b>groot</b>?", reageren_voor="gisteren", opschorten="on")
    assert "Hoe &lt;b&gt;groot&lt;/b&gt;?" in html and "31-12-2026" in html
    html = desk.refused("besluit/", tekst="Ja.", ingangsdatum="2026-03-02", vervaldatum="2026-03-01")
    assert "Ja.</textarea>" in html and "eerder dan de dag" in html
    pdf = upload("besluit.pdf", make_pdf(tagged=False))
    html = desk.refused("besluit/", tekst="Zie de pdf.", ingangsdatum="2026-03-02", bestand=pdf)
    assert "Niet iedereen kan deze pdf lezen" in html and "Zie de pdf." in html and "bestand opnieuw" in html
    html = desk.refused("verleng/", nieuwe_datum="2026-12-31", reden="Onderzoek")
    assert "De laatste dag die mag is 28 april 2026." in html and 'value="Onderzoek"' in html
    html = desk.refused("document/", titel="Memo", richting="intern")
    assert "Kies een bestand." in html and 'value="Memo"' in html
    html = desk.refused("sluit/", toelichting="Klaar is klaar")
    assert "Kies hoe de zaak eindigt." in html and "Klaar is klaar" in html
    assert "Schrijf op waarom." in desk.refused("stil/", reden=" ")
    assert not Aanvulverzoek.objects.exists() and not Opschorting.objects.exists()


def test_a_zaak_from_taking_to_the_end(desk: Desk, ans: Any, bo: Any) -> None:
    good = Resultaattype.objects.create(
        zaaktype=desk.zaak.zaaktype, omschrijving="Gerepareerd", archiefactietermijn="P1Y"
    )
    desk.post("neem/", gezien="")
    assert Zaak.objects.get().behandelaar == ans
    assert desk.post("toewijzen/", behandelaar=bo.pk, gezien=ans.pk).status_code == 302
    assert "Deze zaak is nu van bo" in desk.refused("toewijzen/", behandelaar=ans.pk, gezien=ans.pk)
    desk.post("vraag/", vraag="Waar?", reageren_voor="2026-03-16", opschorten="on")
    verzoek = Aanvulverzoek.objects.get()
    page = desk.get().get_text(" ", strip=True)
    assert "Waar?" in page and "Wij wachten tot en met 16 maart 2026" in page
    assert "Staat stil vanaf 3 maart" in page
    assert desk.post(f"vraag/{verzoek.uuid}/sluit/", reden="Gebeld").status_code == 302
    assert "was al klaar" in desk.refused(f"vraag/{verzoek.uuid}/sluit/", reden="Nog eens")
    desk.post("stil/", reden="De inwoner is op vakantie")
    desk.post("loop/")
    assert "loopt al" in desk.refused("loop/")
    desk.post("verleng/", nieuwe_datum="2026-04-28", reden="Onderzoek")
    desk.post("document/", bestand=upload("memo.pdf", GOOD["brief.pdf"]), richting="intern", titel="Memo")
    document = Zaakinformatieobject.objects.get()
    desk.post(f"document/{document.uuid}/toon/", toon="ja")
    document.refresh_from_db()
    assert document.voor_inwoner
    desk.post("besluit/", tekst="U krijgt een nieuwe lamp.", ingangsdatum="2026-03-02")
    page = desk.get().get_text(" ", strip=True)
    for words in ("28 april 2026", "Onderzoek", "Memo", "U krijgt een nieuwe lamp.", "13 april 2026"):
        assert words in page, words
    assert (
        desk.post("sluit/", resultaattype=good.pk, toelichting="Er hangt een nieuwe lamp.").status_code == 302
    )
    zaak = Zaak.objects.get()
    assert zaak.einddatum == TODAY and zaak.archiefactiedatum == date(2027, 3, 2)
    links = [link["href"] for link in desk.get().select(".loket-zaak__acties a")]
    assert links == [desk.url("document/")]
    history = desk.get().select_one("#zaak-geschiedenis-section, [id^=panel-zaak-geschiedenis]")
    assert history is not None and "Termijn verlengd" in history.get_text()


def test_who_saw_an_older_status_is_told(desk: Desk) -> None:
    first = desk.zaak.current_status
    second, last = desk.zaak.next_statustypen()
    assert first is not None
    assert desk.post("", statustype=second.pk, gezien=first.pk).status_code == 302
    html = desk.refused("", statustype=last.pk, gezien=first.pk, toelichting="Wij zijn er geweest.")
    assert "Een collega zette deze zaak net op: Bezig." in html and "Wij zijn er geweest." in html


def test_nobody_else_acts_or_looks(desk: Desk, kijker: Any, django_user_model: Any) -> None:
    parts = [f"{part}/" for _name, part, _view in ACTIES]
    for user, sees in ((kijker, True), (django_user_model.objects.create_user("niemand"), False)):
        other = Desk(desk.zaak, user)
        for part in parts:
            assert other.client.get(other.url(part)).status_code in (302, 403, 405), part
            assert other.post(part, reden="x", vraag="x", gezien="").status_code in (302, 403), part
        assert (other.client.get(other.url()).status_code == 200) is sees
    zaak = Zaak.objects.get()
    assert zaak.behandelaar is None and zaak.einddatum is None and not Opschorting.objects.exists()
    strict = CheckingClient(enforce_csrf_checks=True)
    strict.force_login(desk.client.get(desk.url()).wsgi_request.user)
    assert strict.post(desk.url("neem/"), {"gezien": ""}).status_code == 403


def test_a_photo_is_shown_small_upright_and_without_what_the_camera_wrote(desk: Desk, ans: Any) -> None:
    source = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "geheime plek"
    Image.new("RGB", (1200, 900), "green").save(source, "JPEG", exif=exif)
    add_document(zaak=desk.zaak, upload=upload("boom.jpg", source.getvalue()), actor=ans)
    picture = desk.get().select_one(".loket-zaak__foto img")
    assert picture is not None and picture["alt"] == "Foto 1 bij deze zaak"
    answer = desk.client.get(str(picture["src"]))
    assert answer["Content-Type"] == "image/jpeg" and answer["Content-Security-Policy"].startswith("sandbox")
    assert b"geheime plek" not in answer.content and "no-store" in answer["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).size == (600, 800), "turned, and made small"
    assert LogboekRegel.objects.filter(reden__startswith="Foto ", medewerker=ans).count() == 1
    Bijlage.objects.update(state=BijlageState.QUARANTAINE)
    assert desk.client.get(str(picture["src"])).status_code == 404
    assert desk.get().select_one(".loket-zaak__foto") is None


def test_what_belongs_to_another_zaak_is_not_found(desk: Desk, ans: Any) -> None:
    other = copy_zaak(desk.zaak, 1)
    verzoek = Aanvulverzoek.objects.create(zaak=other, vraag="Waar?", reageren_voor=TODAY)
    document = add_document(zaak=other, upload=upload("foto.jpg", GOOD["foto.jpg"]), actor=ans)
    assert document.bijlage is not None
    assert desk.post(f"vraag/{verzoek.uuid}/sluit/", reden="Gebeld").status_code == 404
    assert desk.post(f"document/{document.uuid}/toon/", toon="ja").status_code == 404
    for part in (f"foto/{document.bijlage.uuid}/", f"bijlage/{document.bijlage.uuid}/"):
        assert desk.client.get(desk.url(part)).status_code == 404
    verzoek.refresh_from_db()
    assert verzoek.is_open


def test_a_pdf_is_no_photo(desk: Desk, ans: Any) -> None:
    document = add_document(zaak=desk.zaak, upload=upload("memo.pdf", GOOD["brief.pdf"]), actor=ans)
    assert document.bijlage is not None
    assert desk.client.get(desk.url(f"foto/{document.bijlage.uuid}/")).status_code == 404


def test_outside_it_is_closed_with_a_picture_in_one_form(desk: Desk, settings: Any) -> None:
    settings.LOKET_KAART_VOORBEELD, settings.LOKET_KAART_BRON = True, ""
    desk.zaak.zaakgeometrie = {"type": "Point", "coordinates": [6.0, 53.6]}
    desk.zaak.save()
    page = desk.get("buiten/")
    assert page.select_one('a[href="geo:53.600000,6.000000"]') is not None
    tiles = [tile["href"] for tile in page.select("svg.loket-zaak__kaart image")]
    assert 4 <= len(tiles) <= 9 and all(desk.client.get(str(tile)).status_code == 200 for tile in tiles)
    assert "Contact" in page.get_text()
    assert LogboekRegel.objects.filter(handeling="read", onderwerp=f"zaak:{desk.zaak}").count() == 1
    html = desk.refused("buiten/", foto=upload("a.pdf", GOOD["brief.pdf"]), toelichting="Boom is weg.")
    assert "Boom is weg." in html and not Bijlage.objects.exists()
    assert LogboekRegel.objects.filter(handeling="read", onderwerp=f"zaak:{desk.zaak}").count() == 2
    soup = BeautifulSoup(html, "lxml")
    first = soup.select_one("svg.loket-zaak__kaart, form[enctype]")
    assert first is not None and first.name == "form", "what is wrong stands above the map"
    answer = desk.post(
        "buiten/", foto=upload("na.jpg", GOOD["foto.jpg"]), toelichting="Boom is weg.", voor_inwoner="on"
    )
    assert answer.status_code == 302 and Zaak.objects.get().einddatum == TODAY
    assert Zaakinformatieobject.objects.get().voor_inwoner


# --- warnings and figures -----------------------------------------------------------------------------------------


def test_before_a_date_passes_who_looks_after_it_is_warned_once(
    zaak: Zaak, clock: Clock, ans: Any, bo: Any, caplog: pytest.LogCaptureFixture
) -> None:
    Zaak.objects.update(behandelaar=ans)
    clock.day = date(2026, 3, 10)
    assert warn_handlers() == 0 and mail.outbox == []
    clock.day = date(2026, 3, 11)  # three working days before the 16th
    assert warn_handlers() == 1 and warn_handlers() == 0
    message = mail.outbox[0]
    assert (
        message.to == [ans.email] and zaak.identificatie in message.body and "16 maart 2026" in message.body
    )
    assert "Jan" not in message.body and "De lamp" not in message.body
    Afwezigheid.objects.create(medewerker=ans, vervanger=bo, begin=clock.day, eind=date(2026, 4, 30))
    clock.day = date(2026, 3, 25)
    assert warn_handlers() == 1 and mail.outbox[1].to == [bo.email]
    assert "30 maart 2026" in mail.outbox[1].body
    # Away both of them: the team; and a date that moved is a new date.
    Afwezigheid.objects.create(medewerker=bo, vervanger=ans, begin=clock.day, eind=date(2026, 4, 30))
    opschorting = suspend_term(zaak=Zaak.objects.get(), reden="Wij wachten.", actor=ans)
    clock.forward(7)
    assert warn_handlers() == 0, "it stands still"
    resume_term(opschorting=opschorting, actor=ans)
    clock.forward(1)
    assert warn_handlers() == 0 and "nobody to mail" in caplog.text
    zaak.zaaktype.team = Team.objects.create(slug="groen", naam="Groen", email="groen@voorbeeld.nl")
    zaak.zaaktype.save()
    assert warn_handlers() == 1 and mail.outbox[2].to == ["groen@voorbeeld.nl"]


def test_a_warning_that_cannot_be_mailed_is_tried_again(
    zaak: Zaak, clock: Clock, ans: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Zaak.objects.update(behandelaar=ans)
    clock.day = date(2026, 3, 16)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", _down)
        assert warn_handlers() == 0
    assert Zaak.objects.get().gewaarschuwd_voor is None
    assert warn_handlers() == 1


def _down(self: Any) -> int:
    raise ConnectionRefusedError


def test_the_part_in_time_is_counted_per_month_and_kanaal(
    zaak: Zaak, clock: Clock, ans: Any, django_assert_num_queries: Any
) -> None:
    for number in range(1, 21):
        copy_zaak(
            zaak,
            number,
            kanaal="online" if number < 20 else "balie_inloop",
            streefdatum=date(2026, 2, 20) if number < 11 else None,
            uiterlijke_einddatum=date(2026, 2, 27),
            einddatum=date(2026, 2, 28) if number == 1 else date(2026, 2, 19 + number % 2),
        )
    copy_zaak(zaak, 21, uiterlijke_einddatum=date(2026, 2, 27))
    with django_assert_num_queries(2):
        found = measure_op_tijd(today=TODAY)
    online = next(reeks for reeks in found.kanalen if reeks.kanaal == "online")
    cell = online.cellen[-2]
    assert (cell.aantal, cell.op_tijd, cell.deel) == (19, 18, 94.7) and not cell.haalt_doel
    assert (cell.met_norm, cell.binnen_norm) == (10, 9)
    assert (found.alles.totaal.aantal, found.alles.totaal.haalt_doel) == (20, True), "19 of 20 is 95 per cent"
    assert len(found.maanden) == 12 and found.maanden[0] == date(2025, 4, 1) and found.open_te_laat == 1
    desk = Desk(zaak, ans)
    answer = desk.client.get("/beheer/zaken/op-tijd/")
    text = BeautifulSoup(answer.content, "lxml").get_text(" ", strip=True)
    assert "94,7 % was op tijd: 18 van de 19." in text and "Het doel is niet gehaald." in text
    assert "Binnen de servicenorm: 90,0 %, 9 van de 10." in text and "onder het doel" in text
    assert "Nu is 1 open zaak te laat." in text
    other = desk.client.get(f"/beheer/zaken/op-tijd/?zaaktype={zaak.zaaktype_id + 1000}").content
    assert b"loket-rapport__trend" in other, "a zaaktype that isn't there is all of them"
