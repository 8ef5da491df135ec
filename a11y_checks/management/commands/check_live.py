"""`manage.py check_live`: the proof that every live page has a valid verdict or a current uitzondering."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError

from a11y_checks.gate.live import LiveProblem, prove_live
from a11y_checks.management.arguments import CANNOT, DutchCommand


class Command(DutchCommand):
    help = "Bewijst dat elke pagina die online staat een geldig oordeel heeft. Code 0: ja, 1: nee, 2: niet te zien."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to render every page."""
        parser.add_argument(
            "--stored",
            action="store_true",
            help="geloof wat is opgeslagen, en kijk niet of de pagina er nog zo uitziet",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line per page and fault, and a last line that counts."""
        try:
            proof = prove_live(render=not options["stored"])
        except DatabaseError as problem:
            raise CommandError("De database geeft geen antwoord.", returncode=CANNOT) from problem
        self._lines("FOUT", proof.problems)
        self._lines("NIET GEZIEN", proof.unchecked)
        self._lines("WACHT", proof.waiting)
        self.stdout.write(
            f"{proof.pages} pagina's online. Fouten: {len(proof.problems)}. Niet gezien: {len(proof.unchecked)}. "
            f"Wacht op een nieuwe controle: {len(proof.waiting)}."
        )
        if proof.exit_code:
            raise SystemExit(proof.exit_code)

    def _lines(self, label: str, problems: tuple[LiveProblem, ...]) -> None:
        for problem in problems:
            self.stdout.write(f"{label} {problem.url} ({problem.page_id}, {problem.title}): {problem.text}")
