"""An embedder without a model: the words of a text, hashed into a few dimensions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np

from index.tokens import words


class WordEmbedder:
    """Deterministic unit vectors; counts the texts it has embedded. `failing_after` makes it break down."""

    dimension = 32

    def __init__(self, name: str = "kata", failing_after: int | None = None) -> None:
        self.name = name
        self.digest = hashlib.sha256(name.encode()).hexdigest()
        self.embedded: list[str] = []
        self.failing_after = failing_after

    def _vector(self, text: str) -> np.ndarray:
        vector = np.full(self.dimension, 1e-3, dtype=np.float32)
        for word in words(text):
            digest = hashlib.sha256((self.name + word).encode()).digest()
            vector[digest[0] % self.dimension] += 1 if digest[1] % 2 else -1
        return vector / np.linalg.norm(vector)

    def stream(
        self, texts: Sequence[str], *, every: int = 4, progress: bool = False
    ) -> Iterator[tuple[list[int], np.ndarray]]:
        for start in range(0, len(texts), 4):
            places = list(range(start, min(start + 4, len(texts))))
            if self.failing_after is not None and len(self.embedded) >= self.failing_after:
                raise RuntimeError("interrupted")
            self.embedded += [texts[i] for i in places]
            yield places, np.stack([self._vector(texts[i]) for i in places])

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> np.ndarray:
        rows = [vectors for _, vectors in self.stream(texts)]
        return np.concatenate(rows) if rows else np.empty((0, self.dimension), dtype=np.float32)

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        rows = [self._vector(text) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dimension), dtype=np.float32)

    def encode_query(self, text: str) -> np.ndarray:
        return self._vector(text)
