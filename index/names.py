"""The names of what reports print figures for, as vectors: which of them a phrase of a question comes nearest to.

Names and phrases are short texts of one kind, so both are embedded as questions are; by that the nearest name is
told from the next far better than by the prompt for passages.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.fact import Fact
from corpus.library import Library, ReportRow
from index import e5, kept
from index.embedding import Embedder

Float32Array = NDArray[np.float32]

_CHUNK = 500
_MOST_HELD = 50_000
"""Names whose vectors are kept in memory: 77 MB at most, in a library that changes for years."""
_MARGINS = {e5.NAME: 0.04}
"""By model, how much nearer than every other name the one meant must be.

Measured over 102 phrases that name something in one of eight reports, and 1,080 questions that name nothing in any of
fifteen: no bound on the nearness itself tells the two apart, the distance to the next name does. At 0.03 some of the
second were linked, at 0.04 none, and of the first none wrongly.
"""


def names_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The distinct names that facts give figures for, in reading order; sums of a table are named by nobody."""
    named = (fact.indicator for fact in facts if fact.value is not None and fact.level != "total")
    return tuple(dict.fromkeys(plain for name in named if (plain := " ".join(name.split()))))


def pending(library: Library) -> list[ReportRow]:
    """The reports of which no name is stored."""
    with library.reading() as connection:
        done = {key for (key,) in connection.execute("SELECT DISTINCT report FROM names")}
        return [row for row in library.reports() if row.key not in done and row.facts]


def save(library: Library, row: ReportRow) -> None:
    """Store the names of a report in place of those it had."""
    found = names_of(library.facts([row.id]))
    with library.writing() as connection:
        connection.execute("DELETE FROM names WHERE report = ?", (row.key,))
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", [(row.key, key_of(name), name) for name in found])


def held(library: Library, row: ReportRow) -> set[tuple[str, str]]:
    """The stored names of a report, each with its content hash."""
    with library.reading() as connection:
        return set(connection.execute("SELECT content_hash, name FROM names WHERE report = ?", (row.key,)))


def missing(library: Library, model: str) -> list[tuple[str, str]]:
    """Content hash and text of all names that this model has not seen, each once; damaged ones are passed over."""
    with library.reading() as connection:
        rows = connection.execute(
            "SELECT content_hash, min(name) FROM names WHERE content_hash NOT IN"
            " (SELECT content_hash FROM embeddings WHERE model = ?) GROUP BY content_hash ORDER BY content_hash",
            (model,),
        )
        return [(key, name) for key, name in rows if key == key_of(name)]


def embed(library: Library, embedder: Embedder) -> int:
    """Embed the names that this model has not seen into the store of vectors; returns how many."""
    wanted = missing(library, embedder.digest)
    for at in range(0, len(wanted), _CHUNK):
        part = wanted[at : at + _CHUNK]
        vectors = embedder.encode_queries([name for _, name in part])
        kept.keep_vectors(library, embedder.digest, [key for key, _ in part], vectors)
    return len(wanted)


def key_of(name: str) -> str:
    """The content hash of a name: another one than that of a passage of the same text, which is embedded otherwise."""
    return hashlib.sha256(f"nama\0{name}".encode()).hexdigest()


class Nearness:
    """How near phrases are to names. Loads the model with the first phrase; safe to share between threads."""

    def __init__(self, library: Library, embedder_factory: Callable[[], Embedder]) -> None:
        self._library = library
        self._factory = embedder_factory
        self._lock = threading.Lock()
        self._vectors: dict[str, Float32Array] = {}

    @property
    def margin(self) -> float | None:
        """How much nearer than the next a name must be to be the one meant; None for a model not measured."""
        return _MARGINS.get(self._factory().name)

    def __call__(self, phrase: str, names: Sequence[str]) -> tuple[float, ...]:
        """The cosine of the phrase with each name, in order; names that no report holds are embedded in passing.

        Raises ModelUnavailable.
        """
        if not names:
            return ()
        embedder = self._factory()
        with self._lock:
            if len(self._vectors) > _MOST_HELD:
                self._vectors.clear()
            self._learn(embedder, [name for name in dict.fromkeys(names) if name not in self._vectors])
            rows = np.stack([self._vectors[name] for name in names])
        return tuple(float(value) for value in rows @ embedder.encode_query(phrase))

    def _learn(self, embedder: Embedder, names: Sequence[str]) -> None:
        if not names:
            return
        held = kept.vectors(self._library, embedder.digest, [key_of(name) for name in names])
        new = [name for name in names if key_of(name) not in held]
        if new:
            held |= dict(zip(map(key_of, new), embedder.encode_queries(new), strict=True))
        self._vectors |= {name: held[key_of(name)] for name in names}
