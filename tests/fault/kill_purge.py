"""F1: processes killed while they destroy, and while they migrate: all of it happened or nothing."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

from basis.faults import crash_point
from formulieren.bijlagen import storage
from formulieren.bijlagen.sweep import sweep
from formulieren.inzendingen.models import Inzending, InzendingState, Vernietiging
from formulieren.zaken.models import Zaak
from formulieren.zaken.services.bewaren import purge_inzendingen
from tests.formulieren.bewaren_support import NOW, Stand, add_file, holds_anything, make_sent
from tests.support.killing import child

POINTS = ("purge:stripped", "purge:files-gone", "purge:before-commit", "purge:committed")


def killed_while_destroying(versie: Any, point: str) -> None:
    """Three inzendingen are due; the process dies at `point` of the second. A second run does the rest, once."""
    inzendingen = [make_sent(versie, Stand()) for _number in range(3)]
    files = [add_file(inzending) for inzending in inzendingen]
    before = Vernietiging.objects.count()

    def destroy(say: Any) -> None:
        say(purge_inzendingen(now=NOW, trust_clock=True).vernietigd)

    assert child(destroy, crash_at=f"{point}#2").killed, point
    gone = 2 if point == "purge:committed" else 1
    assert Vernietiging.objects.count() - before == gone, point
    for inzending, file in zip(inzendingen, files, strict=True):
        inzending.refresh_from_db()
        left = inzending.state == InzendingState.INGEDIEND
        assert holds_anything(inzending) == left, point
        assert storage.path_of(file.uuid).exists() or not left, point
        assert Zaak.objects.filter(inzending=inzending).count() == 1
    assert child(destroy).said == [3 - gone], point
    sweep(grace=-NOW.resolution)
    assert Vernietiging.objects.count() - before == 3, point
    assert not any(holds_anything(inzending) for inzending in inzendingen), point
    assert not any(storage.path_of(file.uuid).exists() for file in files), point
    assert child(destroy).said == [0], point


def tables() -> dict[str, list[str]]:
    """Every table with its columns."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {
            name: sorted(
                column.name for column in connection.introspection.get_table_description(cursor, name)
            )
            for name in names
        }


def killed_while_migrating(app: str) -> None:
    """The newest migration of `app`, killed when its work is done and not yet for good; then it runs again."""
    graph = MigrationExecutor(connection).loader.graph
    [newest] = graph.leaf_nodes(app)
    before = [key for key in graph.node_map[newest].parents if key.key[0] == app]
    assert len(before) == 1 and not graph.node_map[newest].children, newest
    names = {"back": before[0].key[1], "forth": newest[1]}
    counted = Inzending.objects.count(), Zaak.objects.count()

    def migrate(where: str) -> Any:
        def run(_say: Any) -> None:
            original = Migration.apply

            def applied(*args: Any, **kwargs: Any) -> Any:
                state = original(*args, **kwargs)
                crash_point("migrate:before-commit")
                return state

            setattr(Migration, "apply", applied)  # noqa: B010 - in the child alone
            call_command("migrate", app, names[where], verbosity=0, interactive=False)

        return run

    whole = tables()
    assert not child(migrate("back")).killed
    earlier = tables()
    assert child(migrate("forth"), crash_at="migrate:before-commit").killed
    assert tables() == earlier, "half a migration stayed"
    assert not child(migrate("forth")).killed
    assert tables() == whole
    assert (Inzending.objects.count(), Zaak.objects.count()) == counted
