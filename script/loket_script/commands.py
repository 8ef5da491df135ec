"""script/manage and script/bench: run something in the project's environment, in the caller's folder."""

import os
import sys

from loket_script import environment
from loket_script.console import ROOT, Refusal, say

BENCHMARKS = ROOT / "script" / "benchmarks"


def child_environment(**extra: str) -> dict[str, str]:
    """The environment for Django processes: our settings module unless the caller chose another of ours."""
    variables = {**os.environ, **extra}
    if not variables.get("DJANGO_SETTINGS_MODULE", "").startswith("gemeente.settings."):
        variables["DJANGO_SETTINGS_MODULE"] = "gemeente.settings.dev"
    return variables


def manage(arguments: list[str]) -> int:
    """Become `manage.py ARGUMENTS`; relative paths in the arguments stay relative to the caller's folder."""
    python = environment.ensure("run")
    _become(str(python), str(ROOT / "site" / "manage.py"), *arguments)
    return 0


def bench(arguments: list[str]) -> int:
    """Become the benchmark script/benchmarks/NAME.py; without a name list them."""
    names = sorted(path.stem for path in BENCHMARKS.glob("*.py") if not path.stem.startswith("_"))
    if not arguments or arguments[0] in {"-h", "--help"}:
        say("usage: script/bench NAME [ARGUMENTS]. Benchmarks:")
        for name in names:
            text = (BENCHMARKS / f"{name}.py").read_text().split('"""')
            say(f"  {name:12} {text[1].splitlines()[0] if len(text) > 1 else ''}")
        return 0
    name, *rest = arguments
    if name not in names:
        raise Refusal(f"there is no benchmark {name!r}; there are: {', '.join(names) or 'none yet'}.")
    _become(str(environment.ensure("dev")), str(BENCHMARKS / f"{name}.py"), *rest)
    return 0


def _become(*command: str) -> None:
    sys.stdout.flush()
    os.execve(command[0], list(command), child_environment())  # noqa: S606 - no shell is the point
