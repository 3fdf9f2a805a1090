"""The why-questions with their labels: what the reports state, by lines, read before any answer was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).parent / "data" / "labels.yaml"
KINDS = ("cause", "no_cause", "false_premise", "several", "follow_up")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its lines and column (from 0) that states a cause."""

    first: int
    last: int
    column: int


@dataclass(frozen=True, slots=True)
class Label:
    """One question with what its report says of it; see the head of the data file for the fields."""

    id: str
    world: str
    of: str
    select: bool
    kind: str
    question: str
    history: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()
    lists: tuple[tuple[int, int], ...] = ()
    cells: tuple[Cell, ...] = ()
    also: tuple[int, ...] = ()
    contradicts: tuple[int, ...] = ()
    plans: tuple[tuple[int, int], ...] = ()
    moved: tuple[tuple[str, str], ...] = ()

    @property
    def causes(self) -> int:
        """How many statements of a cause the report holds."""
        return len(self.sentences) + len(self.lists) + len(self.cells)


@cache
def labels() -> tuple[Label, ...]:
    """All labels in the order of the file."""
    return tuple(_label(entry) for entry in yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def _label(entry: dict[str, Any]) -> Label:
    return Label(
        id=entry["id"],
        world=entry["world"],
        of=entry["of"],
        select=entry["select"],
        kind=entry["kind"],
        question=entry["question"],
        history=tuple(entry.get("history", ())),
        values=tuple(entry.get("values", ())),
        sentences=tuple(entry.get("sentences", ())),
        lists=tuple((first, last) for first, last in entry.get("lists", ())),
        cells=tuple(Cell(*cell) for cell in entry.get("cells", ())),
        also=tuple(entry.get("also", ())),
        contradicts=tuple(entry.get("contradicts", ())),
        plans=tuple((first, last) for first, last in entry.get("plans", ())),
        moved=tuple(entry.get("moved", {}).items()),
    )
