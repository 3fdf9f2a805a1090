"""Rows that lost or gained cells, put back under their columns by the kind of their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from corpus.numbers import parse
from corpus.words import plain

CellKind = Literal["blank", "absent", "figure", "money", "word", "name", "indicator"]

_INDICATOR = re.compile(
    r"^(persentase|presentase|prosentase|jumlah|nilai|indeks|rata-rata|cakupan|tingkat|capaian|skor)\b", re.IGNORECASE
)
_GAP = 1.0
_MOSTLY, _PROOF = 0.5, 4


@lru_cache(maxsize=65536)
def kind(cell: str) -> CellKind:
    """What a cell looks like: a short word may be a unit or a category, a long one is a name."""
    text = plain(cell)
    if not text:
        return "blank"
    number = parse(text)
    if number.kind == "absent":
        return "absent"
    if number.kind in ("number", "range"):
        return "money" if number.value is not None and abs(number.value) >= 100_000 else "figure"
    if _INDICATOR.match(text):
        return "indicator"
    return "word" if len(text) <= 14 else "name"


def profile(rows: Sequence[Sequence[str]], width: int) -> tuple[Counter[CellKind], ...]:
    """How often each kind of cell stands in each column, over the rows that have exactly `width` cells."""
    columns = tuple(Counter[CellKind]() for _ in range(width))
    for cells in rows:
        if len(cells) == width:
            for column, cell in zip(columns, cells, strict=True):
                column[kind(cell)] += 1
    return columns


def _cost(cell: CellKind, column: Counter[CellKind]) -> float:
    """How badly a cell fits a column: 0 fits, 3 is a figure among names or a name among figures."""
    if cell == "blank":
        return 0.1
    total = sum(count for name, count in column.items() if name != "blank")
    if not total:
        return 0.8
    share = column[cell] / total
    if share >= 0.2:
        return 0.5 * (1 - share)
    figures = (column["figure"] + column["money"] + column["absent"]) / total
    if cell in ("figure", "money"):
        return 1.0 + 2.0 * (1 - figures) if figures < 0.5 else 0.9
    if cell == "absent":
        return 1.5 * (1 - figures)
    return 0.7 + 2.3 * figures


def is_out_of_place(cells: Sequence[str], columns: Sequence[Counter[CellKind]]) -> bool:
    """Whether a row has an amount of money in a column of small figures, though other columns hold amounts."""
    if len(cells) != len(columns) or not any(_money_share(column) > _MOSTLY for column in columns):
        return False
    return any(
        kind(cell) == "money" and column["figure"] > column["money"] and _filled(column) >= _PROOF
        for cell, column in zip(cells, columns, strict=True)
    )


def _filled(column: Counter[CellKind]) -> int:
    return sum(count for name, count in column.items() if name != "blank")


def _money_share(column: Counter[CellKind]) -> float:
    return column["money"] / filled if (filled := _filled(column)) else 0.0


def narrowed(cells: Sequence[str], columns: Sequence[Counter[CellKind]]) -> tuple[str, ...] | None:
    """A row with too many cells fitted to the columns, nothing printed being lost: the cheapest of a few ways.

    Blank cells are left out one by one from some place on, or the filled cells are spread anew; None where more cells
    are filled than there are columns.
    """
    width, surplus = len(columns), len(cells) - len(columns)
    filled = [cell for cell in cells if plain(cell)]
    if len(filled) > width or not width:
        return None
    ways = [refit(cells, columns)]
    for start in range(len(cells)):
        blanks = [place for place in range(start, len(cells)) if not plain(cells[place])][:surplus]
        if len(blanks) == surplus:
            ways.append(tuple(cell for place, cell in enumerate(cells) if place not in blanks))
    return min(ways, key=lambda way: sum(_cost(kind(cell), column) for cell, column in zip(way, columns, strict=True)))


def refit(cells: Sequence[str], columns: Sequence[Counter[CellKind]]) -> tuple[str, ...]:
    """The filled cells of a row that is out of place or too wide, spread over the columns anew."""
    return fit([cell for cell in cells if plain(cell)], columns)


def fit(cells: Sequence[str], columns: Sequence[Counter[CellKind]]) -> tuple[str, ...]:
    """`cells` (fewer than the columns) spread over the columns in order, blanks where the best fit leaves gaps.

    Dynamic programming over cells and columns; among equal fits the leftmost place wins. A gap at the right end
    is cheaper than one inside, because trailing blanks are lost most often.
    """
    count, width = len(cells), len(columns)
    if count >= width:
        return tuple(cells[:width])
    kinds = [kind(cell) for cell in cells]
    infinite = float("inf")
    best = [[infinite] * (width + 1) for _ in range(count + 1)]
    best[0] = [_GAP * 0.9 * column for column in range(width + 1)]
    for row in range(1, count + 1):
        for column in range(row, width + 1):
            placed = best[row - 1][column - 1] + _cost(kinds[row - 1], columns[column - 1])
            gap = _GAP * (0.5 if row == count else 1.0)
            best[row][column] = min(placed, best[row][column - 1] + gap)
    return _spread(cells, kinds, columns, best)


def _spread(
    cells: Sequence[str], kinds: Sequence[CellKind], columns: Sequence[Counter[CellKind]], best: list[list[float]]
) -> tuple[str, ...]:
    row, column = len(cells), len(columns)
    result = [""] * column
    while row:
        placed = best[row - 1][column - 1] + _cost(kinds[row - 1], columns[column - 1])
        if placed <= best[row][column] + 1e-9:
            result[column - 1] = cells[row - 1]
            row -= 1
        column -= 1
    return tuple(result)
