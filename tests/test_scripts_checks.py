"""script/test itself: how it reads results, what counts as a failure, and the PostgreSQL it picks."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from loket_script import checks, postgres, pytest_database, suites
from loket_script.suites import Result, Step, Suite


def suite(tmp_path: Path, xml: str | None) -> Suite:
    report = tmp_path / "unit.xml"
    if xml is not None:
        report.write_text(f"<testsuites><testsuite>{xml}</testsuite></testsuites>")
    return Suite("unit", (Step(("pytest",)),), report)


def test_counts_come_from_pytests_own_report(tmp_path: Path) -> None:
    xml = (
        "<testcase/><testcase/><testcase><failure/></testcase><testcase><error/></testcase>"
        '<testcase><skipped message="geen ../shared"/></testcase>'
    )
    result = suites.read_report(suite(tmp_path, xml), [1])
    assert (result.passed, result.failed, result.skipped) == (2, 2, 1)
    assert result.reasons == {"geen ../shared": 1}


@pytest.mark.parametrize("xml", [None, "", "<niet"])
def test_no_report_or_no_test_is_a_failure(tmp_path: Path, xml: str | None) -> None:
    assert suites.read_report(suite(tmp_path, xml), [0]).failed == 1


def test_a_crash_after_passing_tests_is_a_failure(tmp_path: Path) -> None:
    result = suites.read_report(suite(tmp_path, "<testcase/>"), [3])
    assert (result.passed, result.failed) == (1, 1)


def test_each_step_without_a_report_counts_once() -> None:
    steps = (Step(("a",)), Step(("b",)), Step(("c",)))
    result = suites.read_report(Suite("lint", steps), [0, 1])
    assert (result.passed, result.failed) == (1, 2)


def test_a_tool_that_cannot_run_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LOGS", tmp_path)
    each = checks.Running(Suite("lint", (Step(("/bestaat/niet",)),)), begun=0.0)
    assert checks._advance(each)
    assert suites.read_report(each.suite, each.codes).failed == 1
    assert "could not run" in each.log.read_text()


def test_the_last_line_counts_all_and_nothing_run_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        checks.report([Result("unit", passed=3), Result("postgres", skipped=1, reasons={"geen": 1})], 1.0)
        == 0
    )
    assert capsys.readouterr().out.splitlines()[-1] == "3 passed, 0 failed, 1 skipped"
    assert checks.report([Result("unit", passed=3, failed=1)], 1.0) == 1
    assert checks.report([Result("postgres", skipped=1)], 1.0) == 1


def test_a_suite_that_must_be_alone_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LOGS", tmp_path)
    alone = [Suite("journeys", (), alone=True), Suite("postgres", (), alone=True)]
    queue = [*alone, Suite("unit", ()), Suite("lint", ()), Suite("types", ())]
    running: list[checks.Running] = []
    checks._start_next(queue, running, 2)
    assert [each.suite.name for each in running] == ["unit", "lint"]
    running.clear()
    checks._start_next(queue, running, 2)
    assert [each.suite.name for each in running] == ["types"]
    checks._start_next(queue, running, 2)
    assert len(running) == 1
    running.clear()
    checks._start_next(queue, running, 2)
    assert [each.suite.name for each in running] == ["journeys"]
    running.clear()
    checks._start_next(queue, running, 2)
    assert [each.suite.name for each in running] == ["postgres"]


def test_a_missing_postgres_fails_only_where_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "find", lambda _python: ("", "no answer"))
    monkeypatch.delenv("LOKET_REQUIRE_POSTGRES", raising=False)
    results, queue = checks._prepare(["postgres"], Path("python"), 2)
    assert not queue and (results[0].failed, results[0].skipped) == (0, 1)
    monkeypatch.setenv("LOKET_REQUIRE_POSTGRES", "1")
    results, _ = checks._prepare(["postgres"], Path("python"), 2)
    assert (results[0].failed, results[0].skipped) == (1, 0)


def test_a_given_url_is_the_only_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_TEST_DATABASE_URL", "postgres://u:p@h:1/naam")
    assert postgres.candidates() == ["postgres://u:p@h:1/naam"]
    monkeypatch.delenv("LOKET_TEST_DATABASE_URL")
    assert len(postgres.candidates()) == 2


@pytest.mark.parametrize(
    ("url", "shown"),
    [("postgres://u:geheim@h:1/n", "postgres://u@h:1/n"), ("postgres:///n", "postgres:///n")],
)
def test_a_password_is_never_printed(url: str, shown: str) -> None:
    assert postgres._without_password(url) == shown


def test_the_callers_settings_stay_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres:///van-iemand-anders")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "anders.settings")
    variables = suites.base_variables()
    assert "DATABASE_URL" not in variables
    assert variables["DJANGO_SETTINGS_MODULE"] == "gemeente.settings.test"


def test_only_tests_with_a_database_are_kept() -> None:
    def item(fixtures: list[str], mark: str = "", base: type = object) -> SimpleNamespace:
        return SimpleNamespace(
            fixturenames=fixtures, cls=type("T", (base,), {}), get_closest_marker=lambda name: name == mark
        )

    from django.test import SimpleTestCase, TestCase

    uses = pytest_database.uses_database
    assert uses(item(["db"])) and uses(item([], mark="django_db")) and uses(item([], base=TestCase))
    assert not uses(item(["tmp_path"])) and not uses(item([], base=SimpleTestCase))


def test_sqlite_gets_what_differs_and_everything_without_postgres() -> None:
    def options(name: str, *, both: bool) -> tuple[str, ...]:
        suite = suites.build(
            name, Path("bin/python"), browser={}, database="postgres:///x", jobs=2, both=both
        )
        assert all("loket_script.pytest_database" in step.command for step in suite.steps)
        return suite.steps[0].command

    def chosen(command: tuple[str, ...]) -> str:
        return command[command.index("--database") + 1]

    assert chosen(options("sqlite", both=True)) == "differs"
    assert chosen(options("sqlite", both=False)) == chosen(options("postgres", both=True)) == "only"
    assert chosen(options("unit", both=True)) == "none"


def test_what_really_ends_a_transaction_runs_on_both() -> None:
    def item(*marks: pytest.Mark, fixtures: tuple[str, ...] = ()) -> SimpleNamespace:
        named = {mark.name: mark for mark in marks}
        return SimpleNamespace(fixturenames=fixtures, get_closest_marker=named.get)

    differs = pytest_database.differs
    assert differs(item(pytest.mark.sqlite.mark, fixtures=("db",)))
    assert not differs(item(pytest.mark.sqlite.mark))
    assert differs(item(pytest.mark.django_db(transaction=True).mark))
    assert differs(item(fixtures=("transactional_db",)))
    assert not differs(item(pytest.mark.django_db.mark, fixtures=("db",)))
