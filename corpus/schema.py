"""The tables of a library's SQLite file, made where there are none and brought up to date where they are older."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus import migration
from corpus.errors import SchemaMismatch

DATABASE = "library.sqlite"
SCHEMA_VERSION = migration.NEWEST
# "TLKj": tells a library from any other SQLite file.
APPLICATION = migration.APPLICATION

# `key` is never used twice (AUTOINCREMENT): what is stored under a key never changes, so anything that
# is cached by it stays right. A replaced report gets a new key under its old id.
TABLES = """
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
CREATE TABLE seals (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    part TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (report, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
INSERT INTO meta VALUES ('revision', 0);
"""


def prepare(connection: sqlite3.Connection, path: Path, *, writable: bool) -> None:
    """Make the tables of a new library or migrate an older one, all or nothing; `path` is named in errors.

    Raises SchemaMismatch for an older one that cannot be written (`writable` False); an SQLite error leaves the file
    as it was.
    """
    if writable and version(connection) < SCHEMA_VERSION:
        _write(connection, path)
    if version(connection) < SCHEMA_VERSION:
        raise _mismatch(connection, path, "buka sekali di tempat yang dapat ditulis agar dibarui: tanya list")
    refuse(connection, path)
    connection.execute("SELECT count(*) FROM reports").fetchone()


def refuse(connection: sqlite3.Connection, path: Path) -> None:
    """Raise SchemaMismatch for a file of another program, or of a newer version of this one; changes nothing."""
    if version(connection) > SCHEMA_VERSION:
        raise _mismatch(connection, path, "pakai program yang lebih baru")
    if version(connection) == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise SchemaMismatch(
            "file SQLite dari program lain", where=str(path), remedy="beri folder lain dengan --library"
        )


def _mismatch(connection: sqlite3.Connection, path: Path, remedy: str) -> SchemaMismatch:
    found = version(connection)
    return SchemaMismatch(
        f"pustaka memakai skema versi {found}, program ini memerlukan versi {SCHEMA_VERSION}",
        where=str(path),
        remedy=remedy,
    )


def _write(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have done it while this one waited for the lock.
        found = version(connection)
        if found == 0:
            refuse(connection, path)
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        elif found < SCHEMA_VERSION:
            migration.migrate(connection, path)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version(connection: sqlite3.Connection) -> int:
    """The schema version of a database; 0 where it has none."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
