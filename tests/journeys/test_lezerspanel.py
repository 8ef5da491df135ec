"""A resident reads along in a real browser: without JavaScript, with the keyboard alone, 320 pixels wide."""

from __future__ import annotations

from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from a11y_checks.lezerspanel.services import link_path
from a11y_checks.models import Lezerspanel, LezerspanelReactie
from tests.a11y_checks.lezerspanel.readers import HARD, make_panel
from tests.journeys.test_resident import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def panel(quiet_browser: None) -> Lezerspanel:
    return make_panel(vraag="Weet u nu wanneer wij komen?")


def test_a_resident_reads_along(
    plain_browser: webdriver.Chrome, live_server: Any, panel: Lezerspanel
) -> None:
    user = Keyboard(plain_browser, live_server.url)
    hard = next(zin["id"] for zin in panel.zinnen if zin["text"] == HARD)

    # From the link to the first part.
    user.open(link_path(panel))
    assert user.heading() == "Leest u mee?"
    user.choose("main form button[type=submit]")
    assert user.heading() == "Is dit duidelijk?" and "Deel 1 van 2" in plain_browser.page_source
    assert not plain_browser.find_elements(By.CSS_SELECTOR, "input:checked")

    # The first sentence is clear, the hard one is not, and a remark opens with Enter.
    user.go_to("#duidelijk-1")
    user.press(Keys.SPACE)
    user.go_to(f"#duidelijk-{hard}")
    user.press(Keys.ARROW_DOWN)
    assert plain_browser.switch_to.active_element.get_attribute("id") == f"niet-duidelijk-{hard}"
    summary = user.go_to(f"fieldset:has(#duidelijk-{hard}) summary")
    assert hard in summary.text, "each fold-out says what it belongs to"
    user.press(Keys.ENTER)
    user.type(f"#opmerking-{hard}", "Wat is een beschikking?")
    user.check()
    user.choose("main form button[type=submit]")

    # The last page; back shows what was chosen, and changing it counts once.
    assert user.heading() == "Wilt u nog iets kwijt?"
    user.choose("main form a", "Vorig deel")
    assert plain_browser.find_element(By.ID, "duidelijk-1").is_selected()
    assert (
        plain_browser.find_element(By.ID, f"opmerking-{hard}").get_attribute("value")
        == "Wat is een beschikking?"
    )
    user.go_to("#duidelijk-1")
    user.press(Keys.ARROW_DOWN)
    user.choose("main form button[type=submit]")
    user.type("#antwoord", "Op dinsdag.")
    user.choose("main form button[type=submit]")
    assert user.heading() == "Bedankt voor het lezen"
    assert "2 stukken tekst" in plain_browser.find_element(By.TAG_NAME, "main").text

    reactie = LezerspanelReactie.objects.get()
    assert reactie.keuzes == {"1": "niet_duidelijk", hard: "niet_duidelijk"}
    assert reactie.opmerkingen == {hard: "Wat is een beschikking?"} and reactie.antwoord == "Op dinsdag."
    assert reactie.done_on is not None

    # Reloading the last page sends nothing, and nothing of the visit stays in the browser.
    plain_browser.refresh()
    assert LezerspanelReactie.objects.count() == 1
    assert plain_browser.get_cookies() == []
    assert [line for line in plain_browser.get_log("browser") if line["level"] == "SEVERE"] == []
