"""A management command that says in one Dutch line what is wrong with its arguments, with exit code 2."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from a11y_checks.cli.arguments import in_dutch, whole_number

CANNOT = 2

__all__ = ["CANNOT", "DutchCommand", "in_dutch", "whole_number"]


class DutchCommand(BaseCommand):
    """Base for our commands: wrong arguments and CommandErrors become one line on stderr and exit code 2."""

    requires_system_checks: list[str] = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser with Dutch complaints."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)

        def complain(message: str) -> NoReturn:
            if parser.called_from_command_line:
                sys.stderr.write(f"{subcommand}: {in_dutch(message)}\n")
                sys.exit(CANNOT)
            raise CommandError(in_dutch(message), returncode=CANNOT)

        parser.error = complain  # type: ignore[method-assign]
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """As Django's, with an error as one plain line instead of a class name in front."""
        try:
            self._called_from_command_line = True
            parser = self.create_parser(argv[0], argv[1])
            options = vars(parser.parse_args(argv[2:]))
            args = options.pop("args", ())
            self.execute(*args, **options)
        except CommandError as problem:
            if options_traceback(argv):
                raise
            sys.stderr.write(f"{argv[1]}: {problem}\n")
            sys.exit(problem.returncode if problem.returncode != 1 else CANNOT)


def options_traceback(argv: list[str]) -> bool:
    """Whether the caller asked for a full traceback."""
    return "--traceback" in argv
