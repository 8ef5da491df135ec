"""What an editor builds: blocks to schema, what publishing refuses, the overview."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Page

from formulieren.editor.loading import regels_from_dict, stappen_from_dict
from formulieren.editor.overzicht import overview_of
from formulieren.editor.tekening import draw
from formulieren.flow.conditions import Groep, Operator, Soort
from formulieren.flow.schema import FormSchema
from formulieren.models import FormulierPage
from formulieren.models.stap import StappenBlock, stappen_schemas
from formulieren.vragen.registry import check_form
from tests.formulieren.conftest import make_formulier
from tests.formulieren.logica_form import REGELS, STAPPEN
from tests.formulieren.test_analysis import TODAY


def schema_of(stappen: list[dict[str, Any]]) -> FormSchema:
    value = StappenBlock().to_python(stappen_from_dict(stappen, seed="s"))
    return FormSchema(titel="F", stappen=stappen_schemas(value))


def test_blocks_become_typed_conditions() -> None:
    schema = schema_of(STAPPEN)
    check_form(schema)
    wat, kramen, wie = schema.stappen
    # Typed as the text of the option, kept as its waarde.
    assert kramen.toon_als is not None and kramen.toon_als.to_dict() == {
        "vraag": "soort", "operator": "is", "waarde": "markt",
    }  # fmt: skip
    assert wat.stops[0].als.to_dict() == {"vraag": "mensen", "operator": "meer_dan", "waarde": 200}
    assert wat.stops[0].link_url == "tel:+31590012345" and wat.stops[0].bron.startswith("stappen/")
    assert wie.vragen[0].verplicht_als is not None and not wie.vragen[0].verplicht


def test_groups_in_a_condition() -> None:
    nested = {
        "soort": "geen",
        "delen": [
            {"vraag": "mensen", "operator": "minstens", "waarde": 5},
            {
                "soort": "een",
                "delen": [{"vraag": "soort", "waarde": "feest"}, {"vraag": "soort", "operator": "leeg"}],
            },
        ],
    }
    found = schema_of([STAPPEN[0], {**STAPPEN[1], "toon_als": nested}]).stappen[1].toon_als
    assert isinstance(found, Groep) and found.soort is Soort.GEEN
    inner = found.delen[1]
    assert isinstance(inner, Groep) and inner.soort is Soort.EEN
    assert [deel.to_dict()["operator"] for deel in inner.delen] == [Operator.IS, Operator.LEEG]


@pytest.fixture
def page(home: Any, zaaktype: Any) -> FormulierPage:
    return make_formulier(home, stappen=STAPPEN, regels=regels_from_dict(REGELS, seed="proef"))


def rules(page: FormulierPage) -> dict[str, str]:
    return {bevinding.rule: bevinding.source for bevinding in page.gate_checks()}


def test_publishing_refuses_prices_and_zaaktypen_that_are_not_there(page: FormulierPage) -> None:
    found = rules(page)
    assert found["formulier-prijs"].startswith("regels/") and found["formulier-zaaktype"].startswith(
        "regels/"
    )


def test_publishing_refuses_an_end_that_leads_nowhere(page: FormulierPage, home: Page) -> None:
    hidden = make_formulier(home, slug="verborgen")
    stop = page.stappen[0].value["stops"][0]
    stop["link_pagina"] = hidden
    messages = [b.message for b in page.gate_checks() if b.rule == "formulier-stop-link"]
    assert len(messages) == 2 and "staat niet online" in messages[0] and "twee links" in messages[1]


def test_the_overview_tells_every_condition_in_words(page: FormulierPage) -> None:
    overzicht = overview_of(page.form_schema(), today=TODAY)
    kramen = overzicht.stappen[1].regels[0]
    assert kramen.zin == "Deze stap ziet iemand alleen als"
    assert kramen.woorden.text == "bij ‘Wat voor feest is het?’ is ‘Een markt’ gekozen"
    assert (
        overzicht.stappen[0].regels[0].woorden.text
        == "bij ‘Hoeveel mensen komen er?’ is meer dan 200 ingevuld"
    )
    assert overzicht.count == 6 and overzicht.notes == 0 and overzicht.problem == ""
    tekening = draw(page.form_schema(), last="Versturen")
    assert len(tekening.vakken) == 4 and len(tekening.eindes) == 1 and len(tekening.bows) == 4


def test_the_overview_is_for_who_may_edit_and_shows_the_draft(
    page: FormulierPage, client: Any, admin_client: Any
) -> None:
    address = f"/beheer/formulieren/{page.pk}/logica/"
    assert client.get(address).status_code == 302
    page.stappen[1].value["titel"] = "De kramen van het concept"
    page.stappen[1].value["toon_als"]["delen"][0].value["operator"] = "voor"
    page.save_revision()
    text = admin_client.get(address).content.decode()
    assert "De kramen van het concept" in text and "<svg" in text
    assert "past niet bij de vraag" in text
