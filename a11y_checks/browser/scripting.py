"""Puts our scripts together: the shared helpers in front, closed off from the page's own names."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from a11y_checks.browser.data import SCRIPTS

if TYPE_CHECKING:
    from a11y_checks.browser.probes.base import Probe


@cache
def source(name: str) -> str:
    """A file of ours from scripts/."""
    return (SCRIPTS / name).read_text(encoding="utf-8")


@cache
def bundle(probes: tuple[Probe, ...]) -> str:
    """One script that runs all of these and answers per probe."""
    parts = [source("lib.js"), source("probe.js")]
    if not any(probe.touches for probe in probes):
        parts.append("still = true;")
    parts.append("const probes = {")
    for probe in probes:
        parts.append(f"{json.dumps(probe.id)}: {{seconds: {probe.seconds}, look: async () => {{")
        parts += [source(probe.script), "}},"]
    return "\n".join([*parts, "};", source("bundle.js")])


@cache
def in_page(name: str) -> str:
    """A script for a probe in Python, with all helpers in front; it returns its answer."""
    return "\n".join([source("lib.js"), source("probe.js"), source(name)])
