"""Conditions: what an answer compares as, what an editor types, what is refused, and a flow that never gets stuck."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formulieren.flow.check import check_schema
from formulieren.flow.conditions import (
    MAX_NODES,
    Groep,
    Operator,
    Soort,
    Vergelijking,
    Waardesoort,
    holds,
    voorwaarde_from,
)
from formulieren.flow.feiten import VraagFeiten
from formulieren.flow.logica import first_difference
from formulieren.flow.reading import schema_from_dict
from formulieren.flow.route import route
from formulieren.flow.schema import FormSchema, PrijsSchema, SchemaError, VraagSchema
from formulieren.flow.typed import check_typed
from formulieren.flow.validate import AnswerError, validate_all
from formulieren.flow.waarden import problem_with, waarde_as_text, waarde_from_text
from formulieren.vragen.registry import feiten_of
from tests.formulieren.random_forms import ANSWERS, TODAY, conditions_on, forms
from tests.formulieren.test_analysis import als, form, stap, vraag


@pytest.mark.parametrize(
    ("answer", "operator", "wanted", "outcome"),
    [
        ("Rood ", Operator.IS, "rood", True),
        ("007", Operator.IS, "7", False),
        ("12.50", Operator.IS, 12.5, True),
        ("12.50", Operator.MEER_DAN, 12, True),
        (200, Operator.MEER_DAN, 200, False),
        (200, Operator.MINSTENS, 200, True),
        (True, Operator.IS, True, True),
        (1, Operator.IS, True, False),
        (False, Operator.IS, False, True),
        (False, Operator.LEEG, None, False),
        (0, Operator.INGEVULD, None, True),
        (None, Operator.IS_NIET, "rood", True),
        (None, Operator.MINDER_DAN, 5, False),
        (["rood"], Operator.BEVAT, "rood", True),
        (["rood"], Operator.BEVAT_NIET, "wit", True),
        (None, Operator.BEVAT_NIET, "wit", True),
        ("2026-12-12", Operator.BINNEN_DAGEN, 21, True),
        ("2026-12-13", Operator.BINNEN_DAGEN, 21, False),
        ("2008-11-23", Operator.JONGER_DAN, 18, True),
        ("2008-11-22", Operator.JONGER_DAN, 18, False),
        ("2026-11-22", Operator.VOOR, "2026-11-22", False),
        ("2026-11-23", Operator.NA, "2026-11-22", True),
        ("nonsense", Operator.NA, "2026-11-22", False),
        ("9" * 50, Operator.MEER_DAN, 5, True),
        ("NaN", Operator.MEER_DAN, 5, False),
    ],
)
def test_an_answer_compares_as_a_resident_would_say(
    answer: Any, operator: Operator, wanted: Any, outcome: bool
) -> None:
    answers = {} if answer is None else {"a": answer}
    assert holds(als("a", wanted, operator), answers, today=date(2026, 11, 22)) is outcome


KLEUR = VraagFeiten(soort=Waardesoort.KEUZE, opties={"licht-rood": "Licht rood", "wit": "Wit"})
GETAL = VraagFeiten(soort=Waardesoort.GETAL, heel=True)
DATUM = VraagFeiten(soort=Waardesoort.DATUM)
JA_NEE = VraagFeiten(soort=Waardesoort.JA_NEE)


@pytest.mark.parametrize(
    ("feiten", "operator", "text", "value"),
    [
        (KLEUR, Operator.IS, "licht  ROOD", "licht-rood"),
        (KLEUR, Operator.IS, "WIT", "wit"),
        (GETAL, Operator.IS, "1.250", 1250),
        (GETAL, Operator.IS, "2,5", 2.5),
        (DATUM, Operator.VOOR, "1-3-2027", "2027-03-01"),
        (DATUM, Operator.BINNEN_DAGEN, "21", 21),
        (JA_NEE, Operator.IS, "Nee", False),
        (KLEUR, Operator.LEEG, "x", None),
    ],
)
def test_what_an_editor_types_becomes_a_value_that_fits(
    feiten: VraagFeiten, operator: Operator, text: str, value: Any
) -> None:
    found = waarde_from_text(feiten, operator, text)
    assert found == value and type(found) is type(value)
    assert problem_with(feiten, operator, found) == ""
    assert waarde_from_text(feiten, operator, waarde_as_text(found)) == found


@pytest.mark.parametrize(
    ("feiten", "operator", "text"),
    [
        (KLEUR, Operator.IS, "blauw"),
        (GETAL, Operator.IS, "veel"),
        (GETAL, Operator.IS, ""),
        (DATUM, Operator.NA, "31-2-2027"),
        (DATUM, Operator.JONGER_DAN, "achttien"),
        (DATUM, Operator.JONGER_DAN, "1000"),
        (JA_NEE, Operator.IS, "misschien"),
    ],
)
def test_what_does_not_fit_is_told(feiten: VraagFeiten, operator: Operator, text: str) -> None:
    problem = problem_with(feiten, operator, waarde_from_text(feiten, operator, text))
    assert problem.endswith(".")


def test_the_check_at_publishing_names_the_question_and_what_fits() -> None:
    numbers = vraag("n", "getal")
    with pytest.raises(SchemaError) as refused:
        check_typed(
            form(stap("a", numbers), stap("b", vraag("x"), toon_als=als("n", "1", Operator.VOOR))), feiten_of
        )
    assert (
        "‘is voor’ past niet bij de vraag 'n?'" in refused.value.message
        and "‘is meer dan’" in refused.value.message
    )
    with pytest.raises(SchemaError) as refused:
        check_typed(form(stap("a", vraag("k")), stap("b", vraag("x"), toon_als=als("k", "groen"))), feiten_of)
    assert "'groen' bestaat niet" in refused.value.message


@pytest.mark.parametrize(
    "prijs", [PrijsSchema(vraag="k", bron="regels/1"), PrijsSchema(tarief="t", aantal="k", bron="regels/1")]
)
def test_a_price_asks_a_tarief_and_a_number(prijs: PrijsSchema) -> None:
    schema = form(stap("a", vraag("k")), prijzen=(prijs,))
    check_schema(schema)
    with pytest.raises(SchemaError) as refused:
        check_typed(schema, feiten_of)
    assert refused.value.path == "regels/1"


@pytest.mark.parametrize(
    "broken",
    [
        Groep(soort=Soort.EEN, delen=()),
        Groep(soort=Soort.ALLE, delen=(Groep(soort=Soort.EEN, delen=()),)),
        Groep(soort=Soort.ALLE, delen=tuple(als("k", "rood") for _n in range(MAX_NODES))),
        als("", "rood"),
    ],
)
def test_a_condition_that_says_nothing_or_too_much_is_refused(broken: Any) -> None:
    with pytest.raises(SchemaError):
        check_schema(form(stap("a", vraag("k")), stap("b", vraag("x"), toon_als=broken)))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_condition_survives_its_json(data: st.DataObject) -> None:
    vragen = [VraagSchema(code=f"v_{kind}", type=kind, label=kind) for kind in ANSWERS]
    condition = data.draw(conditions_on(vragen))
    assert voorwaarde_from(condition.to_dict()) == condition


def test_a_translation_differs_by_logic_and_not_by_text() -> None:
    one = form(stap("a", vraag("k")), stap("b", vraag("x"), toon_als=als("k", "rood")))
    other = form(stap("a", vraag("k", label="Which?")), stap("b", vraag("x"), toon_als=als("k", "wit")))
    assert first_difference(one, form(stap("a", vraag("k", label="Which?")), one.stappen[1])) == ""
    assert first_difference(one, other) == "de stap 'b'"


def answer_of(question: VraagSchema, value: Any) -> Any:
    """The checker of the walks: any answer of the type's own will do."""
    if value is None and question.verplicht:
        raise AnswerError("Vul iets in.")
    return value


class Walker:
    """A resident who answers whatever is asked, goes back, and sends: as the wizard and the try-out do it."""

    def __init__(self, schema: FormSchema, rnd: random.Random) -> None:
        self.schema, self.rnd = schema, rnd
        self.answers: dict[str, Any] = {}
        self.steps: dict[str, set[str]] = {}

    def fill_in(self, slug: str) -> None:
        """Answers one step as it is asked now; a question that may stay open sometimes does."""
        step = route(self.schema, self.answers, today=TODAY, done=self.steps).stap(slug)
        assert step is not None
        for question in step.vragen:
            self.answers.pop(question.code, None)
            if question.verplicht or self.rnd.random() < 0.7:
                self.answers[question.code] = self.rnd.choice(ANSWERS[question.type])
        self.steps[slug] = {question.code for question in step.vragen}

    def walk(self) -> None:
        """Until the form stops or is sent; fails when it takes more turns than there are steps to ask again."""
        for _turn in range(4 * len(self.schema.stappen) + 4):
            the_route = route(self.schema, self.answers, today=TODAY, done=self.steps)
            shown = set().union(*self.steps.values()) if self.steps else set()
            done = {
                step.slug
                for step in the_route.stappen
                if step.slug in self.steps and {q.code for q in step.vragen} <= shown
            }
            open_step = the_route.first_open(done)
            if open_step is not None:
                assert the_route.may_open(open_step, done)
                self.fill_in(open_step)
                continue
            if the_route.stop is not None:
                assert the_route.stop.titel and the_route.stop.tekst
                return
            whole = validate_all(self.schema, self.answers, answer_of, today=TODAY)
            assert whole.route == the_route, "the check page and the submit see another route"
            if whole.first_failing is None:
                assert set(whole.values) <= the_route.codes
                assert all(value == self.answers[code] for code, value in whole.values.items())
                return
            assert the_route.may_open(whole.first_failing, done)
            self.fill_in(whole.first_failing)
        raise AssertionError("a dead end: this resident never gets to the end")


@settings(max_examples=300, deadline=None)
@given(forms(), st.integers(0, 2**32))
def test_no_form_has_a_dead_end(schema: FormSchema, seed: int) -> None:
    """300 forms, 30 residents each: all end at a stop with a way on, or can send; also after a changed answer."""
    check_schema(schema)
    assert schema_from_dict(schema.to_dict()) == schema
    rnd = random.Random(seed)
    for _resident in range(30):
        walker = Walker(schema, rnd)
        walker.walk()
        again = rnd.choice(sorted(walker.steps))
        if route(schema, walker.answers, today=TODAY, done=walker.steps).stap(again) is not None:
            walker.fill_in(again)
            walker.walk()


@settings(max_examples=200, deadline=None)
@given(forms(), st.integers(0, 2**32))
def test_answers_to_what_is_not_asked_change_nothing(schema: FormSchema, seed: int) -> None:
    rnd = random.Random(seed)
    answers = {q.code: rnd.choice(ANSWERS[q.type]) for q in schema.vragen()}
    the_route = route(schema, answers, today=TODAY)
    hidden = {q.code for q in schema.vragen()} - the_route.codes
    others = {**answers, **dict.fromkeys(hidden), "bestaat_niet": "x"}
    assert route(schema, others, today=TODAY) == the_route == route(schema, answers, today=TODAY)
    assert hidden.isdisjoint(validate_all(schema, answers, answer_of, today=TODAY).values)


def test_unknown_operators_stay_out() -> None:
    with pytest.raises(SchemaError):
        voorwaarde_from({"vraag": "a", "operator": "regex", "waarde": ".*"})
    assert isinstance(voorwaarde_from({"vraag": "a", "operator": "is", "waarde": "x"}), Vergelijking)
