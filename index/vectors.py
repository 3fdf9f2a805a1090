"""Nearest vectors: what a vector store must do, and FAISS doing it exactly.

FAISS lets several faults pass in silence (duplicate ids, NaN, padding with id -1, a wrong dimension with an empty
message); here each has a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.errors import BadVectorError, DimensionError, DuplicateIdError

# A search is of one vector: more threads only cost, and fight with those of torch for the same processors.
faiss.omp_set_num_threads(1)

Int64Array = NDArray[np.int64]
Float32Array = NDArray[np.float32]


class VectorStore(Protocol):
    """Unit vectors by id, searched by inner product (the cosine)."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def add(self, ids: Int64Array, vectors: Float32Array) -> None:
        """Add rows; raises DimensionError, DuplicateIdError or BadVectorError and then adds none."""
        ...

    def remove(self, ids: Int64Array) -> int:
        """Remove rows and return how many there were; unknown ids are passed over."""
        ...

    def search(self, vector: Float32Array, k: int, among: Int64Array | None = None) -> list[tuple[int, float]]:
        """The at most `k` nearest ids with their scores, best first, ties by id.

        `among` limits the search to these ids; None is no limit, an empty one finds nothing.
        """
        ...

    def count(self) -> int:
        """How many vectors it holds."""
        ...


class FaissStore:
    """A VectorStore in memory on an exact FAISS index (`IDMap2,Flat`), saved as one file."""

    def __init__(self, dimension: int, index: Any = None) -> None:  # noqa: ANN401 - FAISS has no types
        make: Any = faiss.index_factory
        self._index = make(dimension, "IDMap2,Flat", faiss.METRIC_INNER_PRODUCT) if index is None else index
        self._ids = set(faiss.vector_to_array(self._index.id_map).tolist())

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    def add(self, ids: Int64Array, vectors: Float32Array) -> None:
        """Add rows; raises DimensionError, DuplicateIdError or BadVectorError and then adds none."""
        rows = self._checked(vectors)
        new = np.ascontiguousarray(ids, dtype=np.int64)
        if new.shape != (len(rows),):
            raise DimensionError(f"{len(rows)} vektor untuk {new.size} id")
        wanted = set(new.tolist())
        if len(wanted) < len(new) or wanted & self._ids:
            raise DuplicateIdError("id vektor ganda")
        if len(new):
            self._index.add_with_ids(rows, new)
            self._ids |= wanted

    def remove(self, ids: Int64Array) -> int:
        """Remove rows and return how many there were; unknown ids are passed over."""
        gone = np.array(sorted(self._ids & set(np.asarray(ids, dtype=np.int64).tolist())), dtype=np.int64)
        if not len(gone):
            return 0
        removed = int(self._index.remove_ids(faiss.IDSelectorBatch(gone)))
        self._ids -= set(gone.tolist())
        return removed

    def search(self, vector: Float32Array, k: int, among: Int64Array | None = None) -> list[tuple[int, float]]:
        """The at most `k` nearest ids with their scores, best first, ties by id; see VectorStore."""
        query = self._checked(np.atleast_2d(vector))
        limit = min(k, self.count() if among is None else len(among))
        if limit < 1 or not self.count():
            return []
        if among is None:
            scores, found = self._index.search(query, limit)
        else:
            wanted = np.ascontiguousarray(among, dtype=np.int64)
            parameters: Any = faiss.SearchParameters
            chosen = parameters(sel=faiss.IDSelectorBatch(wanted))
            scores, found = self._index.search(query, limit, params=chosen)
        # FAISS pads with id -1 when the selection holds fewer.
        hits = [(int(i), float(s)) for i, s in zip(found[0], scores[0], strict=True) if i != -1]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def _checked(self, vectors: Float32Array) -> Float32Array:
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        if rows.ndim != 2 or rows.shape[1] != self.dimension:
            raise DimensionError(f"vektor berbentuk {rows.shape}, indeks berdimensi {self.dimension}")
        if not np.isfinite(rows).all():
            raise BadVectorError("vektor memuat nilai yang bukan bilangan")
        return rows

    def save(self, path: Path) -> None:
        """Write the index to one file; the caller syncs and publishes it."""
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a saved index; raises IndexDamaged when it is none."""
        try:
            index = faiss.read_index(str(path))
            return cls(int(index.d), index)
        except (RuntimeError, AttributeError) as error:
            raise IndexDamaged(
                "indeks vektor tidak dapat dibaca", where=str(path), remedy="bangun ulang dengan: tanya index --rebuild"
            ) from error

    @classmethod
    def of(cls, ids: Int64Array, vectors: Float32Array) -> Self:
        """A store of these rows; the dimension is that of `vectors`."""
        store = cls(vectors.shape[1])
        store.add(ids, vectors)
        return store


def selected(ids: Int64Array, owners: Int64Array, keys: Sequence[int]) -> Int64Array:
    """The ids whose owner is one of `keys`."""
    chosen: Int64Array = ids[np.isin(owners, np.asarray(keys, dtype=np.int64))]
    return chosen
