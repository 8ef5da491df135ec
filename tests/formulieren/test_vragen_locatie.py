"""The question for a place: the address is enough, a point is checked and told in words, and it can always go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings as settings_
from django.template.loader import render_to_string

from basis.kaart import voorbeeld
from formulieren.flow.schema import StapSchema, VraagSchema
from formulieren.flow.validate import AnswerError
from formulieren.vragen.forms import StapForm, form_class
from formulieren.vragen.groep import GroepInput
from formulieren.vragen.locatie import TYPE
from formulieren.vragen.plek import point_words
from gemeente.component_vragen import vraag_voorbeelden
from tests.support.auditor import AuditorProcess, audit_one

VRAAG = VraagSchema(code="plek", type="locatie", label="Waar is het?", hint="", verplicht=True, config={})
POINT = {"plek-lon": "6.004", "plek-lat": "53.603"}
WORDS = "430 meter ten noordoosten van het Fordplein (53,60300 noord, 6,00400 oost)"
FILES = [
    "vendor/leaflet/leaflet.js",
    "vendor/leaflet/leaflet.css",
    "formulieren/kaart.js",
    "formulieren/kaart.css",
]


def form(data: dict[str, str] | None = None, **options: Any) -> StapForm:
    return form_class(StapSchema(slug="s", titel="S", vragen=(VRAAG,)))(data, **options)


def shown(made: StapForm) -> Tag:
    """The question as a page has it; what waits in <template> for a script is not there without one."""
    soup = BeautifulSoup(
        render_to_string("components/form_field.html", {"field": made["plek"]}), "html.parser"
    )
    for waiting in soup.select("template"):
        waiting.extract()
    return soup


def normalise(**raw: str) -> Any:
    return TYPE.normalise(VRAAG, raw)


def test_a_point_goes_in_hidden_inputs_and_stands_in_words() -> None:
    made = form({**POINT, "plek-omschrijving": "Bij de brug"})
    assert made.is_valid(), made.errors
    value = made.cleaned_data["plek"]
    assert (value["lon"], value["lat"]) == (6.004, 53.603)
    assert TYPE.display(VRAAG, value) == f"Bij de brug\nPunt op de kaart: {WORDS}"
    html = shown(form(initial={"plek": TYPE.to_raw(value)}))
    assert [html.select_one(f"[name=plek-{name}]")["value"] for name in ("lon", "lat")] == ["6.004", "53.603"]  # type: ignore[index]
    assert WORDS in html.select_one("[role=status]").text  # type: ignore[union-attr]


def test_without_a_script_the_page_has_no_map_and_a_point_can_go() -> None:
    html = shown(form())
    assert not html.select("[role=application]") and "kaart" not in html.text
    assert [tag["type"] for tag in html.select("input")] == ["text"] * 4 + ["hidden"] * 2

    ticked = {**POINT, "plek-omschrijving": "Bij de brug", "plek-weg": "ja"}
    html = shown(form(POINT))
    assert html.select_one("input[type=checkbox][name=plek-weg]") is not None
    made = form(ticked)
    assert made.is_valid() and made.cleaned_data["plek"]["lon"] is None
    # Ticked and nothing else: then something must be filled in, and the tick is still there.
    made = form({**POINT, "plek-weg": "ja"})
    assert not made.is_valid()
    assert shown(made).select_one("input[type=checkbox][checked]") is not None


@pytest.mark.parametrize(
    ("lon", "lat", "told"),
    [
        ("53.6", "6.0", "ligt niet in Nederland"),
        ("6.0", "", "ligt niet in Nederland"),
        ("-6.0", "53.6", "begrijpen deze plek niet"),
        ("1e1", "53.6", "begrijpen deze plek niet"),
        ("nan", "inf", "begrijpen deze plek niet"),
        ("6" * 31, "53.6", "te lang"),
        ("5.12", "52.09", "ligt niet op onze kaart"),
    ],
)
def test_a_wrong_point_is_told_and_does_not_come_back(lon: str, lat: str, told: str) -> None:
    """Nobody sees the hidden inputs, so the next time they are empty: else one could never go on."""
    made = form({"plek-lon": lon, "plek-lat": lat, "plek-omschrijving": "Bij de brug"})
    assert not made.is_valid()
    assert told in str(made.errors["plek"])
    html = shown(made)
    again = {str(tag["name"]): str(tag.get("value", "")) for tag in html.select("input:not([type=checkbox])")}
    assert again["plek-lon"] == again["plek-lat"] == "" and again["plek-omschrijving"] == "Bij de brug"
    assert form(again).is_valid()


def test_a_map_of_another_place_bounds_the_point(settings: Any) -> None:
    settings.LOKET_KAART_BRON = "https://tegels.example/{z}/{x}/{y}.png"
    settings.LOKET_KAART_GEBIED = (5.0, 52.0, 5.2, 52.2)
    assert normalise(lon="5.1", lat="52.1")["lon"] == 5.1
    with pytest.raises(AnswerError, match="ligt niet op onze kaart"):
        normalise(lon="6.004", lat="53.603")
    # Without the name of a middle the degrees alone.
    assert point_words(5.1, 52.1) == "52,10000 noord, 5,10000 oost"


def test_without_a_map_a_point_of_before_is_kept_and_no_file_is_loaded(settings: Any) -> None:
    settings.LOKET_KAART_VOORBEELD = False
    made = form(initial={"plek": {"lon": "5.12", "lat": "52.09"}})
    assert str(made.media) == ""
    html = render_to_string("components/form_field.html", {"field": made["plek"]})
    assert "<template" not in html and "data-kaart=" not in html
    assert "52,09000 noord" in html and 'name="plek-weg"' in html
    assert "plek-lon" not in render_to_string("components/form_field.html", {"field": form()["plek"]})


def test_the_map_is_loaded_only_where_a_place_is_asked() -> None:
    media = str(form().media)
    assert all(name in media for name in FILES) and "http" not in media
    other = VraagSchema(
        code="naam", type="tekst", label="Naam", hint="", config={"max_lengte": 100, "autocomplete": ""}
    )
    assert str(form_class(StapSchema(slug="s", titel="S", vragen=(other,)))().media) == ""
    sub = {"code": "plek", "type": "locatie", "label": "Waar?", "verplicht": False, "config": {}}
    group = VraagSchema(code="g", type="herhalende_groep", label="Waar?", hint="", config={"vragen": [sub]})
    assert str(GroepInput(group, naam="plek", minimum=1, maximum=2).media) == media


def test_the_script_gets_our_own_address_and_the_words_of_the_server() -> None:
    data = BeautifulSoup(
        render_to_string("components/form_field.html", {"field": form()["plek"]}), "html.parser"
    )
    place = data.select_one("[data-kaart]")
    assert place is not None and place["data-kaart"] == "/kaart/{z}/{x}/{y}.png"
    area = voorbeeld.GEBIED
    assert place["data-gebied"] == f"{area.west},{area.south},{area.east},{area.north}"
    assert place["data-meter"] == "{aantal} meter {richting} van het Fordplein"
    assert len(str(place["data-richtingen"]).split("|")) == 8
    assert f"Kaart: {voorbeeld.NAAM}" in str(place)


def test_the_files_of_the_map_ask_nothing_of_other_hosts() -> None:
    for name in FILES:
        text = (Path(settings_.LOKET_ROOT) / "static" / name).read_text(encoding="utf-8")
        assert "sourceMappingURL" not in text and "@import" not in text
        if name.endswith(".css"):
            assert "url(" not in text
        if name == "formulieren/kaart.js":
            assert "http" not in text and "innerHTML" not in text


@pytest.mark.browser
def test_axe_and_the_probes_find_nothing_with_the_map(auditor: AuditorProcess) -> None:
    """The four states with the script that draws the map, at 1280 and 320 pixels."""
    states = next(soort for soort in vraag_voorbeelden() if soort.name == "locatie").staten
    forms = "".join(
        f'<section><h2 class="utrecht-heading-2">{staat.naam}</h2><form class="loket-formulier" novalidate>'
        + render_to_string("components/form_field.html", {"field": staat.veld})
        + f'<button class="utrecht-button utrecht-button--primary-action" type="submit">Verstuur {staat.naam}</button>'
        + "</form></section>"
        for staat in states
    )
    head, rest = render_to_string("404.html").split("</head>", 1)
    before, after = rest.split("<h1", 1)
    main = "<h1>De plek</h1>" + forms + "</main>" + after.split("</main>", 1)[1]
    result = audit_one(auditor, f"{head}{states[0].veld.form.media}</head>{before}{main}", depth="site")
    assert result.rules_run > 50
    assert not [(one.rule, one.message, one.selector, one.excerpt) for one in result.bevindingen]
