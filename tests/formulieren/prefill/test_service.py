"""Asking a register: nonsense, slowness and faults become "not known"; the gate checks what a form may name."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from formulieren.flow.schema import FormSchema, StapSchema, VraagSchema
from formulieren.inloggen.registry import find as find_middel
from formulieren.inloggen.registry import register as register_middel
from formulieren.inloggen.registry import unregister as unregister_middel
from formulieren.prefill import service
from formulieren.prefill.base import PASSENDE_VRAGEN, Feit
from formulieren.prefill.checks import check_prefill
from formulieren.prefill.proefpersonen import PROEFPERSONEN
from formulieren.prefill.registry import choices, find, fits, register
from formulieren.prefill.service import known_answers
from formulieren.vragen.registry import all_types, type_of
from tests.formulieren.conftest import make_formulier, publish
from tests.formulieren.inloggen.support import DOEL
from tests.formulieren.prefill.conftest import Register

NAAM = VraagSchema(code="naam", type="tekst", label="Naam?", prefill="brp.naam")
DATUM = VraagSchema(code="dag", type="datum", label="Geboren?", prefill="brp.geboortedatum")
ADRES = VraagSchema(code="adres", type="postcode_huisnummer", label="Adres?", prefill="brp.adres")


@pytest.mark.parametrize(
    "nonsense",
    [None, 1, "x", [], [1, 2], True, object(), {1, 2}, ("naam",), b"naam"],
)
def test_an_answer_of_another_shape_counts_as_none(brp: Register, nonsense: Any) -> None:
    brp.antwoord = nonsense
    found = known_answers([NAAM], "999990019")
    assert found.waarden == {} and [bron.naam for bron in found.onbereikbaar] == ["brp"]


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"naam": None},
        {"naam": ""},
        {"naam": "x" * 5000},
        {"naam": 7},
        {"naam": ["a"]},
        {"naam": {"a": 1}},
        {"naam": "a\x00b"},
        {"onbekend": "x"},
    ],
)
def test_a_value_that_the_question_would_not_take_is_not_known(brp: Register, facts: Any) -> None:
    brp.antwoord = facts
    found = known_answers([NAAM], "999990019")
    assert found.onbereikbaar == ()
    assert not found.waarden or found.waarden == {"naam": type_of(NAAM).check(NAAM, facts["naam"])}


@pytest.mark.parametrize("value", ["31-2-2020", "2020-02-31", "x", 20200101, {}, {"jaar": "1"}, [], True])
def test_a_date_that_is_none_is_asked(brp: Register, value: Any) -> None:
    brp.antwoord = {"geboortedatum": value}
    assert known_answers([DATUM], "999990019").waarden == {}


def test_facts_that_nobody_asked_for_are_dropped(brp: Register) -> None:
    brp.antwoord = {"naam": "Sara", "email": "geheim@voorbeeld.nl", "inkomen": 12}
    assert known_answers([NAAM], "999990019").waarden == {"naam": "Sara"}


def test_a_register_is_asked_once_for_all_questions(brp: Register) -> None:
    known_answers([NAAM, DATUM, ADRES], "999990019")
    assert brp.gevraagd == [("999990019", frozenset({"naam", "geboortedatum", "adres"}))]


def test_without_a_question_for_it_no_register_is_asked(brp: Register) -> None:
    plain = VraagSchema(code="x", type="tekst", label="X?")
    unknown = VraagSchema(code="y", type="tekst", label="Y?", prefill="kadaster.huis")
    assert known_answers([plain, unknown], "999990019").waarden == {}
    assert brp.gevraagd == []


def test_a_slow_register_is_left_behind_and_then_left_alone(
    brp: Register, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    never = threading.Event()
    monkeypatch.setattr(Register, "timeout", 0.01)
    brp.antwoord = lambda _codes: never.wait(20)
    try:
        found = known_answers([NAAM], "999990019")
        assert found.waarden == {} and found.onbereikbaar == (brp,)
        assert known_answers([NAAM], "999990019").onbereikbaar == (brp,)
        assert len(brp.gevraagd) == 1  # the second time nobody waited
    finally:
        never.set()
    assert "TimeoutError" in caplog.text and "999990019" not in caplog.text


def test_after_its_rest_a_register_is_asked_again(brp: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    brp.antwoord = None
    known_answers([NAAM], "999990019")
    brp.antwoord = {"naam": "Sara"}
    assert known_answers([NAAM], "999990019").waarden == {}
    later = service.time.monotonic() + service.REST_SECONDS + 1
    monkeypatch.setattr(service.time, "monotonic", lambda: later)
    assert known_answers([NAAM], "999990019").waarden == {"naam": "Sara"}


def test_what_a_register_raises_says_nothing_of_the_person(
    brp: Register, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_codes: Any) -> Any:
        raise RuntimeError("no such person: 999990019 Sara de Wit")

    brp.antwoord = fail
    known_answers([NAAM], "999990019")
    assert "RuntimeError" in caplog.text
    assert "999990019" not in caplog.text and "Sara" not in caplog.text


def test_the_kinds_name_question_types_that_there_are() -> None:
    named = {name for types in PASSENDE_VRAGEN.values() for name in types}
    assert named <= set(all_types())
    assert fits("tekst") and not fits("bestand") and not fits("toelichting")


def test_a_register_with_a_kind_that_nobody_knows_is_refused(brp: Register) -> None:
    class Broken(Register):
        naam = "kapot"
        feiten = (Feit("x", "X", "gewicht"),)

    class Dotted(Register):
        naam = "a.b"

    for one in (Broken(), Dotted()):
        with pytest.raises(ValueError):
            register(one)
    assert find("kapot.x") is None and find("brp") is None and find("") is None


def test_what_the_demo_register_says_is_what_the_questions_take() -> None:
    for found in (find("brp.naam"), find("profiel.email")):
        assert found is not None
        bron = found[0]
        for persoon in PROEFPERSONEN:
            facts = bron.fetch(persoon.bsn, [feit.code for feit in bron.feiten], timeout=1)
            for feit in bron.feiten:
                assert facts.get(feit.code) == persoon.feiten.get(feit.code)
                if feit.code in facts:
                    (name,) = PASSENDE_VRAGEN[feit.soort]
                    vraag = VraagSchema(code="x", type=name, label="X?")
                    assert type_of(vraag).check(vraag, facts[feit.code]) is not None, feit
        assert bron.fetch("111222333", ["naam"], timeout=1) == {}


def schema(vraag: VraagSchema, inloggen: str = "moet") -> FormSchema:
    return FormSchema(
        titel="T", inloggen=inloggen, stappen=(StapSchema(slug="a", titel="A", vragen=(vraag,)),)
    )


def codes(form: FormSchema) -> list[str]:
    return [bevinding.rule for bevinding in check_prefill(form)]


def test_the_gate_takes_a_known_answer_that_fits() -> None:
    for vraag in (NAAM, DATUM, ADRES):
        assert codes(schema(vraag)) == [] and codes(schema(vraag, "mag")) == []


def test_the_gate_refuses_what_can_not_be() -> None:
    unknown = VraagSchema(code="x", type="tekst", label="X?", prefill="kadaster.huis")
    other_fact = VraagSchema(code="x", type="tekst", label="X?", prefill="brp.gewicht")
    wrong_type = VraagSchema(code="x", type="getal", label="X?", prefill="brp.naam")
    for vraag, rule in (
        (unknown, "formulier-prefill-onbekend"),
        (other_fact, "formulier-prefill-onbekend"),
        (wrong_type, "formulier-prefill-past-niet"),
    ):
        assert codes(schema(vraag)) == [rule]
    assert codes(schema(NAAM, "niet")) == ["formulier-prefill-zonder-login"]


def test_the_gate_refuses_a_login_that_is_not_there() -> None:
    middel = find_middel("proef")
    assert middel is not None
    plain = VraagSchema(code="x", type="tekst", label="X?")
    unregister_middel("proef")
    try:
        assert codes(schema(plain)) == ["formulier-login-ontbreekt"] == codes(schema(plain, "mag"))
        assert codes(schema(plain, "niet")) == []
    finally:
        register_middel(middel)


@pytest.mark.django_db
def test_a_form_that_may_not_go_live_says_so_at_the_question(
    home: Any, zaaktype: Any, quick_gate: None
) -> None:
    from a11y_checks.gate.refusal import PublishRefused

    vraag = {"type": "datum", "code": "n", "label": "Wanneer?", "prefill": "brp.naam", **DOEL}
    page = make_formulier(home, stappen=[{"slug": "a", "titel": "A", "vraag": [vraag]}])
    with pytest.raises(PublishRefused) as refused:
        publish(page)
    rules = {bevinding.rule for bevinding in refused.value.bevindingen}
    assert {"formulier-prefill-past-niet", "formulier-prefill-zonder-login"} <= rules


@pytest.mark.django_db
def test_an_editor_chooses_from_a_list(home: Any) -> None:
    listed = dict(choices())
    assert "Naam" in str(listed["brp.naam"]) and "proef" in str(listed["brp.naam"])
    stap = make_formulier(home).stappen.stream_block.child_blocks["stap"]
    vragen = stap.child_blocks["vragen"].child_blocks
    assert {"prefill", "prefill_aanpassen"} <= set(vragen["tekst"].child_blocks)
    assert "prefill" not in vragen["bestand"].child_blocks
    assert "brp.naam" in str(list(vragen["tekst"].child_blocks["prefill"].field.choices))
