"""Hostile input: never another exception than AnswerError, never a value outside the documented shape."""

import json
import re
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from formulieren.flow.schema import StapSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen import texts
from formulieren.vragen.forms import form_class, raw_answers
from formulieren.vragen.plek import LAT, LON
from formulieren.vragen.registry import type_of
from tests.formulieren.vragen_cases import GOOD, PLAIN, vraag

PARTS = [
    "dag", "maand", "jaar", "postcode", "huisnummer", "toevoeging", "straat", "plaats", "omschrijving", "lon", "lat",
    "naam", "kleur", "mee", "keuze", "aantal", "x",
]  # fmt: skip
WORDS = st.sampled_from(
    ["", " ", "ja", "nee", "a", "b", "1", "9", "2026", "1234 AB", "9990EV", "52.1", "5.2", "NaN", "1e9", "111222333",
     "NL91ABNA0417164300", "GBB-01-B", "voorbeeld.nl", "javascript:x", "\x00", "\u202e", "٣", "9" * 400, "-1"]
)  # fmt: skip
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60) | WORDS
NONSENSE = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(PARTS), inner, max_size=5),
    max_leaves=8,
)
TEXT = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+\Z", re.S)


def is_text(value: Any, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most and bool(TEXT.match(value))


def is_adres(value: Any) -> bool:
    return (
        set(value) == {"postcode", "huisnummer", "toevoeging", "straat", "plaats"}
        and bool(re.fullmatch(r"[1-9][0-9]{3} [A-Z]{2}", value["postcode"]))
        and type(value["huisnummer"]) is int
        and 1 <= value["huisnummer"] <= 99_999
        and all(isinstance(value[key], str) for key in ("toevoeging", "straat", "plaats"))
    )


def is_plek(value: Any) -> bool:
    point = (value["lon"], value["lat"])
    return set(value) == {"omschrijving", "postcode", "huisnummer", "toevoeging", "lon", "lat"} and (
        point == (None, None) or (LON[0] <= point[0] <= LON[1] and LAT[0] <= point[1] <= LAT[1])
    )


def is_groep(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict)
        and is_text(item.get("naam"), 200)
        and set(item) <= {"naam", "dag", "kleur", "mee"}
        for item in value
    )


# The documented shape of a stored value of each type.
SHAPES: dict[str, Any] = {
    "tekst": lambda v: is_text(v, 200),
    "lange_tekst": lambda v: is_text(v, 3000),
    "getal": lambda v: type(v) is int,
    "bedrag": lambda v: bool(re.fullmatch(r"[0-9]{1,13}\.[0-9]{2}", v)),
    "email": lambda v: is_text(v, 254) and "@" in v,
    "telefoon": lambda v: bool(re.fullmatch(r"0[1-9][0-9]{8}|\+[1-9][0-9]{6,14}", v)),
    "website": lambda v: bool(re.fullmatch(r"https?://[^\s@]+\.\S+", v)) and len(v) <= 510,
    "datum": lambda v: bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", v)),
    "tijd": lambda v: bool(re.fullmatch(r"[0-2][0-9]:[0-5][0-9]", v)),
    "ja_nee": lambda v: type(v) is bool,
    "keuze": lambda v: v in ("a", "b"),
    "keuze_lang": lambda v: v in ("a", "b"),
    "meerkeuze": lambda v: v in (["a"], ["b"], ["a", "b"]),
    "postcode_huisnummer": is_adres,
    "locatie": is_plek,
    "bsn": lambda v: bool(re.fullmatch(r"[0-9]{9}", v)),
    "kvk": lambda v: bool(re.fullmatch(r"[0-9]{8}", v)),
    "iban": lambda v: bool(re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}", v)),
    "kenteken": lambda v: bool(re.fullmatch(r"[A-Z0-9]{1,3}(-[A-Z0-9]{1,3}){1,2}", v)),
    "herhalende_groep": is_groep,
    "toestemming": lambda v: v is True,
    "toelichting": lambda v: False,
}


def hold(name: str, raw: Any) -> None:
    """Refused in words, or a JSON value of the right shape that passes again by itself and through the form."""
    question = vraag(name, verplicht=False)
    vraag_type = type_of(question)
    try:
        value = vraag_type.check(question, raw)
    except AnswerError as refused:
        assert refused.message
        return
    if value is None:
        return
    assert SHAPES[name](value), value
    assert json.loads(json.dumps(value)) == value
    assert vraag_type.check(question, value) == value
    assert vraag_type.check(question, vraag_type.raw_of(question, value)) == value
    assert vraag_type.display(question, value) and vraag_type.masked(question, value)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PLAIN), NONSENSE)
def test_nonsense_is_refused_or_becomes_a_value_that_passes_again(name: str, raw: Any) -> None:
    hold(name, raw)


@pytest.mark.parametrize(("name", "raw", "value", "shown"), GOOD)
def test_good_answers_hold_too(name: str, raw: Any, value: Any, shown: str) -> None:
    hold(name, raw)
    assert SHAPES[name](value)


def test_every_type_has_a_shape() -> None:
    assert set(SHAPES) == set(PLAIN)


NEARLY = {
    "kenteken": st.text("ABCDGKNSPVZ0189- .", max_size=12),
    "kvk": st.text("0123456789 .-", max_size=14),
    "bedrag": st.text("0123456789.,€ -", max_size=12),
    "telefoon": st.text("0123456789+() -", max_size=16),
    "website": st.text("htps:/.wvoenl@#?[]%", max_size=30),
    "locatie": st.fixed_dictionaries(
        {"lon": st.floats(2, 8).map(repr), "lat": st.floats(50, 54).map(repr)},
        optional={
            "omschrijving": st.text(max_size=20),
            "postcode": st.just("1234AB"),
            "huisnummer": st.just("1"),
        },
    ),
    "herhalende_groep": st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "naam": st.text("ab ", max_size=3),
                "mee": st.sampled_from(["", "ja"]),
                "kleur": st.lists(st.sampled_from(["a", "b"])),
            },
        ),
        max_size=4,
    ),
}


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_nearly_right_input_holds_too(data: Any) -> None:
    name = data.draw(st.sampled_from(sorted(NEARLY)))
    hold(name, data.draw(NEARLY[name]))


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["vraag", "vraag-dag", "vraag-maand", "vraag-postcode", "vraag-lon", "vraag-aantal", "vraag-0-naam",
             "vraag-1-dag-dag", "vraag-0-kleur", "vraag-keuze", "q"]
        ),
        st.lists(st.text(max_size=20) | WORDS, max_size=3),
    )
)  # fmt: skip
def test_any_post_gives_a_form_without_a_crash(posted: dict[str, list[str]]) -> None:
    data = QueryDict(mutable=True)
    for key, values in posted.items():
        data.setlist(key, values)
    for name in PLAIN:
        stap = StapSchema(slug="s", titel="S", vragen=(vraag(name),))
        form = form_class(stap)(data=data)
        if form.is_valid():
            stored = form.answers()
            again = form_class(stap)(raws=raw_answers(stap, stored))
            assert again.is_valid() and again.answers() == stored
        form.error_list()
        assert bool(str(form)) == type_of(vraag(name)).asks


@pytest.mark.parametrize("name", sorted(set(PLAIN) - {"toelichting"}))
def test_long_input_is_refused_before_anything_reads_it_twice(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Work grows with the length once, in `clean_text`; what the patterns of a type see is short."""
    seen: list[int] = []
    real = texts.clean_text

    def spy(raw: Any, *, max_length: int) -> str:
        text = real(raw, max_length=max_length)
        seen.append(max_length)
        return text

    monkeypatch.setattr(texts, "clean_text", spy)
    monkeypatch.setattr("formulieren.vragen.lange_tekst.clean_text", spy)
    question = vraag(name)
    long = "1" * 200_000
    parts = {part.name: long for part in type_of(question).parts} or {"naam": long}
    for raw in (long, [long], parts, [parts]):
        with pytest.raises(AnswerError):
            type_of(question).check(question, raw)
    assert max(seen, default=0) <= 3000
