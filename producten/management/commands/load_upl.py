"""`load_upl FILE`: read the national Uniforme Productnamenlijst into the catalogue."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from producten.services.upl import load_upl
from producten.upl.parse import MAX_BYTES
from producten.upl.records import UplError


class Command(BaseCommand):
    """Exit code 0 when the list is loaded or nothing had to change, 2 with one Dutch line when not."""

    help = "Laadt de Uniforme Productnamenlijst (CSV) en zegt wat er veranderde."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Wrong arguments end in one Dutch line as well."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        usage = _("Zo gebruikt u dit commando: load_upl BESTAND [--peildatum JJJJ-MM-DD]")

        def refuse(_message: str) -> NoReturn:
            self._refuse(usage)

        vars(parser)["error"] = refuse  # argparse calls it by name; its own prints English over two lines
        return parser

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, and of which date the list is."""
        parser.add_argument("bestand", help="CSV-bestand van standaarden.overheid.nl (UPL-actueel.csv)")
        parser.add_argument("--peildatum", default="", metavar="JJJJ-MM-DD", help="datum van de lijst")

    def handle(self, *_args: Any, bestand: str, peildatum: str = "", **_options: Any) -> None:
        """Load the file and print the report."""
        with override("nl"):
            path = Path(bestand)
            datum = self._date(peildatum)
            try:
                report = load_upl(content=self._read(path), name=path.name, peildatum=datum)
            except UplError as error:
                self._refuse(_("{naam} is niet geladen. {reden}").format(naam=path.name, reden=error))
            for line in report.lines():
                self.stdout.write(line)

    def _date(self, value: str) -> date | None:
        if not value:
            return None
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            return self._refuse(_("Dit is geen datum. Schrijf hem zo: 2026-01-31."))

    def _read(self, path: Path) -> bytes:
        try:
            if path.is_dir():
                self._refuse(_("{pad} is een map en geen bestand.").format(pad=path))
            with path.open("rb") as file:
                # One byte more than is allowed is enough to see that it is too much, also from a device.
                return file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            self._refuse(_("{pad} bestaat niet.").format(pad=path))
        except (OSError, ValueError):
            self._refuse(_("{pad} is niet te lezen.").format(pad=path))

    def _refuse(self, message: str) -> NoReturn:
        self.stderr.write(" ".join(message.split()))
        raise SystemExit(2)
