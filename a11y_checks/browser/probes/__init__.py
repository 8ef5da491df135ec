"""Our own checks in the browser, beside axe: one file per probe, found by `all_probes`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from a11y_checks.browser.probes.base import Finds, Hit, Probe
from a11y_checks.browser.protocol import Depth

__all__ = ["Finds", "Hit", "Probe", "all_probes", "probes_for"]


@cache
def all_probes() -> tuple[Probe, ...]:
    """Every probe: what only looks first, widest window first, then by id.

    Raises ValueError when two modules claim one id.
    """
    probes: dict[str, Probe] = {}
    for info in pkgutil.iter_modules(__path__):
        probe = getattr(importlib.import_module(f"{__name__}.{info.name}"), "PROBE", None)
        if not isinstance(probe, Probe):
            continue
        if probe.id in probes:
            raise ValueError(f"Two probes are called {probe.id!r}")
        probes[probe.id] = probe
    return tuple(
        sorted(probes.values(), key=lambda probe: (probe.touches, -probe.width, bool(probe.walk), probe.id))
    )


def probes_for(depth: Depth) -> tuple[Probe, ...]:
    """The probes of a depth, in the order of `all_probes`; "site" runs all of them."""
    return tuple(probe for probe in all_probes() if depth == "site" or probe.depth == "publish")
