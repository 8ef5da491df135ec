"""Importing a catalogue: rows per second, queries per row and peak memory, for files of growing length.

In a database of its own in a temporary folder (SQLite, migrated first), so nothing of this clone is touched. "trial" is
a trial run, "import" makes the drafts, "again" runs the same file once more and must change nothing. Queries are
counted in the same run. Peak memory is that of the process so far: it grows only where a step needs more than before.
"""

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

HEADER = "nummer;titel;in het kort;groep;upn;doelgroep;aanvraagurl;inleiding;voorwaarden;kosten;termijn\n"
TEXT = "<p>Wij helpen u graag.</p><ul><li>Neem uw pas mee.</li><li>U betaalt met een pinpas.</li></ul>"


def make_file(path: Path, rows: int) -> None:
    """A CSV of `rows` products; every hundredth row lacks its title, and titles repeat."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER)
        for number in range(rows):
            title = "" if number % 100 == 99 else f"Product {number % 5_000}"
            address = f"https://dienst.example/{number}"
            who = f"p-{number};{title};Vraag het aan.;groep;onbekende naam;inwoner;{address}"
            file.write(f"{who};{TEXT};{TEXT};12,50;5 dagen\n")


@contextmanager
def _database(folder: Path) -> Iterator[None]:
    """An empty database in `folder`."""
    from django.db import connection

    if connection.vendor != "sqlite":
        raise SystemExit("this benchmark makes a SQLite database of its own; the settings name another kind")
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = str(folder / "bench.sqlite3")
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


class _Queries:
    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Any, *args: Any) -> Any:
        self.number += 1
        return execute(*args)


def measure(path: Path, rows: int, *, dry_run: bool) -> tuple[dict[str, int], float, float, float]:
    """(rows per result, seconds, queries per row, peak megabytes of the process) of one run."""
    from django.db import connection

    from producten.imports.run import run_import

    queries = _Queries()
    begun = time.perf_counter()
    with path.open("rb") as file, connection.execute_wrapper(queries):
        report = run_import(content=file, bestand=path.name, bron=f"bench-{rows}", dry_run=dry_run)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {name: n for name, n in report.counts.items() if n}, seconds, queries.number / rows, peak


def _catalogue() -> None:
    from wagtail.models import Page

    from producten.services.paginas import create_producten, create_productgroep

    home = Page.objects.get(depth=2)
    index = create_producten(home, slug="producten", title="Producten")
    create_productgroep(index, slug="groep", title="Groep")


def main() -> None:
    """Print a line per run."""
    parser = argparse.ArgumentParser(
        prog="script/bench import_catalogue", description=__doc__.splitlines()[0]
    )
    parser.add_argument(
        "--trial", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="rows per trial run"
    )
    parser.add_argument("--write", type=int, nargs="*", default=[100, 500, 2_000], help="rows per import")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lb-") as name:
        folder = Path(name)
        django.setup()
        with _database(folder):
            _catalogue()
            load = os.getloadavg()[0]
            print(f"sqlite, {os.cpu_count()} cores, load {load:.1f}\n")
            print("run         rows  MB file  seconds   rows/s  queries/row  peak MB  result")
            steps = [("trial", rows, True) for rows in sorted(options.trial)]
            for rows in sorted(options.write):
                steps += [("import", rows, False), ("again", rows, False)]
            for label, rows, dry_run in steps:
                path = folder / f"{rows}.csv"
                make_file(path, rows)
                counts, seconds, queries, peak = measure(path, rows, dry_run=dry_run)
                size = path.stat().st_size / 1e6
                figures = f"{size:8.1f} {seconds:8.1f} {rows / seconds:8.0f} {queries:12.2f} {peak:8.0f}"
                print(f"{label:8} {rows:7} {figures}  {counts}", flush=True)


if __name__ == "__main__":
    main()
