"""All passages and vectors of one library revision: what a generation is made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.library import Library
from index.kept import Float32Array
from index.kinds import mask
from index.store import damaged, hold
from index.tables import seal_of

Int64Array = NDArray[np.int64]


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


def taken(library: Library, model: str | None) -> Snapshot | None:
    """All passages with the vectors of a model (None: without vectors); None where a vector is missing.

    Raises IndexDamaged when a passage or a vector is not as it was stored.
    """
    with library.reading() as connection:
        revision = library.revision
        hold(library, connection, {row.id for row in library.reports()})
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
    if model is not None and any(seal != seal_of(model, value, vector) for _, vector, seal, value in embedded):
        raise damaged(library, "sebuah vektor dalam pustaka rusak")
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
