"""What indexing and asking cost beside what the embedding model alone costs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.passages import Finder, Hints
from corpus.fact import Fact
from corpus.facts import extract
from corpus.library import Library
from corpus.report import Report
from index import build
from index.embedding import SentenceEmbedder
from index.names import names_of
from index.passages import passages

# So many reports are indexed: enough passages to tell, in minutes on a slow machine.
_FEW = 2


Asked = tuple[str, Sequence[str], Hints]
"""A question, the reports it is asked of, and its hints."""


class Fresh:
    """An embedder that remembers no question."""

    def __init__(self, embedder: SentenceEmbedder) -> None:
        self.name, self.digest, self.dimension = embedder.name, embedder.digest, embedder.dimension
        self.encode_query: Callable[[str], NDArray[np.float32]] = embedder._encode_query
        self.encode_passages, self.stream = embedder.encode_passages, embedder.stream


def indexing(reports: Sequence[Report], embedder: SentenceEmbedder, runs: int = 2) -> str:
    """`build.add` of the smallest reports against `model.encode` of the same texts, in turns.

    Both on the clock and in processor time: the latter is what other work on the machine disturbs least.
    """
    reports = sorted(reports, key=lambda report: len(report.lines))[:_FEW]
    texts = list({p.content_hash: p.embed_text for report in reports for p in passages(report) if p.embedded}.values())
    items = [(report, tuple(extract(report))) for report in reports]
    named = list(dict.fromkeys(name for _, facts in items for name in names_of(facts)))
    model = embedder.model
    wall, processor = [], []
    for _ in range(runs):
        bare = _timed(lambda: _encode(model, texts, named))
        whole = _timed(lambda: _add(items, embedder))
        wall.append((whole[0], bare[0]))
        processor.append((whole[1], bare[1]))
    lines = [f"{len(texts)} passages and {len(named)} names of {len(reports)} reports, {runs} runs in turns"]
    for name, pairs in (("wall clock", wall), ("processor time", processor)):
        ours, theirs = (min(pair[at] for pair in pairs) for at in (0, 1))
        lines.append(f"{name}: add {ours:.1f} s, bare model.encode {theirs:.1f} s, ratio {ours / theirs:.2f}")
    return "\n".join(lines)


def _encode(model: Any, texts: Sequence[str], named: Sequence[str]) -> None:  # noqa: ANN401 - imported late elsewhere
    model.encode_document(list(texts), show_progress_bar=False)
    model.encode_query(list(named), show_progress_bar=False)


def _add(items: Sequence[tuple[Report, Sequence[Fact]]], embedder: SentenceEmbedder) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(folder) as library:
        build.add(library, items, embedder)


def adding_again(library: Library, reports: Sequence[Report], embedder: SentenceEmbedder) -> str:
    """The same reports once more, and one more report: seconds, and how many passages are embedded."""
    items = [(report, []) for report in reports]
    start = time.perf_counter()
    _, built = build.add(library, items, embedder)
    seconds = time.perf_counter() - start
    return f"the same {len(items)} reports again: {seconds:.3f} s, {built.new} embedded, generation {built.generation}"


def asking(finder: Finder, embed: Callable[[str], object], asked: Sequence[Asked], rounds: int = 5) -> str:
    """A search as the assistant asks it against embedding its question, in turns; neither remembers a question.

    Of each question the fastest of all rounds counts: on a machine with other work the others tell of that.
    """
    bare, whole = [], []
    for text, reports, hints in asked:
        alone, search = partial(embed, text), partial(finder.find, text, reports, 5, hints=hints)
        pairs = [(_timed(alone)[0], _timed(search)[0]) for _ in range(rounds)]
        bare.append(min(one for one, _ in pairs))
        whole.append(min(other for _, other in pairs))
    return "\n".join(
        f"p{share}: search {1e3 * ours:.1f} ms, embedding the question {1e3 * theirs:.1f} ms, ratio {ours / theirs:.2f}"
        for share in (50, 95)
        for ours, theirs in [(np.percentile(whole, share), np.percentile(bare, share))]
    )


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - busy
