"""How often search puts a passage of the gold evidence among the first, and what that costs.

usage: python benchmarks/retrieval.py --reports DIR --questions FILE [...] [--no-time] [--growth N ...] [--show N]

One run: (a) quality by question type of BM25 alone, vectors alone, txtai's hybrid on the same passages and on its own
splitting (where txtai is installed), both engines fused, and the search as the assistant asks it; (b) time of indexing
as a ratio to the bare model; (c) latency of a search as a ratio to embedding its question; (d) with --growth, synthetic
libraries of so many passages. Each question is searched in the report it is about (all reports for one about several).
A hit overlaps the evidence lines. Passages and vectors are kept in a library of their own (--library).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import retrieval_growth
import retrieval_time
import retrieval_txtai
from retrieval_gold import Engine, Found, Question, Tally, behind, measure, questions, selected, table

from assistant.dialogue import questions_of, resolve
from assistant.finding import IndexFinder
from assistant.passages import hints_of
from assistant.service import Assistant
from corpus.readers import find, read
from index.embedding import SentenceEmbedder
from index.models import default_embedder
from index.search import Hit, Searcher

SERVED = "as served"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", required=True, type=Path, help="folder of the reports the questions are about")
    parser.add_argument("--questions", required=True, type=Path, nargs="+", help="gold question files (JSON lines)")
    parser.add_argument("--library", type=Path, default=Path("out/retrieval"), help="where its index is kept")
    parser.add_argument("--show", type=int, default=0, help="list the first N questions missed at 5")
    parser.add_argument("--no-time", action="store_true", help="quality only")
    parser.add_argument("--growth", type=int, nargs="*", default=[], help="sizes of synthetic libraries")
    args = parser.parse_args()
    embedder = default_embedder(progress=True)
    assistant = Assistant.open(args.library, embedder_factory=lambda: embedder)
    paths = [path for path in find(args.reports) if path.suffix == ".txt"]
    assistant.add(paths, progress=True)
    asked = questions(args.questions)
    quality(assistant, embedder, asked, args.show)
    reports = [read(path) for path in paths]
    if not args.no_time:
        print("\n## Time\n", flush=True)
        print(retrieval_time.adding_again(assistant.library, reports, embedder))
        fresh = retrieval_time.Fresh(embedder)
        finder = IndexFinder(assistant.library, lambda: fresh)
        print(retrieval_time.asking(finder, fresh.encode_query, [as_asked(assistant, question) for question in asked]))
        print(retrieval_time.indexing(reports, embedder), flush=True)
    if args.growth:
        print("\n## Growth\n", flush=True)
        retrieval_growth.grow(assistant.library, embedder, [q["question"] for q in asked], args.growth)
    return 0


def quality(assistant: Assistant, embedder: SentenceEmbedder, asked: Sequence[Question], show: int) -> None:
    results: dict[str, dict[str, Tally]] = {}
    for name, engine in engines(assistant, embedder).items():
        results[name], missed = measure(engine, asked)
    print("\n## Quality (@3 / @5 / mrr)\n")
    print(table(results))
    worse = behind(results, SERVED)
    print("\nbehind:", *(worse or ["nowhere"]), sep="\n  ")
    for question, place in missed[:show]:
        print("missed", question["id"], question["type"], question["question"][:90], place)


def engines(assistant: Assistant, embedder: SentenceEmbedder) -> dict[str, Engine]:
    """All engines by name, the served one last."""
    library = assistant.library
    searcher = Searcher.open(library, lambda: embedder)
    files = {row.id: row.file for row in library.reports()}

    def plain(*names: str) -> Engine:
        def search(question: Question) -> list[Found]:
            file = selected(question)
            hits = searcher.search(question["question"], k=5, reports=[file] if file else None, engines=names)
            return [_place(hit, files) for hit in hits]

        return search

    found: dict[str, Engine] = {"BM25": plain("words"), "vectors": plain("meaning"), "fused": plain("words", "meaning")}
    version = retrieval_txtai.available()
    if version is None:
        print("txtai is not installed: its rows are left out")
    else:
        for name, texts in (
            (f"txtai {version}, our passages", retrieval_txtai.our_passages(library)),
            (f"txtai {version}, its splitting", retrieval_txtai.own_splitting(library)),
        ):
            found[name] = retrieval_txtai.engine(texts, embedder, library.folder)
    return found | {SERVED: _served(assistant)}


def _served(assistant: Assistant) -> Engine:
    """The search with the hints that the assistant takes from a question."""
    finder = IndexFinder(assistant.library, assistant._embedder)

    def search(question: Question) -> list[Found]:
        text, reports, hints = as_asked(assistant, question)
        hits = finder.find(text, reports, 5, hints=hints)
        return [(hit.source.file, hit.source.line_start or 0, hit.source.line_end or 0) for hit in hits]

    return search


def as_asked(assistant: Assistant, question: Question) -> retrieval_time.Asked:
    """A question with its reports and what the assistant understands of it."""
    frame = assistant.frame()
    slots, _ = resolve(question["question"], questions_of(question.get("history", [])), frame.offices, frame)
    within = [row for row in assistant.library.reports() if selected(question) in (None, row.file)]
    hints = hints_of(slots, [row.year for row in within if row.year is not None])
    return question["question"], [row.id for row in within], hints


def _place(hit: Hit, files: dict[str, str]) -> Found:
    source = hit.passage.source
    return files[hit.passage.report], source.line_start or 0, source.line_end or 0


if __name__ == "__main__":
    sys.exit(main())
