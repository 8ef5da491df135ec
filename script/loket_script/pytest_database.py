"""A pytest plugin that keeps only the tests that use the database: the rest says nothing about PostgreSQL."""

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


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the others, visibly in pytest's own count."""
    kept = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept
