"""The reading level in a real browser: findings while typing, a simpler word by keyboard, every width and theme."""

from __future__ import annotations

from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from a11y_checks.browser.data import AXE_SCRIPT
from gemeente.roles import setup_roles
from tests.a11y_checks.editor.test_leesbaarheid_texts import formulier
from tests.journeys.test_editor import _editor, _log_in
from tests.journeys.test_panel import _open_panel, _wait
from tests.support.browser import NARROW
from tests.support.site import make_home, make_page, publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("quiet_browser"),
]
HARD = "De gemeente faciliteert de implementatie van het beleid."
BLOCK = {
    "type": "tekst",
    "value": f"<p>Wij halen uw afval op. {HARD}</p>",
    "id": "c1111111-1111-4111-8111-111111111111",
}
# The lowest contrast of any text in the panel with what is behind it, by WCAG's formula.
LOWEST_CONTRAST = """
  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const pixel = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const found = pixel(getComputedStyle(e).backgroundColor);
      if (found[3] === 255) return found;
    }
    return [255, 255, 255, 255];
  };
  let lowest = 21, count = 0;
  for (const e of document.querySelectorAll("[data-lees] *")) {
    if (!e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
    const [a, b] = [light(pixel(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    lowest = Math.min(lowest, (a + 0.05) / (b + 0.05));
    count += 1;
  }
  return [lowest, count];
"""


@pytest.fixture
def groups(transactional_db: None) -> dict[Any, Any]:
    """The roles, in a database that the test empties itself."""
    return setup_roles()


@pytest.fixture(autouse=True)
def no_saving_by_itself(settings: Any) -> None:
    """What the panel shows while typing does not come from saving."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


def _part(browser: webdriver.Chrome) -> str:
    return browser.find_element(By.CSS_SELECTOR, "[data-lees]").text


def _said(browser: webdriver.Chrome) -> str:
    return str(browser.find_element(By.CSS_SELECTOR, "[data-lees-status]").get_attribute("textContent"))


def _button(browser: webdriver.Chrome, word: str) -> Any:
    """The first button for a word."""
    return _wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, f"[data-lees-woord='{word}']"))


def _open(browser: webdriver.Chrome, base: str, page: Any) -> None:
    browser.get(f"{base}/beheer/pages/{page.pk}/edit/")
    _open_panel(browser)


def test_a_simpler_word_is_found_chosen_and_put_in_place_by_keyboard(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    _editor(groups)
    page = make_page(publish(make_home()), "Afval", BLOCK)
    revision = page.save_revision()
    _log_in(browser, live_server.url, "eindredacteur")
    _open(browser, live_server.url, page)
    assert "Moeilijke zin" in _part(browser) or "Lastige zin" in _part(browser)

    # Typed and not saved.
    intro = browser.find_element(By.NAME, "intro")
    intro.send_keys("Middels dit formulier vraagt u hulp.")
    _wait(browser, lambda b: "Vervang ‘Middels’ door ‘Met’" in _part(b))
    assert "punten" in _said(browser)

    # Nothing is replaced by itself; a button in the list does, and says so.
    assert intro.get_attribute("value") == "Middels dit formulier vraagt u hulp."
    _button(browser, "middels").send_keys(Keys.ENTER)
    _wait(browser, lambda _b: intro.get_attribute("value") == "Met dit formulier vraagt u hulp.")
    _wait(browser, lambda b: "‘middels’ is vervangen door ‘Met’." in _said(b))
    _wait(browser, lambda b: "Middels" not in _part(b))

    # The same inside the rich text editor, through its own undo.
    words = browser.find_element(
        By.CSS_SELECTOR, f"[data-contentpath='{BLOCK['id']}'] [contenteditable=true]"
    )
    _button(browser, "implementatie").send_keys(Keys.ENTER)
    _wait(browser, lambda _b: "faciliteert de invoering van" in words.text)
    words.send_keys(Keys.CONTROL, "z")
    _wait(browser, lambda _b: "faciliteert de implementatie van" in words.text)

    # From a finding to its sentence, selected.
    link = _wait(
        browser, lambda b: b.find_element(By.CSS_SELECTOR, f"[data-lees-veld] a[data-lees-tekst='{HARD}']")
    )
    link.send_keys(Keys.ENTER)
    _wait(browser, lambda b: b.execute_script("return getSelection().toString()") == HARD)
    assert browser.switch_to.active_element == words

    page.refresh_from_db()
    assert page.latest_revision_id == revision.pk, "nothing was saved"


def test_the_panel_itself_is_accessible_narrow_dark_and_in_forced_colours(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    _editor(groups)
    page = make_page(
        publish(make_home()), "Afval", BLOCK, intro="Indien u hulp wilt: bel ons omtrent uw vraag."
    )
    page.save_revision()
    _log_in(browser, live_server.url, "eindredacteur")
    _open(browser, live_server.url, page)
    _wait(
        browser,
        lambda b: "De browser heeft meegekeken" in b.find_element(By.CSS_SELECTOR, "[data-controle]").text,
    )
    browser.execute_script(AXE_SCRIPT.read_text(encoding="utf-8"))
    faults = browser.execute_async_script(
        "const done = arguments[0]; axe.run(document.querySelector('[data-controle]'))"
        ".then((r) => done(r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)])));"
    )
    assert faults == []

    for theme in ("light", "dark"):
        browser.execute_script(
            "const root = document.documentElement.classList;"
            "root.remove('w-theme-system', 'w-theme-light', 'w-theme-dark'); root.add(`w-theme-${arguments[0]}`)",
            theme,
        )
        # Buttons fade from one theme to the other.
        _wait(browser, lambda b: b.execute_script(LOWEST_CONTRAST)[0] >= 4.5)
        assert browser.execute_script(LOWEST_CONTRAST)[1] > 10, theme

    forced = {"features": [{"name": "forced-colors", "value": "active"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", forced)
    lines = "return [...document.querySelectorAll('.lees__woord')].map((m) => getComputedStyle(m).textDecorationLine)"
    assert set(browser.execute_script(lines)) == {"underline"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    width, height = NARROW
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    wide = "const p = document.querySelector('[data-lees]'); return p.scrollWidth - p.clientWidth"
    assert browser.execute_script(wide) <= 0


def test_the_error_text_of_a_form_is_looked_at_while_it_is_typed(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    _editor(groups)
    home = publish(make_home())
    page = formulier()
    page.live = False
    home.add_child(instance=page)
    page.save_revision()
    _log_in(browser, live_server.url, "eindredacteur")
    _open(browser, live_server.url, page)
    field = browser.find_element(
        By.CSS_SELECTOR, "[data-contentpath='v1'] [data-contentpath='foutmelding'] input"
    )
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", field)
    field.clear()
    typed = "Wij informeren u omtrent dit antwoord."
    field.send_keys(typed)
    error = "[data-lees-veld='stappen.s1.vragen.v1.foutmelding']"
    # The stored text has the same word: wait for the sentence that was typed.
    button = f"{error} [data-lees-woord=omtrent][data-lees-tekst='{typed}']"
    _wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, button)).send_keys(Keys.ENTER)
    _wait(browser, lambda _b: field.get_attribute("value") == "Wij informeren u over dit antwoord.")


def test_without_javascript_the_findings_stand_on_the_screen(
    plain_browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    _editor(groups)
    page = make_page(publish(make_home()), "Afval", BLOCK)
    page.save_revision()
    _log_in(plain_browser, live_server.url, "eindredacteur")
    plain_browser.get(f"{live_server.url}/beheer/pages/{page.pk}/edit/")
    assert HARD in _part(plain_browser)
    assert "Schrijf liever: 'invoering'" in _part(plain_browser)
    assert "Vervang" not in _part(plain_browser), "no button that does nothing"
    plain_browser.get(f"{live_server.url}/beheer/controle/{page.pk}/leesbaarheid/")
    shown = plain_browser.find_element(By.CSS_SELECTOR, ".lees--pagina").text
    assert HARD in shown and "‘invoering’ in plaats van ‘implementatie’" in shown
    assert plain_browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"] <= NARROW[0]
