"""A real headless Chromium for journeys: `browser` with JavaScript, `plain_browser` without."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.ui import WebDriverWait

# Journeys look at every page at its narrowest, unless a test says otherwise.
NARROW, WIDE = (320, 800), (1280, 900)
# What is left of 1280 by 900 pixels for somebody who enlarges four times (WCAG 1.4.10).
ZOOMED = (320, 225)


def wait_for(
    browser: webdriver.Chrome, condition: Callable[[webdriver.Chrome], Any], seconds: float = 40
) -> Any:
    """What `condition` gives once that is true. An element found just before the next page came is looked up anew."""
    return WebDriverWait(browser, seconds, ignored_exceptions=[StaleElementReferenceException]).until(
        condition
    )


def start_browser(folder: Path, *, javascript: bool = True, size: tuple[int, int] = WIDE) -> webdriver.Chrome:
    """A Chromium of its own; skips the test when there is none here."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if chromium is None or driver is None:
        pytest.skip("no Chromium with its driver on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in (
        "--headless=new",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
        f"--user-data-dir={folder}",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
    ):
        options.add_argument(argument)
    if not javascript:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(driver))
    browser.set_page_load_timeout(30)
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    return browser


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """Chromium with JavaScript, 1280 pixels wide: an editor at a desk."""
    driver = start_browser(tmp_path / "chromium")
    yield driver
    driver.quit()


@pytest.fixture
def plain_browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    """Chromium without JavaScript, 320 pixels wide: a resident on an old phone."""
    driver = start_browser(tmp_path / "chromium", javascript=False, size=NARROW)
    yield driver
    driver.quit()
