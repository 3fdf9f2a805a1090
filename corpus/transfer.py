"""All reports of one library put in place of those of another, in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from corpus import seals
from corpus.library import Library


def replace_all(library: Library, source: Library, *, besides: Collection[str] = (), above: int = 0) -> None:
    """Make the reports of `library` those of `source`, with all that any room stores of a report; all or nothing.

    Rows of the tables `besides`, which belong to no report, are added. Reports get keys that were never used before
    and the revision grows, also above `above`, so that nothing that another process has cached by them is taken for
    what is here now. Raises what `Library.writing` raises.
    """
    with library.writing() as connection, source.reading() as other:
        connection.execute("DELETE FROM reports")
        used = connection.execute("SELECT max(seq) FROM sqlite_sequence WHERE name = 'reports'").fetchone()[0]
        for table in ("reports", *_owned(other), *besides):
            _copy(other, connection, table, used or 0)
        revision = max(library.revision, source.revision, above) + 1
        connection.execute("UPDATE meta SET value = ? WHERE name = 'revision'", (revision,))
        for (key,) in connection.execute("SELECT key FROM reports").fetchall():
            seals.close_part(connection, key, "report", seals.PARTS["report"])
        seals.close_all(connection)


def _owned(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows belong to a report."""
    query = (
        "SELECT DISTINCT m.name FROM sqlite_master m, pragma_foreign_key_list(m.name) f"
        " WHERE m.type = 'table' AND f.\"table\" = 'reports' ORDER BY m.name"
    )
    return [name for (name,) in connection.execute(query)]


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, table: str, shift: int) -> None:
    """Copy the rows of a table with the keys of reports raised by `shift`."""
    columns = [row[1] for row in source.execute(f'PRAGMA table_info("{table}")')]
    owner = "key" if table == "reports" else "report"
    read = ", ".join(f'"{name}" + {shift}' if name == owner else f'"{name}"' for name in columns)
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    target.executemany(
        f'INSERT OR REPLACE INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - names of our own tables
        source.execute(f'SELECT {read} FROM "{table}"'),  # noqa: S608
    )
