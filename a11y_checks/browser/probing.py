"""Runs our probes on the page that a browser shows; an error in one is told and stops no other."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from selenium.common.exceptions import JavascriptException

from a11y_checks.bevinding import Bevinding
from a11y_checks.browser.axe_run import EngineProblem
from a11y_checks.browser.chromium import Browser
from a11y_checks.browser.probes import Probe
from a11y_checks.browser.scripting import bundle

logger = logging.getLogger("loket.auditor")


@dataclass(slots=True)
class Probed:
    """What the probes found, and the ids of those that failed (their page is then not checked)."""

    bevindingen: list[Bevinding] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    took: dict[str, float] = field(default_factory=dict)

    def __iadd__(self, other: Probed) -> Probed:
        self.bevindingen += other.bevindingen
        self.failed += other.failed
        self.took |= other.took
        return self


def run(browser: Browser, probes: Sequence[Probe], state: str) -> Probed:
    """Run `probes` of one width in their order, as few trips to the browser as that allows.

    Raises what Selenium raises when the page hangs.
    """
    probed = Probed()
    for walks, group in groupby(probes, lambda probe: bool(probe.walk)):
        if walks:
            for probe in group:
                _walk(browser, probe, state, probed)
        else:
            _run_scripts(browser, tuple(group), state, probed)
    return probed


def _run_scripts(browser: Browser, probes: tuple[Probe, ...], state: str, probed: Probed) -> None:
    answer = browser.driver.execute_async_script(bundle(probes))
    if not isinstance(answer, dict) or "answers" not in answer:
        raise EngineProblem(f"probes: {str(answer)[:300]}")
    for probe in probes:
        found = answer["answers"].get(probe.id, {"failure": "no answer"})
        probed.took[probe.id] = round(float(found.get("took", 0)), 1)
        if "failure" in found:
            _failed(probe, str(found["failure"]), probed)
        else:
            _word(probe, found["hits"], state, probed)


def _walk(browser: Browser, probe: Probe, state: str, probed: Probed) -> None:
    """A probe in Python: it gets the moment at which it must be back."""
    assert probe.walk is not None
    started = time.monotonic()
    try:
        hits = probe.walk(browser, started + probe.seconds)
    except (JavascriptException, TypeError, KeyError, ValueError, IndexError) as problem:
        _failed(probe, repr(problem), probed)
    else:
        _word(probe, hits, state, probed)
    probed.took[probe.id] = round((time.monotonic() - started) * 1000, 1)


def _word(probe: Probe, hits: Iterable[Any], state: str, probed: Probed) -> None:
    try:
        probed.bevindingen += [probe.word(hit, state) for hit in hits]
    except (KeyError, TypeError, ValueError, IndexError) as problem:
        _failed(probe, repr(problem), probed)


def _failed(probe: Probe, cause: str, probed: Probed) -> None:
    logger.warning("probe %s failed: %s", probe.id, cause)
    probed.failed.append(probe.id)
