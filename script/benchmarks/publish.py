"""What the gate adds to publishing: milliseconds with a stored verdict, and seconds without one on a warm auditor.

Pages of its own, in the database of this clone, and undone at the end. With a verdict: two versions of a page in turn,
by Wagtail alone and through the gate, mixed in one run. Without: each time new text. The auditor is its own.
On a busy machine compare the ratio, and CPU rather than time.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import django
from auditor import _start

PAGES = 6
# Words of the demo's own kind, so that every page is Dutch of the length that editors write.
SENTENCES = (
    "Wij halen uw afval elke week op.",
    "Zet de bak voor half acht aan de straat.",
    "U betaalt elk jaar een vast bedrag.",
    "Verhuist u binnen de gemeente? Dan hoeft u niets te doen.",
    "U krijgt binnen acht weken een brief van ons.",
    "Bent u het er niet mee eens? Dan kunt u bezwaar maken.",
)


def _stream(seed: int) -> list[dict[str, Any]]:
    """A page of about 10 kB: eight parts with a heading and a text each, the same for the same seed."""
    dice, found = random.Random(seed), []  # noqa: S311 - the same pages in every run
    for number in range(8):
        text = "".join(f"<p>{dice.choice(SENTENCES)} {dice.choice(SENTENCES)}</p>" for _ in range(4))
        found.append({"type": "kop", "value": {"niveau": "h2", "tekst": f"Deel {number + 1} van {seed}"}})
        found.append({"type": "tekst", "value": text})
    return found


@contextmanager
def _wagtail_alone() -> Iterator[None]:
    """Publishing as it is without the gate: the wrappers and the guard step aside."""
    from wagtail.actions.publish_revision import PublishRevisionAction
    from wagtail.models import Page

    with ExitStack() as stack:
        for owner, name in ((PublishRevisionAction, "_publish_revision"), (Page, "update_aliases")):
            stack.enter_context(mock.patch.object(owner, name, getattr(owner, name).__wrapped__))
        stack.enter_context(mock.patch("a11y_checks.gate.guard.is_gated", lambda _page: False))
        yield


def _timed(act: Callable[[], Any]) -> tuple[float, float]:
    """(wall clock, CPU of this process) in seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


def _pages() -> list[Any]:
    """A home page and pages below it, live through the gate."""
    from wagtail.models import Locale, Page, Site

    from gemeente.pages.models import ContentPage, HomePage

    root = Page.get_first_root_node()
    locale = Locale.objects.get_or_create(language_code="nl")[0]
    home = HomePage(
        title="Gemeente Meetlat", slug="meetlat", intro="Hier regelt u uw zaken.", live=False, locale=locale
    )
    root.add_child(instance=home)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    home.save_revision().publish()
    found = []
    for number in range(PAGES):
        page = ContentPage(
            title=f"Meetpagina {number}", slug=f"meetpagina-{number}", live=False, inhoud=_stream(number)
        )
        home.add_child(instance=page)
        page.save_revision().publish()
        found.append(page)
    return found


def _with_verdict(pages: list[Any], rounds: int) -> None:
    versions = {page.pk: (_stream(1_000 + page.pk), _stream(2_000 + page.pk)) for page in pages}
    for page in pages:
        for version in versions[page.pk]:
            _publish(page, version)
    figures: dict[str, list[tuple[float, float]]] = {"Wagtail": [], "gate": []}
    turns = [(name, page) for name in figures for page in pages for _ in range(-(-rounds // len(pages)))]
    random.Random(1).shuffle(turns)  # noqa: S311 - the same order in every run
    for number, (name, page) in enumerate(turns):
        page.refresh_from_db()
        page.inhoud = versions[page.pk][number % 2]
        revision = page.save_revision()
        with _wagtail_alone() if name == "Wagtail" else ExitStack():
            figures[name].append(_timed(revision.publish))
    (plain, plain_cpu), (gate, gate_cpu) = (
        [statistics.median(column) * 1000 for column in zip(*figures[name], strict=True)] for name in figures
    )
    print(f"with a stored verdict, median of {len(figures['gate'])} each, milliseconds")
    print(f"  Wagtail alone {plain:7.1f}  CPU {plain_cpu:6.1f}")
    print(f"  with the gate {gate:7.1f}  CPU {gate_cpu:6.1f}")
    print(f"  extra         {gate - plain:7.1f}  CPU {gate_cpu - plain_cpu:6.1f}  ratio {gate / plain:.2f}")


def _publish(page: Any, version: list[dict[str, Any]]) -> tuple[float, float]:
    page.refresh_from_db()
    page.inhoud = version
    revision = page.save_revision()
    return _timed(revision.publish)


def _without_verdict(pages: list[Any], rounds: int) -> None:
    for number in range(3):  # warm
        _publish(pages[0], _stream(9_000 + number))
    times = sorted(_publish(pages[n % len(pages)], _stream(10_000 + n))[0] for n in range(rounds))
    p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    print(f"without a stored verdict, warm auditor, n={rounds}: p50 {p50:.2f} s  p95 {p95:.2f} s")


class _Undo(Exception):
    """Ends the transaction without a trace."""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="script/bench publish", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--rounds", type=int, default=120, help="publications of each kind with a stored verdict"
    )
    parser.add_argument("--unknown", type=int, default=40, help="publications without a stored verdict")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lb-") as name:  # a short path: a Unix socket has little room
        folder = Path(name)
        django.setup()
        from django.conf import settings

        settings.LOKET_AUDITOR_SOCKET = str(folder / "a.sock")
        process = _start(folder)
        try:
            _measure(options)
        finally:
            process.terminate()
            process.wait(30)


def _measure(options: argparse.Namespace) -> None:
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        sys.exit("the database is not up to date; script/manage migrate, or script/demo, makes one")
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{connection.vendor}, {os.cpu_count()} cores, load average {load}")
    # What is found does not count here, only what finding it costs: a fault of today must not end the measuring.
    passes: Any = mock.patch("a11y_checks.gate.check.covered_by", lambda _page, _found: ([], None))
    try:
        with passes, transaction.atomic():
            pages = _pages()
            _with_verdict(pages, max(1, options.rounds))
            _without_verdict(pages, max(1, options.unknown))
            raise _Undo
    except _Undo:
        pass


if __name__ == "__main__":
    main()
