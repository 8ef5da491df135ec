"""Somebody at a real browser who has no mouse."""

from __future__ import annotations

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from tests.support.browser import wait_for


class Keyboard:
    """Somebody at a browser who has no mouse and sees 320 pixels."""

    def __init__(self, browser: webdriver.Chrome, base: str) -> None:
        self.browser = browser
        self.base = base

    def press(self, *keys: str) -> None:
        ActionChains(self.browser).send_keys(*keys).perform()

    def open(self, path: str) -> None:
        self.browser.get(f"{self.base}{path}")
        self.check()

    def check(self) -> None:
        """No sideways scroll, and nothing that hides what has the focus."""
        width = self.browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]["width"]
        assert width <= 320, f"{self.browser.current_url} is {width} pixels wide"

    def go_to(self, css: str, text: str = "") -> WebElement:
        """Tabs until the element that matches has the focus."""
        wanted = [e for e in self.browser.find_elements(By.CSS_SELECTOR, css) if text in e.text]
        assert wanted, f"nothing matches {css} {text!r} on {self.browser.current_url}"
        for _tab in range(120):
            focused = self.browser.switch_to.active_element
            if focused == wanted[0]:
                return focused
            self.press(Keys.TAB)
        raise AssertionError(f"{css} {text!r} can't be reached by keyboard on {self.browser.current_url}")

    def choose(self, css: str, text: str = "") -> None:
        """Goes to a link or button, presses Enter and waits for the next page."""
        old = self.go_to(css, text)
        self.press(Keys.ENTER)
        self.wait_for_next_page(old)

    def sees(self, element: WebElement) -> None:
        """What has the focus stands in the window, at least in part (WCAG 2.4.11)."""
        script = "const r = arguments[0].getBoundingClientRect(); return r.bottom > 0 && r.top < innerHeight"
        # The browser scrolls to it in its next frame.
        wait_for(self.browser, lambda b: b.execute_script(script, element), 5)

    def wait_for_next_page(self, old: WebElement) -> None:
        """Until `old` belongs to the page before."""
        self.wait_until_gone(old)
        self.check()

    def wait_until_gone(self, old: WebElement) -> None:
        """Until another page stands there."""
        wait_for(self.browser, lambda _b: _is_gone(old))

    def type(self, css: str, text: str) -> None:
        self.go_to(css)
        self.press(text)

    def heading(self) -> str:
        return str(self.browser.find_element(By.TAG_NAME, "h1").text)


def _is_gone(element: WebElement) -> bool:
    try:
        element.is_enabled()
    except Exception:
        return True
    return False
