"""Everything that a site keeps, as one text: each table of the database and each file of its folders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.db import connection


def all_rows() -> dict[str, str]:
    """Table -> its rows as text, of the whole database."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = "\n".join(str(row) for row in cursor.fetchall())
    return found


def tables_with(*signs: str) -> set[str]:
    """The tables in which one of `signs` stands, in whatever case."""
    return {
        table for table, rows in all_rows().items() if any(sign.lower() in rows.lower() for sign in signs)
    }


def files_with(folders: Iterable[Path], *signs: str) -> set[Path]:
    """The files with one of `signs` in their name or content."""
    wanted = [sign.lower().encode() for sign in signs]
    files = [path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file()]
    return {
        path
        for path in files
        if any(sign in path.read_bytes().lower() or sign in path.name.lower().encode() for sign in wanted)
    }
