"""A changed telephone number, by keyboard alone and without JavaScript: find it, look, replace it, see it online."""

from __future__ import annotations

from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from gemeente.pages.models import ContentPage
from gemeente.roles import Rol, setup_roles
from tests.support.browser import wait_for
from tests.support.site import make_home, make_page, make_user, publish

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("quiet_browser"),
]

PASSWORD = "een-lang-wachtwoord-voor-de-proef"
TEXT = {
    "type": "tekst",
    "value": "<p>Bel ons op 0590-012345. Wij helpen u graag.</p>",
    "id": "c1111111-1111-4111-8111-111111111111",
}


@pytest.fixture
def pages(transactional_db: None) -> list[Any]:
    """Two live pages with the number, and who may publish."""
    groups = setup_roles()
    user = make_user("eindredacteur", is_superuser=False)
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(groups[Rol.EINDREDACTEUR])
    home = publish(make_home())
    return [publish(make_page(home, title, TEXT)) for title in ("Afval", "Glas")]


def _log_in(browser: webdriver.Chrome, base: str) -> None:
    browser.get(f"{base}/beheer/login/")
    browser.find_element(By.NAME, "username").send_keys("eindredacteur")
    browser.find_element(By.NAME, "password").send_keys(PASSWORD, Keys.ENTER)
    wait_for(browser, lambda b: "/login/" not in b.current_url)


def _press(browser: webdriver.Chrome, key: str) -> None:
    webdriver.ActionChains(browser).send_keys(key).perform()


def _tab_to(browser: webdriver.Chrome, selector: str, most: int = 120) -> Any:
    """Press Tab until the element has the focus."""
    wanted = browser.find_element(By.CSS_SELECTOR, selector)
    for _number in range(most):
        if browser.switch_to.active_element == wanted:
            return wanted
        _press(browser, Keys.TAB)
    raise AssertionError(f"Tab never reaches {selector}")


def _wait_for_text(browser: webdriver.Chrome, text: str) -> None:
    wait_for(browser, lambda b: text in b.find_element(By.TAG_NAME, "main").text)


def _journey(browser: webdriver.Chrome, base: str, pages: list[Any]) -> None:
    _log_in(browser, base)
    browser.get(f"{base}/beheer/rapporten/gebruik/")
    _tab_to(browser, "#gebruik-q").send_keys("+31 590 012345", Keys.ENTER)
    _wait_for_text(browser, "2 pagina's")
    _tab_to(browser, "a.button[href*='vervangen']").send_keys(Keys.ENTER)
    wait_for(browser, lambda b: b.find_elements(By.ID, "gebruik-nieuw"))
    _tab_to(browser, "#gebruik-nieuw").send_keys("0590 65 43 21", Keys.ENTER)
    wait_for(browser, lambda b: b.find_elements(By.CSS_SELECTOR, "input[name=plek]"))
    assert "Straks: Bel ons op (0590) 65 43 21." in browser.find_element(By.TAG_NAME, "main").text
    _tab_to(browser, f"#plek-pagina-{pages[1].pk}").send_keys(Keys.SPACE)  # this one stays
    _tab_to(browser, "form[method=post][action$='vervangen/'] button[type=submit]").send_keys(Keys.ENTER)
    _wait_for_text(browser, "op de site (1)")
    texts = [str(ContentPage.objects.get(pk=page.pk).inhoud.render_as_block()) for page in pages]
    assert "(0590) 65 43 21" in texts[0] and "0590-012345" in texts[1]
    browser.get(f"{base}/afval/")
    assert "(0590) 65 43 21" in browser.find_element(By.TAG_NAME, "main").text


def test_with_the_keyboard_alone_and_without_javascript(
    plain_browser: webdriver.Chrome, live_server: Any, pages: list[Any]
) -> None:
    _journey(plain_browser, live_server.url, pages)
