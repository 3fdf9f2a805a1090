"""Columns of a table as lists of figures, for sums and averages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.audit.book import Line, Page, empty, subject
from corpus.fact import Fact


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure with its line and the line's position in the table."""

    at: int
    line: Line
    fact: Fact


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its cells in printed order; `whole` is False where a cell could not be read as a number."""

    measure: str
    cells: tuple[Cell, ...]
    whole: bool

    @property
    def table(self) -> str | None:
        """The caption of its table."""
        return self.cells[0].fact.source.table


def columns(page: Page) -> Iterator[Column]:
    """The columns of a table; a line has several cells in one where it holds several things."""
    held: dict[tuple[object, ...], dict[tuple[int, frozenset[str]], Fact]] = {}
    for at, line in enumerate(page.lines):
        for fact in line.facts:
            column = held.setdefault((fact.source.header, fact.period_year, fact.version), {})
            column.setdefault((at, subject(fact)), fact)
    for facts in held.values():
        cells = tuple(Cell(at, page.lines[at], fact) for (at, _), fact in facts.items())
        numbers = tuple(cell for cell in cells if cell.fact.value is not None)
        whole = all(cell.fact.value is not None or empty(cell.fact) for cell in cells)
        if numbers:
            measures = [cell.fact.measure for cell in numbers]
            yield Column(max(set(measures), key=measures.count), numbers, whole)
