"""Asking the resident something: the term stands still, goes on and moves the dates; all is told and recorded."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from basis.logboek.models import LogboekRegel
from formulieren.inzendingen.models import OutboxItem
from formulieren.models import FormulierVersie
from formulieren.zaken.models import Opschorting, Rol, Zaak, Zaakinstellingen, Zaaktype, Zgwinstellingen
from formulieren.zaken.services import submit_inzending
from formulieren.zaken.services.aanvulling import (
    answer_aanvulling,
    ask_aanvulling,
    close_aanvulling,
    end_unanswered,
)
from formulieren.zaken.services.berichten import BERICHT
from formulieren.zaken.services.meester import ReadCopy
from formulieren.zaken.services.opschorten import extend_term, resume_term, suspend_term
from tests.formulieren.test_submit import concept
from tests.formulieren.zaken.clock import TODAY, Clock


def ask(zaak: Zaak, ans: Any, **fields: Any) -> Any:
    wanted = {
        "vraag": "Hoe groot is de boom?",
        "reageren_voor": TODAY + timedelta(days=14),
        "opschorten": True,
    }
    return ask_aanvulling(zaak=zaak, actor=ans, **(wanted | fields))


def mails() -> list[str]:
    return list(OutboxItem.objects.filter(kind=BERICHT).order_by("pk").values_list("key", flat=True))


def test_the_answer_moves_both_dates_by_the_days_that_were_waited(zaak: Zaak, clock: Clock, ans: Any) -> None:
    verzoek = ask(zaak, ans)
    assert verzoek.opschorting is not None and verzoek.opschorting.begin == date(2026, 3, 3)
    clock.forward(8)  # the day after the question until Tuesday: seven days
    assert answer_aanvulling(verzoek=verzoek, antwoord="12 meter")
    zaak.refresh_from_db()
    assert (zaak.streefdatum, zaak.uiterlijke_einddatum) == (date(2026, 3, 23), date(2026, 4, 7)), "Easter"
    assert mails() == [f"aanvulverzoek:{verzoek.pk}", f"opschorting:{verzoek.opschorting.pk}:eind"]
    assert not answer_aanvulling(verzoek=verzoek, antwoord="13 meter"), "one answer counts"
    verzoek.refresh_from_db()
    assert verzoek.antwoord == "12 meter" and not verzoek.is_open
    lines = LogboekRegel.objects.filter(onderwerp=f"zaak:{zaak.identificatie}").order_by("pk")
    assert [(line.medewerker_id, line.reden.split(" ")[0]) for line in lines][-4:] == [
        (ans.pk, "Termijn"), (ans.pk, "Vraag"), (None, "Vraag"), (None, "Termijn"),
    ]  # fmt: skip
    assert "12 meter" not in str(list(lines.values_list("reden")))


def test_a_day_that_a_weekend_gave_is_not_won_again(zaak: Zaak, clock: Clock, ans: Any) -> None:
    zaak.startdatum = date(2026, 2, 28)  # 28 days: Saturday 28 March, so Monday 30 March
    zaak.save()
    for _turn in range(2):
        opschorting = suspend_term(zaak=zaak, reden="Wij wachten.", actor=ans)
        clock.forward(3)
        assert resume_term(opschorting=opschorting, actor=ans)
        zaak.refresh_from_db()
    # Saturday and twice three days is Friday 3 April: Good Friday, so Tuesday.
    assert zaak.uiterlijke_einddatum == date(2026, 4, 7)
    assert not resume_term(opschorting=opschorting, actor=ans)


def test_answered_at_once_moves_nothing(zaak: Zaak, clock: Clock, ans: Any) -> None:
    assert answer_aanvulling(verzoek=ask(zaak, ans), antwoord="Ja")
    zaak.refresh_from_db()
    assert (zaak.streefdatum, zaak.uiterlijke_einddatum) == (date(2026, 3, 16), date(2026, 3, 30))
    found = Opschorting.objects.get()
    assert found.eind == found.begin


def test_no_answer_in_time_lets_the_term_run_and_the_question_stay(
    zaak: Zaak, clock: Clock, ans: Any
) -> None:
    verzoek = ask(zaak, ans)
    clock.forward(14)
    assert end_unanswered() == 0
    clock.forward(3)  # the job was late: the law counts until the day after the last one
    assert end_unanswered() == 1 and end_unanswered() == 0
    zaak.refresh_from_db()
    assert zaak.uiterlijke_einddatum == date(2026, 4, 13)
    verzoek.refresh_from_db()
    assert verzoek.is_open
    assert answer_aanvulling(verzoek=verzoek, antwoord="Toch nog") and Opschorting.objects.count() == 1


def test_an_employee_closes_the_question(zaak: Zaak, clock: Clock, ans: Any) -> None:
    verzoek = ask(zaak, ans)
    with pytest.raises(ValidationError) as wrong:
        close_aanvulling(verzoek=verzoek, reden="  ", actor=ans)
    assert "reden" in wrong.value.message_dict
    clock.forward(2)
    assert close_aanvulling(verzoek=verzoek, reden="Gebeld", actor=ans)
    assert not close_aanvulling(verzoek=verzoek, reden="Gebeld", actor=ans)
    assert not answer_aanvulling(verzoek=verzoek, antwoord="Te laat")
    assert not Opschorting.objects.filter(eind=None).exists()


def test_a_wrong_question_is_told_at_its_field(zaak: Zaak, clock: Clock, ans: Any) -> None:
    wrong_questions: list[tuple[dict[str, Any], str]] = [
        ({"vraag": " "}, "vraag"),
        ({"vraag": "x" * 1001}, "vraag"),
        ({"reageren_voor": TODAY}, "reageren_voor"),
    ]
    for fields, field in wrong_questions:
        with pytest.raises(ValidationError) as wrong:
            ask(zaak, ans, **fields)
        assert list(wrong.value.message_dict) == [field]
    assert not Opschorting.objects.exists() and mails() == []


def test_a_document_that_was_asked_for_is_needed(zaak: Zaak, clock: Clock, ans: Any) -> None:
    verzoek = ask(zaak, ans, document_gevraagd=True)
    with pytest.raises(ValidationError) as wrong:
        answer_aanvulling(verzoek=verzoek, antwoord="Ik heb het niet")
    assert "documenten" in wrong.value.message_dict
    plain = ask(zaak, ans, opschorten=False)
    for text in (" ", "x" * 5001):
        with pytest.raises(ValidationError):
            answer_aanvulling(verzoek=plain, antwoord=text)


def test_the_term_stands_still_once_and_only_where_the_zaaktype_allows(
    zaak: Zaak, clock: Clock, ans: Any
) -> None:
    ask(zaak, ans)
    with pytest.raises(ValidationError) as wrong:
        ask(zaak, ans)
    assert "opschorten" in wrong.value.message_dict
    Opschorting.objects.all().delete()
    zaak.zaaktype.opschorting_mogelijk = False
    zaak.zaaktype.save()
    with pytest.raises(ValidationError):
        suspend_term(zaak=zaak, reden="Wij wachten.", actor=ans)


def test_too_many_open_questions(zaak: Zaak, clock: Clock, ans: Any) -> None:
    for _number in range(5):
        ask(zaak, ans, opschorten=False)
    with pytest.raises(ValidationError):
        ask(zaak, ans, opschorten=False)


def test_an_extension_has_a_reason_a_limit_and_comes_once(zaak: Zaak, clock: Clock, ans: Any) -> None:
    latest = date(2026, 4, 28)  # four weeks later is King's Day
    for day, reden, field in [
        (latest, " ", "reden"),
        (latest, "x" * 201, "reden"),
        (date(2026, 3, 30), "Onderzoek", "nieuwe_datum"),
        (latest + timedelta(days=1), "Onderzoek", "nieuwe_datum"),
    ]:
        with pytest.raises(ValidationError) as wrong:
            extend_term(zaak=zaak, nieuwe_datum=day, reden=reden, actor=ans)
        assert list(wrong.value.message_dict) == [field], (day, reden)
    verlenging = extend_term(zaak=zaak, nieuwe_datum=latest, reden="Onderzoek", actor=ans)
    zaak.refresh_from_db()
    assert zaak.uiterlijke_einddatum == latest and mails() == [f"verlenging:{verlenging.pk}"]
    with pytest.raises(ValidationError):
        extend_term(zaak=zaak, nieuwe_datum=latest + timedelta(days=7), reden="Nog eens", actor=ans)
    assert LogboekRegel.objects.filter(medewerker=ans, reden__contains="28-04-2026").count() == 1


def test_no_extension_afterwards_nor_where_it_is_not_allowed(zaak: Zaak, clock: Clock, ans: Any) -> None:
    clock.forward(29)
    with pytest.raises(ValidationError):
        extend_term(zaak=zaak, nieuwe_datum=date(2026, 4, 13), reden="Onderzoek", actor=ans)
    clock.day = TODAY
    zaak.zaaktype.verlengingstermijn = None
    zaak.zaaktype.save()
    with pytest.raises(ValidationError):
        extend_term(zaak=zaak, nieuwe_datum=date(2026, 4, 13), reden="Onderzoek", actor=ans)


def test_who_gave_no_consent_gets_no_mail(zaak: Zaak, clock: Clock, ans: Any) -> None:
    Rol.objects.update(email_ingetrokken_op=timezone.now())
    ask(zaak, ans)
    assert mails() == []


def test_a_copy_is_only_read(zaak: Zaak, clock: Clock, ans: Any) -> None:
    verzoek = ask(zaak, ans)
    backend = Zgwinstellingen.load()
    backend.aan = True
    backend.save()
    for refused in (
        lambda: ask(zaak, ans),
        lambda: answer_aanvulling(verzoek=verzoek, antwoord="Ja"),
        lambda: close_aanvulling(verzoek=verzoek, reden="Gebeld", actor=ans),
        lambda: extend_term(zaak=zaak, nieuwe_datum=date(2026, 4, 13), reden="x", actor=ans),
        lambda: suspend_term(zaak=zaak, reden="x", actor=ans),
    ):
        with pytest.raises(ReadCopy):
            refused()


def test_a_closed_zaak_is_left_alone(zaak: Zaak, clock: Clock, ans: Any) -> None:
    zaak.einddatum = TODAY
    zaak.save()
    with pytest.raises(ValidationError):
        ask(zaak, ans)


def test_a_wrong_setting_never_stops_a_form(
    versie: FormulierVersie, caplog: pytest.LogCaptureFixture
) -> None:
    found = Zaakinstellingen.load()
    found.kantoor_open, found.kantoor_dicht, found.vrije_dagen = time(17), time(9), "morgen\n2026-13-99"
    found.save()
    zaaktype = Zaaktype.objects.get()
    zaaktype.servicenorm_eenheid = "kantooruren"
    zaaktype.save()
    submit_inzending(inzending=concept(versie))
    zaak = Zaak.objects.get()
    assert zaak.streefdatum is not None and zaak.streeftijd is not None
    assert "shuts before it opens" in caplog.text
    zaaktype.doorlooptijd = 10**9
    with pytest.raises(ValidationError):
        zaaktype.full_clean()
