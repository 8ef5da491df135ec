"""The arguments that both audit commands have, and argparse's complaints in Dutch."""

from __future__ import annotations

import re
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from pathlib import Path
from typing import Any

_UNKNOWN = re.compile(r"unrecognized arguments: (.*)")
_CHOICE = re.compile(r"argument ([^:]+): invalid choice: (.*?) \(choose from (.*)\)")
_EXPECTED = re.compile(r"argument ([^:]+): expected .*")
_NOT_ALLOWED = re.compile(r"argument ([^:]+): not allowed with argument (.*)")
_OTHER = re.compile(r"argument ([^:]+): (.*)", re.DOTALL)
_REQUIRED = re.compile(r"the following arguments are required: (.*)")

FORMATS = ("text", "json", "sarif", "earl", "junit", "html")


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
    if found := _NOT_ALLOWED.match(message):
        return f"{found[1]} kan niet samen met {found[2]}."
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


def add_shared(parser: ArgumentParser | Any) -> None:
    """What `manage.py audit` and `python -m a11y_checks` have in common."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="vorm van de uitslag")
    parser.add_argument("--output", default="", metavar="BESTAND", help="schrijf de uitslag in dit bestand")
    parser.add_argument(
        "--baseline", type=Path, metavar="BESTAND", help="bekende bevindingen die nog niet meetellen (YAML)"
    )
    parser.add_argument(
        "--baseline-write",
        type=Path,
        metavar="BESTAND",
        help="schrijf een voorstel voor een baseline; reden en eigenaar vult u zelf in",
    )
    parser.add_argument(
        "--fail-on",
        choices=("ask", "block"),
        default="ask",
        help="vanaf welk niveau de opdracht met 1 eindigt",
    )
    parser.add_argument(
        "--depth",
        choices=("site", "publish"),
        default="site",
        help="alles, of wat bij publiceren wordt gekeken",
    )
    parser.add_argument(
        "--jobs",
        type=whole_number(1, 8),
        default=0,
        metavar="AANTAL",
        help="browsers tegelijk (1 tot 8), voor een eigen auditor",
    )
    parser.add_argument(
        "--seconds", type=whole_number(1, 300), default=30, metavar="AANTAL", help="hoogstens per pagina"
    )
    parser.add_argument("--cache", type=Path, metavar="BESTAND", help="bewaar uitslagen in dit bestand")
    parser.add_argument("--no-cache", action="store_true", help="controleer elke pagina opnieuw")
    parser.add_argument("--chromium", default="", help="pad van Chromium")
    parser.add_argument("--chromedriver", default="", help="pad van chromedriver")
