"""A pytest plugin that chooses tests by whether they use the database, so that each runs where it says something.

--database none     those that don't use it
--database only     those that do
--database differs  those where SQLite and PostgreSQL can differ: marked `sqlite`, or with transactions that really end
"""

from collections.abc import Callable

import pytest

FIXTURES = {
    "db",
    "transactional_db",
    "django_db_reset_sequences",
    "django_db_serialized_rollback",
    "live_server",
}


def uses_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database: by mark, by a fixture (also of a fixture), or as Django's TestCase."""
    if item.get_closest_marker("django_db") or FIXTURES & set(getattr(item, "fixturenames", ())):
        return True
    bases = getattr(getattr(item, "cls", None), "__mro__", ())
    return any(
        base.__module__ == "django.test.testcases" and base.__name__ != "SimpleTestCase" for base in bases
    )


def differs(item: pytest.Item) -> bool:
    """Whether a test must pass on both databases even when PostgreSQL is there."""
    if item.get_closest_marker("sqlite"):
        return uses_database(item)
    mark = item.get_closest_marker("django_db")
    ends = bool(mark and mark.kwargs.get("transaction"))
    return ends or "transactional_db" in getattr(item, "fixturenames", ())


CHOICES: dict[str, Callable[[pytest.Item], bool]] = {
    "none": lambda item: not uses_database(item),
    "only": uses_database,
    "differs": differs,
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """The choice, on the command line; without it all tests stay."""
    parser.addoption("--database", choices=sorted(CHOICES))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the others, visibly in pytest's own count."""
    if not (choice := config.getoption("--database")):
        return
    kept = [item for item in items if CHOICES[choice](item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
