"""txtai as a baseline: its default hybrid (BM25 and vectors), with our model, on our passages and on its own splitting.

txtai is no dependency of the project: install it beside it (`pip install txtai`) to have these rows.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from retrieval_gold import Engine, Found, Question, selected

from corpus.library import Library
from index import store
from index.embedding import SentenceEmbedder

Text = tuple[str, Found]


def available() -> str | None:
    """The version of txtai, or None where it is not installed."""
    try:
        from txtai.version import __version__
    except ImportError:
        return None
    return str(__version__)


def engine(texts: Sequence[Text], embedder: SentenceEmbedder, cache: Path) -> Engine:
    """An index of each report and one of all: a selection loses nothing, as it would behind txtai's own filter."""
    vectors = _Vectors(embedder, cache)
    vectors.learn([text for text, _ in texts])
    files = sorted({found[0] for _, found in texts})
    parts: dict[str | None, tuple[Any, list[Found]]] = {None: _index(texts, vectors)}
    for file in files:
        parts[file] = _index([item for item in texts if item[1][0] == file], vectors)

    def search(question: Question) -> list[Found]:
        index, places = parts[selected(question)]
        return [places[int(number)] for number, _ in index.search(question["question"], 5)]

    return search


def our_passages(library: Library) -> list[Text]:
    """Every passage as it is indexed, rows of tables too."""
    return [
        (p.embed_text, (row.file, p.source.line_start or 0, p.source.line_end or 0))
        for row in library.reports()
        for p in store.of_report(library, row.id)
    ]


def own_splitting(library: Library) -> list[Text]:
    """txtai's own paragraphs of each report's text, each with the lines it stands on."""
    from txtai.pipeline import Segmentation

    split: Callable[[str], list[str]] = Segmentation(paragraphs=True, minlength=20)
    return [text for row in library.reports() for text in _placed(row.file, library.lines(row.id), split)]


def _placed(file: str, lines: Sequence[str], split: Callable[[str], list[str]]) -> list[Text]:
    """Pieces with their lines, found by their letters: txtai cleans blanks and drops the places."""
    letters, owner = [], []
    for number, line in enumerate(lines, 1):
        kept = _letters(line)
        letters.append(kept)
        owner += [number] * len(kept)
    whole, at, found = "".join(letters), 0, []
    for piece in split("\n".join(lines)):
        kept = _letters(piece)
        start = whole.find(kept, at) if kept else -1
        if start >= 0:
            at = start + len(kept)
            found.append((piece, (file, owner[start], owner[at - 1])))
    return found


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _index(texts: Sequence[Text], vectors: _Vectors) -> tuple[Any, list[Found]]:
    from txtai import Embeddings

    def transform(batch: Sequence[str]) -> NDArray[np.float32]:  # txtai takes a function, no object that can be called
        return vectors(batch)

    index = Embeddings(method="external", transform=transform, hybrid=True)
    index.index((number, text, None) for number, (text, _) in enumerate(texts))
    return index, [found for _, found in texts]


class _Vectors:
    """Our model as txtai's: what was learnt is a passage, anything else a question. Kept on disk between runs."""

    def __init__(self, embedder: SentenceEmbedder, cache: Path) -> None:
        self._embedder = embedder
        self._file = cache / f"baseline-{embedder.digest[:12]}.npz"
        self._known: dict[str, NDArray[np.float32]] = {}
        if self._file.is_file():
            held = np.load(self._file)
            self._known = dict(zip(held["keys"].tolist(), held["rows"], strict=True))

    def learn(self, texts: Sequence[str]) -> None:
        new = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        if new:
            rows = self._embedder.encode_passages(new, progress=True)
            self._known |= dict(zip(map(_key, new), rows, strict=True))
            np.savez(self._file, keys=np.array(list(self._known)), rows=np.stack(list(self._known.values())))

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> NDArray[np.float32]:
        held = self._known.get(_key(text))
        return self._embedder.encode_query(text) if held is None else held


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
