"""One headless Chromium with its driver: finds the binaries, starts it closed off, ends it with all its children."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.common.exceptions import NoSuchDriverException, WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

from a11y_checks.browser import processes

WIDTH, HEIGHT = 1280, 900

_CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_DRIVER_NAMES = ("chromedriver", "chromium.chromedriver", "/usr/lib/chromium-browser/chromedriver")
_ARGUMENTS = (
    "--headless=new",
    f"--window-size={WIDTH},{HEIGHT}",
    "--lang=nl",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-sync",
    "--disable-breakpad",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,SpareRendererForSitePerProcess",
    "--force-color-profile=srgb",
    "--force-device-scale-factor=1",
    "--hide-scrollbars",
    "--metrics-recording-only",
    "--mute-audio",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
    "--password-store=basic",
    "--use-mock-keychain",
)


class ChromiumMissing(Exception):
    """No browser or driver could be started; the message is Dutch."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """Paths of the browser and its driver; an empty one is left to Selenium's own manager."""

    chromium: str = ""
    chromedriver: str = ""

    @property
    def is_snap(self) -> bool:
        """A snap has a temp folder of its own and can't use a profile that we make."""
        return "/snap/" in self.chromium or "/snap/" in self.chromedriver


def find_binaries(chromium: str = "", chromedriver: str = "") -> Binaries:
    """The given paths, else what is on PATH or in the usual place.

    Raises ChromiumMissing when a given path can't be run.
    """
    for given in filter(None, (chromium, chromedriver)):
        if shutil.which(given) is None:
            raise ChromiumMissing(f"Het programma {given} bestaat niet of kan niet starten.")
    # A bare name becomes its path: the driver starts no browser by name.
    chromium_names = (chromium,) if chromium else _CHROMIUM_NAMES
    driver_names = (chromedriver,) if chromedriver else _DRIVER_NAMES
    return Binaries(
        *(next((p for n in names if (p := shutil.which(n))), "") for names in (chromium_names, driver_names))
    )


class Browser:
    """A browser with a fresh profile below `profiles`. One thread uses it; any thread may `kill` it."""

    def __init__(self, binaries: Binaries, profiles: Path, *, command_seconds: float) -> None:
        self._binaries = binaries
        self._command_seconds = command_seconds
        self._service: Any = None
        self._group = 0
        self._ended = threading.Lock()
        self._width = 0
        self._scripts = True
        self.driver: Any = None
        self.profile = Path(tempfile.mkdtemp(prefix="profiel-", dir=profiles))

    def start(self) -> None:
        """Start driver and browser. Raises ChromiumMissing when either does not come up."""
        options = ChromeOptions()
        options.page_load_strategy = "eager"
        options.unhandled_prompt_behavior = "dismiss"
        # chromedriver lets every page open windows; without this switch Chromium stops them, as it does for people.
        options.add_experimental_option("excludeSwitches", ["disable-popup-blocking"])
        if self._binaries.chromium:
            options.binary_location = self._binaries.chromium
        for argument in _ARGUMENTS:
            options.add_argument(argument)
        if not self._binaries.is_snap:
            options.add_argument(f"--user-data-dir={self.profile}")
        if os.geteuid() == 0:  # Chromium refuses its own sandbox to root, as in most containers.
            options.add_argument("--no-sandbox")
        # A session of its own makes one process group of driver, browser and renderers.
        self._service = _Service(
            self._binaries.chromedriver or None,
            popen_kw={"start_new_session": True},
            on_start=self._note_group,
        )
        try:
            self.driver = Chrome(options=options, service=self._service)
        except (WebDriverException, NoSuchDriverException, OSError) as problem:
            self.kill()
            first_line = str(getattr(problem, "msg", None) or problem).strip().splitlines()[:1]
            raise ChromiumMissing(
                "Chromium of chromedriver start niet. " + (first_line[0][:200] if first_line else "")
            ) from problem
        self.driver.command_executor.client_config.timeout = self._command_seconds
        self.driver.set_page_load_timeout(self._command_seconds)
        self.driver.set_script_timeout(self._command_seconds)

    def _note_group(self, pid: int) -> None:
        self._group = pid

    def cdp(self, command: str, **arguments: object) -> Any:
        """One command of Chromium's own protocol."""
        return self.driver.execute_cdp_cmd(command, arguments)

    def resize(self, width: int) -> None:
        """Give the page this many CSS pixels; the page is laid out anew only when that differs from what it has."""
        if width != self._width:
            self._width = 0  # unknown, should the next line fail
            self.cdp(
                "Emulation.setDeviceMetricsOverride",
                width=width,
                height=HEIGHT,
                deviceScaleFactor=1,
                mobile=False,
            )
            self._width = width

    def allow_scripts(self, allowed: bool) -> None:
        """Whether the page's own scripts may run from now on."""
        if allowed != self._scripts:
            self.cdp("Emulation.setScriptExecutionDisabled", value=not allowed)
            self._scripts = allowed

    def memory(self) -> int:
        """Bytes of memory of the browser with its driver."""
        return processes.group_memory(self._group) if self._group else 0

    @property
    def group(self) -> int:
        """The process group of driver and browser; 0 before the start and after the end."""
        return self._group

    @property
    def running(self) -> bool:
        """Whether the driver and the browser itself live. False for both after either died."""
        process = getattr(self._service, "process", None)
        if not self._group or process is None or process.poll() is not None:
            return False
        # `--type=` is a part of the browser: a renderer or its crash handler may live a moment longer than it.
        own = f"--user-data-dir={self.profile}"
        if self._binaries.is_snap:
            return True
        return any(own in each.command and "--type=" not in each.command for each in processes.running())

    def kill(self) -> None:
        """End driver, browser and renderers at once and remove the profile. Safe to call twice."""
        with self._ended:
            group, self._group = self._group, 0
            if group:
                processes.kill_group(group)
            if self._service is not None and self._service.process is not None:
                with suppress(Exception):
                    self._service.process.wait(5)
                with suppress(Exception):
                    self._service.process.stdin.close()
            # Chromium's crash handler has a group of its own and notices a moment later.
            shutil.rmtree(self.profile, ignore_errors=True)


class _Service(Service):
    """Tells the driver's process id as soon as it exists: a start that hangs must be endable too."""

    def __init__(self, path: str | None, *, popen_kw: dict[str, Any], on_start: Any) -> None:
        super().__init__(executable_path=path, popen_kw=popen_kw)
        self._on_start = on_start

    def _start_process(self, path: str) -> None:
        super()._start_process(path)
        self._on_start(self.process.pid)
