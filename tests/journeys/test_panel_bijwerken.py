"""The panel beside the form while answers come late: newer findings stay, elements stay, and a press always works."""

from __future__ import annotations

from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from gemeente.roles import setup_roles
from tests.journeys.test_editor import _editor, _log_in
from tests.journeys.test_panel import HINT, _open_panel, _text, _wait
from tests.support.site import make_home, make_page, publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("quiet_browser"),
]

# Real answers of the site, kept back on their way to the panel until the test lets them through. `shown` counts the
# answers that the panel has dealt with; `counts` is every number of findings that stood on the screen.
LATE = """
  window.late = {
    held: { typen: [], opgeslagen: [], zinnen: [] }, holding: new Set(arguments[0]), shown: {}, counts: [],
    release(kind) { this.holding.delete(kind); this.held[kind].splice(0).forEach((go) => go()); },
  };
  const plain = window.fetch;
  window.fetch = async (address, options) => {
    const kind = Object.keys(late.held).find((each) => String(address.url || address).endsWith(`/${each}/`));
    const answer = await plain(address, options);
    if (!kind) return answer;
    if (late.holding.has(kind)) await new Promise((go) => late.held[kind].push(go));
    const read = answer.json.bind(answer);
    answer.json = async () => {
      const data = await read();
      setTimeout(() => { late.shown[kind] = (late.shown[kind] || 0) + 1; }, 0);
      return data;
    };
    return answer;
  };
  new MutationObserver(() => {
    const count = document.querySelector(".controle__telling");
    if (count && late.counts.at(-1) !== count.textContent) late.counts.push(count.textContent);
  }).observe(document, { childList: true, characterData: true, subtree: true });
"""


@pytest.fixture
def groups(transactional_db: None) -> dict[Any, Any]:
    """The roles, in a database that the test empties itself."""
    return setup_roles()


@pytest.fixture(autouse=True)
def no_saving_by_itself(settings: Any) -> None:
    """What the panel shows while typing does not come from saving."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


def _open(
    browser: webdriver.Chrome, base: str, groups: dict[Any, Any], hold: list[str], **fields: Any
) -> Any:
    """The edit form of a page with one question, with some answers kept back; gives its intro."""
    _editor(groups)
    page = make_page(publish(make_home()), "Afval", HINT, **fields)
    page.save_revision()
    _log_in(browser, base, "eindredacteur")
    script = LATE.replace("arguments[0]", str(hold))
    browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    browser.get(f"{base}/beheer/pages/{page.pk}/edit/")
    _open_panel(browser)
    return browser.find_element(By.NAME, "intro")


def _held(browser: webdriver.Chrome, kind: str) -> None:
    _wait(browser, lambda b: b.execute_script("return late.held[arguments[0]].length", kind))


def _let_through(browser: webdriver.Chrome, kind: str) -> None:
    """Let the answers that wait through, until the panel has dealt with one of them."""
    before = browser.execute_script("return late.shown[arguments[0]] || 0", kind)
    browser.execute_script("late.release(arguments[0])", kind)
    _wait(browser, lambda b: b.execute_script("return late.shown[arguments[0]] || 0", kind) > before)


def _looked(browser: webdriver.Chrome) -> None:
    """Until the browser's look at the saved draft is on the screen."""
    _wait(browser, lambda b: "De browser heeft meegekeken" in _text(b))


def _button(browser: webdriver.Chrome, word: str) -> Any:
    return _wait(browser, lambda b: b.find_element(By.CSS_SELECTOR, f"button[data-lees-woord='{word}']"))


def _value(browser: webdriver.Chrome, field: Any) -> str:
    return str(field.get_attribute("value"))


def test_a_look_at_older_text_never_takes_newer_findings_away_nor_a_press_that_is_under_way(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    intro = _open(browser, live_server.url, groups, ["typen"])
    _looked(browser)
    intro.send_keys("WIJ HALEN UW GROF VUIL GRATIS OP. ")
    _held(browser, "typen")

    # Newer than the look that is still on its way.
    intro.send_keys("Bel ons omtrent uw vraag.")
    button = _button(browser, "omtrent")
    ActionChains(browser).click_and_hold(button).perform()
    _let_through(browser, "typen")
    _wait(browser, lambda b: "2 vragen" in _text(b))
    assert browser.execute_script("return arguments[0].isConnected", button)
    assert "Vervang ‘omtrent’ door ‘over’" in _text(browser, "[data-lees-veld=intro]")
    ActionChains(browser).release().perform()
    _wait(browser, lambda b: _value(b, intro).endswith("Bel ons over uw vraag."))
    _wait(browser, lambda b: "Vervang ‘omtrent’" not in _text(b, "[data-lees]"))


def test_the_look_at_what_was_saved_never_replaces_a_newer_one(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    intro = _open(browser, live_server.url, groups, [])
    _looked(browser)
    intro.send_keys("WIJ HALEN UW GROF VUIL GRATIS OP")
    _wait(browser, lambda b: "2 vragen" in _text(b))
    # An older text was saved, which has one question only; the newer one is not saved yet.
    seen = browser.execute_script(
        "late.counts = []; document.dispatchEvent(new CustomEvent('w-autosave:success'));"
        "return [late.shown.opgeslagen, late.shown.typen];"
    )
    shown = "return late.shown.opgeslagen > arguments[0] && late.shown.typen > arguments[1]"
    _wait(browser, lambda b: b.execute_script(shown, *seen))
    assert browser.execute_script("return late.counts.filter((each) => !each.includes('2 vragen'))") == []
    assert "2 vragen" in _text(browser)
    assert "kijkt mee" not in _text(browser, "[data-controle-status]"), "nobody is still looking"


def test_what_someone_does_in_the_panel_survives_newer_findings(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    intro = _open(browser, live_server.url, groups, [], intro="Bel ons omtrent uw vraag.")
    _looked(browser)
    question = browser.find_element(By.CSS_SELECTOR, "[data-controle-antwoord]")
    question.find_element(By.CSS_SELECTOR, "[value=goed]").send_keys(Keys.SPACE)
    reason = question.find_element(By.NAME, "reason")
    reason.send_keys("De knop heet")
    folded = browser.find_element(By.CSS_SELECTOR, "details[data-vouw='lees-kenners'], details[data-vouw]")
    browser.execute_script("arguments[0].open = true", folded)
    kept = [question, reason, folded, _button(browser, "omtrent")]

    # A second question and a second sentence come in front of the first ones, while someone is in the panel.
    browser.execute_script(
        "const [field, text] = arguments; field.value = text + field.value;"
        "field.dispatchEvent(new Event('input', { bubbles: true }));",
        intro,
        "WIJ HALEN UW GROF VUIL GRATIS OP. Indien u dat wilt: bel. ",
    )
    _wait(browser, lambda b: "2 vragen" in _text(b))
    assert [browser.execute_script("return arguments[0].isConnected", each) for each in kept] == [True] * 4
    assert browser.switch_to.active_element == reason
    reason.send_keys(" ook zo.")
    assert _value(browser, reason) == "De knop heet ook zo."
    assert question.find_element(By.CSS_SELECTOR, "[value=goed]").is_selected()
    assert folded.get_attribute("open")


def test_a_press_on_a_word_of_a_sentence_that_was_changed_still_works_when_it_is_clear_which_word(
    browser: webdriver.Chrome, live_server: Any, groups: dict[Any, Any]
) -> None:
    intro = _open(
        browser, live_server.url, groups, ["typen", "zinnen"], intro="Bel ons omtrent uw vraag indien u wilt."
    )
    _looked(browser)
    intro.send_keys(" Het mag ook later, omtrent de avond.")
    _button(browser, "omtrent").send_keys(Keys.ENTER)
    assert _value(browser, intro).startswith("Bel ons over uw vraag"), "its own sentence is still there"

    # No sentence of the list stands in the field any more.
    browser.execute_script(
        "arguments[0].value = 'Indien het brandt, bel dan, omtrent en ook omtrent.'", intro
    )
    _button(browser, "omtrent").send_keys(Keys.ENTER)
    status = browser.find_element(By.CSS_SELECTOR, "[data-lees-status]")
    assert "Deze zin is veranderd" in str(status.get_attribute("textContent")), "which of the two?"
    _button(browser, "indien").send_keys(Keys.ENTER)
    assert _value(browser, intro) == "Als het brandt, bel dan, omtrent en ook omtrent."
