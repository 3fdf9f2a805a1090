"""Vectors in the library's database, kept by model and content hash: no content is embedded twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.library import Library
from index.tables import portions, seal_of

Float32Array = NDArray[np.float32]


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
    found: set[str] = set()
    with library.reading() as connection:
        for part, marks in portions(hashes):
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
            ((*row, seal_of(*row)) for row in rows),
        )


def vectors(library: Library, model: str, hashes: Iterable[str]) -> dict[str, Float32Array]:
    """The stored vectors of a model by content hash; hashes without one, or with a damaged one, are not in it."""
    found: dict[str, Float32Array] = {}
    with library.reading() as connection:
        for part, marks in portions(hashes):
            rows = connection.execute(
                f"SELECT content_hash, vector, seal FROM embeddings WHERE model = ? AND content_hash IN ({marks})",  # noqa: S608
                (model, *part),
            )
            for key, vector, seal in rows:
                if seal == seal_of(model, key, vector):
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
        damaged = _broken(connection)
        connection.executemany("DELETE FROM embeddings WHERE model = ? AND content_hash = ?", damaged)
        return len(damaged)


def broken(library: Library) -> int:
    """How many vectors are not as they were stored."""
    with library.reading() as connection:
        return len(_broken(connection))


def _broken(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Model and content hash of each vector that is not as it was stored."""
    rows = connection.execute("SELECT model, content_hash, vector, seal FROM embeddings")
    return [(model, value) for model, value, vector, seal in rows if seal != seal_of(model, value, vector)]
