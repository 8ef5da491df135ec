"""FormulierPage: what the gate asks of a form, freezing, and the audited screens."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from a11y_checks.gate import PublishRefused, render_states
from a11y_checks.rules.base import Niveau
from formulieren.editor.loading import stappen_from_dict
from formulieren.flow.schema import SchemaError
from formulieren.models import FormulierPage, FormulierVersie
from formulieren.models.stap import StappenBlock
from formulieren.vragen.registry import check_form
from producten.aanvraag import find_aanvraag
from tests.formulieren.conftest import STAPPEN, make_formulier, publish
from tests.support.html_checks import html_problems

DEMO = Path(__file__).parents[2] / "site/gemeente/demo/inhoud/formulieren.toml"


def test_publishing_freezes_and_changes_nothing_twice(formulier: FormulierPage) -> None:
    versie = FormulierVersie.objects.get()
    assert versie.nummer == 1 and versie.form_schema == formulier.form_schema()
    publish(formulier)
    assert FormulierVersie.objects.count() == 1
    formulier.dank_tekst = "Wij bellen u."
    publish(formulier)
    assert [v.nummer for v in FormulierVersie.objects.order_by("nummer")] == [1, 2]


def test_a_frozen_version_never_changes(formulier: FormulierPage) -> None:
    versie = FormulierVersie.objects.get()
    versie.titel = "Anders"
    with pytest.raises(TypeError):
        versie.save()


def test_deleting_the_page_keeps_the_versions(formulier: FormulierPage) -> None:
    FormulierPage.objects.get(pk=formulier.pk).delete()
    assert FormulierVersie.objects.get().formulier is None


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"stappen": []}, "stappen"),
        ({"stappen": [{"slug": "leeg", "titel": "Leeg"}]}, "stappen"),
        ({"zaaktype_identificatie": ""}, "zaaktype_identificatie"),
        ({"zaaktype_identificatie": "BESTAAT-NIET"}, "zaaktype_identificatie"),
        ({"andere_kanalen": " "}, "andere_kanalen"),
        (
            {
                "stappen": [
                    {"slug": "s", "titel": "S", "vraag": [{"type": "email", "code": "e", "label": "E-mail"}]}
                ]
            },
            "stappen",
        ),
        (
            {
                "stappen": [
                    {"slug": "s", "titel": "S", "vraag": [{"type": "bsn", "code": "b", "label": "Bsn"}]}
                ]
            },
            "stappen",
        ),
        ({"stappen": [STAPPEN[0], {**STAPPEN[0], "slug": "twee"}]}, "stappen"),
    ],
)
def test_what_keeps_a_form_from_going_live(
    home: Any, zaaktype: Any, quiet_browser: None, fields: dict[str, Any], source: str
) -> None:
    page = make_formulier(home, **fields)
    with pytest.raises(PublishRefused) as refused:
        publish(page)
    facts = [bevinding for bevinding in refused.value.bevindingen if bevinding.rule.startswith("formulier-")]
    assert facts and {bevinding.source.split("/")[0] for bevinding in facts} == {source}
    page.refresh_from_db()
    assert not page.live and not FormulierVersie.objects.exists()


def test_two_forms_never_share_an_address(home: Any, formulier: FormulierPage, quiet_browser: None) -> None:
    home.refresh_from_db()
    twin = make_formulier(home, slug="ander")
    twin.slug = formulier.slug
    with pytest.raises(ValidationError):
        twin.clean()
    assert [b.source for b in twin.gate_checks()] == ["slug"]


def test_every_screen_is_audited_and_good(formulier: FormulierPage) -> None:
    states = render_states(formulier)
    assert [state.name for state in states] == [
        "pagina",
        "stap melding",
        "stap melding, met fouten",
        "stap gegevens",
        "stap gegevens, met fouten",
        "controleren",
    ]
    for state in states:
        assert html_problems(state.html) == [], state.name
    assert render_states(formulier)[0].html == states[0].html
    assert 'data-bron="stappen/' in states[1].html and "Fout:" in states[2].html


def test_names_are_filled_in_once_and_kept() -> None:
    block = StappenBlock()
    raw = stappen_from_dict([{"slug": "", "titel": "Uw vraag", "vraag": []}], seed="x")
    questions = [
        {
            "type": "tekst",
            "id": f"q{n}",
            "value": {"label": "Wat is uw naam?", "verplicht": True, "max_lengte": 20},
        }
        for n in range(2)
    ]
    raw[0]["value"]["vragen"] = questions
    cleaned = block.clean(block.to_python(raw))
    assert cleaned[0].value["slug"] == "uw-vraag"
    assert [v.value["code"] for v in cleaned[0].value["vragen"]] == ["wat_is_uw_naam", "wat_is_uw_naam_2"]
    cleaned[0].value["vragen"][0].value["label"] = "Hoe heet u?"
    again = block.clean(cleaned)
    assert [v.value["code"] for v in again[0].value["vragen"]] == ["wat_is_uw_naam", "wat_is_uw_naam_2"]


def test_the_demo_forms_are_good_forms(db: None) -> None:
    rows = tomllib.loads(DEMO.read_text())["formulier"]
    assert len(rows) == 5
    for row in rows:
        page = FormulierPage(title=row["titel"], stappen=stappen_from_dict(row["stap"], seed=row["slug"]))
        check_form(page.form_schema())
        assert stappen_from_dict(row["stap"], seed=row["slug"]) == stappen_from_dict(
            row["stap"], seed=row["slug"]
        )


@pytest.mark.parametrize(
    "vraag",
    [
        {"type": "hologram", "code": "x", "label": "X"},
        {"type": "tekst", "code": "x", "label": "X", "extra": 1},
    ],
)
def test_a_file_with_unknown_words_is_refused(vraag: dict[str, Any]) -> None:
    with pytest.raises(SchemaError):
        stappen_from_dict([{"slug": "s", "titel": "S", "vraag": [vraag]}], seed="x")


def test_a_product_finds_its_live_form(formulier: FormulierPage) -> None:
    class Product:
        pk = 1
        formulieren = FormulierPage.objects.filter(pk=formulier.pk)

    feiten = find_aanvraag(Product())  # type: ignore[arg-type]
    assert feiten is not None and feiten.url == formulier.get_url() and feiten.makes_zaak
    formulier.unpublish()
    assert find_aanvraag(Product()) is None  # type: ignore[arg-type]


def test_levels_of_bevindingen(home: Any, zaaktype: Any) -> None:
    page = make_formulier(home, andere_kanalen="")
    assert {bevinding.niveau for bevinding in page.gate_checks()} == {Niveau.BLOCK}
