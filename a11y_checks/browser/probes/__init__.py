"""Our own checks in the browser, beside axe: one file per probe, found by `all_probes`."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from a11y_checks.browser.probes.base import Probe

__all__ = ["Probe", "all_probes"]


@cache
def all_probes() -> tuple[Probe, ...]:
    """Every probe, widest window first and then by id, so that the window changes size as little as possible.

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
    return tuple(sorted(probes.values(), key=lambda probe: (-probe.width, probe.id)))
