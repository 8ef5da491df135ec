"""Every question type: what it takes, what it refuses, and that stored answers pass again."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from formulieren.flow.conditions import Waardesoort
from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.forms import form_class, raw_answers
from formulieren.vragen.registry import all_types, check_form, type_of
from tests.formulieren.vragen_cases import (
    BAD,
    CONFIG,
    GOOD,
    ISSUE,
    OPTIES,
    PERSONEN,
    PLAIN,
    WITH_FILES,
    normalise,
    vraag,
)


def test_every_type_of_the_issue_is_there() -> None:
    assert len(ISSUE) >= 22
    assert set(all_types()) - WITH_FILES == ISSUE


@pytest.mark.parametrize(("name", "raw", "value", "shown"), GOOD)
def test_good_answers(name: str, raw: Any, value: Any, shown: str) -> None:
    question = vraag(name)
    assert normalise(name, raw) == value
    assert type_of(question).display(question, value) == shown


@pytest.mark.parametrize(("name", "raw", "value", "shown"), GOOD)
def test_stored_answers_pass_again_and_fill_the_form(name: str, raw: Any, value: Any, shown: str) -> None:
    """What was stored is checked at submit with the same code, and shown again for changing."""
    assert normalise(name, value) == value
    stap = StapSchema(slug="s", titel="S", vragen=(vraag(name),))
    form = form_class(stap)(raws=raw_answers(stap, {"vraag": value}))
    assert form.is_valid(), form.errors
    assert form.answers() == {"vraag": value}


@pytest.mark.parametrize(("name", "raw"), BAD)
def test_bad_answers_are_told_what_to_do(name: str, raw: Any) -> None:
    with pytest.raises(AnswerError) as refused:
        normalise(name, raw)
    assert refused.value.message.endswith((".", "?")) and len(refused.value.message) > 20


@pytest.mark.parametrize("name", sorted(set(PLAIN) - {"toelichting"}))
def test_blank_is_none_or_told(name: str) -> None:
    optional, required = vraag(name, verplicht=False), vraag(name)
    blank: Any = {part.name: " " for part in type_of(optional).parts} or ""
    assert type_of(optional).check(optional, blank) is None
    assert type_of(optional).check(optional, None) is None
    with pytest.raises(AnswerError):
        type_of(required).check(required, blank)
    own = vraag(name, foutmelding="Vul dit nu in.")
    with pytest.raises(AnswerError, match=r"Vul dit nu in\."):
        type_of(own).check(own, blank)


def test_bounds_and_moments_of_a_question() -> None:
    assert normalise("getal", "5", minimum=5, maximum=5) == 5
    for wrong in ("4", "6"):
        with pytest.raises(AnswerError):
            normalise("getal", wrong, minimum=5, maximum=5)
    today = timezone.localdate()
    assert normalise("datum", today.isoformat(), moment="verleden") == today.isoformat()
    assert normalise("datum", today.isoformat(), moment="toekomst") == today.isoformat()
    for moment, days in (("verleden", 1), ("toekomst", -1)):
        with pytest.raises(AnswerError):
            normalise("datum", (today + timedelta(days=days)).isoformat(), moment=moment)


def test_which_answers_are_sensitive() -> None:
    sensitive = {name for name in ISSUE if type_of(vraag(name)).is_sensitive(vraag(name))}
    assert sensitive == {"bsn", "iban"}
    birth = vraag("datum", config={"geboortedatum": True})
    assert type_of(birth).is_sensitive(birth)
    assert type_of(birth).masked(birth, "1990-01-01") == "•••"
    assert "333" not in type_of(vraag("bsn")).masked(vraag("bsn"), "111222333")


NAAM = PERSONEN["vragen"][0]


@pytest.mark.parametrize(
    ("name", "config"),
    [
        ("tekst", {"max_lengte": 0}),
        ("tekst", {"autocomplete": "onclick"}),
        ("tekst", {"onbekend": 1}),
        ("tekst", {"max_lengte": "veel"}),
        ("lange_tekst", {"max_lengte": 10**6}),
        ("getal", {"minimum": "een"}),
        ("getal", {"minimum": 3, "maximum": 2}),
        ("datum", {"moment": "ooit"}),
        ("keuze", {"opties": []}),
        ("keuze", {"opties": [{"waarde": "a", "tekst": "A"}, {"waarde": "a", "tekst": "B"}]}),
        ("keuze", {"opties": "ab"}),
        ("meerkeuze", {"opties": [{"waarde": "a"}, {"waarde": "b"}]}),
        ("keuze_lang", {"opties": []}),
        ("keuze_lang", {"opties": [{"waarde": str(n), "tekst": str(n)} for n in range(501)]}),
        ("keuze_lang", {"autocomplete": "onclick"}),
        ("keuze_lang", {"onbekend": 1}),
        ("kenteken", {"buitenlands": "ja"}),
        ("herhalende_groep", {"vragen": []}),
        ("herhalende_groep", {"vragen": "ab"}),
        ("herhalende_groep", {"vragen": [{"code": "x"}]}),
        ("herhalende_groep", {"item_naam": " "}),
        ("herhalende_groep", {"minimum": 0}),
        ("herhalende_groep", {"minimum": 4, "maximum": 3}),
        ("herhalende_groep", {"maximum": 51}),
        ("herhalende_groep", {"onbekend": 1}),
        ("herhalende_groep", {"vragen": [NAAM] * 2}),
        ("herhalende_groep", {"vragen": [{**NAAM, "type": "herhalende_groep", "config": PERSONEN}]}),
        ("herhalende_groep", {"vragen": [{**NAAM, "type": "toelichting", "config": {"tekst": "x"}}]}),
        ("herhalende_groep", {"vragen": [{**NAAM, "type": "tarief", "config": {"tarieven": ["x"]}}]}),
        ("herhalende_groep", {"vragen": [{**NAAM, "type": "hologram"}]}),
        ("herhalende_groep", {"vragen": [{**NAAM, "type": "email"}]}),
        ("herhalende_groep", {"vragen": [{**NAAM, "config": {"max_lengte": 0}}]}),
        ("herhalende_groep", {"vragen": [{**NAAM, "code": "Fout!"}]}),
        ("herhalende_groep", {"vragen": [{**NAAM, "toon_als": None}]}),
        ("toelichting", {"tekst": " "}),
        ("hologram", {}),
    ],
)
def test_settings_of_a_question_are_checked(name: str, config: dict[str, Any]) -> None:
    question = VraagSchema(
        code="vraag", type=name, label="De vraag", config={**CONFIG.get(name, {}), **config}
    )
    schema = FormSchema(titel="F", stappen=(StapSchema(slug="s", titel="S", vragen=(question,)),))
    with pytest.raises(SchemaError):
        check_form(schema)


@pytest.mark.parametrize("code", ["prefix", "errors", "data", "clean", "fields", "stap", "renderer"])
def test_a_code_may_be_any_word(code: str) -> None:
    """Codes never clash with the names of Django's form."""
    question = VraagSchema(code=code, type="tekst", label="Vraag")
    form = form_class(StapSchema(slug="s", titel="S", vragen=(question,)))(data={code: "x"})
    assert form.is_valid() and form.answers() == {code: "x"}


def test_errors_point_to_the_right_input() -> None:
    stap = StapSchema(
        slug="s",
        titel="S",
        vragen=(
            VraagSchema(code="d", type="datum", label="Dag"),
            VraagSchema(code="k", type="keuze", label="Keuze", config=OPTIES),
            VraagSchema(code="t", type="tekst", label="Tekst"),
        ),
    )
    form = form_class(stap)(data={"d-dag": "1", "d-maand": "13", "d-jaar": "2026"})
    assert [error["target"] for error in form.error_list()] == ["id_d-maand", "id_k_0", "id_t"]
    html = str(form)
    assert all(f'id="{error["target"]}"' in html for error in form.error_list())


@pytest.mark.parametrize("name", sorted(set(CONFIG) - {"tarief"}))
def test_good_settings_are_accepted(name: str) -> None:
    check_form(FormSchema(titel="F", stappen=(StapSchema(slug="s", titel="S", vragen=(vraag(name),)),)))


@pytest.mark.parametrize(
    ("name", "wrong"), [("kvk", "1"), ("datum", {"dag": "1", "maand": "13", "jaar": "2026"})]
)
def test_the_editors_own_text_for_a_wrong_answer(name: str, wrong: Any) -> None:
    """It replaces the type's text and stays at the same input; the one for a missing answer is another."""
    question = vraag(name, foutmelding="Dit ontbreekt.", foutmelding_onjuist="Kijk dit na.")
    with pytest.raises(AnswerError) as own:
        type_of(question).check(question, wrong)
    with pytest.raises(AnswerError) as standard:
        type_of(vraag(name)).check(vraag(name), wrong)
    assert own.value.message == "Kijk dit na." and own.value.part == standard.value.part
    with pytest.raises(AnswerError, match=r"Dit ontbreekt\."):
        type_of(question).check(question, "")


PERSONAL = {"bsn", "email", "iban", "kenteken", "kvk", "postcode_huisnummer", "telefoon"}


def test_which_answers_are_personal() -> None:
    assert {name for name in ISSUE if type_of(vraag(name)).is_personal(vraag(name))} == PERSONAL
    for name, config in (
        ("tekst", {"autocomplete": "name"}),
        ("keuze_lang", {"autocomplete": "country-name"}),
        ("datum", {"geboortedatum": True}),
        ("herhalende_groep", {"vragen": [{**NAAM, "config": {"autocomplete": "name"}}]}),
    ):
        question = vraag(name, config=config)
        assert type_of(question).is_personal(question), name
    company = vraag("tekst", config={"autocomplete": "organization"})
    assert not type_of(company).is_personal(company)


def test_what_conditions_can_do_with_each_type() -> None:
    kinds = {name: vraag_type.soort_waarde for name, vraag_type in all_types().items()}
    assert {name: str(kind) for name, kind in kinds.items() if kind != Waardesoort.ALLEEN_INGEVULD} == {
        "bedrag": "getal", "datum": "datum", "getal": "getal", "ja_nee": "ja_nee", "keuze": "keuze",
        "keuze_lang": "keuze", "meerkeuze": "meerkeuze", "tekst": "tekst", "tijd": "tekst",
    }  # fmt: skip
    assert not {name for name in PERSONAL if kinds[name] != Waardesoort.ALLEEN_INGEVULD}


TOKENS = {
    "bedrag": ("decimal", ""), "getal": ("numeric", ""), "bsn": ("numeric", "off"), "iban": ("", "off"),
    "kvk": ("numeric", ""), "kenteken": ("", "off"), "email": ("email", "email"), "telefoon": ("tel", "tel"),
    "website": ("url", "url"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_inputs_tell_phones_and_browsers_what_they_are(name: str) -> None:
    """WCAG 1.3.5 and the right keys; one list, so that a type can't lose its tokens unseen."""
    question = vraag(name)
    attrs = type_of(question).attrs(question)
    assert (attrs.get("inputmode", ""), attrs.get("autocomplete", "")) == TOKENS.get(name, ("", ""))


def test_parts_have_their_tokens_too() -> None:
    parts = {
        (name, part.name): (part.inputmode, part.autocomplete)
        for name in ISSUE
        for part in type_of(vraag(name)).parts
    }
    assert parts["postcode_huisnummer", "postcode"] == ("text", "postal-code")
    assert parts["postcode_huisnummer", "plaats"] == ("text", "address-level2")
    assert parts["datum", "dag"] == ("numeric", "")
    assert {token for (name, _part), token in parts.items() if name == "locatie"} == {
        ("text", "off"),
        ("numeric", "off"),
    }
