"""Finds a working Chromium with a driver of the same version, or gets one by apt or Selenium's own manager."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from loket_script import environment
from loket_script.console import say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
DRIVERS = ("chromedriver", "/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver")


@dataclass(frozen=True)
class Chromium:
    """A browser and its driver, both tried, of the same major version."""

    browser: Path
    driver: Path

    def variables(self, folder: Path) -> dict[str, str]:
        """What the auditor and the browser tests find them by. A pair with other names is linked in `folder`."""
        found = {"LOKET_CHROMIUM": str(self.browser), "LOKET_CHROMEDRIVER": str(self.driver)}
        links = {"chromium": self.browser, "chromedriver": self.driver}
        if any(shutil.which(name) is None for name in links):
            folder.mkdir(parents=True, exist_ok=True)
            for name, target in links.items():
                (folder / name).unlink(missing_ok=True)
                (folder / name).symlink_to(target)
            found["PATH"] = f"{folder}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        return found


def find(python: Path, *, install: bool = True) -> Chromium | None:
    """The Chromium of this machine; else, when `install`, one from apt or Selenium Manager; else None.

    `python` is the environment's interpreter, whose selenium carries the manager. LOKET_NO_CHROMIUM=1 acts as if
    there is none; LOKET_OFFLINE=1 leaves the network alone.
    """
    if os.environ.get("LOKET_NO_CHROMIUM") == "1":
        return None
    found = _on_this_machine() or _kept_by_selenium(python, offline=True)
    if found or not install or os.environ.get("LOKET_OFFLINE") == "1":
        return found
    say("No Chromium with its driver found. Trying apt and Selenium's manager.")
    if (
        shutil.which("apt-get")
        and environment.from_shell("loket_apt", "chromium", "chromium-driver") is not None
    ):
        found = _on_this_machine()
    return found or _kept_by_selenium(python, offline=False)


def _on_this_machine() -> Chromium | None:
    given = os.environ.get("LOKET_CHROMIUM"), os.environ.get("LOKET_CHROMEDRIVER")
    drivers = _existing(filter(None, (given[1], *DRIVERS)))
    for browser in _existing(filter(None, (given[0], *BROWSERS, *MAC_BROWSERS))):
        version = _major(browser)
        for driver in drivers:
            if version and _major(driver) == version:
                return Chromium(browser, driver)
    return None


def _existing(names: Iterable[str]) -> list[Path]:
    paths = (shutil.which(name) for name in names)
    return [Path(path) for path in paths if path]


def _major(program: Path) -> int | None:
    """The major version a program reports; None when it does not run (as a snap in a container)."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=30, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r"\b(\d{2,4})\.\d+\.\d+", done.stdout)
    return int(match[1]) if match and done.returncode == 0 else None


def _kept_by_selenium(python: Path, *, offline: bool) -> Chromium | None:
    """A browser and driver from Selenium Manager's own folder, fetched there when not `offline`."""
    code = (
        "from selenium.webdriver.common.selenium_manager import SeleniumManager as M; print(M._get_binary())"
    )
    asked = subprocess.run([python, "-c", code], capture_output=True, text=True)
    if asked.returncode:
        return None
    command = [asked.stdout.strip(), "--browser", "chrome", "--output", "json", "--avoid-stats"]
    try:
        done = subprocess.run(
            [*command, *(["--offline"] if offline else [])], capture_output=True, text=True, timeout=300
        )
        result = json.loads(done.stdout)["result"]
        found = Chromium(Path(result["browser_path"]), Path(result["driver_path"]))
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
        return None
    return found if _major(found.browser) and _major(found.browser) == _major(found.driver) else None
