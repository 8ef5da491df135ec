"""Stop halfway and go on elsewhere, in a real browser: without JavaScript, with the keyboard alone, at 320 pixels."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from formulieren.inzendingen import outbox
from formulieren.inzendingen.models import Inzending
from tests.formulieren.conftest import make_formulier, zaaktype  # noqa: F401 - a fixture
from tests.journeys.test_resident import Keyboard
from tests.support.browser import NARROW, start_browser, wait_for
from tests.support.site import make_home, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


@pytest.fixture
def form(zaaktype: Any, quiet_browser: None) -> None:  # noqa: F811
    """A live form with sensitive questions."""
    home = publish(make_home())
    publish(make_formulier(home, title="Een lamp melden"))


def fill_in_first_step(user: Keyboard) -> None:
    """All that the first step requires."""
    user.open("/formulier/proef/stap/melding/")
    user.go_to("#id_soort_0")
    user.press(Keys.SPACE)
    user.type("#id_wat", "De lamp is stuk")
    user.go_to("#id_gevaar_0")
    user.press(Keys.SPACE)


def test_stop_on_one_device_and_go_on_and_remove_on_another(
    plain_browser: webdriver.Chrome, live_server: Any, form: None, mailoutbox: Any, tmp_path: Path
) -> None:
    user = Keyboard(plain_browser, live_server.url)
    fill_in_first_step(user)
    user.choose("form.loket-formulier button", "Later verder gaan")
    assert user.heading() == "Later verder gaan"
    user.choose("form.loket-formulier button")
    assert plain_browser.switch_to.active_element.get_attribute("id") == "fouten"
    user.type("#id_email", "jan@voorbeeld.nl")
    user.choose("form.loket-formulier button")
    code = plain_browser.find_element(By.CSS_SELECTOR, ".loket-bewijs strong").text
    user.choose("form.loket-formulier button", "Sluit af")
    assert outbox.process_due() == 1
    path = re.search(r"/verder-gaan/\S+/", mailoutbox[0].body)
    assert path is not None

    phone = start_browser(tmp_path / "phone", javascript=False, size=NARROW)
    try:
        there = Keyboard(phone, live_server.url)
        there.open(path[0])
        there.type("#id_code", code.lower())
        there.choose("form.loket-formulier button")
        assert there.heading() == "Uw gegevens"
        there.choose("main a", "Wis mijn antwoorden")
        there.choose("form.loket-formulier button")
        assert there.heading() == "Uw antwoorden zijn weg" and not Inzending.objects.exists()
    finally:
        phone.quit()


def test_with_javascript_the_warning_comes_by_itself(
    browser: webdriver.Chrome, live_server: Any, form: None
) -> None:
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": False},
    )
    fill_in_first_step(user := Keyboard(browser, live_server.url))
    user.choose("form.loket-formulier button")
    assert browser.find_elements(By.CSS_SELECTOR, "[data-bewaar-tot] .utrecht-alert") == []
    later = "const now = Date.now.bind(Date); Date.now = () => now() + 23.5 * 3600 * 1000;"
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": later})
    browser.refresh()
    wait_for(
        browser,
        lambda page: page.find_elements(By.CSS_SELECTOR, "[role=status][data-bewaar-tot] .utrecht-alert"),
    )
    assert "Bent u er nog?" in browser.find_element(By.CSS_SELECTOR, "[data-bewaar-tot]").text
    assert [line for line in browser.get_log("browser") if line["level"] == "SEVERE"] == []
