"""The pure flow: schema, route and validation."""

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formulieren.flow.check import check_schema
from formulieren.flow.reading import schema_from_dict
from formulieren.flow.route import Route, route, whole_route
from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, VraagSchema, freeze, thaw
from formulieren.flow.validate import AnswerError, validate_all, validate_stap


def vraag(code: str, **fields: Any) -> VraagSchema:
    return VraagSchema(code=code, type="tekst", label=f"Vraag {code}?", **fields)


def form(*steps: tuple[str, list[str]]) -> FormSchema:
    return FormSchema(
        titel="Proef",
        stappen=tuple(
            StapSchema(slug=slug, titel=slug.title(), vragen=tuple(vraag(code) for code in codes))
            for slug, codes in steps
        ),
    )


def needs_text(question: VraagSchema, value: Any) -> Any:
    if not value:
        raise AnswerError("Vul iets in.")
    return value


TODAY = date(2026, 11, 22)
TWO = form(("een", ["a", "b"]), ("twee", ["c"]))


def test_json_round_trip_keeps_meaning_and_hash() -> None:
    again = schema_from_dict(TWO.to_dict())
    assert again == TWO
    assert again.sha256() == TWO.sha256()
    assert form(("een", ["a"])).sha256() != TWO.sha256()


VERSION_1 = {
    "schema_version": 1,
    "titel": "Oud",
    "zaaktype": "TEST",
    "officieel_bericht": False,
    "dank_tekst": "",
    "andere_kanalen": "Bel ons.",
    "stappen": [
        {
            "slug": "een",
            "titel": "Een",
            "uitleg": "",
            "bron": "stappen/1",
            "vragen": [
                {
                    "code": "a",
                    "type": "tekst",
                    "label": "Wat?",
                    "hint": "",
                    "doel": "",
                    "verplicht": True,
                    "foutmelding": "",
                    "config": {"max_lengte": 100},
                    "bron": "stappen/1/vragen/1",
                }
            ],
        }
    ],
}


def test_a_form_frozen_by_version_1_is_read_as_one_without_conditions() -> None:
    schema = schema_from_dict(VERSION_1)
    assert schema.to_dict()["schema_version"] == 3
    assert schema.stappen[0].vragen[0].config == {"max_lengte": 100}
    assert route(schema, {}, today=TODAY).slugs == ("een",)
    assert not schema.stappen[0].stops and schema.vragen()[0].toon_als is None


@pytest.mark.parametrize("version", [0, 4, 99, "1", None, True, 1.0])
def test_unknown_schema_version_is_refused(version: Any) -> None:
    with pytest.raises(SchemaError):
        schema_from_dict({**TWO.to_dict(), "schema_version": version})


@pytest.mark.parametrize(
    "broken",
    [
        form(),
        form(("een", [])),
        form(("een", ["a"]), ("een", ["b"])),
        form(("een", ["a"]), ("twee", ["a"])),
        form(("een", ["A"])),
        form(("een", ["csrfmiddlewaretoken"])),
        form(("controleren", ["a"])),
        form(("een/twee", ["a"])),
        form(*((f"s{n}", [f"v{n}"]) for n in range(31))),
        form(("een", [f"v{n}" for n in range(201)])),
    ],
)
def test_forms_that_cannot_be_shown_are_refused(broken: FormSchema) -> None:
    with pytest.raises(SchemaError) as refused:
        check_schema(broken)
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("key", ["titel", "stappen", "zaaktype", "officieel_bericht"])
def test_missing_or_unknown_keys_are_refused(key: str) -> None:
    data = TWO.to_dict()
    with pytest.raises(SchemaError):
        schema_from_dict({**data, "extra": 1})
    data.pop(key)
    with pytest.raises(SchemaError):
        schema_from_dict(data)


def nested(inner: Any) -> Any:
    return st.lists(inner) | st.dictionaries(st.text(), inner)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), nested))
def test_any_json_is_read_or_refused_never_a_crash(data: Any) -> None:
    for shape in (data, {**TWO.to_dict(), "stappen": data}, {**TWO.to_dict(), "stappen": [data]}):
        with contextlib.suppress(SchemaError):
            schema_from_dict(shape)


@given(st.recursive(st.integers() | st.text(), nested))
def test_freeze_and_thaw_are_opposites(data: Any) -> None:
    assert thaw(freeze(data)) == data


def test_route_knows_order() -> None:
    way = whole_route(TWO)
    assert (way.first, way.next("een"), way.next("twee"), way.previous("een"), way.previous("twee")) == (
        "een", "twee", None, None, "een",
    )  # fmt: skip
    assert way.number("twee") == 2


@given(st.integers(1, 12), st.sets(st.integers(0, 11)), st.integers(0, 11))
def test_no_step_is_skipped(length: int, done: set[int], wanted: int) -> None:
    way = Route(form(*((f"s{n}", [f"v{n}"]) for n in range(length))).stappen)
    stored = {f"s{n}" for n in done}
    may = way.may_open(f"s{wanted}", stored)
    assert may == (wanted < length and all(n in done for n in range(wanted)))
    assert way.first_open(stored) is None or way.may_open(way.first_open(stored) or "", stored)


def test_validation_drops_what_was_not_asked() -> None:
    outcome = validate_stap(TWO.stappen[0], {"a": "x", "b": "y", "c": "z", "q": "!"}, needs_text)
    assert outcome.ok and outcome.values == {"a": "x", "b": "y"}


def test_whole_form_names_the_first_failing_step() -> None:
    assert validate_all(TWO, {"a": "x", "b": "y"}, needs_text, today=TODAY).first_failing == "twee"
    assert validate_all(TWO, {"c": "z"}, needs_text, today=TODAY).first_failing == "een"
    whole = validate_all(TWO, {"a": "x", "b": "y", "c": "z", "old": 1}, needs_text, today=TODAY)
    assert whole.first_failing is None and set(whole.values) == {"a", "b", "c"}
