"""Gold questions with evidence lines, and the counting of which places an engine finds for them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TEXTUAL = ("text", "why", "process", "legal", "recommendation", "good_example")
DEPTHS = (1, 3, 5)
# A type of fewer questions says nothing alone.
TELLING = 6

Question = dict[str, Any]
Found = tuple[str, int, int]
"""File, first and last line of a place that an engine found."""
Engine = Callable[[Question], Sequence[Found]]


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

    def share(self, depth: int) -> float:
        return self.found[depth] / self.asked

    @property
    def mrr(self) -> float:
        return self.reciprocal / self.asked


def questions(paths: Iterable[Path]) -> list[Question]:
    """The gold questions that have evidence lines and an answer."""
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [q for q in lines if spans(q) and q["type"] != "unanswerable"]


def spans(question: Question) -> list[Found]:
    """The places that each support the answer."""
    return [
        (e.get("file") or question.get("file"), *e["lines"])
        for e in question.get("evidence", [])
        if "lines" in e and e.get("role") != "context"
    ]


def selected(question: Question) -> str | None:
    """The report that a question is about; None for one about several."""
    return question.get("file") or None


def measure(engine: Engine, asked: Sequence[Question]) -> tuple[dict[str, Tally], list[tuple[Question, int | None]]]:
    """Tallies by type, of all and of the textual ones, and the questions not found among the first five."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    missed = []
    for question in asked:
        place = first_good(engine(question), question)
        textual = ["textual"] if question["type"] in TEXTUAL else []
        for kind in (question["type"], "all", *textual):
            tallies[kind].note(place)
        if place is None or place > DEPTHS[-1]:
            missed.append((question, place))
    return dict(tallies), missed


def first_good(found: Sequence[Found], question: Question) -> int | None:
    """The rank (1 is best) of the first place that overlaps the evidence."""
    wanted = spans(question)
    for rank, (file, start, end) in enumerate(found, 1):
        if any(file == other and start <= last and first <= end for other, first, last in wanted):
            return rank
    return None


def table(results: dict[str, dict[str, Tally]]) -> str:
    """Engines by type as Markdown: "@3 / @5 / mrr" in each cell."""
    kinds = sorted({kind for tallies in results.values() for kind in tallies} - {"all", "textual"})
    counts = next(iter(results.values()))
    lines = ["| type | n | " + " | ".join(results) + " |", "|---|---|" + "---|" * len(results)]
    for kind in ("all", "textual", *kinds):
        cells = [f"{t[kind].share(3):.2f} / {t[kind].share(5):.2f} / {t[kind].mrr:.2f}" for t in results.values()]
        lines.append(f"| {kind} | {counts[kind].asked} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def behind(results: dict[str, dict[str, Tally]], served: str) -> list[str]:
    """Where `served` is not ahead of (or level at the top with) every other engine, on types that tell something."""
    found = []
    for kind, ours in sorted(results[served].items()):
        for name, tallies in results.items():
            if name == served or ours.asked < TELLING:
                continue
            theirs = tallies[kind]
            for what, one, other in (("@5", ours.share(5), theirs.share(5)), ("mrr", ours.mrr, theirs.mrr)):
                if one < other:
                    found.append(f"{kind} {what}: {one:.3f}, {name} {other:.3f}")
    return found
