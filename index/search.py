"""Search: words and meaning over the served generation, as one ranking of passages."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexDamaged
from corpus.library import Library
from corpus.report import Place
from index import build, generation, kinds, store
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
# Of so many hits one may come from the same table.
_ONE_TABLE_IN = 5
# Chosen with benchmarks/retrieval.py.
WEIGHTS = {"words": 1.0, "meaning": 1.1, "terms": 0.3}
# Passages that share this much of their words are one passage said twice.
_SAME = 0.85


@dataclass(frozen=True, slots=True)
class Selection:
    """What a search is limited to; each part that is given limits it further, an empty one finds nothing.

    `reports` are ids or file names, `organisations` and `years` those of reports, `kinds` names of index/kinds.py of
    which a passage must have one.
    """

    reports: Sequence[str] | None = None
    organisations: Sequence[str] | None = None
    years: Sequence[int] | None = None
    kinds: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A found passage: its score (only the order means something) and its rank by engine, 1 best.

    Engines are "words" (BM25), "meaning" (vectors) and "terms" (passages that name a given term). `also` are the
    reports and places of passages that say the same and were left out for it.
    """

    passage: Passage
    score: float
    ranks: Mapping[str, int]
    also: tuple[tuple[str, Place], ...] = field(default=())


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
        within: Selection | None = None,
        keywords: str | None = None,
        terms: Sequence[str] = (),
        prefer: Mapping[str, float] | None = None,
        lexical_only: bool = False,
        engines: Collection[str] = ENGINES,
    ) -> list[Hit]:
        """The at most `k` best passages, best first, ties by passage id.

        `reports` limits the search to reports by id or file name: None is no limit, names that match nothing
        find nothing; `within` limits it further. `keywords` is what the search by words looks for instead of `query`.
        `terms` are names (indicators, acronyms) whose passages are a ranking of their own. `prefer` weighs kinds
        (index/kinds.py): 0.5 lifts the score of a passage by half, -0.5 halves it. `lexical_only` leaves the model
        out; `engines` asks only those named, for comparisons.
        Raises IndexDamaged, and ModelMismatch when the index was made by another model.
        """
        served = self._served()
        if served is None or k < 1:
            return []
        mask = self._mask(served, reports, within)
        if mask is not None and not mask.any():
            return []
        depth = max(_LEAST_DEPTH, _DEPTH * k)
        sought = query if keywords is None else keywords
        rankings = {}
        if "words" in engines:
            rankings["words"] = _by_words(served, sought, depth, mask)
        if "terms" in engines and any(term.strip() for term in terms):
            rankings["terms"] = self._by_terms(served, sought, terms, depth, mask)
        if "meaning" in engines and not lexical_only and self._factory is not None:
            rankings["meaning"] = self._by_meaning(served, query, depth, mask)
        return self._hits(_preferred(served, fuse(rankings, WEIGHTS), prefer), k)

    def _served(self) -> Generation | None:
        """The current generation; looked for again when the pointer or the library has changed."""
        with self._lock:
            state = (generation.current(self.library.folder), self.library.revision)
            if state != self._seen:
                self._generation = _loaded(self.library)
                self._seen = (generation.current(self.library.folder), self.library.revision)
            return self._generation

    def _mask(
        self, served: Generation, reports: Sequence[str] | None, within: Selection | None
    ) -> NDArray[np.bool_] | None:
        """Which rows may be found; None for all."""
        limits = within or Selection()
        rows = self.library.reports()
        for names in (reports, limits.reports):
            if names is not None:
                chosen = set(self.library.resolve(names))
                rows = tuple(row for row in rows if row.id in chosen)
        if limits.organisations is not None:
            rows = tuple(row for row in rows if row.organisation in limits.organisations)
        if limits.years is not None:
            rows = tuple(row for row in rows if row.year in limits.years)
        found: NDArray[np.bool_] | None = None
        if len(rows) < len(self.library.reports()):
            found = np.isin(served.owners, np.array([row.key for row in rows], dtype=np.int64))
        if limits.kinds is not None:
            fitting = (served.kinds & kinds.mask(limits.kinds)) != 0
            found = fitting if found is None else found & fitting
        return found

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

    def _by_terms(
        self, served: Generation, sought: str, terms: Sequence[str], k: int, mask: NDArray[np.bool_] | None
    ) -> list[int]:
        """Passages that hold a term as printed, by all words sought: a term in pieces is not that term."""
        ids = _by_words(served, " ".join([sought, *terms]), k, mask)
        names = [term.lower() for term in terms if term.strip()]
        texts = store.said(self.library, ids)
        return [id_ for id_ in ids if id_ in texts and _names_one(texts[id_].lower(), names)]

    def _hits(self, fused: Sequence[Fused], k: int) -> list[Hit]:
        """The best passages that still exist, no table with more than `per_table` of them, none said twice."""
        hits: list[Hit] = []
        said: list[frozenset[str]] = []
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
                    if tables[place] > per_table(k):
                        continue
                spoken = frozenset(passage.text.lower().split())
                same = next((at for at, other in enumerate(said) if _alike(spoken, other)), None)
                if same is not None:
                    first = hits[same]
                    also = (*first.also, (passage.report, passage.source))
                    hits[same] = Hit(first.passage, first.score, first.ranks, also)
                elif len(hits) < k:
                    hits.append(Hit(passage, item.score, item.ranks))
                    said.append(spoken)
            if len(hits) == k:
                break
        return hits


def _loaded(library: Library) -> Generation | None:
    """The current generation with all its files in memory; newer ones may be published meanwhile."""
    while True:
        found = build.catch_up(library)
        try:
            if found is not None:
                _ = (found.lexical, found.vectors)
        except IndexDamaged:
            if found is None or generation.current(library.folder) == found.folder:
                raise
        else:
            return found


def per_table(k: int) -> int:
    """How many of `k` hits may be rows, portions or the descriptor of one table."""
    return max(1, k // _ONE_TABLE_IN)


def _names_one(text: str, names: Sequence[str]) -> bool:
    """Whether a text holds one of the names as whole words; both in lower case."""
    for name in names:
        at = text.find(name)
        while at >= 0:
            if not (text[at - 1 : at].isalnum() or text[at + len(name) : at + len(name) + 1].isalnum()):
                return True
            at = text.find(name, at + 1)
    return False


def _by_words(served: Generation, query: str, k: int, mask: NDArray[np.bool_] | None) -> list[int]:
    return [int(served.ids[row]) for row, _ in served.lexical.search(words(query), k, mask)]


def _preferred(served: Generation, fused: Sequence[Fused], prefer: Mapping[str, float] | None) -> list[Fused]:
    """The ranking with scores weighed by kind."""
    if not prefer or not fused:
        return list(fused)
    rows = np.searchsorted(served.ids, np.array([item.id for item in fused], dtype=np.int64))
    factors = kinds.weights(served.kinds[rows], prefer)
    weighed = [Fused(item.id, item.score * float(f), item.ranks) for item, f in zip(fused, factors, strict=True)]
    return sorted(weighed, key=lambda item: (-item.score, item.id))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two passages are one said twice, by the words they share (Jaccard); another figure is another passage."""
    if not one or not other or min(len(one), len(other)) < _SAME * max(len(one), len(other)):
        return False
    if len(one & other) < _SAME * len(one | other):
        return False
    return not any(char.isdigit() for word in one ^ other for char in word)
