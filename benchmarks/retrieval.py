"""How often search puts a passage of the gold evidence among the first, by question type.

usage: python benchmarks/retrieval.py --reports DIR --questions FILE [...] [--types text why ...] [--show N]

Each question is searched in the report it is about (all reports for one about several), as it was typed: no
slots, no terms, no facts. A hit is a passage that overlaps the evidence lines. Engines are compared on the same
passages: words (BM25), meaning (vectors), and both fused, as `index.search` serves them. Passages and vectors are
kept in a library of its own (--library), so that a second run only searches.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from corpus.library import Library
from corpus.readers import find, read
from index import build
from index.embedding import default_embedder
from index.passages import Passage
from index.search import Searcher

TEXTUAL = ("text", "why", "process", "legal", "recommendation", "good_example")
DEPTHS = (1, 3, 5)
ENGINES = {"words": ("words",), "meaning": ("meaning",), "fused": ("words", "meaning")}


@dataclass
class Tally:
    """Counts of one question type and engine."""

    asked: int = 0
    found: dict[int, int] = field(default_factory=lambda: dict.fromkeys(DEPTHS, 0))
    reciprocal: float = 0.0

    def note(self, place: int | None) -> None:
        self.asked += 1
        if place is not None:
            self.reciprocal += 1 / place
            for depth in DEPTHS:
                self.found[depth] += place <= depth

    def row(self) -> str:
        shares = "  ".join(f"@{depth} {self.found[depth] / self.asked:.3f}" for depth in DEPTHS)
        return f"n={self.asked:<4} {shares}  mrr {self.reciprocal / self.asked:.3f}"


def questions(paths: Iterable[Path], types: Sequence[str]) -> list[dict[str, Any]]:
    """The gold questions that have evidence lines, of the given types (none: all)."""
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [q for q in lines if spans(q) and (not types or q["type"] in types)]


def spans(question: dict[str, Any]) -> list[tuple[str, int, int]]:
    """File, first and last line of each place that supports the answer."""
    return [
        (e.get("file") or question.get("file"), *e["lines"])
        for e in question.get("evidence", [])
        if "lines" in e and e.get("role") != "context"
    ]


def supports(passage: Passage, file: str, question: dict[str, Any]) -> bool:
    start, end = passage.source.line_start, passage.source.line_end
    return start is not None and end is not None and any(
        file == wanted and start <= last and first <= end for wanted, first, last in spans(question)
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", required=True, type=Path, help="folder of the reports the questions are about")
    parser.add_argument("--questions", required=True, type=Path, nargs="+", help="gold question files (JSON lines)")
    parser.add_argument("--library", type=Path, default=Path("out/retrieval"), help="where its index is kept")
    parser.add_argument("--types", nargs="*", default=[], help="question types; none for all")
    parser.add_argument("--show", type=int, default=0, help="list the first N questions missed at 5")
    args = parser.parse_args()
    with Library.open(args.library) as library:
        started = time.perf_counter()
        embedder = default_embedder(progress=True)
        items = [(read(path), []) for path in find(args.reports)]
        _, built = build.add(library, items, embedder, progress=True)
        seconds = time.perf_counter() - started
        print(f"index: {built.new} embedded, {built.reused} reused, {seconds:.1f} s")
        files = {row.id: row.file for row in library.reports()}
        measure(Searcher.open(library, lambda: embedder), files, questions(args.questions, args.types), args.show)
    return 0


def measure(searcher: Searcher, files: dict[str, str], asked: list[dict[str, Any]], show: int) -> None:
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    missed, took = [], []
    for question in asked:
        kinds = [question["type"], "ALL", *(["TEXTUAL"] if question["type"] in TEXTUAL else [])]
        selected = [question["file"]] if question.get("file") else None
        for name, engines in ENGINES.items():
            before = time.perf_counter()
            hits = searcher.search(question["question"], k=10, reports=selected, engines=engines)
            took += [time.perf_counter() - before] if name == "fused" else []
            good = [supports(hit.passage, files[hit.passage.report], question) for hit in hits]
            place = good.index(True) + 1 if True in good else None
            for kind in kinds:
                tallies[name, kind].note(place)
            if name == "fused" and (place is None or place > DEPTHS[-1]):
                missed.append((question["id"], question["type"], question["question"][:90], place))
    for name in ENGINES:
        print(f"\n{name}")
        for (engine, kind), tally in sorted(tallies.items()):
            if engine == name:
                print(f"  {kind:15} {tally.row()}")
    took.sort()
    p50, p95 = (1e3 * took[int(len(took) * share)] for share in (0.5, 0.95))
    print(f"\nquery with both engines: p50 {p50:.1f} ms, p95 {p95:.1f} ms")
    for miss in missed[:show]:
        print("missed", *miss)


if __name__ == "__main__":
    sys.exit(main())
