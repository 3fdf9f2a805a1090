"""From each earlier schema of a library to the newest, step by step in the caller's one transaction.

A version, once published, never changes: whatever is stored otherwise than before gets a new number and a step here.
Where one number held two ways of writing a column, the step reads both.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

from corpus import seals
from corpus.errors import LibraryDamaged, SchemaMismatch
from corpus.rows import dump

NEWEST = 4
APPLICATION = 0x544C4B6A


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring a database up to NEWEST; the caller commits, or rolls back on any error.

    Raises LibraryDamaged when the file is not whole: a damaged library must not be sealed as it is; SchemaMismatch
    for a version from which there is no way.
    """
    found = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
    if found:
        raise LibraryDamaged(f"file pustaka rusak ({found[0]})", where=str(path), remedy=seals.REMEDY)
    while (version := int(connection.execute("PRAGMA user_version").fetchone()[0])) < NEWEST:
        step = _STEPS.get(version)
        if step is None:
            raise SchemaMismatch(f"skema versi {version} tidak dikenal", where=str(path), remedy=seals.REMEDY)
        step(connection)
        connection.execute(f"PRAGMA user_version = {version + 1}")


def _rows_carry_flags(connection: sqlite3.Connection) -> None:
    """1 to 2: a table's row is [cells, place, flags]; the first libraries stored [cells, place]."""
    found = connection.execute("SELECT report, position, header, rows FROM tables").fetchall()
    connection.executemany(
        "UPDATE tables SET header = ?, rows = ? WHERE report = ? AND position = ?",
        [(_flagged(header), _flagged(rows), report, position) for report, position, header, rows in found],
    )


def _flagged(rows: str) -> str:
    return dump([row if len(row) == 3 else [*row, []] for row in json.loads(rows)])


def _lines_are_printed(connection: sqlite3.Connection) -> None:
    """2 to 3 (PDF and Word files): where lines are printed, and notes on what was not read."""
    connection.execute("ALTER TABLE reports ADD COLUMN notes TEXT NOT NULL DEFAULT '[]'")
    connection.execute("ALTER TABLE lines ADD COLUMN printed TEXT")


def _contents_are_sealed(connection: sqlite3.Connection) -> None:
    """3 to 4: a digest of every report's contents; a line's place tells how sure OCR was of it."""
    found = connection.execute("SELECT report, number, printed FROM lines WHERE printed IS NOT NULL").fetchall()
    connection.executemany(
        "UPDATE lines SET printed = ? WHERE report = ? AND number = ?",
        [(dump([*json.loads(text), None]), report, line) for report, line, text in found if len(json.loads(text)) == 3],
    )
    connection.execute(
        "CREATE TABLE seals (report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE, part TEXT NOT NULL,"
        " sha256 TEXT NOT NULL, PRIMARY KEY (report, part)) STRICT, WITHOUT ROWID"
    )
    for (key,) in connection.execute("SELECT key FROM reports").fetchall():
        seals.close(connection, key)
    seals.close_all(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _rows_carry_flags,
    2: _lines_are_printed,
    3: _contents_are_sealed,
}
