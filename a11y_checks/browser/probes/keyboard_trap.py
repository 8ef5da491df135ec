"""Can people who use the Tab key get out of every part of the page? WCAG 2.1.2 No keyboard trap, failure F10."""

from __future__ import annotations

import time
from typing import Any

from a11y_checks.bevinding import Niveau
from a11y_checks.browser.chromium import Browser
from a11y_checks.browser.probes.base import Finds, Hit, Probe
from a11y_checks.browser.scripting import in_page

_MOST_STEPS = 40
_SHIFT = 8
_PULLED_BACK = 60
_KEYS = {"Tab": 9, "Escape": 27}


def press(browser: Browser, key: str, modifiers: int = 0) -> None:
    """One real key press, as a keyboard gives it."""
    facts: dict[str, Any] = {
        "key": key,
        "code": key,
        "windowsVirtualKeyCode": _KEYS[key],
        "modifiers": modifiers,
    }
    browser.cdp("Input.dispatchKeyEvent", type="rawKeyDown", **facts)
    browser.cdp("Input.dispatchKeyEvent", type="keyUp", **facts)


def _step(browser: Browser, *arguments: object) -> Any:
    return browser.driver.execute_script(in_page("tab_step.js"), *arguments)


def _places(
    browser: Browser, steps: int, until: float, *, modifiers: int = 0, patience: int = 12
) -> list[int]:
    """Numbers of the controls that `steps` presses reach; -1 is the page itself or something unlisted.

    `patience` is in milliseconds: a script may pull the focus back a moment later.
    """
    found: list[int] = []
    for _ in range(steps):
        if time.monotonic() > until:
            break
        press(browser, "Tab", modifiers)
        # A script that pulls the focus back does so with a timer, set before this one.
        browser.driver.execute_async_script("setTimeout(arguments[1], arguments[0])", patience)
        found.append(int(_step(browser, "where")))
    return found


def trapped(places: list[int], count: int) -> list[int]:
    """The controls that the end of a walk goes round in while others lie beyond them; empty when there is no trap.

    A walk that comes to the page itself (-1), or to the last control, is free.
    """
    for size in range(1, 5):
        tail = places[-3 * size :]
        if len(tail) < max(4, 3 * size) and not (size == 1 and len(places) >= 4):
            continue
        tail = places[-max(4, 3 * size) :]
        loop = set(tail)
        if -1 in loop or len(loop) != size or any(a != b for a, b in zip(tail, tail[size:], strict=False)):
            continue
        # One control on the whole page goes round by itself.
        return sorted(loop) if count > size else []
    return []


def _walk(browser: Browser, until: float) -> list[Hit]:
    """Press Tab through the page. Only a script can hold the focus, so a page without key scripts is free."""
    facts = _step(browser, "start")
    try:
        count = int(facts["count"])
        if not facts["scripted"] or count < 1 or facts["modal"]:
            return []
        held = trapped(_places(browser, min(count + 5, _MOST_STEPS), until), count)
        if not held:
            return []
        first = _step(browser, "describe", held[0])
        if first is None or first["frame"] or first["inner"]:
            return []
        # Out by Shift and Tab, or with Escape and then Tab?
        back = _places(browser, len(held) + 2, until, modifiers=_SHIFT, patience=_PULLED_BACK)
        press(browser, "Escape")
        onward = _places(browser, len(held) + 1, until, patience=_PULLED_BACK)
        out = any(place not in held for place in back + onward)
        return [{**first, "case": "way-back" if out else "trap"}]
    finally:
        _step(browser, "stop")


PROBE = Probe(
    id="toetsenbord-val",
    walk=_walk,
    touches=3,
    seconds=5.0,
    scripted=True,
    cases={
        "trap": Finds(
            Niveau.BLOCK,
            ("2.1.2",),
            "Wie met de Tab-toets op dit onderdeel{tekst} komt, kan er niet meer vandaan.",
        ),
        "way-back": Finds(
            Niveau.ASK,
            ("2.1.2",),
            "Met de Tab-toets is dit onderdeel{tekst} niet te verlaten. Staat erbij hoe het wel kan?",
            0.8,
        ),
    },
    help=(
        "Laat de Tab-toets altijd verder gaan naar het volgende onderdeel. Goed voorbeeld: een veld met een fout toont "
        "een melding, maar houdt de focus niet vast."
    ),
)
