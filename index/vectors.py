"""Nearest vectors: what a vector store must do, and FAISS doing it: exactly up to 200,000 vectors, by cells above.

FAISS lets several faults pass in silence (duplicate ids, NaN, padding with id -1, a wrong dimension with an empty
message); here each has a name.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from index.errors import BadVectorError, DimensionError, DuplicateIdError

# A search is of one vector: more threads only cost, and fight with those of torch for the same processors.
faiss.omp_set_num_threads(1)

# Up to so many vectors all are compared; above, they lie in cells (IVF) with each component in 16 bits (SQfp16): 8 bits
# lost one of forty nearest neighbours whatever was looked into.
EXACT = 200_000
# 4 * sqrt(n) cells, learnt from so many vectors of each: FAISS's own advice (wiki, "Guidelines to choose an index").
_CELLS = 4
_LEARNT_FROM = 50
# So many trial queries tell how many cells must be looked into to find this share of their ten nearest.
_TRIED = 200
_FOUND = 0.985
# Below this share of all vectors a selection is looked for in every cell.
_NARROW = 0.1
_SEED = 53

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
    """A VectorStore in memory on a FAISS index, saved as one file.

    `FaissStore(dimension)` compares all vectors exactly; `of` chooses by size (EXACT).
    """

    def __init__(self, dimension: int, index: Any = None) -> None:  # noqa: ANN401 - FAISS has no types
        make: Any = faiss.index_factory
        self._index = make(dimension, "IDMap2,Flat", faiss.METRIC_INNER_PRODUCT) if index is None else index

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return int(self._index.d)

    @property
    def exact(self) -> bool:
        """Whether all vectors are compared."""
        return not hasattr(self._index, "nprobe")

    def count(self) -> int:
        """How many vectors it holds."""
        return int(self._index.ntotal)

    @cached_property
    def _ids(self) -> set[int]:
        if self.exact:
            return set(faiss.vector_to_array(self._index.id_map).tolist())
        lists = self._index.invlists
        return {
            int(id_)
            for cell in range(lists.nlist)
            for id_ in faiss.rev_swig_ptr(lists.get_ids(cell), lists.list_size(cell))
        }

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
            self._ids.update(wanted)

    def remove(self, ids: Int64Array) -> int:
        """Remove rows and return how many there were; unknown ids are passed over."""
        gone = np.array(sorted(self._ids & set(np.asarray(ids, dtype=np.int64).tolist())), dtype=np.int64)
        if not len(gone):
            return 0
        removed = int(self._index.remove_ids(faiss.IDSelectorBatch(gone)))
        self._ids.difference_update(gone.tolist())
        return removed

    def search(self, vector: Float32Array, k: int, among: Int64Array | None = None) -> list[tuple[int, float]]:
        """The at most `k` nearest ids with their scores, best first, ties by id; see VectorStore.

        With cells a near vector may be missed; a narrow selection is looked for in all of them.
        """
        query = self._checked(np.atleast_2d(vector))
        limit = min(k, self.count() if among is None else len(among))
        if limit < 1 or not self.count():
            return []
        parameters = self._parameters(among)
        scores, found = self._index.search(query, limit, **({} if parameters is None else {"params": parameters}))
        # FAISS pads with id -1 when the selection holds fewer.
        hits = [(int(i), float(s)) for i, s in zip(found[0], scores[0], strict=True) if i != -1]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))

    def _parameters(self, among: Int64Array | None) -> Any:  # noqa: ANN401
        if among is None:
            return None
        wanted = np.ascontiguousarray(among, dtype=np.int64)
        make: Any = faiss.SearchParameters if self.exact else faiss.SearchParametersIVF
        chosen = make(sel=faiss.IDSelectorBatch(wanted))
        if not self.exact:
            share = len(wanted) / max(1, self.count())
            cells = self._index.nlist if share < _NARROW else math.ceil(self._index.nprobe / share)
            chosen.nprobe = min(self._index.nlist, cells)
        return chosen

    def _checked(self, vectors: Float32Array) -> Float32Array:
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        if rows.ndim != 2 or rows.shape[1] != self.dimension:
            raise DimensionError(f"vektor berbentuk {rows.shape}, indeks berdimensi {self.dimension}")
        if not np.isfinite(rows).all():
            raise BadVectorError("vektor memuat nilai yang bukan bilangan")
        return rows

    def holds(self, ids: Int64Array, vectors: Float32Array) -> bool:
        """Whether it holds just these ids and, where all are compared, just these vectors in this order.

        In cells a vector lies with each component rounded: there only the ids are compared.
        """
        if not self.exact:
            return self._ids == set(ids.tolist())
        if not np.array_equal(faiss.vector_to_array(self._index.id_map), ids):
            return False
        flat: Any = faiss.downcast_index(self._index.index)
        mine = faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d) if flat.ntotal else np.empty(0, np.float32)
        return bool(np.array_equal(mine, np.ascontiguousarray(vectors, dtype=np.float32).ravel()))

    def save(self, path: Path) -> None:
        """Write the index to one file; the caller syncs and publishes it. Raises OSError where that fails."""
        try:
            faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            raise OSError(f"{path.name}: gagal ditulis") from error

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a saved index; raises IndexDamaged when it is none."""
        try:
            index = faiss.read_index(str(path))
            if not (hasattr(index, "id_map") or hasattr(index, "nprobe")):
                raise RuntimeError("neither exact with ids nor in cells")
            return cls(int(index.d), index)
        except RuntimeError as error:
            raise IndexDamaged(
                "indeks vektor tidak dapat dibaca", where=str(path), remedy="bangun ulang dengan: tanya index --rebuild"
            ) from error

    @classmethod
    def of(cls, ids: Int64Array, vectors: Float32Array, *, exact_up_to: int = EXACT) -> Self:
        """A store of these rows, of the kind that fits their number; the dimension is that of `vectors`.

        Cells are learnt from the vectors themselves, always the same way, and so many are looked into at a search
        as a trial on them asks for.
        """
        if len(vectors) <= exact_up_to:
            store = cls(vectors.shape[1])
            store.add(ids, vectors)
            return store
        store = cls(vectors.shape[1], _in_cells(vectors))
        with _all_threads():
            store.add(ids, vectors)
        store._index.nprobe = _cells_to_look_into(store._index, ids, vectors)
        return store


def _in_cells(vectors: Float32Array) -> Any:  # noqa: ANN401
    """An empty index with as many cells as fit these vectors, learnt from a sample of them."""
    cells = round(_CELLS * math.sqrt(len(vectors)))
    make: Any = faiss.index_factory
    index = make(vectors.shape[1], f"IVF{cells},SQfp16", faiss.METRIC_INNER_PRODUCT)
    index.cp.seed = _SEED
    index.cp.max_points_per_centroid = _LEARNT_FROM
    sample = np.sort(np.random.default_rng(_SEED).permutation(len(vectors))[: cells * _LEARNT_FROM])
    with _all_threads():
        index.train(np.ascontiguousarray(vectors[sample], dtype=np.float32))
    return index


def _cells_to_look_into(index: Any, ids: Int64Array, vectors: Float32Array) -> int:  # noqa: ANN401
    """The least power of two of cells that finds _FOUND of the ten nearest of the trial queries; all if none does.

    A query is the middle of three vectors: a question lies off the vectors of passages, and needs more cells than they
    would themselves (benchmarks/README.md).
    """
    chosen = np.random.default_rng(_SEED + 1).integers(0, len(vectors), (_TRIED, 3))
    queries = np.ascontiguousarray(vectors[chosen].mean(axis=1), dtype=np.float32)
    with _all_threads():
        nearest = _exactly(ids, vectors, queries, 10)
        probe = 1
        while probe < index.nlist:
            index.nprobe = probe
            _, found = index.search(queries, 10)
            share = np.mean([len(set(a) & set(b)) / len(b) for a, b in zip(found.tolist(), nearest, strict=True)])
            if share >= _FOUND:
                return probe
            probe *= 2
    return int(index.nlist)


def _exactly(ids: Int64Array, vectors: Float32Array, queries: Float32Array, k: int) -> list[list[int]]:
    """The ids of the `k` nearest of each query, comparing all."""
    exact: Any = faiss.knn
    _, rows = exact(queries, np.ascontiguousarray(vectors, dtype=np.float32), k, metric=faiss.METRIC_INNER_PRODUCT)
    return [ids[row].tolist() for row in rows]


@contextmanager
def _all_threads() -> Iterator[None]:
    """Building uses all processors; see the setting above for searching."""
    faiss.omp_set_num_threads(max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1))
    try:
        yield
    finally:
        faiss.omp_set_num_threads(1)


def selected(ids: Int64Array, owners: Int64Array, keys: Sequence[int]) -> Int64Array:
    """The ids whose owner is one of `keys`."""
    chosen: Int64Array = ids[np.isin(owners, np.asarray(keys, dtype=np.int64))]
    return chosen
