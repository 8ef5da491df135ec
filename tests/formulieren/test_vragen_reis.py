"""A resident meets the newer question types in the flow: items by button, errors at the item, all of it kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from formulieren.flow.privacy import Grondslag
from formulieren.inzendingen.antwoorden import read_answers
from formulieren.inzendingen.models import Inzending
from formulieren.models import FormulierPage
from gemeente.pages.models import HomePage
from tests.formulieren.conftest import make_formulier, publish
from tests.formulieren.test_vragen_tarief import make_tarief
from tests.support.browser import wait_for

STAPPEN: list[dict[str, Any]] = [
    {
        "slug": "personen",
        "titel": "Wie gaan er mee?",
        "vraag": [
            {"type": "tekst", "code": "school", "label": "Hoe heet de school?"},
            {
                "type": "herhalende_groep",
                "code": "p",
                "label": "Noem alle personen",
                "doel": "Wij maken een kaart voor elke persoon.",
                "item_naam": "persoon",
                "maximum": 3,
                "vragen": [
                    {"type": "tekst", "code": "naam", "label": "Wat is de naam?", "fout_leeg": "Vul een naam in."},
                    {"type": "datum", "code": "dag", "label": "Welke dag?", "hint": "Zo: 9 3 2026", "verplicht": False},
                ],
            },
            {
                "type": "tarief",
                "code": "kaart",
                "label": "Welke kaart wilt u?",
                "tarieven": ["kaart"],
                "met_aantal": True,
            },
        ],
    },
    {
        "slug": "plek",
        "titel": "Waar is het?",
        "vraag": [
            {"type": "locatie", "code": "plek", "label": "Waar is het?"},
            {"type": "website", "code": "site", "label": "Wat is de website?", "verplicht": False},
            {"type": "keuze_lang", "code": "land", "label": "Welk land?", "opties": "be = België\nde = Duitsland"},
            {
                "type": "kenteken",
                "code": "auto",
                "label": "Wat is het kenteken?",
                "verplicht": False,
                "doel": "Om te zien of u mag parkeren.",
                "grondslag": "publieke_taak",
                "fout_onjuist": "Kijk op de gele plaat van de auto.",
            },
        ],
    },
]  # fmt: skip
URL = "/formulier/proef/stap/%s/"


@pytest.fixture
def reis(home: HomePage, zaaktype: Any, quiet_browser: None) -> FormulierPage:
    """A live form with the newer types."""
    make_tarief("kaart", {"Volwassene": "12.50", "Kind": "0"})
    page = make_formulier(home, stappen=STAPPEN)
    for block in page.stappen:  # whatever else the gate asks of personal data is told in a file
        for vraag in block.value["vragen"]:
            if "grondslag" in vraag.value and vraag.value.get("doel"):
                vraag.value["grondslag"] = vraag.value["grondslag"] or Grondslag.PUBLIEKE_TAAK.value
    publish(page)
    return page


def posted(**changes: str) -> dict[str, str]:
    """The first step, well."""
    return {
        "school": "De Elzen",
        "p-aantal": "2",
        "p-0-naam": "Kim",
        "p-0-dag-dag": "9",
        "p-0-dag-maand": "3",
        "p-0-dag-jaar": "2026",
        "p-1-naam": "Bo",
        "kaart-keuze": "kaart|Kind",
        "kaart-aantal": "2",
        **changes,
    }


def names(answer: Any) -> list[str]:
    """What stands in the inputs for a name."""
    soup = BeautifulSoup(answer.content, "html.parser")
    return [str(tag.get("value", "")) for tag in soup.select("input[name$=-naam]")]


def test_buttons_keep_everything_and_store_nothing(reis: FormulierPage, client: Any) -> None:
    answer = client.post(URL % "personen", posted(**{"_actie": "p erbij 2"}))
    assert answer.status_code == 200 and names(answer) == ["Kim", "Bo", ""]
    html = BeautifulSoup(answer.content, "html.parser")
    assert html.select_one("#id_school")["value"] == "De Elzen"  # type: ignore[index]
    assert html.select_one("[name=kaart-keuze][checked]")["value"] == "kaart|Kind"  # type: ignore[index]
    assert not html.select("[aria-invalid], .loket-fouten")
    answer = client.post(URL % "personen", posted(**{"_actie": "p weg 0"}))
    assert names(answer) == ["Bo"]
    assert not Inzending.objects.exists()
    for nonsense in (
        "p",
        "p weg",
        "p weg 99",
        "x weg 0",
        "school erbij 1",
        " ",
        "p\x00 weg 0",
        "p erbij " + "9" * 300,
    ):
        answer = client.post(URL % "personen", posted(**{"_actie": nonsense}))
        assert answer.status_code in (200, 302), nonsense


def test_wrong_answers_come_back_at_their_item(reis: FormulierPage, client: Any) -> None:
    answer = client.post(
        URL % "personen", posted(**{"p-1-naam": "", "p-1-dag-dag": "40", "kaart-aantal": "99"})
    )
    assert answer.status_code == 422
    html = BeautifulSoup(answer.content, "html.parser")
    links = {str(a["href"]): a.text for a in html.select(".loket-fouten a")}
    assert set(links) == {"#id_p-1-naam", "#id_p-1-dag-maand", "#id_kaart-aantal"} or set(links) == {
        "#id_p-1-naam",
        "#id_p-1-dag-dag",
        "#id_kaart-aantal",
    }
    assert links["#id_p-1-naam"] == "Persoon 2: Vul een naam in."
    assert all(html.select_one(target) for target in links)


def test_the_answers_reach_the_check_page(reis: FormulierPage, client: Any) -> None:
    assert client.post(URL % "personen", posted()).status_code == 302
    wrong = client.post(URL % "plek", {"plek-omschrijving": "Bij de brug", "land": "be", "auto": "x"})
    assert wrong.status_code == 422 and "Kijk op de gele plaat van de auto." in wrong.content.decode()
    good = {"plek-omschrijving": "Bij de brug", "land": "be", "auto": "gbb01b", "site": "voorbeeld.nl"}
    assert client.post(URL % "plek", good).status_code == 302
    answers = read_answers(Inzending.objects.get())
    assert answers["p"] == [{"naam": "Kim", "dag": "2026-03-09"}, {"naam": "Bo"}]
    assert answers["kaart"] == {"tarief": "kaart", "keuze": "Kind", "aantal": 2}
    assert answers["auto"] == "GBB-01-B" and answers["plek"]["omschrijving"] == "Bij de brug"
    text = " ".join(
        BeautifulSoup(client.get("/formulier/proef/controleren/").content, "html.parser").text.split()
    )
    for part in (
        "Persoon 1",
        "Kim",
        "9 maart 2026",
        "Kaart: Kind, aantal: 2",
        "België",
        "https://voorbeeld.nl",
    ):
        assert part in text, part
    assert names(client.get(URL % "personen")) == ["Kim", "Bo"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_without_a_script_and_with_the_keyboard(
    reis: FormulierPage, live_server: Any, plain_browser: webdriver.Chrome, tmp_path: Path
) -> None:
    """Enter in an input goes on and removes nobody; a new item has the focus; nothing is wider than 320 pixels."""

    def one(css: str) -> Any:
        return plain_browser.find_element(By.CSS_SELECTOR, css)

    def press(element: Any, keys: str = Keys.ENTER) -> None:
        old = one("html")
        element.send_keys(keys)
        wait_for(plain_browser, lambda _b: _is_other(plain_browser, old))

    plain_browser.get(live_server.url + URL % "personen")
    one("#id_school").send_keys("De Elzen")
    one("#id_p-0-naam").send_keys("Kim")
    press(one("button[value='p erbij 1']"))
    assert one("#id_p-0-naam").get_attribute("value") == "Kim"
    assert plain_browser.switch_to.active_element.get_attribute("id") == "id_p-1"
    plain_browser.switch_to.active_element.send_keys(Keys.TAB)
    assert plain_browser.switch_to.active_element.get_attribute("id") == "id_p-1-naam"
    width = plain_browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"]
    assert width <= 320
    one("#id_p-1-naam").send_keys("Bo")
    press(one("#id_p-1-naam"))  # the price is still missing
    assert [e.text for e in plain_browser.find_elements(By.CSS_SELECTOR, ".loket-fouten a")] == [
        "Kies een antwoord bij “Welke kaart wilt u?”."
    ]
    press(one("button[value='p weg 0']"))
    assert one("#id_p-0-naam").get_attribute("value") == "Bo"
    assert not plain_browser.find_elements(By.CSS_SELECTOR, "#id_p-1-naam")
    one("#id_kaart-keuze_1").send_keys(Keys.SPACE)
    press(one("#id_school"))
    assert plain_browser.current_url.endswith("/stap/plek/")
    inzending = Inzending.objects.get()
    assert read_answers(inzending)["p"] == [{"naam": "Bo"}]


def _is_other(browser: webdriver.Chrome, old: Any) -> bool:
    return bool(browser.find_element(By.CSS_SELECTOR, "html") != old)
