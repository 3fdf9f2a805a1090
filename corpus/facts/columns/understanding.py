"""The columns of a table understood: roles by header path, then held against the cells and the neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.facts.columns.captioned import captioned, placed
from corpus.facts.columns.checked import LARGE, checked
from corpus.facts.columns.neighbours import by_neighbours, dated, one_name, results_before, without_scales
from corpus.facts.columns.slipped import numbered_names, percent_moved, years_moved
from corpus.facts.counts import counted
from corpus.facts.roles import MONEY, PERCENT, Column, column_of
from corpus.numbers import Hint, parse
from corpus.report import Table


def understand(table: Table, organisation: str, region: str = "") -> tuple[Column, ...]:
    """The columns of a table: roles by header, then checked against the cells and their neighbours."""
    columns = captioned([column_of(index, path, organisation) for index, path in enumerate(table.columns)], table)
    columns = placed(columns, table, organisation, region)
    cells = [[row.cells[index] for row in table.rows if index < len(row.cells)] for index in range(len(columns))]
    columns = numbered_names(percent_moved(years_moved(columns, cells), cells), cells)
    columns = one_name([checked(column, cells[column.index]) for column in columns])
    columns = results_before(by_neighbours(columns, cells), cells)
    columns = without_scales(columns)
    columns = counted(dated(columns), cells, table)
    return tuple(replace(column, hint=_hint(column, cells[column.index])) for column in columns)


def _hint(column: Column, cells: Sequence[str]) -> Hint:
    if column.role in MONEY or column.role.startswith("pagu") or column.unit == "rupiah":
        return "money"
    if column.role in PERCENT or column.role in ("nilai", "pembanding"):
        return "decimal"
    numbers = [number for cell in cells if (number := parse(cell)).kind == "number"]
    if sum(1 for number in numbers if number.value is not None and number.value >= LARGE) > 0.3 * len(numbers):
        return "money"
    if any(number.value is not None and number.value % 1 for number in numbers):
        return "decimal"
    return "unknown"
