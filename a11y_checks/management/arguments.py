"""A management command that says in one Dutch line what is wrong with its arguments, with exit code 2."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentTypeError
from collections.abc import Callable
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

CANNOT = 2

_UNKNOWN = re.compile(r"unrecognized arguments: (.*)")
_CHOICE = re.compile(r"argument ([^:]+): invalid choice: (.*?) \(choose from (.*)\)")
_EXPECTED = re.compile(r"argument ([^:]+): expected .*")
_OTHER = re.compile(r"argument ([^:]+): (.*)", re.DOTALL)
_REQUIRED = re.compile(r"the following arguments are required: (.*)")


def in_dutch(message: str) -> str:
    """argparse's English complaint as one Dutch sentence."""
    if found := _UNKNOWN.match(message):
        return f"Deze opdracht kent '{found[1]}' niet."
    if found := _CHOICE.match(message):
        return f"{found[1]} kan niet {found[2]} zijn. Kies uit: {found[3]}."
    if found := _EXPECTED.match(message):
        return f"Achter {found[1]} moet een waarde staan."
    if found := _REQUIRED.match(message):
        return f"Dit ontbreekt: {found[1]}."
    if found := _OTHER.match(message):
        return f"{found[1]}: {found[2]}"
    return message


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """An argument type: a whole number within these bounds."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", text) or not lowest <= int(text) <= highest:
            raise ArgumentTypeError(f"'{text}' is geen heel getal van {lowest} tot {highest}.")
        return int(text)

    return read


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
