"""What a total or an average may be of: the choices of rows above it that a reader could mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.audit.amount import half
from assistant.audit.book import LEVELS
from assistant.audit.column import Cell


def readings_of(above: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """The rows that a total may add up: all, one level, numbered or not, of one depth, within something or not."""
    yield tuple(cell for cell in above if cell.line.number and "." not in cell.line.number)
    for level in LEVELS:
        yield tuple(cell for cell in above if cell.line.level == level)
    yield tuple(above)
    for level in dict.fromkeys(cell.line.level for cell in above):
        yield tuple(cell for cell in above if cell.line.level == level)
    yield tuple(cell for cell in above if cell.line.number)
    yield tuple(cell for cell in above if not cell.line.number)
    for depth in range(4):
        yield tuple(cell for cell in above if cell.line.number and cell.line.number.count(".") == depth)
    yield tuple(cell for cell in above if cell.fact.item)
    yield tuple(cell for cell in above if not cell.fact.item)  # subtotals that have the name of an objective
    yield tuple(_leaves(above))
    yield tuple(_outer(above))


def _leaves(above: Sequence[Cell]) -> Iterator[Cell]:
    """Rows below which no deeper row stands, by level."""
    ranks = [LEVELS.index(cell.line.level) if cell.line.level in LEVELS else 0 for cell in above]
    for place, cell in enumerate(above):
        if place + 1 == len(above) or ranks[place + 1] <= ranks[place]:
            yield cell


def _outer(above: Sequence[Cell]) -> Iterator[Cell]:
    """Rows that are no part of the row above them: a run that adds up to the row before it is left out."""
    place = 0
    while place < len(above):
        yield above[place]
        value, run, end = above[place].fact.value or Decimal(0), Decimal(0), place + 1
        while end < len(above) and run < value:
            run += above[end].fact.value or Decimal(0)
            end += 1
        place = end if value and run == value else place + 1


def gap(printed: Decimal, rows: Sequence[Cell]) -> Decimal:
    """How far a total is from the sum of rows, beyond what their rounding explains."""
    values = [row.fact.value or Decimal(0) for row in rows]
    slack = sum((half(value) for value in values), Decimal(0)) + half(printed)
    return max(Decimal(0), abs(sum(values, Decimal(0)) - printed) - slack)
