"""A herhalende groep: items come and go by button, errors point to the input of their item."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict

from formulieren.flow.schema import StapSchema, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.forms import StapForm, form_class, raw_answers
from formulieren.vragen.groep import sub_vragen
from formulieren.vragen.herhalende_groep import TYPE
from tests.formulieren.vragen_cases import PERSONEN, vraag

POSTED = {
    "p-aantal": "2",
    "p-0-naam": "Kim",
    "p-0-dag-dag": "9",
    "p-0-dag-maand": "3",
    "p-0-dag-jaar": "1990",
    "p-1-naam": "Bo",
    "p-1-kleur": ["a", "b"],
    "p-1-mee": "ja",
}
STORED = [{"naam": "Kim", "dag": "1990-03-09"}, {"naam": "Bo", "kleur": ["a", "b"], "mee": True}]


def groep(**fields: Any) -> VraagSchema:
    """The question "p"."""
    config = {**PERSONEN, **fields.pop("config", {})}
    return VraagSchema(code="p", type="herhalende_groep", label="Wie?", config=config, **fields)


def posted(**changes: Any) -> QueryDict:
    """POSTED with changes; None takes a name away."""
    data = QueryDict(mutable=True)
    for name, value in {**POSTED, **changes}.items():
        if value is not None:
            data.setlist(name, value if isinstance(value, list) else [value])
    return data


def form(question: VraagSchema, *args: Any, **kwargs: Any) -> StapForm:
    """The step with only this question."""
    return form_class(StapSchema(slug="s", titel="S", vragen=(question,)))(*args, **kwargs)


def soup(made: StapForm) -> BeautifulSoup:
    """What a resident gets."""
    return BeautifulSoup(str(made["p"]), "html.parser")


def test_a_post_becomes_a_list_and_comes_back_in_the_inputs() -> None:
    bound = form(groep(), posted())
    assert bound.is_valid() and bound.answers() == {"p": STORED}
    stap = StapSchema(slug="s", titel="S", vragen=(groep(),))
    again = form(groep(), raws=raw_answers(stap, {"p": STORED}))
    assert again.is_valid() and again.answers() == {"p": STORED}
    html = soup(form(groep(), initial={"p": TYPE.raw_of(groep(), STORED)}))
    assert [tag["value"] for tag in html.select("input[name$=-naam]")] == ["Kim", "Bo"]
    assert html.select_one("input[name=p-0-dag-maand]")["value"] == "3"  # type: ignore[index]
    assert len(html.select("input[name=p-1-kleur][checked]")) == 2
    assert html.select_one("input[name=p-1-mee]").has_attr("checked")  # type: ignore[union-attr]
    assert not html.select("[aria-invalid]")


def test_each_item_is_a_group_with_its_own_name_and_buttons() -> None:
    html = soup(form(groep(), initial={"p": [{}, {}]}))
    assert [tag.legend.text for tag in html.select("fieldset.loket-herhaling")] == ["Persoon 1", "Persoon 2"]  # type: ignore[union-attr]
    buttons = {tag.text.strip(): tag["value"] for tag in html.select("button[name=_actie]")}
    assert buttons == {
        "Verwijder persoon 1": "p weg 0",
        "Verwijder persoon 2": "p weg 1",
        "Voeg nog een persoon toe": "p erbij 2",
    }
    # What the Enter key presses comes first, and is no button of an item.
    assert not html.select("button")[0].has_attr("name")
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {label["for"] for label in html.select("label[for]")} <= set(ids)
    # Where the page goes to after a button.
    assert html.select_one("#id_p-0") and html.select("button[formaction='#id_p-2']")


def test_buttons_disappear_at_the_bounds() -> None:
    full = soup(form(groep(), initial={"p": [{}, {}, {}]}))
    assert not [tag for tag in full.select("button") if "toe" in tag.text]
    single = soup(form(groep()))
    assert not [tag for tag in single.select("button") if "Verwijder" in tag.text]


def test_buttons_add_and_remove_and_keep_what_was_typed() -> None:
    raw = form(groep(), posted()).raw()["p"]
    assert TYPE.act(groep(), raw, "erbij", "2") == [*raw, {}]
    assert TYPE.act(groep(), raw, "weg", "0") == raw[1:]
    full = [*raw, {}]
    assert TYPE.act(groep(), full, "erbij", "3") == full
    for actie, arg in (("weg", "9"), ("weg", "-1"), ("weg", "x"), ("weg", "٠"), ("weg", ""), ("niets", "0")):
        assert TYPE.act(groep(), raw, actie, arg) == raw
    assert TYPE.act(groep(), "onzin", "weg", "0") == []
    html = soup(form(groep(), initial={"p": TYPE.act(groep(), raw, "weg", "0")}))
    assert [tag["value"] for tag in html.select("input[name$=-naam]")] == ["Bo"]


def test_errors_point_to_the_input_of_their_item() -> None:
    bound = form(groep(), posted(**{"p-0-dag-maand": "13", "p-1-naam": ""}))
    assert not bound.is_valid()
    errors = {error["target"]: error["message"] for error in bound.error_list()}
    assert set(errors) == {"id_p-0-dag-maand", "id_p-1-naam"}
    assert errors["id_p-0-dag-maand"].startswith("Persoon 1: ")
    assert errors["id_p-1-naam"].startswith("Persoon 2: ")
    html = soup(bound)
    assert {tag["id"] for tag in html.select("[aria-invalid]")} == set(errors)
    for target in errors:
        assert html.select_one(f"#{target}") is not None
    # The inputs say it themselves, without the name of the person whose group they stand in.
    assert html.select_one("#id_p-1-naam_error").text.strip() == "Fout: Vul een antwoord in bij “Naam”."  # type: ignore[union-attr]
    assert (
        html.select_one("#id_p_error").text.strip() == "Fout: Kijk na wat u invulde bij persoon 1, persoon 2."
    )  # type: ignore[union-attr]
    assert html.select_one("input[name=p-0-naam]")["value"] == "Kim"  # type: ignore[index]


def test_errors_in_choices_and_single_boxes_have_an_input_too() -> None:
    bound = form(groep(), posted(**{"p-1-kleur": ["z"], "p-1-mee": "x"}))
    assert {error["target"] for error in bound.error_list()} == {"id_p-1-kleur_0", "id_p-1-mee"}
    assert all(soup(bound).select_one(f"#{error['target']}") for error in bound.error_list())


def test_an_empty_group_is_told_once_and_leads_to_the_first_input() -> None:
    bound = form(groep(), QueryDict("p-aantal=2"))
    assert [(error["target"], error["message"]) for error in bound.error_list()] == [
        ("id_p-0-naam", "Vul bij “Wie?” minstens 1 keer iets in.")
    ]
    own = form(groep(foutmelding="Noem iemand."), QueryDict(""))
    assert [error["message"] for error in own.error_list()] == ["Noem iemand."]


def test_blank_items_are_left_out_unless_they_are_needed() -> None:
    question = groep(config={"minimum": 2})
    assert TYPE.normalise(question, [{"naam": "a"}, {"naam": "b"}, {"naam": " "}]) == [
        {"naam": "a"},
        {"naam": "b"},
    ]
    with pytest.raises(AnswerError) as refused:
        TYPE.check(question, [{"naam": "a"}, {"naam": ""}])
    assert refused.value.part == "1-naam"
    optional = groep(verplicht=False, config={"minimum": 2})
    assert TYPE.check(optional, [{"naam": ""}]) is None
    with pytest.raises(AnswerError, match="van 2 tot en met 3 keer"):
        TYPE.check(optional, [{"naam": "a"}])


@pytest.mark.parametrize("count", ["", "-1", "x", "1e3", "٣", "999", "99999999999999999999", "4"])
def test_a_claimed_number_of_items_is_bounded(count: str) -> None:
    raw = form(groep(), posted(**{"p-aantal": count})).raw()["p"]
    assert len(raw) <= PERSONEN["maximum"]


def test_a_group_is_sensitive_when_a_question_is_and_hides_only_that() -> None:
    subs = [
        *PERSONEN["vragen"],
        {"code": "bsn", "type": "bsn", "label": "BSN", "verplicht": False, "config": {}},
    ]
    question = groep(config={"vragen": subs})
    assert TYPE.is_sensitive(question) and not TYPE.is_sensitive(groep())
    shown = TYPE.masked(question, [{"naam": "Kim", "bsn": "111222333"}])
    assert "Kim" in shown and "333" not in shown


def test_each_question_knows_where_in_the_editor_it_comes_from() -> None:
    assert [sub.bron for sub in sub_vragen(groep(bron="stappen/1/vragen/2"))][:2] == [
        "stappen/1/vragen/2/vragen/n",
        "stappen/1/vragen/2/vragen/d",
    ]


def test_the_editors_block_becomes_settings_that_pass() -> None:
    """As the editor posts it, with codes left empty and two questions with the same text."""
    block = TYPE.block()
    sub = {"label": "Voor- en achternaam", "verplicht": True}
    keuze = {"label": "2e keus?", "code": "keus", "opties": [{"tekst": "Ja"}, {"tekst": "Nee"}]}
    value = block.to_python(
        {
            "label": "Wie?",
            "item_naam": "kind",
            "minimum": 1,
            "maximum": 2,
            "verplicht": True,
            "vragen": [
                {"type": "tekst", "id": "a", "value": sub},
                {"type": "tekst", "id": "b", "value": sub},
                {"type": "keuze", "id": "c", "value": keuze},
            ],
        }
    )  # fmt: skip
    config = TYPE.config_from_block(value)
    question = VraagSchema(code="p", type="herhalende_groep", label="Wie?", config=config)
    TYPE.check_config(question)
    assert [sub.code for sub in sub_vragen(question)] == [
        "voor_en_achternaam",
        "voor_en_achternaam_2",
        "keus",
    ]
    assert sub_vragen(question)[2].config["opties"][0]["waarde"] == "ja"
    cleaned = block.child_blocks["vragen"].clean(value["vragen"])
    assert [child.value["code"] for child in cleaned] == [
        "voor_en_achternaam",
        "voor_en_achternaam_2",
        "keus",
    ]


def test_no_group_and_no_files_within_a_group() -> None:
    names = set(TYPE.block().child_blocks["vragen"].child_blocks)
    assert "tekst" in names and "adres" not in names
    assert not names & {"herhalende_groep", "toelichting", "tarief", "bestand"}


def test_a_group_is_shown_again_without_errors_when_another_question_is_wrong() -> None:
    stap = StapSchema(slug="s", titel="S", vragen=(groep(), vraag("kvk")))
    bound = form_class(stap)(posted(vraag="1"))
    assert not bound.is_valid() and "p" not in bound.errors
    html = soup(bound)
    assert [tag["value"] for tag in html.select("input[name$=-naam]")] == ["Kim", "Bo"]
    assert not html.select("[aria-invalid]")
