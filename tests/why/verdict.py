"""An answer to a why-question held against its label: causes found and invented, premise, contradictions, plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, Passage
from corpus.words import plain, squash
from tests.why.labels import Label

_CAUSES = re.compile(
    r"\*\*(?:Sebab menurut laporan|Causes stated by the report)[^*]*\*\*(.*?)(?=\n\n\*\*|\Z)", re.DOTALL
)
_NONE = ("tidak menyatakan sebabnya", "does not state the cause")
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(slots=True)
class Verdict:
    """What is right and wrong in one answer."""

    label: Label
    found: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    premise: bool = True
    said_none: bool = True
    contradictions: bool = True
    planned: bool = True
    values: bool = True

    @property
    def faults(self) -> list[str]:
        """What is wrong, in words."""
        names = ("premise", "said_none", "contradictions", "planned", "values")
        return [*self.missed, *self.invented, *(name for name in names if not getattr(self, name))]


def called_causes(answer: Answer) -> list[Passage]:
    """The passages that the text cites under a heading of causes."""
    marks = [int(mark) for block in _CAUSES.findall(answer.text) for mark in _MARK.findall(block)]
    first = len(answer.figures)
    return [answer.passages[mark - 1 - first] for mark in marks if mark > first]


def judge(label: Label, answer: Answer, file: str, lines: Sequence[str]) -> Verdict:
    """The verdict on an answer; `file` and `lines` are those of the report that the label is about."""
    verdict = Verdict(label)
    causes = called_causes(answer)
    _judge_causes(verdict, label, causes, file, lines)
    verdict.premise = (answer.status == "premise_false") == (label.kind == "false_premise")
    verdict.premise = verdict.premise and answer.status in ("answered", "premise_false")
    if not label.causes and label.kind != "false_premise":
        verdict.said_none = any(said in answer.text for said in _NONE)
    own = [passage for passage in answer.passages if passage.source.file == file]
    warned = [s.line_start for w in answer.warnings if w.kind == "narrative_vs_table" for s in w.sources]
    verdict.contradictions = all(
        any(start is not None and start <= line for start in warned)
        and any(_covers(passage, line, line) for passage in own)
        for line in label.contradicts
    )
    verdict.planned = not label.plans or any(_covers(p, first, last) for p in own for first, last in label.plans)
    shown = {squash(figure.as_printed) for figure in answer.figures}
    verdict.values = all(any(squash(value) in one for one in shown) for value in label.values)
    return verdict


def _judge_causes(verdict: Verdict, label: Label, causes: Sequence[Passage], file: str, lines: Sequence[str]) -> None:
    own = [passage for passage in causes if passage.source.file == file]
    for line in label.sentences:
        _count(verdict, any(_covers(passage, line, line) for passage in own), f"missed {line}")
    for first, last in label.lists:
        whole = any(_covers(p, first, first) for p in own) and any(_covers(p, last, last) for p in own)
        _count(verdict, whole, f"missed list {first}-{last}")
    for cell in label.cells:
        held = any(_covers(p, cell.first, cell.last) and _is_cell(p, cell.first, (cell.column,), lines) for p in own)
        _count(verdict, held, f"missed cell {cell.first}")
    allowed = {*label.sentences, *label.also, *(n for first, last in label.lists for n in range(first, last + 1))}
    for passage in causes:
        source = passage.source
        first, last = source.line_start or 0, source.line_end or 0
        rows = [cell for cell in label.cells if cell.first <= last and first <= cell.last]
        right = any(first <= line <= last for line in allowed) or any(
            _is_cell(passage, cell.first, (cell.column,), lines) for cell in rows
        )
        if source.file != file or not right:
            verdict.invented.append(f"invented {source.file[:12]}:{first}-{last}")


def _count(verdict: Verdict, found: bool, otherwise: str) -> None:
    if found:
        verdict.found += 1
    else:
        verdict.missed.append(otherwise)


def _covers(passage: Passage, first: int, last: int) -> bool:
    start, end = passage.source.line_start, passage.source.line_end
    return start is not None and start <= last and first <= (end or start)


def _is_cell(passage: Passage, line: int, columns: Sequence[int], lines: Sequence[str]) -> bool:
    """Whether a passage quotes one of these cells of a line, or the beginning of it."""
    cells = lines[line - 1].split("\t")
    said = squash(passage.text)
    return any(
        (cell := squash(plain(cells[column]))) and (cell[:60] in said or said[:60] in cell)
        for column in columns
        if column < len(cells)
    )
