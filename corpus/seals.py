"""Seals: digests of what was put into a library, so that a changed or lost row is known before it is read.

SQLite checks the shape of its pages, not their contents: one flipped bit of a stored figure would be served as if it
were printed. So each report has a sha256 of each of its parts, and the library one number over all reports.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corpus.errors import LibraryDamaged

REMEDY = "pulihkan dari cadangan: tanya restore, atau pindahkan file itu lalu tambahkan laporan lagi: tanya add PATH"

PARTS = {
    "report": "SELECT key, id, printed_id, organisation, region, year, file, sha256, encoding, line_count, block_count,"
    " table_count, fact_count, notes FROM reports WHERE key = ?",
    "lines": "SELECT number, text, printed FROM lines WHERE report = ? ORDER BY number",
    "blocks": "SELECT position, ordinal, kind, level, section, text, place FROM blocks WHERE report = ?"
    " ORDER BY position",
    "tables": "SELECT position, ordinal, caption, caption_printed, columns, header, rows, place, flags FROM tables"
    " WHERE report = ? ORDER BY position",
    "facts": "SELECT position, organisation, region, report_year, level, indicator, item, code, period_year, version,"
    " measure, value, as_printed, unit, source, flags, note FROM facts WHERE report = ? ORDER BY position",
}
"""The parts of a report that this room stores, each with the query of its rows; other rooms seal parts of their own."""
_ALL = "reports"


def close(connection: sqlite3.Connection, key: int) -> None:
    """Seal all parts of a report as they are stored now, in the caller's transaction."""
    for part, query in PARTS.items():
        close_part(connection, key, part, query)


def close_part(connection: sqlite3.Connection, key: int, part: str, query: str) -> None:
    """Seal one part of a report; `query` selects its rows by report key, in a fixed order."""
    connection.execute("INSERT OR REPLACE INTO seals VALUES (?, ?, ?)", (key, part, digest(connection, query, key)))


def close_all(connection: sqlite3.Connection) -> None:
    """Seal which reports there are."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_ALL, _over(connection)))


def holds(connection: sqlite3.Connection, key: int, part: str, query: str) -> bool:
    """Whether a part of a report is as it was sealed; False where it has no seal."""
    found = connection.execute("SELECT sha256 FROM seals WHERE report = ? AND part = ?", (key, part)).fetchone()
    return found is not None and bool(found[0] == digest(connection, query, key))


def rows(connection: sqlite3.Connection, path: Path, name: str, key: int, part: str) -> list[tuple[Any, ...]]:
    """The rows of a part of the report `name`, just as they were sealed; raises LibraryDamaged where they are not."""
    found = connection.execute(PARTS[part], (key,)).fetchall()
    sealed = connection.execute("SELECT sha256 FROM seals WHERE report = ? AND part = ?", (key, part)).fetchone()
    if sealed is None or sealed[0] != _digest_of(found):
        raise damaged(path, name, part)
    return found


def damaged(path: Path, name: str, part: str) -> LibraryDamaged:
    """The error for a part of a report that is not as it was sealed."""
    return LibraryDamaged(f"isi laporan {name!r} rusak (bagian {part})", where=str(path), remedy=REMEDY)


def all_there(connection: sqlite3.Connection) -> bool:
    """Whether there are just the reports that were sealed; a library without any report needs no seal."""
    found = connection.execute("SELECT value FROM meta WHERE name = ?", (_ALL,)).fetchone()
    if found is None:
        return not connection.execute("SELECT count(*) FROM reports").fetchone()[0]
    return bool(found[0] == _over(connection))


def digest(connection: sqlite3.Connection, query: str, key: int) -> str:
    """The sha256 of the rows that a query finds for a report key."""
    return _digest_of(connection.execute(query, (key,)))


def _digest_of(found: Iterable[tuple[Any, ...]]) -> str:
    made = hashlib.sha256()
    for row in found:
        # All in ASCII: the same bytes whatever Unicode version this Python knows.
        # Damage may have made bytes of a text.
        made.update(json.dumps(row, separators=(",", ":"), default=repr).encode("ascii"))
    return made.hexdigest()


def _over(connection: sqlite3.Connection) -> int:
    held = connection.execute("SELECT report, sha256 FROM seals WHERE part = 'report' ORDER BY report").fetchall()
    keys = connection.execute("SELECT key FROM reports ORDER BY key").fetchall()
    text = json.dumps([held, keys], separators=(",", ":"), default=repr)
    # 63 bits: what an INTEGER of SQLite holds without a sign.
    return int.from_bytes(hashlib.sha256(text.encode("ascii")).digest()[:8], "big") >> 1
