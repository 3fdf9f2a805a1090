"""The tables of this room in the library's database: passages, names, vectors."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import TypeVar

from corpus import seals
from corpus.library import Library

_TABLES = """
CREATE TABLE IF NOT EXISTS passages (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    heading TEXT NOT NULL,
    caption TEXT NOT NULL,
    table_ordinal INTEGER,
    place TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    embed_text TEXT NOT NULL,
    kinds TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX IF NOT EXISTS passages_by_report ON passages (report, ordinal);
CREATE TABLE IF NOT EXISTS passage_sets (
    report INTEGER PRIMARY KEY REFERENCES reports(key) ON DELETE CASCADE,
    recipe INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS names (
    report INTEGER NOT NULL REFERENCES reports(key) ON DELETE CASCADE,
    content_hash TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (report, content_hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS embeddings (
    model TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    vector BLOB NOT NULL,
    seal BLOB NOT NULL,
    PRIMARY KEY (model, content_hash)
) STRICT, WITHOUT ROWID;
"""

PART = "passages"
SEALED = (
    "SELECT id, ordinal, kind, text, heading, caption, table_ordinal, place, content_hash, embed_text, kinds"
    " FROM passages WHERE report = ? ORDER BY ordinal, id"
)
# SQLite takes at most some thousand parameters in one statement.
_CHUNK = 500
T = TypeVar("T")


def prepare(library: Library) -> None:
    """Make the tables of this room where they are not there yet, and bring older ones up to date.

    Raises ReadOnlyLibrary where that is needed and cannot be done.
    """
    with library.reading() as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        columns = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('passages')")}
        sealed = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info('embeddings')")}
    if {"passages", "passage_sets", "names", "embeddings"} <= names and "kinds" in columns and "seal" in sealed:
        return
    with library.writing() as connection:
        for statement in _TABLES.split(";\n"):
            connection.execute(statement)
        if columns and "kinds" not in columns:  # from before there were kinds; its passages are made anew
            connection.execute("ALTER TABLE passages ADD COLUMN kinds TEXT NOT NULL DEFAULT ''")
        if sealed and "seal" not in sealed:
            _seal_all(connection)


def _seal_all(connection: sqlite3.Connection) -> None:
    """Seal what a library from before there were seals holds."""
    connection.execute("ALTER TABLE embeddings ADD COLUMN seal BLOB NOT NULL DEFAULT x''")
    connection.create_function("seal_of", 3, seal_of, deterministic=True)
    connection.execute("UPDATE embeddings SET seal = seal_of(model, content_hash, vector)")
    for (key,) in connection.execute("SELECT report FROM passage_sets").fetchall():
        seals.close_part(connection, key, PART, SEALED)


def seal_of(model: str, content_hash: str, vector: bytes) -> bytes:
    """The digest that a vector is stored with; b"" for what is no vector."""
    if not isinstance(vector, bytes):
        return b""  # damage made something else of it
    return hashlib.blake2b(f"{model}:{content_hash}:".encode() + vector, digest_size=8).digest()


def portions(values: Iterable[T]) -> Iterator[tuple[list[T], str]]:
    """The values in portions that one statement takes, each with its question marks for an `IN`."""
    wanted = list(values)
    for at in range(0, len(wanted), _CHUNK):
        part = wanted[at : at + _CHUNK]
        yield part, ", ".join("?" * len(part))
