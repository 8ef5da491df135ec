"""A form in another language: texts of its own, and the same codes, steps and logic; and the gate holds to it."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.models import Locale
from wagtail_localize.models import Translation

from formulieren.editor.loading import regels_from_dict, stappen_from_dict
from formulieren.flow.conditions import Operator, Waardesoort
from formulieren.flow.feiten import VraagFeiten
from formulieren.flow.logica import first_difference, logic_of
from formulieren.flow.waarden import waarde_from_text
from formulieren.models import FormulierPage
from formulieren.models.namen import fill_names
from formulieren.models.stap import StappenBlock
from formulieren.vragen.registry import check_form
from formulieren.zaken.services import save_zaaktype
from producten.services.paginas import add_draft
from tests.formulieren.conftest import make_formulier, publish
from tests.gemeente.test_vertaling import translate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet_browser", "zaaktype")]

SOORT = {"vraag": "soort", "operator": "is", "waarde": "Een markt"}
# What the same condition holds once it is stored.
STORED = {"vraag": "soort", "operator": "is", "waarde": "een-markt"}
LANDEN = "be = België\nDuitsland\nΕλλάδα"
NESTED = {
    "soort": "geen",
    "delen": [
        {"vraag": "soort", "waarde": "een FEEST"},
        {
            "soort": "een",
            "delen": [
                {"vraag": "extra", "operator": "bevat", "waarde": "Eten en drinken"},
                {"vraag": "land", "waarde": "België"},
            ],
        },
    ],
}
# As an editor makes it who types no code anywhere, and each option in a condition by its text.
STAPPEN: list[dict[str, Any]] = [
    {
        "slug": "wat",
        "titel": "Wat wilt u?",
        "vraag": [
            {"type": "keuze", "code": "soort", "label": "Wat is het?", "opties": ["Een markt", "Een feest"]},
            {"type": "meerkeuze", "code": "extra", "label": "Wat komt er bij?",
             "opties": ["Eten en drinken", "Muziek"]},
            {"type": "keuze_lang", "code": "land", "label": "Welk land?", "opties": LANDEN},
        ],
        "stop": [{"titel": "Te groot", "tekst": "Bel ons.", "als": NESTED}],
    },
    {
        "slug": "meer",
        "titel": "De kramen op de markt",
        "toon_als": SOORT,
        "vraag": [
            {"type": "tekst", "code": "naam", "label": "Hoe heet het?", "toon_als": NESTED},
            {"type": "tekst", "code": "wie", "label": "Wie helpt er?", "verplicht": False,
             "verplicht_als": {"vraag": "land", "waarde": "Ελλάδα"}},
            {
                "type": "herhalende_groep",
                "code": "kramen",
                "label": "Welke kramen?",
                "item_naam": "kraam",
                "vragen": [
                    {"type": "tekst", "code": "", "label": "Wat verkoopt deze kraam?"},
                    {"type": "keuze", "code": "maat", "label": "Hoe groot?", "opties": ["Klein", "Groot"]},
                ],
            },
        ],
    },
]  # fmt: skip
REGELS = [
    {"type": "zaaktype", "zaaktype": "MARKT", "als": SOORT},
    {"type": "prijs", "tarief": "leges", "als": NESTED},
]
LANDEN_STORED = "be = België\nduitsland = Duitsland\noptie = Ελλάδα"
# As wagtail-localize shows several lines.
LANDEN_ROWS = LANDEN_STORED.replace("\n", "<br/>")
ENGLISH = {LANDEN_ROWS: "be = Belgium<br/>duitsland = Germany<br/>optie = Greece"}
CONDITIONS = ["een-feest", "eten-en-drinken", "be"]


def fields() -> dict[str, Any]:
    return {
        "stappen": stappen_from_dict(STAPPEN, seed="feest"),
        "regels": regels_from_dict(REGELS, seed="feest"),
    }


@pytest.fixture
def english(home: Any) -> Locale:
    locale = Locale.objects.get_or_create(language_code="en")[0]
    save_zaaktype(
        identificatie="MARKT",
        omschrijving="Markt",
        doorlooptijd=28,
        servicenorm=14,
        statustypen=[{"volgnummer": 1, "omschrijving": "Klaar", "statustekst": "Klaar.", "is_eindstatus": True}],
    )  # fmt: skip
    translate(home, locale)
    home.refresh_from_db()
    return locale


def made_by_a_script(home: Any) -> FormulierPage:
    return make_formulier(home, slug="feest", stappen=STAPPEN, regels=fields()["regels"])


def made_as_a_template(home: Any) -> FormulierPage:
    page = FormulierPage(title="Een feest", slug="feest", zaaktype_identificatie="TEST", **fields())
    return add_draft(home, page, None)


def typed(voorwaarde: Any) -> list[str]:
    """What stands in a stored condition to compare with."""
    found = []
    for deel in voorwaarde["delen"]:
        value = deel["value"]
        found += typed(value) if "delen" in value else [value["waarde"]]
    return found


@pytest.mark.parametrize("make", [made_by_a_script, made_as_a_template])
def test_what_is_stored_has_options_by_their_code(home: Any, make: Any) -> None:
    stored = FormulierPage.objects.get(pk=make(home).pk)
    wat, meer = (child["value"] for child in stored.stappen.raw_data)
    assert typed(wat["stops"][0]["value"]["als"]) == CONDITIONS
    assert typed(meer["toon_als"]) == ["een-markt"]
    naam, wie, kramen = (child["value"] for child in meer["vragen"])
    assert typed(naam["toon_als"]) == CONDITIONS and typed(wie["verplicht_als"]) == ["optie"]
    # A text without a code of its own gets one too, and does not keep the others from theirs.
    assert wat["vragen"][2]["value"]["opties"] == LANDEN_STORED
    assert [typed(child["value"]["als"]) for child in stored.regels.raw_data] == [["een-markt"], CONDITIONS]
    assert [optie["value"]["waarde"] for optie in wat["vragen"][0]["value"]["opties"]] == [
        "een-markt",
        "een-feest",
    ]
    verkoopt, maat = (child["value"] for child in kramen["vragen"])
    assert verkoopt["code"] == "wat_verkoopt_deze_kraam"
    assert [optie["value"]["waarde"] for optie in maat["opties"]] == ["klein", "groot"]


@pytest.mark.parametrize("make", [made_by_a_script, made_as_a_template])
def test_a_translation_of_a_draft_works_as_its_source(home: Any, english: Locale, make: Any) -> None:
    page = make(home)
    draft = translate(page, english, **ENGLISH)
    source = FormulierPage.objects.get(pk=page.pk).form_schema()
    schema = draft.get_latest_revision_as_object().form_schema()
    assert schema.vragen()[0].label == "EN Wat is het?"
    assert [optie["tekst"] for optie in schema.vragen()[0].config["opties"]] == [
        "EN Een markt",
        "EN Een feest",
    ]
    assert logic_of(schema) == logic_of(source)
    check_form(schema)


# --- the gate ----------------------------------------------------------------------------------------------


def refusals(page: FormulierPage) -> list[str]:
    return [found.message for found in page.gate_checks() if found.rule == "formulier-vertaling"]


@pytest.fixture
def pair(home: Any, english: Locale) -> tuple[FormulierPage, FormulierPage]:
    """A live form and its English draft."""
    page = make_formulier(home, slug="feest", stappen=STAPPEN, regels=fields()["regels"][:1])
    publish(page)
    draft = translate(page, english, **ENGLISH).get_latest_revision_as_object()
    return page, draft


def other_option(page: Any) -> None:
    page.stappen[1].value["toon_als"]["delen"][0].value["waarde"] = "Een markt"  # the Dutch text


def other_rule(page: Any) -> None:
    page.regels[0].value["als"]["delen"][0].value["waarde"] = "een-feest"


def other_end(page: Any) -> None:
    page.stappen[0].value["stops"][0]["als"]["delen"][0].value["operator"] = "is_niet"


def other_code(page: Any) -> None:
    page.stappen[1].value["vragen"][0].value["code"] = "name"


def other_slug(page: Any) -> None:
    page.stappen[1].value["slug"] = "more"


def other_lines(page: Any) -> None:
    page.stappen[0].value["vragen"][2].value["opties"] = "Belgium\nduitsland = Germany\noptie = Greece"


def code_within_a_group(page: Any) -> None:
    page.stappen[1].value["vragen"][2].value["vragen"][0].value["code"] = "sells"


def option_within_a_group(page: Any) -> None:
    page.stappen[1].value["vragen"][2].value["vragen"][1].value["opties"][0]["waarde"] = "small"


def no_longer_required(page: Any) -> None:
    page.stappen[1].value["vragen"][0].value["verplicht"] = False


def another_zaaktype(page: Any) -> None:
    page.zaaktype_identificatie = "MARKT"


BREAKS = {
    other_option: "de stap 'meer'",
    other_rule: "het zaaktype",
    other_end: "de stap 'wat'",
    other_code: "de stap 'meer'",
    other_slug: "de volgorde van de stappen",
    other_lines: "de vraag 'land'",
    code_within_a_group: "de vraag 'kramen'",
    option_within_a_group: "de vraag 'kramen'",
    no_longer_required: "de vraag 'naam'",
    another_zaaktype: "het zaaktype",
}


def test_the_gate_passes_a_good_translation_and_refuses_each_other_logic(
    pair: tuple[FormulierPage, FormulierPage],
) -> None:
    page, draft = pair
    assert refusals(draft) == [] and refusals(page) == []
    source, content = page.form_schema(), draft.serializable_data()
    for spoil, what in BREAKS.items():
        other = draft.with_content_json(content)
        spoil(other)
        assert first_difference(source, other.form_schema()) == what, spoil.__name__
        # A condition on an answer that does not exist is refused before any comparison.
        if spoil not in (other_option, other_lines):
            assert [what in message for message in refusals(other)] == [True], spoil.__name__
        else:
            assert {found.rule for found in other.gate_checks()} >= {"formulier-schema"}


def test_a_translation_that_stayed_behind_is_refused_until_it_is_synced(
    pair: tuple[FormulierPage, FormulierPage], english: Locale
) -> None:
    page, draft = pair
    draft.get_latest_revision().publish()
    page.stappen[1].value["vragen"][0].value["verplicht"] = False
    page.stappen[0].value["vragen"][0].value["opties"][0]["tekst"] = "Een braderie"
    publish(page)
    live = FormulierPage.objects.get(pk=draft.pk)
    assert live.live and len(refusals(live)) == 1
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=english)
    translation.source.update_from_db()
    synced = translate(page, english, **{"Een braderie": "A fair"}).get_latest_revision_as_object()
    assert refusals(synced) == []
    assert synced.stappen[0].value["vragen"][0].value["opties"][0]["tekst"] == "A fair"
    assert synced.stappen[1].value["toon_als"]["delen"][0].value["waarde"] == "een-markt"


def test_names_are_free_and_never_made_of_nothing() -> None:
    raw: list[dict[str, Any]] = [
        {
            "type": "stap",
            "value": {"titel": "Controleren", "vragen": [{"type": "tekst", "value": {"label": None}}]},
        },
        {"type": "stap", "value": {"titel": None, "vragen": []}},
    ]
    value = StappenBlock().to_python(raw)
    fill_names(value)
    assert [child.value["slug"] for child in value] == ["controleren-2", "stap"]
    assert value[0].value["vragen"][0].value["code"] == "vraag"


@pytest.mark.parametrize(
    ("typed_text", "waarde"), [("Ja", "b"), ("ja", "ja"), ("B", "b"), ("nee", "ja"), ("a", "a"), ("C", "C")]
)
def test_an_option_is_found_by_its_text_before_the_code_of_another(typed_text: str, waarde: str) -> None:
    opties = {"ja": "Nee", "b": "Ja", "a": "B en a"}
    feiten = VraagFeiten(soort=Waardesoort.KEUZE, opties=opties)
    # A code that is typed exactly is that code, whatever the texts say: a stored condition must stay.
    assert waarde_from_text(feiten, Operator.IS, typed_text) == waarde
