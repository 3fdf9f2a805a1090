"""Search: words and meaning over the served generation, as one ranking of passages."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.library import Library
from index import build, generation, store
from index.embedding import Embedder
from index.fusion import Fused, fuse
from index.generation import Generation
from index.passages import Passage
from index.tokens import words

EmbedderFactory = Callable[[], Embedder]

ENGINES = ("words", "meaning", "terms")
# Each engine answers with this many times what is asked for, so that fusion sees both lists deep enough.
_DEPTH = 10
_LEAST_DEPTH = 100
# Rows and portions of one table among the hits.
PER_TABLE = 2
# Chosen with benchmarks/retrieval.py.
WEIGHTS = {"words": 1.0, "meaning": 0.7, "terms": 1.0}


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage: its fused score (only the order means something) and its rank by engine, 1 best.

    Engines are "words" (BM25), "meaning" (vectors) and "terms" (passages that name a given term).
    """

    passage: Passage
    score: float
    ranks: Mapping[str, int]


class Searcher:
    """Searches a library; may be kept open and shared: it serves each new generation as it is published."""

    def __init__(self, library: Library, embedder_factory: EmbedderFactory | None) -> None:
        self.library = library
        self._factory = embedder_factory
        self._lock = threading.Lock()
        self._embedder: Embedder | None = None
        self._generation: Generation | None = None
        self._seen: tuple[object, int] | None = None

    @classmethod
    def open(cls, library: Library, embedder_factory: EmbedderFactory | None = None) -> Self:
        """A searcher of a library, with nothing loaded yet; without a factory it never searches by meaning."""
        return cls(library, embedder_factory)

    def search(
        self,
        query: str,
        *,
        k: int = 8,
        reports: Sequence[str] | None = None,
        terms: Sequence[str] = (),
        lexical_only: bool = False,
        engines: Collection[str] = ENGINES,
    ) -> list[Hit]:
        """The at most `k` best passages, best first, ties by passage id.

        `reports` limits the search to reports by id or file name: None is no limit, names that match nothing
        find nothing. `terms` are names (indicators, acronyms) whose passages are a ranking of their own.
        `lexical_only` leaves the model out; `engines` asks only those named, for comparisons.
        Raises IndexDamaged, and ModelMismatch when the index was made by another model.
        """
        served = self._served()
        if served is None or k < 1:
            return []
        keys = None if reports is None else self._keys(reports)
        mask = None if keys is None else np.isin(served.owners, np.array(keys, dtype=np.int64))
        if mask is not None and not mask.any():
            return []
        depth = max(_LEAST_DEPTH, _DEPTH * k)
        rankings = {}
        if "words" in engines:
            rankings["words"] = _by_words(served, query, depth, mask)
        if "terms" in engines and terms:
            rankings["terms"] = self._by_terms(served, terms, depth, mask)
        if "meaning" in engines and not lexical_only and self._factory is not None:
            rankings["meaning"] = self._by_meaning(served, query, depth, mask)
        return self._hits(fuse(rankings, WEIGHTS), k)

    def _served(self) -> Generation | None:
        """The current generation; looked for again when the pointer or the library has changed."""
        with self._lock:
            state = (generation.current(self.library.folder), self.library.revision)
            if state != self._seen:
                self._generation = build.catch_up(self.library)
                self._seen = (generation.current(self.library.folder), self.library.revision)
            return self._generation

    def _keys(self, names: Sequence[str]) -> list[int]:
        chosen = set(self.library.resolve(names))
        return [row.key for row in self.library.reports() if row.id in chosen]

    def _model(self, served: Generation) -> Embedder:
        with self._lock:
            if self._embedder is None and self._factory is not None:
                self._embedder = self._factory()
            embedder = self._embedder
        assert embedder is not None
        served.require(embedder.name, embedder.digest)
        return embedder

    def _by_meaning(self, served: Generation, query: str, k: int, mask: NDArray[np.bool_] | None) -> list[int]:
        vectors = served.vectors
        if vectors is None or not query.strip():
            return []
        vector = self._model(served).encode_query(query)
        return [id_ for id_, _ in vectors.search(vector, k, None if mask is None else served.ids[mask])]

    def _by_terms(self, served: Generation, terms: Sequence[str], k: int, mask: NDArray[np.bool_] | None) -> list[int]:
        """Passages that hold a term as printed, by words: a term in pieces is not that term."""
        ids = _by_words(served, " ".join(terms), k, mask)
        texts = store.by_id(self.library, ids)
        pattern = re.compile("|".join(rf"(?<!\w){re.escape(term)}(?!\w)" for term in terms if term.strip()), re.I)
        return [id_ for id_ in ids if id_ in texts and pattern.pattern and pattern.search(texts[id_].embed_text)]

    def _hits(self, fused: Sequence[Fused], k: int) -> list[Hit]:
        """The best passages that still exist, with at most PER_TABLE of one table."""
        hits: list[Hit] = []
        tables: dict[tuple[str, int], int] = {}
        for start in range(0, len(fused), 4 * k):
            part = fused[start : start + 4 * k]
            found = store.by_id(self.library, [item.id for item in part])
            for item in part:
                passage = found.get(item.id)
                if passage is None:
                    continue
                if passage.table is not None:
                    place = (passage.report, passage.table)
                    tables[place] = tables.get(place, 0) + 1
                    if tables[place] > PER_TABLE:
                        continue
                hits.append(Hit(passage, item.score, item.ranks))
                if len(hits) == k:
                    return hits
        return hits


def _by_words(served: Generation, query: str, k: int, mask: NDArray[np.bool_] | None) -> list[int]:
    return [int(served.ids[row]) for row, _ in served.lexical.search(words(query), k, mask)]
