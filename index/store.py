"""Passages and embeddings in the library's database: what every generation is made from."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus import seals
from corpus.errors import IndexDamaged
from corpus.library import Library, ReportRow
from corpus.rows import dump, place_in, place_out
from index.kinds import mask
from index.passages import RECIPE, Passage

Int64Array = NDArray[np.int64]
Float32Array = NDArray[np.float32]

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
_PART = "passages"
_SEALED = (
    "SELECT id, ordinal, kind, text, heading, caption, table_ordinal, place, content_hash, embed_text, kinds"
    " FROM passages WHERE report = ? ORDER BY ordinal, id"
)
_COLUMNS = (
    "p.id, r.id, p.ordinal, p.kind, p.text, p.heading, p.caption, p.table_ordinal, p.place, p.content_hash,"
    " p.embed_text, p.kinds FROM passages p JOIN reports r ON r.key = p.report"
)
# SQLite takes at most some thousand parameters in one statement.
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All passages of one library revision, row by row: ids ascending, report keys, masks of kinds, texts.

    `vectors` has one float32 row for each id of `vector_ids`; both are empty for an index without a model.
    """

    revision: int
    ids: Int64Array
    owners: Int64Array
    kinds: Int64Array
    texts: list[str]
    vector_ids: Int64Array
    vectors: Float32Array


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
    connection.create_function("seal_of", 3, _seal, deterministic=True)
    connection.execute("UPDATE embeddings SET seal = seal_of(model, content_hash, vector)")
    for (key,) in connection.execute("SELECT report FROM passage_sets").fetchall():
        seals.close_part(connection, key, _PART, _SEALED)


def _seal(model: str, content_hash: str, vector: bytes) -> bytes:
    if not isinstance(vector, bytes):
        return b""  # damage made something else of it
    return hashlib.blake2b(f"{model}:{content_hash}:".encode() + vector, digest_size=8).digest()


def save(library: Library, report_id: str, found: Sequence[Passage]) -> None:
    """Store the passages of a report in place of those it had."""
    with library.writing() as connection:
        key = library.find(report_id).key
        connection.execute("DELETE FROM passages WHERE report = ?", (key,))
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    p.id,
                    key,
                    p.ordinal,
                    p.kind,
                    p.text,
                    p.heading,
                    p.caption,
                    p.table,
                    place,
                    p.content_hash,
                    p.embed_text,
                    " ".join(p.kinds),
                )
                for p in found
                for place in [dump(place_out(p.source))]
            ),
        )
        connection.execute("INSERT OR REPLACE INTO passage_sets VALUES (?, ?)", (key, RECIPE))
        seals.close_part(connection, key, _PART, _SEALED)


def pending(library: Library) -> list[ReportRow]:
    """The reports whose passages are not stored, or were made by another recipe."""
    with library.reading() as connection:
        done = {key for (key,) in connection.execute("SELECT report FROM passage_sets WHERE recipe = ?", (RECIPE,))}
        return [row for row in library.reports() if row.key not in done]


def missing(library: Library, model: str) -> list[tuple[str, str]]:
    """Content hash and text of all passages to be embedded that this model has not seen, each content once."""
    with library.reading() as connection:
        return connection.execute(
            "SELECT content_hash, min(embed_text) FROM passages WHERE kind <> 'row' AND content_hash NOT IN"
            " (SELECT content_hash FROM embeddings WHERE model = ?) GROUP BY content_hash ORDER BY min(id)",
            (model,),
        ).fetchall()


def known(library: Library, model: str, hashes: Iterable[str]) -> set[str]:
    """Those of the content hashes that this model has embedded."""
    wanted = list(hashes)
    found: set[str] = set()
    with library.reading() as connection:
        for at in range(0, len(wanted), _CHUNK):
            part = wanted[at : at + _CHUNK]
            marks = ", ".join("?" * len(part))
            rows = connection.execute(
                f"SELECT content_hash FROM embeddings WHERE model = ? AND content_hash IN ({marks})",  # noqa: S608
                (model, *part),
            )
            found.update(value for (value,) in rows)
    return found


def keep_vectors(library: Library, model: str, hashes: Sequence[str], vectors: Float32Array) -> None:
    """Store vectors (one row per hash) for a model, by its digest."""
    rows = ((model, value, vector.astype("<f4").tobytes()) for value, vector in zip(hashes, vectors, strict=True))
    with library.writing() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO embeddings (model, content_hash, vector, seal) VALUES (?, ?, ?, ?)",
            ((*row, _seal(*row)) for row in rows),
        )


def vectors(library: Library, model: str, hashes: Iterable[str]) -> dict[str, Float32Array]:
    """The stored vectors of a model by content hash; hashes without one, or with a damaged one, are not in it."""
    wanted = list(hashes)
    found: dict[str, Float32Array] = {}
    with library.reading() as connection:
        for at in range(0, len(wanted), _CHUNK):
            part = wanted[at : at + _CHUNK]
            marks = ", ".join("?" * len(part))
            rows = connection.execute(
                f"SELECT content_hash, vector, seal FROM embeddings WHERE model = ? AND content_hash IN ({marks})",  # noqa: S608
                (model, *part),
            )
            for key, vector, seal in rows:
                if seal == _seal(model, key, vector):
                    found[key] = np.frombuffer(vector, dtype="<f4")
    return found


def dimension(library: Library, model: str) -> int | None:
    """The length of the vectors stored for a model, or None where there is none: tells it without loading the model."""
    with library.reading() as connection:
        row = connection.execute("SELECT length(vector) FROM embeddings WHERE model = ? LIMIT 1", (model,)).fetchone()
        return None if row is None else int(row[0]) // 4


def forget_vectors(library: Library, keep_model: str | None) -> int:
    """Drop vectors of other models and of contents that no passage and no name has; returns how many."""
    with library.writing() as connection:
        return connection.execute(
            "DELETE FROM embeddings WHERE model IS NOT ? OR content_hash NOT IN"
            " (SELECT content_hash FROM passages UNION SELECT content_hash FROM names)",
            (keep_model,),
        ).rowcount


def forget_damaged(library: Library) -> int:
    """Drop vectors that are not as they were stored; returns how many."""
    with library.writing() as connection:
        rows = connection.execute("SELECT model, content_hash, vector, seal FROM embeddings")
        damaged = [(model, value) for model, value, vector, seal in rows if seal != _seal(model, value, vector)]
        connection.executemany("DELETE FROM embeddings WHERE model = ? AND content_hash = ?", damaged)
        return len(damaged)


def snapshot(library: Library, model: str | None) -> Snapshot | None:
    """All passages with the vectors of a model (None: without vectors); None where a vector is missing.

    Raises IndexDamaged when a passage or a vector is not as it was stored.
    """
    with library.reading() as connection:
        revision = library.revision
        _hold(library, connection, {row.id for row in library.reports()})
        rows = connection.execute("SELECT id, report, kinds, embed_text FROM passages ORDER BY id").fetchall()
        embedded = []
        if model is not None:
            embedded = connection.execute(
                "SELECT p.id, e.vector, e.seal, p.content_hash FROM passages p LEFT JOIN embeddings e"
                " ON e.model = ? AND e.content_hash = p.content_hash WHERE p.kind <> 'row' ORDER BY p.id",
                (model,),
            ).fetchall()
    if any(vector is None for _, vector, _, _ in embedded):
        return None
    if model is not None and any(seal != _seal(model, value, vector) for _, vector, seal, value in embedded):
        raise _damaged(library, "sebuah vektor dalam pustaka rusak")
    return Snapshot(
        revision,
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype=np.int64),
        np.array([mask(row[2].split()) for row in rows], dtype=np.int64),
        [row[3] for row in rows],
        np.array([id_ for id_, *_ in embedded], dtype=np.int64),
        _stack([vector for _, vector, *_ in embedded]),
    )


def _stack(blobs: Sequence[bytes]) -> Float32Array:
    if not blobs:
        return np.empty((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype="<f4").reshape(len(blobs), -1)


def by_id(library: Library, ids: Iterable[int]) -> dict[int, Passage]:
    """The passages with these ids; ids of removed reports are not in it."""
    wanted = list(ids)
    found: dict[int, Passage] = {}
    with library.reading() as connection:
        for at in range(0, len(wanted), _CHUNK):
            part = wanted[at : at + _CHUNK]
            marks = ", ".join("?" * len(part))
            rows = connection.execute(f"SELECT {_COLUMNS} WHERE p.id IN ({marks})", part).fetchall()
            _hold(library, connection, {row[1] for row in rows})
            found.update((passage.id, passage) for passage in _passages(rows))
    return found


def said(library: Library, ids: Iterable[int]) -> dict[int, str]:
    """The searched texts of the passages with these ids; ids of removed reports are not in it."""
    return {id_: passage.embed_text for id_, passage in by_id(library, ids).items()}


def of_report(library: Library, report_id: str) -> list[Passage]:
    """The stored passages of a report in reading order; empty for an unknown id."""
    with library.reading() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} WHERE r.id = ? ORDER BY p.ordinal",
            (report_id,),
        ).fetchall()
        _hold(library, connection, {row[1] for row in rows})
        return list(_passages(rows))


def damage(library: Library) -> list[str]:
    """What is wrong with stored passages and vectors, one line each; empty when all are as they were stored."""
    with library.reading() as connection:
        kept = {key for (key,) in connection.execute("SELECT report FROM passage_sets")}
        found = [
            f"kutipan laporan {row.id!r} rusak"
            for row in library.reports()
            if row.key in kept and not seals.holds(connection, row.key, _PART, _SEALED)
        ]
        rows = connection.execute("SELECT model, content_hash, vector, seal FROM embeddings")
        broken = sum(seal != _seal(model, value, vector) for model, value, vector, seal in rows)
    return [*found, f"{broken} vektor dalam pustaka rusak"] if broken else found


def _hold(library: Library, connection: sqlite3.Connection, reports: set[str]) -> None:
    """Raise IndexDamaged unless the stored passages of these reports are as sealed: before any is read."""
    for row in library.reports():
        if row.id in reports and not library.holds(connection, row.key, _PART, _SEALED):
            raise _damaged(library, f"kutipan laporan {row.id!r} rusak")


def _damaged(library: Library, problem: str) -> IndexDamaged:
    return IndexDamaged(problem, where=str(library.path), remedy="bangun ulang dengan: tanya index --rebuild")


def _passages(rows: Iterable[tuple[Any, ...]]) -> Iterator[Passage]:
    for id_, report, ordinal, kind, text, heading, caption, table, place, content_hash, embed_text, kinds in rows:
        source = place_in(json.loads(place))
        held = tuple(kinds.split())
        yield Passage(id_, report, ordinal, kind, text, heading, caption, table, source, content_hash, embed_text, held)
