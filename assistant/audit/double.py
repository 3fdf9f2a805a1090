"""Totals that count a part twice: one of their rows is itself the sum of other rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from assistant.audit import rules
from assistant.audit.book import Book
from assistant.audit.column import Cell, columns
from assistant.audit.finding import Finding, spot_of
from assistant.numerals import plain_number

_MOST = 12
"""Rows looked at: with more, the choices of rows become too many."""


def check(book: Book) -> Iterator[Finding]:
    """Every total of amounts in which a row stands beside its own parts."""
    for page in book.pages:
        for column in columns(page):
            if column.cells[0].fact.unit != "rupiah" or not column.whole:
                continue
            for place, cell in enumerate(column.cells):
                if cell.line.level == "total" and place >= 3:
                    yield from _total(book, cell, column.cells[:place])


def _total(book: Book, cell: Cell, above: Sequence[Cell]) -> Iterator[Finding]:
    addends = [row for row in above if row.line.number and "." not in row.line.number]
    outer = [row for row in above if row.line.number.count(".") <= 1]
    total = _sum(addends)
    if total != cell.fact.value or not rules.number("large") <= total or len(outer) > _MOST:
        return
    for whole in addends:
        parts = _parts(whole, [row for row in outer if row is not whole])
        twice = [row for row in parts if row in addends]
        if len(twice) >= 1 and len(parts) >= 2:
            right = total - _sum(twice)
            yield rules.finding(
                "double",
                book.id,
                [spot_of(row.fact) for row in (cell, whole, *parts)],
                subject=cell.line.name,
                expected=plain_number(right),
                formula=f"{cell.fact.as_printed} - {' - '.join(row.fact.as_printed for row in twice)}",
                root=f"double {cell.fact.source.table}",
                printed=cell.fact.as_printed,
                whole=whole.line.name,
                parts=", ".join(row.line.name for row in twice),
            )
            return


def _parts(whole: Cell, others: Sequence[Cell]) -> tuple[Cell, ...]:
    """The rows that add up to another one exactly, none of them named twice; () where none do."""
    value = whole.fact.value or Decimal(0)
    smaller = [row for row in others if row.fact.value and row.fact.value < value]
    for size in range(2, len(smaller) + 1):
        for rows in combinations(smaller, size):
            names = {row.line.name for row in rows}
            if len(names) == size and _sum(rows) == value:
                return rows
    return ()


def _sum(rows: Sequence[Cell]) -> Decimal:
    return sum((row.fact.value or Decimal(0) for row in rows), Decimal(0))
