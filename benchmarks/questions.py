"""Ask a library the generated question set: exact, wrong-figure and abstention rates, and every failure.

usage: python -m benchmarks.questions [--library DIR] [--each N] [--seed N] [--intent NAME ...] [--output FILE]

Run from the project's root. Without --library the sample reports are read into a library of their own first.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from assistant.service import Assistant
from tests.questions.question import Question
from tests.questions.questionset import SEED, questions
from tests.questions.verdict import Verdict, judge

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
LIMIT = 15
"""Seconds after which a question counts as not answered, so that one that hangs stops no run."""
Row = tuple[Question, Verdict, dict[str, Any]]


def main() -> int:
    """Ask, judge, print. Exit status 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", help="folder of a library; without it the sample reports")
    parser.add_argument("--each", type=int, default=8, help="questions an intent and register (default 8)")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--intent", nargs="+", help="only these intents")
    parser.add_argument("--output", help="write every question and answer to this .jsonl file")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        assistant = Assistant.open(args.library or scratch, create=not args.library)
        if not args.library:
            assistant.add([SAMPLES])
        asked = questions(assistant.facts(), each=args.each, seed=args.seed)
        rows = ask(assistant, [q for q in asked if not args.intent or q.intent in args.intent])
        assistant.close()
    if args.output:
        Path(args.output).write_text("".join(_line(row) for row in rows), encoding="utf-8")
    report(rows)
    return 0


def ask(assistant: Assistant, asked: Iterable[Question]) -> list[Row]:
    """Every question with its verdict and answer."""
    rows: list[Row] = []
    for question in asked:
        try:
            answer = _answer(assistant, question)
        except TimeoutError:
            answer = {
                "status": "error",
                "intent": "",
                "figures": [],
                "text": f"no answer within {LIMIT} s",
                "language": "",
            }
        rows.append((question, judge(question, answer), answer))
    return rows


def _answer(assistant: Assistant, question: Question) -> dict[str, Any]:
    """The answer, as the command line gives it; TimeoutError when it takes too long."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    try:
        history = [{"question": text} for text in question.history]
        return assistant.ask(question.text, selected=question.selected, history=history, id=question.id).to_json()
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def report(rows: list[Row]) -> None:
    """The tables and the failures on stdout."""
    print(f"{len(rows)} questions\n")
    _table("all", rows, lambda q: "all")
    _table("intent", rows, lambda q: q.intent)
    _table("register", rows, lambda q: q.register)
    _table("typing", rows, lambda q: "mistyped" if q.slips else "clean")
    _table("language of intent", rows, lambda q: f"{q.intent} {q.language}")
    print("failures:")
    for question, verdict, answer in rows:
        if verdict.kind != "exact":
            _failure(question, verdict, answer)


def _table(title: str, rows: list[Row], of: Callable[[Question], str]) -> None:
    """Shares by group: of the answerable exact, wrong figure and missed; of the unanswerable rightly not found."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[of(row[0])].append(row)
    print(f"| {title} | n | exact | wrong figure | missed | incomplete | abstained rightly |")
    print("|---|---|---|---|---|---|---|")
    for name in sorted(groups):
        open_ = [v.kind for q, v, _ in groups[name] if q.expected.status != "not_found"]
        shut = [v.kind for q, v, _ in groups[name] if q.expected.status == "not_found"]
        count = Counter(open_)
        cells = [_share(count[kind], len(open_)) for kind in ("exact", "wrong", "missed", "incomplete")]
        print(f"| {name} | {len(groups[name])} | {' | '.join(cells)} | {_share(shut.count('exact'), len(shut))} |")
    print()


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part})" if whole else "-"


def _failure(question: Question, verdict: Verdict, answer: dict[str, Any]) -> None:
    expected = question.expected
    wanted = [str(round(v, 2)) for v in expected.first[:6]] or expected.says or expected.status
    got = [(f["value"], f["measure"], f["period_year"]) for f in answer["figures"][:4]]
    print(f"{verdict.kind.upper()} {question.id}: {' // '.join([*question.history, question.text])}")
    print(f"    {verdict.why}; wanted {wanted}{' in ' + str(question.selected) if question.selected else ''}")
    print(f"    got {answer['status']} {answer['intent']} {got}: {answer['text'][:160]!r}")


def _line(row: Row) -> str:
    question, verdict, answer = row
    told = {"id": question.id, "question": question.text, "history": question.history, "selected": question.selected}
    more = {"verdict": verdict.kind, "why": verdict.why, "first": [str(v) for v in question.expected.first]}
    return json.dumps({**told, **more, "answer": answer}, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
