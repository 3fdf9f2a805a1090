"""The SQLite file of a library: its tables, how it is opened, and what is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryBusy, LibraryError, SchemaMismatch

DATABASE = "library.sqlite"
SCHEMA_VERSION = 3
# How long a writer waits for another one before it gives up.
BUSY_SECONDS = 30.0

# `key` is never used twice (AUTOINCREMENT): what is stored under a key never changes, so anything that
# is cached by it stays right. A replaced report gets a new key under its old id.
_TABLES = """
CREATE TABLE reports (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    printed_id TEXT NOT NULL,
    organisation TEXT NOT NULL,
    region TEXT NOT NULL,
    year INTEGER,
    file TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    encoding TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    block_count INTEGER NOT NULL,
    table_count INTEGER NOT NULL,
    fact_count INTEGER NOT NULL,
    notes TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE TABLE lines (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    printed TEXT,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER NOT NULL,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    place TEXT NOT NULL,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE tables (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    caption TEXT NOT NULL,
    caption_printed INTEGER NOT NULL,
    columns TEXT NOT NULL,
    header TEXT NOT NULL,
    rows TEXT NOT NULL,
    place TEXT NOT NULL,
    flags TEXT NOT NULL,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE facts (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    organisation TEXT NOT NULL,
    region TEXT NOT NULL,
    report_year INTEGER,
    level TEXT NOT NULL,
    indicator TEXT NOT NULL,
    item TEXT,
    code TEXT,
    period_year INTEGER,
    version TEXT,
    measure TEXT NOT NULL,
    value TEXT,
    as_printed TEXT NOT NULL,
    unit TEXT,
    source TEXT NOT NULL,
    flags TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (report, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO meta VALUES ('revision', 0);
"""

_SINCE_2 = (
    "ALTER TABLE reports ADD COLUMN notes TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE lines ADD COLUMN printed TEXT",
    f"PRAGMA user_version = {SCHEMA_VERSION}",
)
"""What a library of version 2 (text files only) lacks: where lines are printed, and notes on what was not read."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Errors of SQLite as errors of ours: LibraryBusy for a held lock, LibraryError for a damaged file."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LibraryBusy(
                "proses lain sedang menulis ke pustaka", where=str(path), remedy="coba lagi setelah proses itu selesai"
            ) from error
        raise LibraryError(f"pustaka tidak dapat dipakai ({error})", where=str(path), remedy=_REMEDY) from error
    except sqlite3.ProgrammingError:
        raise  # a closed connection: a fault of the caller, not of the file
    except sqlite3.DatabaseError as error:
        raise LibraryError(f"file pustaka rusak ({error})", where=str(path), remedy=_REMEDY) from error


_REMEDY = "pulihkan dari cadangan, atau pindahkan file itu lalu tambahkan laporan lagi dengan: tanya add PATH"


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """Open the database of a library folder, making folder and tables where `create` allows it.

    Raises LibraryError when there is none and `create` is False, when `folder` cannot be one, or when the
    file is damaged; SchemaMismatch when another version of the program wrote it.
    """
    path = folder / DATABASE
    if not create and not path.is_file():
        raise LibraryError(
            "belum ada pustaka di sini", where=str(folder), remedy="tambahkan laporan dulu: tanya add PATH"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"folder pustaka tidak dapat dibuat ({error.strerror})",
            where=str(folder),
            remedy="beri folder yang dapat ditulis dengan --library",
        ) from error
    with translated(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def begin(connection: sqlite3.Connection, *, wait: bool) -> None:
    """Begin a writing transaction; without `wait` an SQLite error says at once that the lock is held."""
    if not wait:
        connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
    finally:
        if not wait:
            connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if _version(connection) == 0:
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have made the tables while this one waited for the lock.
        if _version(connection) == 0:
            _refuse_foreign(connection, path)
            for statement in _TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    if _version(connection) == 2:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) == 2:
            for statement in _SINCE_2:
                connection.execute(statement)
        connection.execute("COMMIT")
    version = _version(connection)
    if version != SCHEMA_VERSION:
        raise SchemaMismatch(
            f"pustaka memakai skema versi {version}, program ini memerlukan versi {SCHEMA_VERSION}",
            where=str(path),
            remedy="pakai versi program yang menulisnya, atau tambahkan laporan ke folder baru dengan --library",
        )
    connection.execute("SELECT count(*) FROM reports").fetchone()


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise SchemaMismatch(
            "ini file SQLite milik program lain", where=str(path), remedy="beri folder lain dengan --library"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
