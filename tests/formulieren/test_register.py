"""The register of processing: each personal datum with purpose, ground, term and zaaktype, to read and to export."""

from __future__ import annotations

from typing import Any

import pytest

from formulieren.editor.register import register_regels
from formulieren.flow.privacy import Grondslag, missing_of
from formulieren.flow.schema import VraagSchema
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.models.checks import check_formulier
from formulieren.vragen.registry import type_of
from formulieren.vragen.texts import GRONDSLAG_VOOR_LEZER, GRONDSLAGEN
from tests.formulieren.conftest import MELDING, STAPPEN, make_formulier, publish

ADDRESS = "/beheer/formulieren/register/"


def form_with_grounds(home: Any) -> FormulierPage:
    """One form that says of each question why and by which right."""
    page = make_formulier(home, bewaar_dagen=90)
    publish(page)
    return page


def old_form(home: Any) -> FormulierPage:
    """A form that went live before the gate asked for a ground: its iban has neither."""
    page = form_with_grounds(home)
    schema = FormulierVersie.objects.get(formulier=page).schema
    iban = next(vraag for vraag in schema["stappen"][1]["vragen"] if vraag["code"] == "iban")
    iban |= {"doel": "", "grondslag": ""}
    FormulierVersie.objects.filter(formulier=page).update(schema=schema)
    return page


def without(code: str, **changes: str) -> list[dict[str, Any]]:
    """The steps of the test's form, with other texts at one question."""
    vragen = [{**vraag, **changes} if vraag["code"] == code else vraag for vraag in STAPPEN[1]["vraag"]]
    return [STAPPEN[0], {**STAPPEN[1], "vraag": vragen}]


def test_every_ground_has_words(db: None) -> None:
    assert set(GRONDSLAGEN) == set(GRONDSLAG_VOOR_LEZER) == {ground.value for ground in Grondslag}


@pytest.mark.parametrize("ground", ["", *Grondslag])
def test_the_resident_reads_purpose_and_ground(ground: str) -> None:
    vraag = VraagSchema(
        type="email", code="e", label="E-mail?", hint="Kort.", doel="Zo mailen wij u.", grondslag=ground
    )
    shown = type_of(vraag).field(vraag).help_text
    assert shown == f"Kort. Zo mailen wij u. {GRONDSLAG_VOOR_LEZER.get(ground, '')}".strip()


def test_both_stand_at_the_question(home: Any, zaaktype: Any, quiet_browser: None, client: Any) -> None:
    form_with_grounds(home)
    client.post("/formulier/proef/stap/melding/", MELDING)
    html = client.get("/formulier/proef/stap/gegevens/").content.decode()
    assert "Zo bellen wij u. U beslist zelf of u dit geeft." in html
    assert "Zo vinden wij u. Dit hoort bij ons werk als gemeente." in html


def test_a_row_for_each_personal_question(home: Any, zaaktype: Any, quiet_browser: None) -> None:
    regels = {regel.vraag: regel for regel in register_regels([old_form(home)])}
    bsn = regels["Wat is uw bsn?"]
    assert bsn.cells()[3:] == [
        "Voor de test.",
        str(GRONDSLAGEN["publieke_taak"]),
        "90 dagen na het einde van de zaak",
        "TEST",
    ]
    assert regels["Uw rekening?"].grondslag == "" and "Wat ziet u?" not in regels


def test_on_the_screen_and_as_a_file(
    home: Any, zaaktype: Any, quiet_browser: None, admin_client: Any, client: Any
) -> None:
    old_form(home)
    html = admin_client.get(ADDRESS).content.decode()
    assert "Wat is uw bsn?" in html and "Staat er niet" in html
    answer = admin_client.get(f"{ADDRESS}?export=csv")
    assert "attachment" in answer["Content-Disposition"] and "Zo vinden wij u." in answer.content.decode()
    assert client.get(ADDRESS).status_code == 302


@pytest.mark.parametrize("code", ["naam", "email", "telefoon", "adres", "bsn", "iban"])
@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"doel": " "}, ["formulier-doel-ontbreekt"]),
        ({"grondslag": ""}, ["formulier-grondslag-ontbreekt"]),
        ({"doel": "", "grondslag": ""}, ["formulier-doel-ontbreekt", "formulier-grondslag-ontbreekt"]),
        ({"grondslag": "omdat_het_kan"}, ["formulier-grondslag-ontbreekt"]),
        ({}, []),
    ],
)
def test_no_personal_question_goes_live_without_purpose_and_ground(
    home: Any, zaaktype: Any, code: str, changes: dict[str, str], rules: list[str]
) -> None:
    page = make_formulier(home, stappen=without(code, **changes))
    found = [b for b in check_formulier(page) if b.rule.endswith("-ontbreekt")]
    assert [bevinding.rule for bevinding in found] == rules
    place = next(block.value["vragen"] for block in page.stappen if block.value["slug"] == "gegevens")
    vraag = next(child for child in place if child.value["code"] == code)
    assert all(
        bevinding.source.endswith(vraag.id) and vraag.value["label"] in bevinding.message
        for bevinding in found
    )


def test_a_group_says_why_for_all_its_questions(home: Any, zaaktype: Any) -> None:
    kind = {"type": "tekst", "code": "kind", "label": "Wat is de naam?", "autocomplete": "name"}
    group = {"type": "herhalende_groep", "code": "kinderen", "label": "Kinderen", "item_naam": "kind"}
    step = {"slug": "wie", "titel": "Wie?", "vraag": [{**group, "vragen": [kind]}]}
    page = make_formulier(home, stappen=[step])
    rules = [b.rule for b in check_formulier(page)]
    assert {"formulier-doel-ontbreekt", "formulier-grondslag-ontbreekt"} <= set(rules)
    step["vraag"][0] |= {"doel": "Voor de pas.", "grondslag": "publieke_taak"}  # type: ignore[index]
    page = make_formulier(home, slug="anders", stappen=[step])
    assert not [b for b in check_formulier(page) if b.rule.endswith("-ontbreekt")]


def test_a_ground_makes_any_question_personal(home: Any, zaaktype: Any) -> None:
    wat = {**STAPPEN[0]["vraag"][2], "grondslag": "wettelijke_plicht"}
    page = make_formulier(home, stappen=[{**STAPPEN[0], "vraag": [wat]}, STAPPEN[1]])
    assert [b.rule for b in check_formulier(page)] == ["formulier-doel-ontbreekt"]
    vraag = page.form_schema().vragen()[0]
    assert type_of(vraag).is_personal(vraag)


@pytest.mark.parametrize("doel", ["", " ", "Zo vinden wij u."])
@pytest.mark.parametrize("grondslag", ["", "iets", "Publieke_taak", *map(str, Grondslag)])
def test_what_is_missing(doel: str, grondslag: str) -> None:
    known = grondslag in {ground.value for ground in Grondslag}
    assert ("grondslag" in missing_of(doel, grondslag)) is not known
    assert ("doel" in missing_of(doel, grondslag)) is (doel.strip() == "")


def test_a_draft_is_not_in_it(home: Any, zaaktype: Any) -> None:
    assert register_regels([make_formulier(home)]) == []
