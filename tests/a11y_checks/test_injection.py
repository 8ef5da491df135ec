"""A sample of the faults of `script/bench injection`, on a small site and without a browser: each is stopped."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from django.test import TestCase
from django.utils import translation
from wagtail.images import get_image_model

from tests.support.site import make_home, make_page
from tests.support.whole_site import no_browser_needed

BENCHMARKS = Path(__file__).resolve().parents[2] / "script" / "benchmarks"
MOST_LIVE = 0.05
ONE_IN = 2


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"loket_bench_{name}", BENCHMARKS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


injection, kinds = _load("injection"), _load("_injection_kinds")


def _sample() -> list[Any]:
    """One in two, so that each group of kinds is among them."""
    return [kind for kind in kinds.KINDS if not kind.browser][::ONE_IN]


class InjectedFaults(TestCase):
    """One clean page; every fault is put into a copy of it and rolled back."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.page: Any = make_page(make_home(), "Afval ophalen")
        # Only its row: no rendition is made of it, since the tests' storage has no such file.
        get_image_model().objects.create(title="Stadhuis", file="geen.png", width=10, height=10)

    def test_there_are_more_than_sixty_kinds_with_names_of_their_own(self) -> None:
        names = [kind.name for kind in kinds.KINDS]
        self.assertEqual(len(names), len(set(names)))
        self.assertGreaterEqual(len(names), 60)

    def test_the_page_itself_is_clean(self) -> None:
        with no_browser_needed(), translation.override("nl"):
            self.assertEqual(injection.is_clean(self.page), (0, 0))

    def test_nearly_every_fault_is_stopped(self) -> None:
        with no_browser_needed(), translation.override("nl"):
            outcomes = {kind.name: injection.inject(self.page, kind) for kind in _sample()}
        live = [name for name, outcome in outcomes.items() if not outcome.stopped]
        self.assertLessEqual(len(live), MOST_LIVE * len(outcomes), live)
        # Every kind of stop takes part: one that never happens would mean that nothing was injected.
        self.assertEqual(
            {outcome.how for outcome in outcomes.values()} - {""}, {"untypeable", "form", "block", "ask"}
        )
        self.page.refresh_from_db()
        self.assertEqual(len(self.page.inhoud), 1)
