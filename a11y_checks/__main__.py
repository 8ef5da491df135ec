"""`python -m a11y_checks`: checks addresses, a sitemap or a folder of HTML. No database, no settings, no Django."""

from __future__ import annotations

import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from a11y_checks.cli.arguments import add_shared, in_dutch, whole_number

_CANNOT = 2


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"a11y_checks: {in_dutch(message)}\n")
        sys.exit(_CANNOT)


def _options(argv: Sequence[str] | None) -> Namespace:
    parser = _Parser(
        prog="python -m a11y_checks",
        description="Controleert pagina's op toegankelijkheid. Code 0: geen fouten, 1: fouten, 2: niet gecontroleerd.",
        allow_abbrev=False,
    )
    parser.add_argument("addresses", nargs="*", metavar="URL", help="adres van een pagina")
    parser.add_argument("--urls", type=Path, metavar="BESTAND", help="bestand met een adres op elke regel")
    parser.add_argument("--sitemap", default="", metavar="URL", help="adres van een sitemap")
    parser.add_argument("--files", type=Path, metavar="MAP", help="map met HTML-bestanden")
    parser.add_argument(
        "--host",
        action="append",
        default=[],
        metavar="NAAM",
        help="nog een host waar pagina's en bestanden vandaan mogen komen",
    )
    parser.add_argument(
        "--max",
        type=whole_number(1, 100_000),
        default=10_000,
        metavar="AANTAL",
        help="hoogstens zoveel pagina's",
    )
    add_shared(parser)
    options = parser.parse_args(argv)
    given = [options.addresses, options.urls, options.sitemap, options.files]
    if sum(bool(source) for source in given) != 1:
        parser.error("Geef adressen, of --urls, of --sitemap, of --files: precies één van deze vier.")
    return options


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; its exit code. Whatever goes wrong is 2, with one line on stderr."""
    from a11y_checks.cli.pages import NothingToCheck
    from a11y_checks.cli.run import CannotRun

    options = _options(argv)
    try:
        return _run(options)
    except (CannotRun, NothingToCheck) as problem:
        sys.stderr.write(f"a11y_checks: {problem}\n")
    except KeyboardInterrupt:
        sys.stderr.write("a11y_checks: Gestopt. Er is niet alles gecontroleerd.\n")
    except BrokenPipeError:
        # Nobody reads the outcome any more; closing stdout again would complain once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _CANNOT


def _run(options: Namespace) -> int:
    from a11y_checks.cli.pages import find_pages
    from a11y_checks.cli.run import check_all, hand_over, prepare
    from a11y_checks.crawl.report import AuditReport

    started = time.monotonic()
    entries = prepare(options)
    base, targets = find_pages(options)
    report = AuditReport(base, left_out=max(0, len(targets) - options.max))
    report.pages = check_all(targets[: options.max], options, cache=_cache_file(), socket=_socket())
    code = hand_over(report, options, entries, started=started, write=sys.stdout.write)
    sys.stdout.flush()
    return code


def _cache_file() -> Path:
    """Where verdicts are kept: the user's folder for what may be thrown away."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(base) if Path(base).is_absolute() else Path.home() / ".cache"
    return folder / "loket" / "audit.sqlite3"


def _socket() -> Path | None:
    given = os.environ.get("LOKET_AUDITOR_SOCKET", "")
    return Path(given) if given else None


if __name__ == "__main__":
    sys.exit(main())
