"""Files in the flow over HTTP: taken in at once, seen, removed, limited, never shown inline, gone with the concept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from formulieren.bijlagen.models import Bijlage, BijlageState
from formulieren.bijlagen.waiting import scan_waiting
from formulieren.inzendingen.antwoorden import read_answers
from formulieren.inzendingen.bestanden import purge_unowned
from formulieren.inzendingen.models import Antwoord, Inzending, OutboxItem, OutboxState
from formulieren.inzendingen.retention import purge_concepts
from formulieren.models import FormulierPage
from tests.formulieren.bijlagen.files import image
from tests.formulieren.bijlagen.support import PDF, pdf, soup, stored_names
from tests.formulieren.conftest import Resident
from tests.support.client import CheckingClient
from tests.support.fake_clamd import EICAR, FakeClamd


def button(response: Any, text: str) -> str:
    found = [b for b in soup(response).select("button[name=_actie]") if text in b.text]
    assert found, f"no button {text!r}"
    return str(found[0]["value"])


pytestmark = pytest.mark.usefixtures("quick_files")


def test_the_form_sends_files_only_where_it_asks_for_them(sender: Resident, resident: Resident) -> None:
    form = soup(sender.get("melding")).select_one("form.loket-formulier")
    assert form is not None and form["enctype"] == "multipart/form-data"
    assert "enctype" not in soup(resident.get("melding")).select_one("form.loket-formulier").attrs  # type: ignore[union-attr]


def test_upload_see_remove_and_send(sender: Resident, upload_dir: Path) -> None:
    shown = sender.post(
        "melding", {"wat": "Een boom", "foto": [pdf(), pdf("tweede.pdf", b"x")], "_actie": "foto voeg"}
    )
    assert shown.status_code == 200
    text = soup(shown).text
    assert "brief.pdf" in text and "tweede.pdf" in text and "(1,2" in text
    assert soup(shown).select_one("#id_wat")["value"] == "Een boom"  # type: ignore[index]
    assert len(stored_names(upload_dir)) == 2 and not Antwoord.objects.exists()
    # A reload by address shows them too, though nothing of the step was stored yet.
    assert "tweede.pdf" in soup(sender.get("melding")).text

    gone = sender.post("melding", {"wat": "Een boom", "_actie": button(shown, "Verwijder tweede.pdf")})
    assert "tweede.pdf" not in soup(gone).text and "Het bestand is verwijderd." in soup(gone).text
    assert len(stored_names(upload_dir)) == Bijlage.objects.count() == 1

    assert sender.post("melding", {"wat": "Een boom"}).url == sender.url("extra")
    assert sender.post("extra", {}).url == sender.url("controleren")
    assert "brief.pdf (" in soup(sender.get("controleren")).text
    sender.post("controleren")
    receipt = sender.get("ontvangen")
    assert "brief.pdf (" in soup(receipt).text
    inzending = Inzending.objects.get()
    [item] = read_answers(inzending)["foto"]["bestanden"]
    assert item == {
        "id": str(Bijlage.objects.get().uuid), "naam": "brief.pdf", "grootte": len(PDF), "soort": "pdf"
    }  # fmt: skip
    # An answer that names files is sealed like every sensitive one.
    assert Antwoord.objects.get(code="foto").waarde is None


def test_files_stay_when_another_answer_is_wrong(sender: Resident, upload_dir: Path) -> None:
    wrong = sender.post("melding", {"wat": "", "foto": pdf()})
    assert wrong.status_code == 422
    assert "brief.pdf" in soup(wrong).text and "Vul" in soup(wrong).select_one("#fouten").text  # type: ignore[union-attr]
    assert sender.post("melding", {"wat": "Een boom"}).url == sender.url("extra")
    assert len(stored_names(upload_dir)) == 1


def test_a_refused_file_is_told_at_the_question_and_the_others_stay(
    sender: Resident, upload_dir: Path
) -> None:
    files = [SimpleUploadedFile("virus.exe", b"MZ"), pdf()]
    answer = sender.post("melding", {"wat": "Een boom", "foto": files})
    page = soup(answer)
    assert answer.status_code == 422
    assert "“virus.exe” kunnen wij niet openen" in page.select_one("#fouten").text  # type: ignore[union-attr]
    assert page.select_one('#fouten a[href="#id_foto"]') and page.select_one("#id_foto[aria-invalid]")
    described = str(page.select_one("#id_foto")["aria-describedby"]).split()  # type: ignore[index]
    assert all(page.find(id=name) for name in described)
    assert "brief.pdf" in page.text and len(stored_names(upload_dir)) == 1
    # By the button nothing else is called wrong.
    answer = sender.post(
        "melding", {"wat": "", "foto": SimpleUploadedFile("x.exe", b"MZ"), "_actie": "foto voeg"}
    )
    assert answer.status_code == 422 and len(soup(answer).select("#fouten li")) == 1


def test_a_required_file_may_come_later_with_a_reason(sender: Resident) -> None:
    blank = sender.post("melding", {"wat": "Een boom"})
    assert blank.status_code == 422 and "schrijf op waarom" in soup(blank).text
    no_reason = sender.post("melding", {"wat": "Een boom", "foto-later": "ja"})
    assert no_reason.status_code == 422 and soup(no_reason).select_one('#fouten a[href="#id_foto-reden"]')
    sender.post("melding", {"wat": "Een boom", "foto-later": "ja", "foto-reden": "Mijn telefoon is stuk"})
    sender.post("extra")
    assert "Mijn telefoon is stuk" in soup(sender.get("controleren")).text
    assert soup(sender.get("melding")).select_one("#id_foto-later[checked]")
    sender.post("controleren")
    assert "Mijn telefoon is stuk" in soup(sender.get("ontvangen")).text


def test_sending_without_the_file_that_was_removed_later_is_refused(sender: Resident) -> None:
    sender.post("melding", {"wat": "Een boom", "foto": pdf()})
    sender.post("extra")
    sender.post("melding", {"wat": "Een boom", "_actie": f"foto weg {Bijlage.objects.get().uuid}"})
    assert sender.post("controleren").url == sender.url("melding")


def test_two_tabs_share_their_files_and_never_pass_the_limit(sender: Resident) -> None:
    sender.post("melding", {"wat": "a", "foto": [pdf(), pdf("b.pdf", b"1")], "_actie": "foto voeg"})
    other = Resident(sender.client, slug="stukken")
    late = other.post(
        "melding", {"wat": "b", "foto": [pdf("c.pdf", b"2"), pdf("d.pdf", b"3")], "_stand": "0"}
    )
    assert late.status_code == 422 and "mag u 3 bestanden" in soup(late).text
    assert Bijlage.objects.count() == 3
    page = soup(sender.get("melding"))
    assert "c.pdf" in page.text and page.select_one("input[type=file]") is None
    # Sending the same page once more (reload, double click) adds nothing.
    sender.post("melding", {"wat": "a", "foto": [pdf()], "_actie": "foto voeg"})
    assert Bijlage.objects.count() == 3


def test_a_button_for_somebody_elses_file_does_nothing(sender: Resident, upload_dir: Path) -> None:
    sender.post("melding", {"wat": "a", "foto": pdf()})
    mine = Bijlage.objects.get()
    other = Resident(CheckingClient(), slug="stukken")
    other.post("melding", {"wat": "b", "foto": pdf("ander.pdf", b"x")})
    for value in (
        f"foto weg {mine.uuid}",
        "foto weg x",
        "foto weg",
        f"brief weg {mine.uuid}",
        "foto",
        "x y z",
    ):
        assert other.post("melding", {"wat": "b", "_actie": value}).status_code == 200
    assert Bijlage.objects.count() == 2 and len(stored_names(upload_dir)) == 2


@pytest.mark.parametrize(
    "posted",
    [
        {"foto-bestanden": '[{"id": "x"}]', "foto-fouten": "x", "foto-melding": "<b>x</b>"},
        {"foto": "geen bestand"},
        {"foto-reden": "x" * 5000, "foto-later": "ja"},
        {"foto-reden": "\x00", "foto-later": "ja"},
        {"foto-later": ["ja", "nee"], "foto-reden": ["a", "b"]},
    ],
)
def test_a_post_cannot_say_which_files_there_are(sender: Resident, posted: dict[str, Any]) -> None:
    answer = sender.post("melding", {"wat": "a", **posted})
    assert answer.status_code in (302, 422)
    assert not Bijlage.objects.exists()


# --- downloads ------------------------------------------------------------------------------------------


def test_own_file_is_a_download_that_no_browser_runs_or_keeps(sender: Resident) -> None:
    shown = sender.post("melding", {"wat": "a", "foto": pdf('mijn "brief" é.pdf'), "_actie": "foto voeg"})
    link = soup(shown).select_one(".loket-bestanden a")
    assert link is not None
    file = sender.client.get(str(link["href"]))
    assert b"".join(file.streaming_content) == PDF
    assert file["Content-Disposition"].startswith("attachment;") and "\n" not in file["Content-Disposition"]
    assert file["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert file["X-Content-Type-Options"] == "nosniff" and file["Cache-Control"] == "private, no-store"
    assert "html" not in file["Content-Type"]


def test_nobody_else_gets_it_and_nothing_tells_that_it_is_there(sender: Resident) -> None:
    sender.post("melding", {"wat": "a", "foto": pdf()})
    bijlage = Bijlage.objects.get()
    path = f"/formulier/stukken/bestand/{bijlage.uuid}/"
    other = Resident(CheckingClient(), slug="stukken")
    other.post("melding", {"wat": "b", "foto": pdf()})
    unknown = "/formulier/stukken/bestand/0190a7d0-0000-4000-8000-000000000000/"
    answers = [other.client.get(p) for p in (path, unknown)] + [CheckingClient().get(path)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    for state in (BijlageState.QUARANTAINE, BijlageState.GEWEIGERD, BijlageState.VERWIJDERD):
        Bijlage.objects.filter(pk=bijlage.pk).update(state=state)
        assert sender.client.get(path).status_code == 404
    Bijlage.objects.filter(pk=bijlage.pk).update(state=BijlageState.GOEDGEKEURD)
    assert sender.client.get(path).status_code == 200
    sender.post("extra")
    sender.post("controleren")
    assert sender.client.get(path).status_code == 404


# --- the scanner ----------------------------------------------------------------------------------------


def test_a_virus_is_told_and_not_kept(clamd: FakeClamd, sender: Resident, upload_dir: Path) -> None:
    answer = sender.post("melding", {"wat": "a", "foto": pdf("brief.pdf", EICAR)})
    assert answer.status_code == 422 and "zit een virus" in soup(answer).text
    assert stored_names(upload_dir) == [] and not Bijlage.objects.exists()


def test_a_silent_scanner_stops_nobody_and_a_virus_afterwards_is_a_task(
    clamd: FakeClamd, sender: Resident, upload_dir: Path
) -> None:
    clamd.mode = "drop"
    shown = sender.post("melding", {"wat": "a", "foto": [pdf("brief.pdf", EICAR)], "_actie": "foto voeg"})
    assert "Wij kunnen dit bestand nu niet controleren" in soup(shown).text
    assert soup(shown).select_one(".loket-bestanden a") is None
    sender.post("melding", {"wat": "a"})
    sender.post("extra")
    assert sender.post("controleren").url == sender.url("ontvangen")
    assert "wij kijken dit bestand nog na" in soup(sender.get("ontvangen")).text
    clamd.mode = "normal"
    assert scan_waiting() == 1 and stored_names(upload_dir) == []
    task = OutboxItem.objects.get(kind="bijlage")
    assert task.state == OutboxState.MENS and "virus" in task.last_error
    assert "niet veilig" in soup(sender.get("ontvangen")).text


def test_a_virus_found_in_a_concept_is_told_and_asked_again(clamd: FakeClamd, sender: Resident) -> None:
    clamd.mode = "drop"
    sender.post("melding", {"wat": "a", "foto": pdf("brief.pdf", EICAR)})
    sender.post("extra")
    clamd.mode = "normal"
    scan_waiting()
    assert not OutboxItem.objects.filter(kind="bijlage").exists()
    assert sender.post("controleren").url == sender.url("melding")
    assert "“brief.pdf” was niet veilig" in soup(sender.get("melding")).text
    assert sender.post("melding", {"wat": "a", "foto": pdf("goed.pdf")}).status_code == 302
    assert sender.post("controleren").url == sender.url("ontvangen")


# --- removal --------------------------------------------------------------------------------------------


def test_files_go_with_the_concept(sender: Resident, upload_dir: Path) -> None:
    sender.post("melding", {"wat": "a", "foto": pdf()})
    assert len(stored_names(upload_dir)) == 1
    Inzending.objects.update(gewijzigd_op=timezone.now() - timedelta(days=30))
    assert purge_concepts() == 1
    purge_unowned(now=timezone.now() + timedelta(hours=2))
    assert stored_names(upload_dir) == [] and not Bijlage.objects.exists()


def test_files_of_an_inzending_that_went_some_other_way_go_too(sender: Resident, upload_dir: Path) -> None:
    sender.post("melding", {"wat": "a", "foto": pdf()})
    kept = Resident(CheckingClient(), slug="stukken")
    kept.post("melding", {"wat": "b", "foto": pdf("b.pdf", b"x")})
    Inzending.objects.order_by("pk").first().delete()  # type: ignore[union-attr]
    assert purge_unowned() == 0  # young rows may belong to a transaction that isn't finished
    assert purge_unowned(now=timezone.now() + timedelta(hours=2)) == 1
    assert len(stored_names(upload_dir)) == Bijlage.objects.count() == 1


def test_a_concept_that_was_purged_meanwhile_takes_no_file(sender: Resident, upload_dir: Path) -> None:
    sender.post("melding", {"wat": "a", "foto": pdf()})
    Inzending.objects.all().delete()
    answer = sender.post("extra", {"brief": pdf()})
    assert answer.status_code == 410
    assert len(stored_names(upload_dir)) == 1  # the first one, for the sweep


# --- texts of residents ---------------------------------------------------------------------------------

PAYLOADS = [
    "<script>alert(1)</script>.pdf",
    '"><img src=x onerror=alert(1)>.pdf',
    "'-alert(1)-'.pdf",
    "{{7*7}}{% debug %}.pdf",
    "javascript:alert(1).pdf",
    "</bdi></li><h1>x</h1>.pdf",
    "%(naam)s %s {0}.pdf",
    "\u202efdp.exe.pdf",
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_file_name_is_text_in_every_place(sender: Resident, payload: str) -> None:
    sender.post("melding", {"wat": "a", "foto": pdf()})
    bijlage = Bijlage.objects.get()
    bijlage.naam = payload  # past what makes names safe: escaping must hold by itself
    bijlage.save()
    for answer in (
        sender.get("melding"),
        sender.post("melding", {"wat": "", "foto": SimpleUploadedFile(payload, b"x")}),
        sender.post("extra", {}),
        sender.get("controleren"),
        sender.post("controleren"),
        sender.get("ontvangen"),
    ):
        page = soup(answer)
        assert not page.select("main script, main img, main [onerror]") and len(page.select("h1")) <= 1
        if answer.status_code == 200:
            assert payload in page.text
    assert sender.client.get(f"/formulier/stukken/bestand/{bijlage.uuid}/").status_code == 404


def test_logs_name_no_file(sender: Resident, caplog: pytest.LogCaptureFixture) -> None:
    import logging

    with caplog.at_level(logging.DEBUG, logger="loket"):
        sender.post(
            "melding",
            {"wat": "a", "foto": [pdf("geheime-naam.pdf"), SimpleUploadedFile("geheim.exe", b"MZ")]},
        )
    assert "refused" in caplog.text and "geheim" not in caplog.text


def test_a_photo_with_a_wrong_extension_is_named_for_what_it_is(sender: Resident) -> None:
    sender.post("melding", {"wat": "a", "foto": SimpleUploadedFile("foto.jpg", image("PNG"))})
    assert Bijlage.objects.get().naam == "foto.png"


def test_editor_settings_reach_the_question(bestand_formulier: FormulierPage) -> None:
    vraag = bestand_formulier.form_schema().stappen[1].vragen[0]
    assert dict(vraag.config) == {"soorten": ("pdf", "tekst"), "maximum": 5, "mag_later": True}
