"""What the commands say and how they refuse: one clear line, exit code 2."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Refusal(Exception):
    """The command cannot do what was asked; the text says why and what to do. Ends with exit code 2."""


def say(text: str, *, error: bool = False) -> None:
    """Print one line at once, on stderr when `error`, so that it keeps its place between a child's lines."""
    print(f"Loket: {text}" if error else text, file=sys.stderr if error else sys.stdout, flush=True)


def usage(text: str, arguments: list[str], allowed: set[str]) -> set[str]:
    """The given options when all are in `allowed`; prints `text` and ends for --help (0) or an unknown one (2)."""
    if {"-h", "--help"} & set(arguments):
        print(text.strip())
        raise SystemExit(0)
    unknown = [argument for argument in arguments if argument not in allowed]
    if unknown:
        say(f"unknown argument {unknown[0]!r}.", error=True)
        print(text.strip(), file=sys.stderr)
        raise SystemExit(2)
    return set(arguments)
