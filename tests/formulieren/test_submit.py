"""Submit: exactly one zaak, whatever happens at the same moment; all or nothing."""

import re
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from basis.logboek.models import LogboekRegel
from formulieren.flow.schema import StapSchema
from formulieren.inzendingen import kenmerk
from formulieren.inzendingen.antwoorden import ConceptGone, StapConflict, store_stap
from formulieren.inzendingen.models import (
    INZENDING_TRANSITIONS,
    Antwoord,
    Inzending,
    InzendingState,
    OutboxItem,
)
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.zaken.models import Rol, Status, Zaak
from formulieren.zaken.services import IncompleteInzending, Receipt, submit, submit_inzending
from formulieren.zaken.services.receipt import BEWIJS, ONTVANGST
from formulieren.zaken.services.termijn import first_dates

pytestmark = pytest.mark.sqlite

MELDING = {"soort": "lamp", "wat": "De lamp is stuk", "gevaar": False}


def concept(versie: FormulierVersie, *, gegevens: dict[str, Any] | None = None) -> Inzending:
    """A concept with both steps stored."""
    inzending = Inzending.objects.create(versie=versie)
    first, second = versie.form_schema.stappen
    store_stap(inzending=inzending, stap=first, answers=MELDING)
    store_stap(inzending=inzending, stap=second, answers=gegevens or {"naam": "Jan"})
    return inzending


def kinds_of_work() -> list[str]:
    """What the outbox has to do, by name and in order: one entry for each row."""
    return sorted(OutboxItem.objects.values_list("kind", flat=True))


def test_one_transaction_makes_everything(versie: FormulierVersie) -> None:
    inzending = concept(
        versie, gegevens={"naam": "Jan", "email": "jan@voorbeeld.nl", "telefoon": "0612345678"}
    )
    receipt = submit_inzending(inzending=inzending)
    inzending.refresh_from_db()
    zaak = Zaak.objects.get()
    assert re.fullmatch(r"[3479CFHJKMPRTVWXY]{3}(-[3479CFHJKMPRTVWXY]{3}){2}", receipt.reference)
    assert receipt.reference == zaak.identificatie == inzending.reference
    assert inzending.state == InzendingState.INGEDIEND and inzending.ingediend_op == receipt.moment
    assert inzending.code_hash == kenmerk.hash_code(receipt.code) and receipt.code not in inzending.code_hash
    assert [status.statustype.volgnummer for status in zaak.statussen.all()] == [1]
    assert Rol.objects.get(zaak=zaak).contact()[0][1] == "Jan"
    assert zaak.uiterlijke_einddatum == first_dates(zaak.zaaktype, receipt.moment).uiterlijke_einddatum
    assert kinds_of_work() == [ONTVANGST, BEWIJS]
    assert LogboekRegel.objects.get().onderwerp == f"zaak:{receipt.reference}"


def test_no_mail_without_an_address(versie: FormulierVersie) -> None:
    receipt = submit_inzending(inzending=concept(versie))
    assert receipt.email == "" and kinds_of_work() == [BEWIJS]
    rol = Rol.objects.get()
    assert rol.emailadres == "" and rol.email_sinds is None and not rol.may_mail


def test_twice_is_the_same_receipt(versie: FormulierVersie) -> None:
    inzending = concept(versie)
    first = submit_inzending(inzending=inzending)
    assert submit_inzending(inzending=Inzending.objects.get()) == first
    assert submit_inzending(inzending=inzending) == first
    assert Zaak.objects.count() == Status.objects.count() == 1
    assert kinds_of_work() == [BEWIJS], "the second sending asks for no second PDF"


@pytest.mark.parametrize("missing", ["melding", "gegevens"])
def test_an_open_step_is_refused_and_nothing_is_left(versie: FormulierVersie, missing: str) -> None:
    inzending = concept(versie)
    Inzending.objects.filter(pk=inzending.pk).update(
        stappen={slug: 1 for slug in ("melding", "gegevens") if slug != missing}
    )
    with pytest.raises(IncompleteInzending) as refused:
        submit_inzending(inzending=inzending)
    assert refused.value.step == missing
    inzending.refresh_from_db()
    assert inzending.is_concept and inzending.reference is None and not Zaak.objects.exists()


@pytest.mark.parametrize(
    ("code", "value"), [("soort", "raket"), ("gevaar", None), ("wat", ["lijst"]), ("naam", "x" * 500)]
)
def test_stored_answers_are_checked_again(versie: FormulierVersie, code: str, value: Any) -> None:
    inzending = concept(versie)
    if value is None:
        Antwoord.objects.filter(code=code).delete()
    else:
        Antwoord.objects.filter(code=code).update(waarde=value)
    with pytest.raises(IncompleteInzending):
        submit_inzending(inzending=inzending)
    assert not Zaak.objects.exists()


def test_a_crash_inside_leaves_nothing(versie: FormulierVersie, monkeypatch: pytest.MonkeyPatch) -> None:
    inzending = concept(versie)

    def crash(**_kwargs: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(submit, "record", crash)
    with pytest.raises(RuntimeError):
        submit_inzending(inzending=inzending)
    inzending.refresh_from_db()
    assert inzending.is_concept and not Zaak.objects.exists() and not OutboxItem.objects.exists()


def test_a_taken_reference_is_drawn_again(versie: FormulierVersie, monkeypatch: pytest.MonkeyPatch) -> None:
    first = submit_inzending(inzending=concept(versie))
    draws = iter([first.reference, first.reference, "CCC-CCC-CCC"])
    monkeypatch.setattr(submit, "draw_reference", lambda: next(draws))
    assert submit_inzending(inzending=concept(versie)).reference == "CCC-CCC-CCC"


def test_purged_concept_and_changes_after_sending(versie: FormulierVersie) -> None:
    gone = concept(versie)
    Inzending.objects.filter(pk=gone.pk).delete()
    with pytest.raises(ConceptGone):
        submit_inzending(inzending=gone)
    sent = concept(versie)
    submit_inzending(inzending=sent)
    with pytest.raises(ConceptGone):
        store_stap(inzending=sent, stap=versie.form_schema.stappen[0], answers={"wat": "Anders"})
    assert Antwoord.objects.get(inzending=sent, code="wat").waarde == "De lamp is stuk"


def test_transitions_table_names_every_state() -> None:
    assert set(INZENDING_TRANSITIONS) == set(InzendingState.values)
    assert all(targets <= set(InzendingState.values) for targets in INZENDING_TRANSITIONS.values())


def run_together(*works: Callable[[], Any]) -> list[Any]:
    """Runs all works at the same moment, each on its own connection; results or errors, in order."""
    barrier = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=20)
            results[place] = work()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
class TestTogether:
    """Real threads on a real database: SQLite with WAL, or PostgreSQL."""

    def test_many_submits_make_one_zaak(self, formulier: FormulierPage) -> None:
        versie = FormulierVersie.objects.get()
        for _round in range(3):
            pk = concept(versie).pk
            results = run_together(*[partial(_submit, pk)] * 6)
            assert all(isinstance(result, Receipt) for result in results), results
            assert len({result.reference for result in results}) == 1
            assert Zaak.objects.filter(inzending_id=pk).count() == 1
        assert Zaak.objects.count() == 3

    def test_an_answer_is_in_the_zaak_or_refused(self, formulier: FormulierPage) -> None:
        versie = FormulierVersie.objects.get()
        first = versie.form_schema.stappen[0]
        for _round in range(5):
            pk = concept(versie).pk
            stored, sent = run_together(partial(_save, pk, first, "Later"), partial(_submit, pk))
            assert isinstance(sent, Receipt), sent
            text = Antwoord.objects.get(inzending_id=pk, code="wat").waarde
            assert (text == "Later") == isinstance(stored, int), (stored, text)
            assert isinstance(stored, int | ConceptGone), stored

    def test_two_tabs_at_once_store_once(self, formulier: FormulierPage) -> None:
        versie = FormulierVersie.objects.get()
        pk = concept(versie).pk
        first = versie.form_schema.stappen[0]
        results = run_together(*[partial(_save, pk, first, text, 1) for text in ("links", "rechts")])
        assert sorted(type(result).__name__ for result in results) == ["StapConflict", "int"], results
        assert any(isinstance(result, StapConflict) and result.stand == 2 for result in results)


def _submit(pk: int) -> Receipt:
    return submit_inzending(inzending=Inzending.objects.get(pk=pk))


def _save(pk: int, stap: StapSchema, text: str, opened_at: int | None = None) -> int:
    mine = Inzending.objects.get(pk=pk)
    return store_stap(inzending=mine, stap=stap, answers={**MELDING, "wat": text}, opened_at=opened_at)


def test_moment_is_the_servers(versie: FormulierVersie) -> None:
    before = timezone.now()
    assert before <= submit_inzending(inzending=concept(versie)).moment <= timezone.now()
