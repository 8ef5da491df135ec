"""Handling a zaak: taken and handed over, documents, the decision, closing; and two colleagues at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from basis.logboek.models import LogboekRegel
from formulieren.bijlagen.models import Bijlage
from formulieren.inzendingen.models import OutboxItem
from formulieren.zaken.keuzes import Richting
from formulieren.zaken.models import (
    Aanvulverzoek,
    Besluit,
    Opschorting,
    Resultaat,
    Resultaattype,
    Zaak,
    Zaakinformatieobject,
    Zgwinstellingen,
)
from formulieren.zaken.services import behandelen_document, set_status
from formulieren.zaken.services.aanvulling import ask_aanvulling
from formulieren.zaken.services.afwezig import away_on, end_absence, replaced_by, set_absence, stand_in
from formulieren.zaken.services.behandelen import assign, assign_many, handlers
from formulieren.zaken.services.behandelen_besluit import decide
from formulieren.zaken.services.behandelen_document import add_document, show_document
from formulieren.zaken.services.behandelen_sluiten import close_with_picture, close_zaak
from formulieren.zaken.services.berichten import BERICHT
from formulieren.zaken.services.meester import ChangedMeanwhile, ReadCopy
from formulieren.zaken.services.opschorten import suspend_term
from tests.formulieren.bijlagen.files import GOOD
from tests.formulieren.bijlagen.support import upload
from tests.formulieren.zaken.clock import TODAY, Clock
from tests.formulieren.zaken.conftest import make_employee
from tests.support.document_files import make_pdf


@pytest.fixture(autouse=True)
def upload_dir(settings: Any, tmp_path: Path) -> Path:
    settings.LOKET_UPLOAD_DIR = tmp_path / "bijlagen"
    return tmp_path / "bijlagen"


@pytest.fixture
def gerepareerd(zaak: Zaak) -> Resultaattype:
    return Resultaattype.objects.create(
        zaaktype=zaak.zaaktype, omschrijving="Gerepareerd", archiefactietermijn="P1Y"
    )


def mails() -> list[str]:
    return [
        key.split(":")[0] for key in OutboxItem.objects.filter(kind=BERICHT).values_list("key", flat=True)
    ]


def fields_of(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return list(error.value.message_dict)


def photo(name: str = "klaar.jpg") -> Any:
    return upload(name, GOOD["foto.jpg"])


# --- who handles it ---------------------------------------------------------------------------------------------


def test_of_two_who_take_a_zaak_one_gets_it(zaak: Zaak, ans: Any, bo: Any, kijker: Any) -> None:
    assert set(handlers()) == {ans, bo}
    assign(zaak=zaak, behandelaar=ans, seen=None, actor=ans)
    with pytest.raises(ChangedMeanwhile) as late:
        assign(zaak=zaak, behandelaar=bo, seen=None, actor=bo)
    assert "ans" in late.value.messages[0]
    assign(zaak=zaak, behandelaar=bo, seen=ans.pk, actor=bo)
    assert Zaak.objects.get().behandelaar == bo
    assign(zaak=zaak, behandelaar=None, seen=bo.pk, actor=bo)
    with pytest.raises(ValidationError) as wrong:
        assign(zaak=zaak, behandelaar=kijker, seen=None, actor=bo)
    assert fields_of(wrong) == ["behandelaar"]
    reasons = LogboekRegel.objects.filter(
        onderwerp=f"zaak:{zaak.identificatie}", reden__startswith="Zaak gegeven"
    )
    assert [line.reden for line in reasons.order_by("pk")] == [
        "Zaak gegeven aan ans", "Zaak gegeven aan bo", "Zaak gegeven aan niemand",
    ]  # fmt: skip


def test_many_at_once_go_each_by_itself(zaak: Zaak, ans: Any, bo: Any) -> None:
    outcome = assign_many(chosen=[(zaak.pk, None), (zaak.pk + 1000, None)], behandelaar=bo, actor=ans)
    assert (outcome.gelukt, outcome.niet) == (1, ())
    outcome = assign_many(chosen=[(zaak.pk, None)], behandelaar=ans, actor=ans)
    assert (outcome.gelukt, outcome.niet) == (0, (zaak.identificatie,))
    Zaak.objects.update(einddatum=TODAY)
    with pytest.raises(ValidationError):
        assign(zaak=zaak, behandelaar=ans, seen=bo.pk, actor=ans)


def test_who_is_away_is_replaced(zaak: Zaak, clock: Clock, ans: Any, bo: Any, django_user_model: Any) -> None:
    week = {"begin": TODAY, "eind": TODAY + timedelta(days=4)}
    absence = set_absence(medewerker=ans, vervanger=bo, actor=ans, **week)
    assert replaced_by(bo) == [ans.pk] and replaced_by(ans) == []
    assert stand_in(ans, away_on()) == bo and stand_in(bo, away_on()) == bo
    with pytest.raises(ValidationError) as wrong:
        set_absence(medewerker=ans, vervanger=bo, actor=ans, begin=week["eind"], eind=week["eind"])
    assert fields_of(wrong) == ["begin"]
    with pytest.raises(PermissionDenied):
        set_absence(medewerker=bo, vervanger=ans, actor=ans, **week)
    with pytest.raises(PermissionDenied):
        end_absence(absence=absence, actor=bo)
    chef = make_employee(django_user_model, "chef", "change_afwezigheid")
    set_absence(medewerker=bo, vervanger=ans, actor=chef, **week)
    assert stand_in(ans, away_on()) is None, "they replace each other and both are away"
    clock.forward(5)
    assert away_on() == {}
    assert end_absence(absence=absence, actor=chef) and not end_absence(absence=absence, actor=chef)
    assert LogboekRegel.objects.filter(onderwerp=f"medewerker:{ans.pk}").count() == 2


def test_a_wrong_absence_is_told_at_its_field(clock: Clock, ans: Any, bo: Any, kijker: Any) -> None:
    for begin, eind, vervanger, field in [
        (0, 3, ans, "vervanger"),
        (0, 3, kijker, "vervanger"),
        (3, 0, bo, "eind"),
        (-3, -1, bo, "eind"),
    ]:
        days = {"begin": TODAY + timedelta(days=begin), "eind": TODAY + timedelta(days=eind)}
        with pytest.raises(ValidationError) as wrong:
            set_absence(medewerker=ans, vervanger=vervanger, actor=ans, **days)
        assert fields_of(wrong) == [field]


# --- documents --------------------------------------------------------------------------------------------------


def test_a_document_is_sealed_and_only_told_when_it_is_meant_for_the_resident(
    zaak: Zaak, ans: Any, upload_dir: Path
) -> None:
    memo = add_document(zaak=zaak, upload=upload("memo.pdf", GOOD["brief.pdf"]), titel=" Memo ", actor=ans)
    assert (memo.titel, memo.richting, memo.voor_inwoner) == (
        "Memo",
        Richting.INTERN,
        False,
    ) and mails() == []
    assert memo.bijlage is not None and memo.bijlage.inzending_uuid == zaak.inzending.uuid
    stored = [path.read_bytes() for path in upload_dir.iterdir()]
    assert stored and not any(GOOD["brief.pdf"][:8] in data for data in stored), "sealed on the disk"
    photo_document = add_document(zaak=zaak, upload=photo(), voor_inwoner=True, actor=ans)
    assert mails() == ["document"]
    again = add_document(zaak=zaak, upload=photo("ander.jpg"), actor=ans)
    assert again == photo_document and Zaakinformatieobject.objects.count() == 2
    assert show_document(document=memo, voor_inwoner=True, actor=ans)
    assert not show_document(document=memo, voor_inwoner=True, actor=ans)
    assert len(mails()) == 2
    lines = LogboekRegel.objects.filter(medewerker=ans).values_list("reden", flat=True)
    assert len(lines) == 3 and "Memo" not in str(list(lines)), "a title can tell about somebody"


def test_a_bad_file_leaves_nothing(zaak: Zaak, ans: Any, upload_dir: Path) -> None:
    for bad in (upload("x.exe", b"MZ"), upload("leeg.pdf", b""), upload("nep.jpg", GOOD["brief.pdf"])):
        with pytest.raises(ValidationError) as wrong:
            add_document(zaak=zaak, upload=bad, actor=ans)
        assert fields_of(wrong) == ["bestand"]
    with pytest.raises(ValidationError):
        add_document(zaak=zaak, upload=photo(), titel="x" * 201, actor=ans)
    assert not Bijlage.objects.exists() and (not upload_dir.exists() or not any(upload_dir.iterdir()))


def test_an_employee_takes_no_room_of_the_residents_files(
    zaak: Zaak, ans: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LOKET_UPLOAD_MOST_FILES = 0
    assert add_document(zaak=zaak, upload=photo(), actor=ans)
    monkeypatch.setattr(behandelen_document, "MOST", 1)
    with pytest.raises(ValidationError):
        add_document(zaak=zaak, upload=upload("memo.pdf", GOOD["brief.pdf"]), actor=ans)


# --- the decision -----------------------------------------------------------------------------------------------


def test_a_decision_in_words_has_its_term_for_bezwaar(zaak: Zaak, clock: Clock, ans: Any) -> None:
    zaak.zaaktype.bezwaartermijn_weken = 6
    zaak.zaaktype.save()
    besluit = decide(zaak=zaak, tekst=" U krijgt de vergunning. ", actor=ans)
    assert besluit.tekst == "U krijgt de vergunning." and besluit.document is None
    # Six weeks after Monday 2 March is 13 April 2026, the Monday after Easter week.
    assert (besluit.datum, besluit.verzonden_op, besluit.bezwaar_tot) == (TODAY, TODAY, date(2026, 4, 13))
    assert mails() == ["besluit"]
    with pytest.raises(ChangedMeanwhile):
        decide(zaak=zaak, tekst="Toch niet.", actor=ans)
    assert Besluit.objects.get().tekst == "U krijgt de vergunning."


def test_the_term_for_bezwaar_never_ends_on_a_free_day(zaak: Zaak, clock: Clock, ans: Any) -> None:
    zaak.zaaktype.bezwaartermijn_weken = 6
    zaak.zaaktype.save()
    clock.day = date(2026, 2, 23)  # six weeks later is Easter Monday
    assert decide(zaak=zaak, tekst="Nee.", actor=ans).bezwaar_tot == date(2026, 4, 7)


def test_a_pdf_that_not_everybody_can_read_is_refused_with_its_faults(zaak: Zaak, ans: Any) -> None:
    with pytest.raises(ValidationError) as wrong:
        decide(zaak=zaak, upload=upload("besluit.pdf", make_pdf(tagged=False)), actor=ans)
    assert fields_of(wrong) == ["bestand"] and len(wrong.value.messages) >= 2
    assert not Besluit.objects.exists() and not Bijlage.objects.exists()
    besluit = decide(zaak=zaak, upload=upload("besluit.pdf", make_pdf()), actor=ans)
    assert besluit.document is not None and besluit.document.voor_inwoner and besluit.bezwaar_tot is None
    assert besluit.document.richting == Richting.UITGAAND


def test_a_wrong_decision_is_told_at_its_field(zaak: Zaak, clock: Clock, ans: Any) -> None:
    wrong_decisions: list[tuple[dict[str, Any], str]] = [
        ({"tekst": "  "}, "tekst"),
        ({"tekst": "x" * 20_001}, "tekst"),
        ({"tekst": "Ja.", "ingangsdatum": TODAY, "vervaldatum": TODAY - timedelta(days=1)}, "vervaldatum"),
    ]
    for given, field in wrong_decisions:
        with pytest.raises(ValidationError) as wrong:
            decide(zaak=zaak, actor=ans, **given)
        assert fields_of(wrong) == [field]


# --- status and the end -----------------------------------------------------------------------------------------


def test_a_status_is_mailed_where_its_type_says_so_and_a_stale_screen_is_told(zaak: Zaak, ans: Any) -> None:
    first = zaak.current_status
    second, last = zaak.next_statustypen()
    assert first is not None
    second.informeren = True
    second.save()
    set_status(zaak=zaak, statustype=second, seen=first.pk, actor=ans)
    assert mails() == ["status"]
    with pytest.raises(ChangedMeanwhile) as late:
        set_status(zaak=zaak, statustype=last, seen=first.pk, actor=ans)
    assert "Bezig" in late.value.messages[0]


def test_closing_gives_a_result_ends_what_was_open_and_fills_the_archive(
    zaak: Zaak, clock: Clock, ans: Any, gerepareerd: Resultaattype
) -> None:
    ask_aanvulling(
        zaak=zaak, vraag="Waar?", reageren_voor=TODAY + timedelta(days=7), opschorten=True, actor=ans
    )
    clock.forward(3)
    with pytest.raises(ValidationError) as wrong:
        close_zaak(zaak=zaak, resultaattype=None, actor=ans)
    assert fields_of(wrong) == ["resultaattype"]
    last = zaak.zaaktype.statustypen.get(is_eindstatus=True)
    with pytest.raises(ValidationError):
        set_status(zaak=zaak, statustype=last, actor=ans)
    close_zaak(zaak=zaak, resultaattype=gerepareerd, toelichting="Nieuwe  lamp.", actor=ans)
    zaak = Zaak.objects.get()
    assert zaak.einddatum == clock.day and zaak.resultaat.toelichting == "Nieuwe lamp."
    assert (zaak.archiefnominatie, zaak.archiefactiedatum) == ("vernietigen", date(2027, 3, 5))
    assert not Aanvulverzoek.objects.get().is_open and Opschorting.objects.get().eind == clock.day
    assert zaak.uiterlijke_einddatum == date(2026, 4, 1) and mails() == ["aanvulverzoek"]
    with pytest.raises(ValidationError):
        close_zaak(zaak=zaak, resultaattype=gerepareerd, actor=ans)
    assert Resultaat.objects.count() == 1


def test_a_result_of_another_zaaktype_is_refused(zaak: Zaak, ans: Any, gerepareerd: Resultaattype) -> None:
    other = type(zaak.zaaktype).objects.create(identificatie="ANDER", omschrijving="Ander", doorlooptijd=1)
    strange = Resultaattype.objects.create(zaaktype=other, omschrijving="Vreemd")
    with pytest.raises(ValidationError):
        close_zaak(zaak=zaak, resultaattype=strange, actor=ans)
    assert not Resultaat.objects.exists()


def test_closed_outside_with_a_picture_all_or_nothing(
    zaak: Zaak, ans: Any, gerepareerd: Resultaattype, upload_dir: Path
) -> None:
    with pytest.raises(ValidationError):
        close_with_picture(zaak=zaak, foto=photo(), toelichting="x", resultaattype=None, actor=ans)
    assert not Bijlage.objects.exists() and not any(upload_dir.iterdir())
    with pytest.raises(ValidationError) as wrong:
        close_with_picture(
            zaak=zaak,
            foto=upload("a.pdf", GOOD["brief.pdf"]),
            toelichting="",
            resultaattype=gerepareerd,
            actor=ans,
        )
    assert fields_of(wrong) == ["foto"]
    close_with_picture(zaak=zaak, foto=photo(), toelichting="Klaar.", resultaattype=gerepareerd, actor=ans)
    document = Zaakinformatieobject.objects.get()
    assert document.voor_inwoner and Zaak.objects.get().einddatum is not None


def test_a_copy_is_only_read(zaak: Zaak, ans: Any, gerepareerd: Resultaattype) -> None:
    backend = Zgwinstellingen.load()
    backend.aan = True
    backend.save()
    refused: list[Callable[[], object]] = [
        lambda: assign(zaak=zaak, behandelaar=ans, seen=None, actor=ans),
        lambda: assign_many(chosen=[(zaak.pk, None)], behandelaar=ans, actor=ans),
        lambda: add_document(zaak=zaak, upload=photo(), actor=ans),
        lambda: decide(zaak=zaak, tekst="Ja.", actor=ans),
        lambda: set_status(zaak=zaak, statustype=zaak.next_statustypen()[0], actor=ans),
        lambda: close_zaak(zaak=zaak, resultaattype=gerepareerd, actor=ans),
        lambda: close_with_picture(
            zaak=zaak, foto=photo(), toelichting="", resultaattype=gerepareerd, actor=ans
        ),
        lambda: suspend_term(zaak=zaak, reden="x", actor=ans),
    ]
    for attempt in refused:
        with pytest.raises(ReadCopy):
            attempt()
    assert not Bijlage.objects.exists()
