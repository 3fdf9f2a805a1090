"""Synthetic libraries of many passages: what a search costs and finds as an archive grows.

Vectors are real ones moved towards others of the library, so that they lie in clusters as those of texts do; texts are
halves of real passages put together. They go through `generation.publish`, as those of a real library.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from corpus.library import Library
from index import generation
from index.embedding import SentenceEmbedder
from index.fusion import fuse
from index.generation import Generation, Model
from index.search import WEIGHTS
from index.snapshot import Snapshot, taken
from index.tokens import words

_SEED = 7
_DEPTH = 100
# A synthetic report holds so many passages.
_REPORT = 800
_COLUMNS = (
    "passages",
    "index",
    "build, s",
    "most memory of the builder, MB",
    "on disk, MB",
    "memory of a reader, MB",
    "recall@10",
    "p50, ms",
    "p95, ms",
    "p95 in one report, ms",
)


def grow(library: Library, embedder: SentenceEmbedder, asked: Sequence[str], sizes: Sequence[int]) -> None:
    """Print one line of a table for each size."""
    snapshot = taken(library, embedder.digest)
    assert snapshot is not None, "the library is not indexed with this model"
    queries = np.stack([embedder.encode_query(text) for text in asked])
    print("| " + " | ".join(_COLUMNS) + " |")
    print("|" + "---|" * len(_COLUMNS), flush=True)
    model = Model(embedder.name, embedder.digest, embedder.dimension)
    for size in sizes:
        print(_row(snapshot, model, asked, queries, size), flush=True)


def _row(base: Snapshot, model: Model, asked: Sequence[str], queries: NDArray[np.float32], size: int) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        vectors = _vectors(base.vectors, size)
        exact = _exact(vectors, queries)
        start = time.perf_counter()
        ids = np.arange(size, dtype=np.int64)
        owners = ids // _REPORT
        generation.publish(
            folder, Snapshot(1, ids, owners, np.zeros_like(ids), _texts(base.texts, size), ids, vectors), model
        )
        seconds = time.perf_counter() - start
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        del vectors
        # Reading is measured in a process of its own: nothing of the building is in its memory.
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            with os.fdopen(writer, "w") as out:
                out.write(_read(folder, asked, queries, exact))
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as answer:
            told = answer.read()
        os.waitpid(child, 0)
        held = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    kind, memory, rest = told.split("\t")
    return f"| {size:,} | {kind} | {seconds:.0f} | {most:.0f} | {held:.0f} | {memory} | {rest} |"


def _read(folder: Path, asked: Sequence[str], queries: NDArray[np.float32], exact: list[list[int]]) -> str:
    before = _memory()
    current = generation.current(folder)
    assert current is not None
    served = Generation.open(current)
    vectors, lexical = served.vectors, served.lexical
    assert vectors is not None
    mask = served.owners == served.owners[len(served.owners) // 2]
    shares, took, narrow = [], [], []
    for text, query, wanted in zip(asked, queries, exact, strict=True):
        start = time.perf_counter()
        near = vectors.search(query, _DEPTH)
        said = lexical.search(words(text), _DEPTH)
        fuse({"meaning": [i for i, _ in near], "words": [int(served.ids[row]) for row, _ in said]}, WEIGHTS)
        took.append(time.perf_counter() - start)
        shares.append(len({i for i, _ in near[:10]} & set(wanted)) / 10)
        start = time.perf_counter()
        vectors.search(query, _DEPTH, served.ids[mask])
        lexical.search(words(text), _DEPTH, mask)
        narrow.append(time.perf_counter() - start)
    kind = "exact" if vectors.exact else f"IVF{vectors._index.nlist},SQfp16, {vectors._index.nprobe} cells"
    p50, p95, one = (1e3 * np.percentile(t, share) for t, share in ((took, 50), (took, 95), (narrow, 95)))
    return f"{kind}\t{_memory() - before:.0f}\t{np.mean(shares):.3f} | {p50:.1f} | {p95:.1f} | {one:.1f}"


def _memory() -> float:
    """Megabytes that this process holds now."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _vectors(real: NDArray[np.float32], size: int) -> NDArray[np.float32]:
    """Real vectors, each moved a third of the way along the difference of two others, and a little at random."""
    chance = np.random.default_rng(_SEED)
    made = np.empty((size, real.shape[1]), dtype=np.float32)
    for start in range(0, size, 50_000):
        count = min(50_000, size - start)
        base, one, other = (real[chance.integers(0, len(real), count)] for _ in range(3))
        noise = chance.standard_normal((count, real.shape[1]), dtype=np.float32) * np.float32(0.01)
        moved = base + np.float32(0.33) * (one - other) + noise
        made[start : start + count] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    made[: min(size, len(real))] = real[:size]
    return made


def _texts(real: Sequence[str], size: int) -> list[str]:
    """Halves of two real passages, at most 60 words."""
    chance = np.random.default_rng(_SEED)
    halves = [" ".join(text.split()[:30]) for text in real] + [" ".join(text.split()[-30:]) for text in real]
    pairs = chance.integers(0, len(halves), (size, 2))
    return [f"{halves[one]}\n{halves[other]}" for one, other in pairs]


def _exact(vectors: NDArray[np.float32], queries: NDArray[np.float32]) -> list[list[int]]:
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    _, rows = faiss.knn(queries, vectors, 10, metric=faiss.METRIC_INNER_PRODUCT)
    faiss.omp_set_num_threads(1)
    found: list[list[int]] = rows.tolist()
    return found
