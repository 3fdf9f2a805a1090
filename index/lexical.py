"""Lexical search: BM25 (bm25s) over the words of passages, by row number."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Self

import bm25s
import numpy as np
from bm25s.tokenization import Tokenized
from numpy.typing import NDArray
from tqdm import tqdm

from corpus.errors import IndexDamaged
from index.tokens import words

# Chosen with benchmarks/retrieval.py.
K1 = 0.9
B = 0.4


class Lexical:
    """An index of texts by row, 0 to n - 1. It cannot be added to: it is made anew with each generation."""

    def __init__(self, size: int, engine: Any) -> None:  # noqa: ANN401 - bm25s has no types
        self.size = size
        self._engine = engine

    @classmethod
    def of(cls, texts: Sequence[str], *, progress: bool = False) -> Self:
        """Index texts; texts without any word are never found."""
        vocabulary: dict[str, int] = {}
        rows = [
            [vocabulary.setdefault(word, len(vocabulary)) for word in words(text)]
            for text in tqdm(texts, desc="indeks kata", unit=" kutipan", disable=not progress)
        ]
        if not vocabulary:
            return cls(len(texts), None)
        engine = bm25s.BM25(method="lucene", k1=K1, b=B)
        engine.index(Tokenized(ids=rows, vocab=vocabulary), create_empty_token=False, show_progress=False)
        return cls(len(texts), engine)

    def search(self, query: Iterable[str], k: int, mask: NDArray[np.bool_] | None = None) -> list[tuple[int, float]]:
        """The at most `k` best rows with a score above 0, best first, ties by row.

        `query` are index words (see tokens.words), each counted once. `mask` tells which rows may be found.
        """
        if self._engine is None or k < 1:
            return []
        scores = np.zeros(self.size, dtype=np.float64)
        within = self.size if mask is None else int(mask.sum())
        for word in dict.fromkeys(query):
            rows, values = self._postings(word)
            found = len(rows)
            if mask is not None:
                held = mask[rows]
                rows, values = rows[held], values[held]
            if len(rows):
                # A word weighs by how rare it is among the rows that may be found: the name of an office tells one
                # report from others, and nothing inside its own.
                scores[rows] += values * (_rarity(len(rows), within) / _rarity(found, self.size))
        return _best(scores, k)

    def _postings(self, word: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The rows that hold a word, with its BM25 score in each."""
        number = self._engine.vocab_dict.get(word)
        if number is None:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        held = self._engine.scores
        start, end = held["indptr"][number], held["indptr"][number + 1]
        return held["indices"][start:end], held["data"][start:end]

    def same(self, other: Lexical) -> bool:
        """Whether both hold the same words with the same scores."""
        if self.size != other.size or self._engine is None or other._engine is None:
            return self.size == other.size and self._engine is other._engine
        mine, theirs = self._engine.scores, other._engine.scores
        same = all(np.array_equal(mine[name], theirs[name]) for name in ("data", "indices", "indptr"))
        return same and bool(self._engine.vocab_dict == other._engine.vocab_dict)

    def save(self, folder: Path) -> None:
        """Write arrays and vocabulary (npy and JSON) into a folder; an index without words leaves it empty."""
        folder.mkdir(parents=True, exist_ok=True)
        if self._engine is not None:
            self._engine.save(folder, show_progress=False)

    @classmethod
    def load(cls, folder: Path, size: int) -> Self:
        """Read a saved index of `size` rows; raises IndexDamaged when its files do not fit together."""
        try:
            if not any(folder.iterdir()):
                return cls(size, None)
            engine = bm25s.BM25.load(folder, show_progress=False)
        except (OSError, ValueError, KeyError, EOFError) as error:
            raise IndexDamaged(
                f"indeks kata tidak dapat dibaca ({error})",
                where=str(folder),
                remedy="bangun ulang dengan: tanya index --rebuild",
            ) from error
        return cls(size, engine)


def _best(scores: NDArray[np.float64], k: int) -> list[tuple[int, float]]:
    rows = np.flatnonzero(scores > 0)
    if len(rows) > k:
        least = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
        rows = rows[scores[rows] >= least]
    order = np.lexsort((rows, -scores[rows]))[:k]
    return [(int(row), float(scores[row])) for row in rows[order]]


def _rarity(holding: int, of: int) -> float:
    """The inverse document frequency that bm25s puts into its scores (method "lucene")."""
    return math.log(1 + (of - holding + 0.5) / (holding + 0.5))
