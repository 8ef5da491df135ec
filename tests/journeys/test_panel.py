"""The panel in a real browser: a fault shows while typing, a question is answered there, and the page goes live."""

from __future__ import annotations

from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from a11y_checks.models import Audit, AuditTrigger, BevindingOordeel
from gemeente.roles import setup_roles
from tests.journeys.test_editor import _editor, _log_in, _press_publish
from tests.support.browser import wait_for
from tests.support.site import make_home, make_page, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

HINT = {
    "type": "tekst",
    "value": "<p>Klik op de groene knop rechts.</p>",
    "id": "c1111111-1111-4111-8111-111111111111",
}
RESULT = "[data-controle-uitslag]"


@pytest.fixture
def groups(transactional_db: None) -> dict[Any, Any]:
    """The roles, in a database that the test empties itself."""
    return setup_roles()


def _wait(browser: webdriver.Chrome, condition: Any) -> Any:
    return wait_for(browser, condition)


def _text(browser: webdriver.Chrome, selector: str = RESULT) -> str:
    return browser.find_element(By.CSS_SELECTOR, selector).text


def _said(browser: webdriver.Chrome) -> str:
    """What a screen reader is told; on the screen the same words may stand elsewhere."""
    status = browser.find_element(By.CSS_SELECTOR, "[data-controle-status]")
    return str(status.get_attribute("textContent"))


def _open_panel(browser: webdriver.Chrome) -> None:
    panel = browser.find_element(By.CSS_SELECTOR, "[data-side-panel=controle]")
    if not panel.is_displayed():
        browser.find_element(By.CSS_SELECTOR, "[data-side-panel-toggle=controle]").send_keys(Keys.ENTER)
    _wait(browser, lambda _b: panel.is_displayed())


@pytest.mark.usefixtures("quiet_browser")  # the auditor has tests of its own
def test_a_fault_shows_while_typing_and_a_question_is_answered_in_the_panel(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any], settings: Any
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # what the panel shows while typing does not come from saving
    _editor(groups)
    page = make_page(publish(make_home()), "Afval", HINT)
    revision = page.save_revision()
    _log_in(browser, live_server.url, "eindredacteur")
    browser.get(f"{live_server.url}/beheer/pages/{page.pk}/edit/")
    _open_panel(browser)

    # After saving the browser looks too, without anyone asking.
    _wait(browser, lambda b: "De browser heeft meegekeken" in _text(b))
    assert Audit.objects.get(page_type="pages.ContentPage").trigger == AuditTrigger.SAVE
    assert "1 vraag" in _text(browser)

    # Typed and not saved: the panel follows, and says it aloud.
    intro = browser.find_element(By.NAME, "intro")
    intro.send_keys("WIJ HALEN AL UW GROF VUIL GRATIS OP")
    _wait(browser, lambda b: "2 vragen" in _text(b))
    assert "hoofdletters" in _text(browser)
    assert "2 vragen" in _said(browser)
    page.refresh_from_db()
    assert page.latest_revision_id == revision.pk, "nothing was saved"

    # The keyboard brings the editor from a finding to its field or block.
    for path, field in (("intro", "textarea"), (f"inhoud.{HINT['id']}", "[contenteditable=true]")):
        browser.find_element(By.CSS_SELECTOR, f"[data-controle-naar='{path}']").send_keys(Keys.ENTER)
        place = browser.find_element(By.CSS_SELECTOR, f"[data-contentpath='{path.split('.')[-1]}']")
        assert browser.switch_to.active_element in place.find_elements(By.CSS_SELECTOR, field), path
    intro.clear()
    intro.send_keys("Zo gaat het.")
    _wait(browser, lambda b: "1 vraag" in _text(b))

    # The question is refused without an answer, answered with a reason, and remembered.
    _press_publish(browser)
    message = _wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, ".messages .error").text)
    assert "Beantwoord eerst 1 vraag" in message
    form = _wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, "[data-controle-antwoord]"))
    _wait(browser, lambda _b: form.is_displayed())
    form.find_element(By.CSS_SELECTOR, "[value=goed]").send_keys(Keys.SPACE)
    form.find_element(By.CSS_SELECTOR, "[type=submit]").send_keys(Keys.ENTER)
    _wait(browser, lambda b: "Schrijf op waarom" in _text(b))
    form.find_element(By.NAME, "reason").send_keys("De knop heet ook zo.")
    form.find_element(By.CSS_SELECTOR, "[type=submit]").send_keys(Keys.ENTER)
    _wait(browser, lambda b: "Beantwoord (1)" in _text(b))
    assert "Uw antwoord is bewaard." in _said(browser)
    oordeel = BevindingOordeel.objects.get(page_id=page.pk)
    assert (oordeel.reason, oordeel.user.username) == ("De knop heet ook zo.", "eindredacteur")

    _press_publish(browser)
    _wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, ".messages .success"))
    page.refresh_from_db()
    assert page.live
