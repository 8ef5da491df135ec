"""Every question type: what it takes, what it refuses, and that stored answers pass again."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from formulieren.flow.schema import FormSchema, SchemaError, StapSchema, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.forms import form_class, form_data
from formulieren.vragen.registry import all_types, check_form, type_of

OPTIES = {"opties": [{"waarde": "a", "tekst": "Optie A"}, {"waarde": "b", "tekst": "Optie B"}]}
CONFIG: dict[str, dict[str, Any]] = {
    "keuze": OPTIES,
    "meerkeuze": OPTIES,
    "toelichting": {"tekst": "Lees dit."},
}
ISSUE = {
    "tekst", "lange_tekst", "getal", "bedrag", "email", "telefoon", "datum", "tijd", "ja_nee", "keuze", "meerkeuze",
    "postcode_huisnummer", "bsn", "iban", "toestemming", "toelichting",
}  # fmt: skip


def vraag(name: str, **fields: Any) -> VraagSchema:
    config = {**CONFIG.get(name, {}), **fields.pop("config", {})}
    return VraagSchema(code="vraag", type=name, label="De vraag", config=config, **fields)


def normalise(name: str, raw: Any, **config: Any) -> Any:
    question = vraag(name, config=config)
    return type_of(question).check(question, raw)


def test_every_type_of_the_issue_is_there() -> None:
    assert set(all_types()) == ISSUE


GOOD: list[tuple[str, Any, Any, str]] = [
    ("tekst", "  Jan   Jansen ", "Jan Jansen", "Jan Jansen"),
    ("lange_tekst", "een\r\ntwee ", "een\ntwee", "een\ntwee"),
    ("getal", "25", 25, "25"),
    ("getal", "1.250", 1250, "1250"),
    ("getal", "-3", -3, "-3"),
    ("bedrag", "12,5", "12.50", "€ 12,50"),
    ("bedrag", "€ 1.250,00", "1250.00", "€ 1.250,00"),
    ("bedrag", "7", "7.00", "€ 7,00"),
    ("bedrag", "1.250", "1250.00", "€ 1.250,00"),
    ("bedrag", "25,-", "25.00", "€ 25,00"),
    ("email", "Jan@Voorbeeld.NL", "Jan@voorbeeld.nl", "Jan@voorbeeld.nl"),
    ("telefoon", "06 - 12 34 56 78", "0612345678", "06 12345678"),
    ("telefoon", "+31 (0)6 12345678", "0612345678", "06 12345678"),
    ("telefoon", "0031612345678", "0612345678", "06 12345678"),
    ("telefoon", "+49 30 123456", "+4930123456", "+4930123456"),
    ("datum", {"dag": "9", "maand": "3", "jaar": "2026"}, "2026-03-09", "9 maart 2026"),
    ("datum", {"dag": "29", "maand": "februari", "jaar": "2024"}, "2024-02-29", "29 februari 2024"),
    ("datum", {"dag": "01", "maand": "mrt.", "jaar": "2024"}, "2024-03-01", "1 maart 2024"),
    ("tijd", "9.30", "09:30", "09.30 uur"),
    ("tijd", "14 uur", "14:00", "14.00 uur"),
    ("ja_nee", "nee", False, "Nee"),
    ("keuze", "b", "b", "Optie B"),
    ("meerkeuze", ["b", "a", "a"], ["a", "b"], "Optie A\nOptie B"),
    (
        "postcode_huisnummer",
        {"postcode": "1234ab", "huisnummer": "12", "toevoeging": "a"},
        {"postcode": "1234 AB", "huisnummer": 12, "toevoeging": "A"},
        "1234 AB, huisnummer 12 A",
    ),
    ("bsn", "1112.22.333", "111222333", "••••••333"),
    ("bsn", "10000008", "010000008", "••••••008"),
    ("iban", "nl91 abna 0417 1643 00", "NL91ABNA0417164300", "NL•••4300"),
    ("toestemming", "ja", True, "Ja"),
]


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
    form = form_class(stap)(data=form_data(stap, {"vraag": value}))
    assert form.is_valid(), form.errors
    assert form.answers() == {"vraag": value}


BAD: list[tuple[str, Any]] = [
    ("tekst", "x" * 201),
    ("tekst", "a\x00b"),
    ("tekst", ["lijst"]),
    ("lange_tekst", "x" * 3001),
    ("lange_tekst", "\x1b[31m"),
    ("getal", "12,5"),
    ("getal", "twaalf"),
    ("getal", "٣"),
    ("getal", "9" * 30),
    ("getal", "1.25"),
    ("bedrag", "-5"),
    ("bedrag", "1,234"),
    ("bedrag", "gratis"),
    ("email", "geen adres"),
    ("email", "a@b"),
    ("email", "a@b.nl\nBcc: c@d.nl"),
    ("telefoon", "12345"),
    ("telefoon", "bel mij"),
    ("datum", {"dag": "31", "maand": "2", "jaar": "2026"}),
    ("datum", {"dag": "1", "maand": "", "jaar": "2026"}),
    ("datum", {"dag": "1", "maand": "13", "jaar": "2026"}),
    ("datum", {"dag": "1", "maand": "1", "jaar": "26"}),
    ("datum", "gisteren"),
    ("datum", ["1"]),
    ("tijd", "25:00"),
    ("tijd", "kwart over"),
    ("ja_nee", "misschien"),
    ("keuze", "c"),
    ("meerkeuze", ["a", "c"]),
    ("postcode_huisnummer", {"postcode": "1234 SS", "huisnummer": "1"}),
    ("postcode_huisnummer", {"postcode": "0123 AB", "huisnummer": "1"}),
    ("postcode_huisnummer", {"postcode": "1234 AB", "huisnummer": "een"}),
    ("postcode_huisnummer", {"postcode": "1234 AB", "huisnummer": "1", "toevoeging": "<b>"}),
    ("bsn", "123456789"),
    ("bsn", "000000000"),
    ("bsn", "12345"),
    ("iban", "NL00ABNA0417164300"),
    ("iban", "rekening"),
    ("toestemming", "misschien"),
]


@pytest.mark.parametrize(("name", "raw"), BAD)
def test_bad_answers_are_told_what_to_do(name: str, raw: Any) -> None:
    with pytest.raises(AnswerError) as refused:
        normalise(name, raw)
    assert refused.value.message.endswith((".", "?")) and len(refused.value.message) > 20


@pytest.mark.parametrize("name", sorted(ISSUE - {"toelichting"}))
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


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["dag", "maand", "jaar", "postcode", "huisnummer", "toevoeging", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(ISSUE)), NONSENSE)
def test_nonsense_is_refused_or_becomes_a_value_that_passes_again(name: str, raw: Any) -> None:
    question = vraag(name, verplicht=False)
    try:
        value = type_of(question).check(question, raw)
    except AnswerError as refused:
        assert refused.message
        return
    if value is not None:
        assert type_of(question).check(question, value) == value
        assert type_of(question).display(question, value)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["vraag", "vraag-dag", "vraag-maand", "vraag-postcode", "q"]),
        st.lists(st.text(), max_size=3),
    )
)
def test_any_post_gives_a_form_without_a_crash(posted: dict[str, list[str]]) -> None:
    data = QueryDict(mutable=True)
    for key, values in posted.items():
        data.setlist(key, values)
    for name in sorted(ISSUE):
        stap = StapSchema(slug="s", titel="S", vragen=(vraag(name),))
        form = form_class(stap)(data=data)
        form.is_valid()
        form.error_list()
        str(form)


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
