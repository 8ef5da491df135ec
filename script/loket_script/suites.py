"""The suites of script/test: what each runs and how its result is read."""

import os
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

from loket_script.console import ROOT

LOGS = ROOT / "var" / "test"
PRODUCTION = {
    # Fixed values, only so that Django's deployment check can read the production settings.
    "DJANGO_SETTINGS_MODULE": "gemeente.settings.production",
    "LOKET_SECRET_KEY": "check-only-" + "".join(chr(97 + n * 7 % 26) for n in range(60)),
    "LOKET_ALLOWED_HOSTS": "loket.example",
    "LOKET_BASE_URL": "https://loket.example",
    "LOKET_ANSWER_KEYS_FILE": str(LOGS / "answer-keys.json"),
    "LOKET_CLAMD": "scanner.example:3310",
}


@dataclass(frozen=True)
class Step:
    """One command of a suite, with what it needs in the environment."""

    command: tuple[str, ...]
    variables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Suite:
    """A named group of steps. `report` is pytest's own XML; without it each step counts as one check."""

    name: str
    steps: tuple[Step, ...]
    report: Path | None = None
    alone: bool = False


@dataclass
class Result:
    """What came of a suite: counts, minutes, and why it was skipped."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    minutes: float = 0.0
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def word(self) -> str:
        """The result in one word for the table."""
        return "failed" if self.failed else "ok" if self.passed else "skipped"


NAMES = ("lint", "types", "imports", "checks", "unit", "sqlite", "postgres", "journeys")
FAST = ("lint", "types", "imports", "checks", "unit")


def base_variables() -> dict[str, str]:
    """The environment of every step: test settings, and nothing of the caller's own databases or keys."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    for name in ("LOKET_SECRET_KEY", "LOKET_DATA_DIR", "LOKET_AUDITOR_SOCKET", "LOKET_DEBUG", "PORT"):
        kept.pop(name, None)
    return {**kept, "DJANGO_SETTINGS_MODULE": "gemeente.settings.test", "PYTHONPATH": str(ROOT / "script")}


def build(
    name: str, python: Path, *, browser: dict[str, str], database: str, jobs: int, both: bool = False
) -> Suite:
    """The suite of that name.

    `browser` holds the variables for Chromium, `database` PostgreSQL's URL, `jobs` how many processes share a long
    suite. With `both`, PostgreSQL runs too, and SQLite only gets the tests where the two can differ.
    """
    tools = python.parent
    tool = {name: str(tools / name) for name in ("ruff", "mypy", "lint-imports", "djlint")}
    manage = (str(python), "site/manage.py")
    if name == "lint":
        return Suite(
            name,
            (
                Step((tool["ruff"], "check", "--output-format", "concise", ".")),
                Step((tool["ruff"], "format", "--check", "--output-format", "concise", ".")),
                Step((tool["djlint"], "--lint", "--quiet", *template_folders())),
            ),
        )
    if name == "types":
        return Suite(name, (Step((tool["mypy"],)),))
    if name == "imports":
        return Suite(name, (Step((tool["lint-imports"],)),))
    if name == "checks":
        # Keys are never overwritten, so those of the last time must go first.
        keys = Path(PRODUCTION["LOKET_ANSWER_KEYS_FILE"])
        keys.unlink(missing_ok=True)
        return Suite(
            name,
            (
                Step((*manage, "check", "--fail-level", "WARNING")),
                Step((*manage, "makemigrations", "--check", "--dry-run")),
                Step((*manage, "make_answer_keys", str(keys))),
                Step((*manage, "check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
            ),
        )
    if name == "unit":
        return _pytest(name, python, "not browser and not postgres", "--database", "none")
    # "load" hands out in order. Tests that empty the database stand last, and nothing may come after them in a process.
    shared = ("-n", str(jobs), "--dist", "load")
    if name == "sqlite":
        marks = "not browser and not postgres"
        if both:
            return _pytest(name, python, marks, "--database", "differs")
        return _pytest(name, python, marks, "--database", "only", *shared, alone=True)
    if name == "postgres":
        options = ("--database", "only", "--create-db", *shared)
        return _pytest(
            name, python, "not browser", *options, variables={"DATABASE_URL": database}, alone=True
        )
    return _pytest(name, python, "browser", variables=browser, alone=True)


def _pytest(
    name: str,
    python: Path,
    marks: str,
    *options: str,
    variables: dict[str, str] | None = None,
    alone: bool = False,
) -> Suite:
    report = LOGS / f"{name}.xml"
    command = (str(python), "-m", "pytest", "-q", "-ra", "-m", marks, f"--junitxml={report}")
    # A cache of its own: two suites at once would overwrite each other's.
    own = ("-p", "loket_script.pytest_database", *options, "-o", f"cache_dir=.pytest_cache/{name}")
    return Suite(name, (Step((*command, *own), variables or {}),), report, alone)


def template_folders() -> list[str]:
    """The folders with templates that are really served; tests keep broken ones on purpose."""
    apps = ("site", "toptaken", "formulieren", "producten", "basis", "a11y_checks")
    found = [path for app in apps for path in (ROOT / app).rglob("templates") if path.is_dir()]
    return [str(path.relative_to(ROOT)) for path in [ROOT / "templates", *sorted(found)]]


def read_report(suite: Suite, codes: list[int]) -> Result:
    """The counts of a finished suite from its exit codes and pytest's XML. No report or no test is a failure."""
    failed = sum(1 for code in codes if code) + len(suite.steps) - len(codes)
    result = Result(suite.name, passed=len(codes) - sum(1 for code in codes if code), failed=failed)
    if suite.report is None:
        return result
    try:
        tests = list(ElementTree.parse(suite.report).iter("testcase"))  # noqa: S314 - pytest's own file
    except (OSError, ElementTree.ParseError):
        tests = []
    bad = sum(1 for test in tests if test.find("failure") is not None or test.find("error") is not None)
    for test in tests:
        if (skip := test.find("skipped")) is not None:
            reason = skip.get("message") or "no reason given"
            result.reasons[reason] = result.reasons.get(reason, 0) + 1
    result.skipped = sum(result.reasons.values())
    result.passed = max(0, len(tests) - bad - result.skipped)
    # pytest that crashed, or collected nothing, failed even when no test did.
    result.failed = bad or (1 if failed or not tests else 0)
    return result
