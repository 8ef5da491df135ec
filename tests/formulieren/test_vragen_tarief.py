"""A question about a tarief shows the amounts of today and keeps only what was chosen."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formulieren.flow.schema import SchemaError, StapSchema, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.forms import form_class, raw_answers
from formulieren.vragen.tarief import TYPE, tarief_choices
from producten.models import Tarief, TariefBedrag, TariefKeuze

pytestmark = pytest.mark.django_db
LONG_AGO = dt.date(2020, 1, 1)


def make_tarief(code: str, bedragen: dict[str, str], vanaf: dt.date = LONG_AGO) -> Tarief:
    """A tarief with an amount per choice ("" without choices)."""
    tarief = Tarief.objects.create(code=code, naam=code.capitalize())
    for number, (naam, bedrag) in enumerate(bedragen.items()):
        keuze = TariefKeuze.objects.create(tarief=tarief, naam=naam, sort_order=number) if naam else None
        TariefBedrag.objects.create(tarief=tarief, keuze=keuze, bedrag=Decimal(bedrag), vanaf=vanaf)
    return tarief


@pytest.fixture
def tarieven() -> None:
    """A tarief with choices and one without."""
    make_tarief("paspoort", {"Volwassene": "88.50", "Kind | klein": "0"})
    make_tarief("leges", {"": "12"})


def vraag(*codes: str, verplicht: bool = True, **config: Any) -> VraagSchema:
    """A question about these tarieven."""
    config = {"tarieven": list(codes or ("paspoort", "leges")), **config}
    return VraagSchema(code="t", type="tarief", label="Wat wilt u?", config=config, verplicht=verplicht)


def form(question: VraagSchema, *args: Any, **kwargs: Any) -> Any:
    """The step with only this question."""
    return form_class(StapSchema(slug="s", titel="S", vragen=(question,)))(*args, **kwargs)


def test_the_amounts_of_today_are_shown(tarieven: None) -> None:
    html = BeautifulSoup(str(form(vraag())["t"]), "html.parser")
    assert [" ".join(label.text.split()) for label in html.select("label")] == [
        "Paspoort: Volwassene: € 88,50",
        "Paspoort: Kind | klein: gratis",
        "Leges: € 12",
    ]
    TariefBedrag.objects.create(
        tarief=Tarief.objects.get(code="leges"), bedrag=Decimal(15), vanaf=timezone.localdate()
    )
    assert "€\u00a015" in str(form(vraag())["t"])


def test_what_is_kept_is_the_choice_and_never_the_amount(tarieven: None) -> None:
    question = vraag(met_aantal=True, hoogste_aantal=3)
    bound = form(question, {"t-keuze": "paspoort|Kind | klein", "t-aantal": "2"})
    stored = {"tarief": "paspoort", "keuze": "Kind | klein", "aantal": 2}
    assert bound.is_valid() and bound.answers() == {"t": stored}
    again = form(question, raws=raw_answers(bound.stap, {"t": stored}))
    assert again.is_valid() and again.answers() == {"t": stored}
    assert TYPE.check(question, stored) == stored
    html = BeautifulSoup(
        str(form(question, initial={"t": TYPE.raw_of(question, stored)})["t"]), "html.parser"
    )
    assert html.select_one("input[checked]")["value"] == "paspoort|Kind | klein"  # type: ignore[index]
    assert html.select_one("#id_t-aantal")["value"] == "2"  # type: ignore[index]
    assert TYPE.display(question, stored) == "Paspoort: Kind | klein, aantal: 2"


def test_the_price_follows_the_day(tarieven: None) -> None:
    new_year = dt.date(2031, 1, 1)
    TariefBedrag.objects.create(tarief=Tarief.objects.get(code="leges"), bedrag=Decimal(20), vanaf=new_year)
    value = {"tarief": "leges", "keuze": "", "aantal": 3}
    assert TYPE.bedrag(value) == 36
    assert TYPE.bedrag(value, on=new_year) == 60
    assert TYPE.bedrag({**value, "tarief": "weg"}) is None
    assert TYPE.bedrag(value, on=dt.date(2019, 1, 1)) is None


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ({"keuze": "paspoort|Hond", "aantal": "1"}, "keuze"),
        ({"keuze": "paspoort", "aantal": "1"}, "keuze"),
        ({"keuze": "rijbewijs|", "aantal": "1"}, "keuze"),
        ({"keuze": "leges|", "aantal": ""}, "aantal"),
        ({"keuze": "leges|", "aantal": "0"}, "aantal"),
        ({"keuze": "leges|", "aantal": "4"}, "aantal"),
        ({"keuze": "leges|", "aantal": "9" * 30}, "aantal"),
        ({"keuze": "leges|", "aantal": "٣"}, "aantal"),
        ({"tarief": "leges", "keuze": "", "aantal": -1}, "aantal"),
        ("leges", ""),
        ([1], ""),
    ],
)
def test_wrong_answers_are_told_at_their_input(tarieven: None, raw: Any, part: str) -> None:
    with pytest.raises(AnswerError) as refused:
        TYPE.check(vraag(met_aantal=True, hoogste_aantal=3), raw)
    assert refused.value.part == part


def test_errors_point_to_an_input_that_is_there(tarieven: None) -> None:
    for posted, target in (({}, "id_t-keuze_0"), ({"t-keuze": "leges|", "t-aantal": "x"}, "id_t-aantal")):
        bound = form(vraag(met_aantal=True), posted)
        assert [error["target"] for error in bound.error_list()] == [target]
        assert f'id="{target}"' in str(bound["t"])


def test_one_thing_that_must_be_taken_needs_no_button(tarieven: None) -> None:
    html = BeautifulSoup(str(form(vraag("leges"))["t"]), "html.parser")
    assert not html.select("[type=radio]")
    assert html.select_one("input[type=hidden]")["value"] == "leges|"  # type: ignore[index]
    optional = BeautifulSoup(str(form(vraag("leges", verplicht=False))["t"]), "html.parser")
    assert len(optional.select("[type=radio]")) == 1


def test_nobody_gets_stuck_when_there_is_no_amount(db: None) -> None:
    make_tarief("later", {"": "5"}, vanaf=dt.date(2999, 1, 1))
    question = vraag("later")
    bound = form(question, {})
    assert bound.is_valid() and bound.answers() == {}
    assert "De prijs is nu niet bekend" in str(bound["t"])
    assert TYPE.check(question, {"tarief": "weg", "keuze": "", "aantal": 1}) is None
    assert TYPE.display(question, {"tarief": "weg", "keuze": "", "aantal": 1}) == "weg"


def test_a_form_with_a_tarief_that_costs_nothing_known_is_refused(tarieven: None) -> None:
    make_tarief("later", {"": "5"}, vanaf=dt.date(2999, 1, 1))
    TYPE.check_config(vraag())
    for config in (
        {"tarieven": ["later"]},
        {"tarieven": ["weg"]},
        {"tarieven": []},
        {"tarieven": ["leges", "leges"]},
        {"tarieven": "leges"},
        {"tarieven": ["leges"] * 21},
        {"hoogste_aantal": 0},
        {"hoogste_aantal": "3"},
        {"met_aantal": 1},
        {"bedrag": 5},
    ):
        with pytest.raises(SchemaError):
            TYPE.check_config(vraag(**config))


def test_the_editor_chooses_from_the_price_list(tarieven: None) -> None:
    assert tarief_choices() == [("leges", "Leges"), ("paspoort", "Paspoort")]
    value = TYPE.block().to_python(
        {"label": "Wat?", "tarieven": ["leges", "leges", "paspoort"], "hoogste_aantal": 4}
    )
    config = TYPE.config_from_block(value)
    assert config == {"tarieven": ["leges", "paspoort"], "met_aantal": False, "hoogste_aantal": 4}
    TYPE.check_config(VraagSchema(code="t", type="tarief", label="Wat?", config=config))


def test_a_question_costs_a_constant_number_of_queries(
    tarieven: None, django_assert_num_queries: Any
) -> None:
    for number in range(15):
        make_tarief(f"t{number}", {"a": "1", "b": "2"})
    codes = [f"t{number}" for number in range(15)]
    with django_assert_num_queries(3):
        assert len(TYPE.opties(vraag(*codes))) == 30


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.none()
    | st.text(max_size=20)
    | st.dictionaries(
        st.sampled_from(["keuze", "aantal", "tarief", "x"]),
        st.sampled_from(
            ["leges|", "leges", "", "|", "paspoort|Volwassene", "2", "x", None, 2, -1, 2.5, [], True]
        ),
    )
)
def test_nonsense_is_refused_or_becomes_a_value_that_passes_again(tarieven: None, raw: Any) -> None:
    question = vraag(met_aantal=True, verplicht=False)
    try:
        value = TYPE.check(question, raw)
    except AnswerError as refused:
        assert refused.message
        return
    if value is not None:
        assert set(value) == {"tarief", "keuze", "aantal"} and 1 <= value["aantal"] <= 10
        assert TYPE.check(question, value) == TYPE.check(question, TYPE.raw_of(question, value)) == value
