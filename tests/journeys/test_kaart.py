"""Pointing at a place on the map in a real browser: by keyboard, wide and narrow; nothing is lost without a script."""

from __future__ import annotations

from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from a11y_checks.browser.data import AXE_SCRIPT
from tests.formulieren.conftest import make_formulier, zaaktype  # noqa: F401 - a fixture
from tests.support.browser import NARROW, WIDE, wait_for
from tests.support.keyboard import Keyboard
from tests.support.site import make_home, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

STEP = "/formulier/proef/stap/plek/"
STAPPEN = [
    {
        "slug": "plek",
        "titel": "De plek",
        "vraag": [{"type": "locatie", "code": "plek", "label": "Waar is het?"}],
    }
]
MESSAGE = "[data-kaart-melding]"


@pytest.fixture
def form(zaaktype: Any, quiet_browser: None) -> None:  # noqa: F811
    """A live form that asks for a place."""
    publish(make_formulier(publish(make_home()), stappen=STAPPEN, title="Een lamp melden"))


class Desk(Keyboard):
    """The same without a mouse, at any width."""

    width = 1280

    def check(self) -> None:
        """No sideways scroll."""
        size = self.browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"]
        assert size <= self.width, f"{self.browser.current_url} is {size} pixels wide"

    def says(self) -> str:
        """What a screen reader is told of the chosen point."""
        return str(self.browser.find_element(By.CSS_SELECTOR, MESSAGE).text)

    def inputs(self) -> tuple[str, str]:
        """The two hidden inputs: longitude and latitude."""
        found = [self.browser.find_element(By.CSS_SELECTOR, f"[name=plek-{name}]") for name in ("lon", "lat")]
        return tuple(one.get_attribute("value") or "" for one in found)  # type: ignore[return-value]


def requested(browser: webdriver.Chrome) -> set[str]:
    """Every address that the page asked for, as the browser itself counts them."""
    script = "return performance.getEntriesByType('resource').map((e) => e.name).concat(location.href)"
    return set(browser.execute_script(script))


def axe_faults(browser: webdriver.Chrome) -> Any:
    browser.execute_script(AXE_SCRIPT.read_text(encoding="utf-8"))
    return browser.execute_async_script(
        "const done = arguments[0]; axe.run()"
        ".then((r) => done(r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])));"
    )


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1280", "320"])
def test_a_point_is_chosen_with_the_arrow_keys(
    browser: webdriver.Chrome, live_server: Any, form: None, size: tuple[int, int]
) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False},
    )
    user = Desk(browser, live_server.url)
    user.width = size[0]
    user.open(STEP)
    wait_for(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".leaflet-tile-loaded"))
    assert user.inputs() == ("", "") and user.says() == ""

    # The address comes first; then the map, its buttons, and out of it again with the same key.
    user.go_to("#id_plek-omschrijving")
    user.press(Keys.TAB)
    assert browser.switch_to.active_element.get_attribute("role") == "application"
    names = []
    for _button in range(4):
        user.press(Keys.TAB)
        focused = browser.switch_to.active_element
        names.append(focused.accessible_name)
        assert min(focused.size.values()) >= 44, focused.size
    assert names == ["Vergroot de kaart", "Verklein de kaart", "Kies dit punt", "Haal het punt weg"]
    assert browser.switch_to.active_element.get_attribute("aria-disabled") == "true"
    user.press(Keys.TAB)
    assert browser.switch_to.active_element.text == "Ga verder"

    user.go_to("[data-kaart-vlak]")
    user.press(Keys.ARROW_UP, Keys.ARROW_UP, Keys.ARROW_RIGHT)
    here = "[data-kaart-hier]"
    wait_for(
        browser, lambda b: "Fordplein" in b.find_element(By.CSS_SELECTOR, here).get_attribute("textContent")
    )
    told = str(browser.find_element(By.CSS_SELECTOR, here).get_attribute("textContent"))
    user.press(Keys.ENTER)
    first = user.says()
    assert first.startswith("U koos een punt op de kaart: ") and "ten noord" in first
    assert told.split(": ", 1)[1] == first.split(": ", 1)[1]
    lon, lat = map(float, user.inputs())
    assert 6.0 < lon < 6.01 and 53.6 < lat < 53.61
    assert axe_faults(browser) == []

    # Away with it, and once more with the button.
    user.go_to("[data-kaart-weg]")
    user.press(Keys.ENTER)
    assert user.inputs() == ("", "") and user.says() == "U koos geen punt op de kaart."
    assert browser.switch_to.active_element.get_attribute("aria-disabled") == "true"
    user.go_to("[data-kaart-kies]")
    user.press(Keys.ENTER)
    # To the pixel: the map may have become a scroll bar narrower.
    again, first = first, user.says()
    assert again.partition("(")[0] == first.partition("(")[0]

    user.choose("form.loket-formulier button[type=submit]", "Ga verder")
    answer = browser.find_element(By.TAG_NAME, "main").text
    assert "Punt op de kaart: " + first.split(": ", 1)[1] in answer
    user.choose("main a", "Verander")
    wait_for(browser, lambda b: b.find_elements(By.CSS_SELECTOR, ".loket-landkaart__speld"))
    assert user.says() == first and not browser.find_elements(By.CSS_SELECTOR, "[data-kaart-vinkje]")

    assert all(address.startswith((live_server.url, "data:")) for address in requested(browser))
    assert any("/kaart/17/" in address for address in requested(browser))
    assert [line for line in browser.get_log("browser") if line["level"] in {"SEVERE", "WARNING"}] == []


def test_a_click_chooses_and_a_tap_does(browser: webdriver.Chrome, live_server: Any, form: None) -> None:
    user = Desk(browser, live_server.url)
    user.open(STEP)
    ground = browser.find_element(By.CSS_SELECTOR, "[data-kaart-vlak]")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", ground)
    ActionChains(browser).move_to_element_with_offset(ground, 60, -40).click().perform()
    wait_for(browser, lambda _b: user.inputs() != ("", ""))
    clicked = user.inputs()
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    box = browser.execute_script("const r = arguments[0].getBoundingClientRect(); return [r.x, r.y]", ground)
    point = {"x": box[0] + 30, "y": box[1] + 60}
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
    browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    wait_for(browser, lambda _b: user.inputs() != clicked)
    assert "ten zuidwesten" in user.says() or "ten noordwesten" in user.says() or "ten westen" in user.says()


def test_without_a_script_nothing_is_lost(
    plain_browser: webdriver.Chrome, live_server: Any, form: None
) -> None:
    user = Keyboard(plain_browser, live_server.url)
    user.open(STEP)
    assert "kaart" not in plain_browser.find_element(By.TAG_NAME, "main").text
    user.type("#id_plek-omschrijving", "Bij de brug")
    user.choose("form.loket-formulier button[type=submit]", "Ga verder")
    assert "Bij de brug" in plain_browser.find_element(By.TAG_NAME, "main").text


def test_a_map_that_does_not_come_leaves_the_address(
    browser: webdriver.Chrome, live_server: Any, form: None
) -> None:
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/vendor/leaflet/*"]})
    user = Desk(browser, live_server.url)
    user.open(STEP)
    assert not browser.find_elements(By.CSS_SELECTOR, ".loket-landkaart")
    user.type("#id_plek-omschrijving", "Bij de brug")
    user.choose("form.loket-formulier button[type=submit]", "Ga verder")
    assert "Bij de brug" in browser.find_element(By.TAG_NAME, "main").text
