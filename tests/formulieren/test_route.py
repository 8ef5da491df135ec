"""The route through a form with conditions: who gets which question, and where a form ends early."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from formulieren.flow.check import check_schema
from formulieren.flow.conditions import Groep, Operator, Soort, Vergelijking, Voorwaarde
from formulieren.flow.reading import schema_from_dict
from formulieren.flow.route import route
from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, StopSchema, VraagSchema
from formulieren.flow.validate import AnswerError, validate_all

TODAY = date(2026, 11, 22)


def vraag(code: str, **fields: Any) -> VraagSchema:
    return VraagSchema(**({"code": code, "type": "tekst", "label": f"Vraag {code}?"} | fields))


def als(code: str, waarde: Any = "ja", operator: Operator = Operator.IS) -> Vergelijking:
    return Vergelijking(vraag=code, operator=operator, waarde=waarde)


# Kind of event -> tent only for a feast; who has alcohol gets a step more; a crowd can't use this form.
FORM = FormSchema(
    titel="Evenement",
    stappen=(
        StapSchema(
            slug="soort",
            titel="Soort",
            vragen=(vraag("soort"), vraag("aantal", verplicht=False, verplicht_als=als("soort", "feest"))),
            stops=(
                StopSchema(
                    als=als("aantal", 200, Operator.MEER_DAN), titel="Te groot", tekst="Bel ons eerst."
                ),
            ),
        ),
        StapSchema(
            slug="feest",
            titel="Feest",
            vragen=(vraag("alcohol"), vraag("tent", toon_als=als("soort", "feest"))),
            toon_als=Groep(soort=Soort.EEN, delen=(als("soort", "feest"), als("soort", "markt"))),
        ),
        StapSchema(slug="drank", titel="Drank", vragen=(vraag("merk", toon_als=als("alcohol")),)),
        StapSchema(slug="wie", titel="Wie", vragen=(vraag("naam"),)),
    ),
)


def slugs(answers: dict[str, Any], done: set[str] | None = None) -> tuple[str, ...]:
    return route(FORM, answers, today=TODAY, done=done).slugs


def text(question: VraagSchema, value: Any) -> Any:
    if not value and question.verplicht:
        raise AnswerError("Vul iets in.")
    return value or None


def test_steps_and_questions_follow_the_answers() -> None:
    assert slugs({}) == ("soort", "wie")
    assert slugs({"soort": "feest", "alcohol": "nee"}) == ("soort", "feest", "wie")
    assert slugs({"soort": "markt", "alcohol": "ja"}) == ("soort", "feest", "drank", "wie")
    feest = route(FORM, {"soort": "markt"}, today=TODAY).stap("feest")
    assert feest is not None and [question.code for question in feest.vragen] == ["alcohol"]


def test_an_answer_to_a_hidden_question_counts_for_nothing() -> None:
    assert slugs({"soort": "anders", "alcohol": "ja", "merk": "x"}) == ("soort", "wie")
    whole = validate_all(FORM, {"soort": "anders", "alcohol": "ja", "naam": "Jan"}, text, today=TODAY)
    assert whole.first_failing is None and whole.values == {"soort": "anders", "naam": "Jan"}


def test_a_question_becomes_required_by_another_answer() -> None:
    assert validate_all(FORM, {"soort": "sport", "naam": "Jan"}, text, today=TODAY).first_failing is None
    assert validate_all(FORM, {"soort": "feest", "naam": "Jan"}, text, today=TODAY).first_failing == "soort"


def test_a_stop_ends_the_route_after_its_step_and_only_when_that_is_done() -> None:
    answers = {"soort": "sport", "aantal": 500}
    stopped = route(FORM, answers, today=TODAY, done={"soort"})
    assert stopped.stop is not None and stopped.stop.titel == "Te groot" and stopped.slugs == ("soort",)
    assert route(FORM, answers, today=TODAY, done=()).stop is None
    assert route(FORM, {**answers, "aantal": 200}, today=TODAY).stop is None


def test_the_form_survives_its_json() -> None:
    assert schema_from_dict(FORM.to_dict()) == FORM


def with_step(**fields: Any) -> FormSchema:
    step = {"slug": "twee", "titel": "Twee", "vragen": (vraag("b"), vraag("c"))} | fields
    return FormSchema(
        titel="F", stappen=(StapSchema(slug="een", titel="Een", vragen=(vraag("a"),)), StapSchema(**step))
    )


def stop(voorwaarde: Voorwaarde, **fields: Any) -> StopSchema:
    return StopSchema(**({"als": voorwaarde, "titel": "Stop", "tekst": "Bel ons."} | fields))


@pytest.mark.parametrize(
    "broken",
    [
        with_step(toon_als=als("b")),  # a step can't hang on its own question
        with_step(
            vragen=(vraag("b"), vraag("c", toon_als=als("b")))
        ),  # nor a question on one of its own step
        with_step(vragen=(vraag("b", toon_als=als("c")), vraag("c", toon_als=als("b")))),  # a circle
        with_step(toon_als=als("bestaat_niet")),
        with_step(stops=(stop(als("a"), titel=""),)),
        with_step(stops=(stop(als("a"), link_tekst="Bel"),)),
        with_step(stops=(stop(als("a"), link_tekst="Bel", link_url="javascript:alert(1)"),)),
        FormSchema(
            titel="F", stappen=(StapSchema(slug="een", titel="Een", vragen=(vraag("a", toon_als=als("a")),)),)
        ),
    ],
)
def test_conditions_that_look_forward_and_ends_that_do_not_help_are_refused(broken: FormSchema) -> None:
    with pytest.raises(SchemaError) as refused:
        check_schema(broken)
    assert refused.value.message.endswith(".")


def test_required_and_stops_may_look_at_their_own_step() -> None:
    check_schema(
        with_step(
            vragen=(vraag("b"), vraag("c", verplicht=False, verplicht_als=als("b"))), stops=(stop(als("b")),)
        )
    )
