"""`manage.py sc_feed`: the feed of Samenwerkende Catalogi as a file, checked, or with what it leaves out."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import override

from a11y_checks.management.arguments import CANNOT, DutchCommand
from producten.feeds.public import default_site
from producten.feeds.sc import each_product, feed_pieces
from producten.feeds.sc_check import check_feed

# More than this says nothing new.
_MOST_LINES = 200


class Command(DutchCommand):
    help = (
        "Schrijft de feed van Samenwerkende Catalogi, controleert een feed, of noemt wat er niet in staat. "
        "Code 0: goed, 1: er is iets mis of er ontbreekt een product, 2: niet gelukt."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do; without anything the feed goes to standard output."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--output", metavar="BESTAND", help="schrijf de feed in dit bestand")
        what.add_argument(
            "--check",
            nargs="?",
            const="",
            metavar="BESTAND",
            help="controleer dit bestand, of zonder naam de eigen feed",
        )
        what.add_argument("--left-out", action="store_true", help="noem de producten die er niet in staan")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One of the four."""
        with override("nl"):
            if not options["check"] and default_site() is None:
                raise CommandError("Er is nog geen site, dus er is geen catalogus.", returncode=CANNOT)
            if options["check"] is not None:
                self._check(options["check"])
            elif options["left_out"]:
                self._left_out()
            elif options["output"]:
                self._write(Path(options["output"]))
            else:
                for piece in feed_pieces():
                    self.stdout.write(piece.decode(), ending="")

    def _check(self, name: str) -> None:
        try:
            if name:
                with Path(name).open("rb") as file:
                    found = self._report(check_feed(file))
            else:
                found = self._report(check_feed(feed_pieces()))
        except OSError as problem:
            text = f"{name} is niet te lezen: {problem.strerror}."
            raise CommandError(text, returncode=CANNOT) from problem
        if found:
            self.stdout.write(f"{found} keer klopt de feed niet.")
            raise SystemExit(1)
        self.stdout.write("De feed klopt.")

    def _report(self, problems: Iterable[Any]) -> int:
        number = 0
        for number, found in enumerate(problems, start=1):
            if number <= _MOST_LINES:
                self.stdout.write(str(found))
        return number

    def _left_out(self) -> None:
        inside = outside = 0
        for uitkomst in each_product():
            if uitkomst.product:
                inside += 1
                continue
            outside += 1
            self.stdout.write(f"{uitkomst.pk} {uitkomst.title}: {' '.join(uitkomst.reasons)}")
        self.stdout.write(f"{inside} producten staan in de feed, {outside} niet.")
        if outside:
            raise SystemExit(1)

    def _write(self, path: Path) -> None:
        """All or nothing: a reader must never meet half a feed."""
        path = path.absolute()
        try:
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
                for piece in feed_pieces():
                    file.write(piece)
            Path(file.name).replace(path)
        except OSError as problem:
            text = f"Kan {path} niet schrijven: {problem.strerror}."
            raise CommandError(text, returncode=CANNOT) from problem
        self.stdout.write(f"De feed staat in {path}.")
