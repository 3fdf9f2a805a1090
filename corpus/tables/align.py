"""Rows that lost or gained cells, put back under their columns by the kind of their cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from corpus.numbers import parse
from corpus.words import plain

CellKind = Literal["blank", "absent", "figure", "percent", "money", "code", "word", "name", "indicator"]
Profile = Counter[CellKind]
"""How often each kind of cell stands in a column."""

_INDICATOR = re.compile(
    r"^(?:(?:\d{1,2}|[a-z])[.)]\s*)?(persentase|presentase|prosentase|jumlah|nilai|indeks|rata-rata|cakupan|tingkat|capaian|skor)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"^(?:[xX]|\d{1,2})(?:\.(?:\d{1,2}|[xX]{1,2})){2,}(?:\.\d{3,4})?\.?$")
"""Of a programme or activity: at least three short numbers with points between them."""
_GAP = 1.0
_MOSTLY, _PROOF, _RARE = 0.5, 4, 0.1
_SURELY_WRONG = 4.0
"""How much better another fit of a row must be before its printed columns are doubted: two cells quite out of place."""
_FARTHEST = 3
_SPREAD = 0.5
"""What it takes to give up the printed gaps of a row altogether rather than to move it."""


@lru_cache(maxsize=65536)
def kind(cell: str) -> CellKind:
    """What a cell looks like: a short word may be a unit or a category, a long one is a name; 0 stands like "-"."""
    text = plain(cell)
    if not text:
        return "blank"
    if _CODE.match(text.replace(" ", "")):
        return "code"
    number = parse(text)
    if number.kind == "absent":
        return "absent"
    if number.kind in ("number", "range"):
        if number.value == 0:
            return "absent"
        if number.value is not None and abs(number.value) >= 100_000:
            return "money"
        return "percent" if text.endswith("%") else "figure"
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


def cost(cell: CellKind, column: Counter[CellKind]) -> float:
    """How badly a cell fits a column: 0 fits, 3 is a figure among names or a name among figures."""
    if cell == "blank":
        return 0.1
    total = sum(count for name, count in column.items() if name != "blank")
    if not total:
        return 0.8
    alike = column["percent"] if cell == "figure" else column["figure"] if cell == "percent" else 0
    share = (column[cell] + 0.9 * alike) / total
    if share >= 0.2:
        return 0.5 * (1 - share)
    figures = (column["figure"] + column["percent"] + column["money"] + column["absent"]) / total
    if cell in ("figure", "percent", "money"):
        if cell == "money" and figures * total <= 1 and total > _PROOF:  # the one figure may be this very cell
            return _SURELY_WRONG + 0.5
        if figures < 0.5:
            return 1.0 + 2.0 * (1 - figures)
        stray = cell == "money" and total >= _PROOF and column["money"] < _RARE * total
        return 2.0 if stray else 0.9
    if cell == "absent":
        return 1.5 * (1 - figures)
    return 0.7 + 2.3 * figures


def replaced(cells: Sequence[str], columns: Sequence[Counter[CellKind]]) -> tuple[str, ...] | None:
    """A row of the right width whose cells stand under wrong columns, put right; None where its own columns may stand.

    Tried are the row moved as a whole, a blank put in where a cell was lost, and the filled cells spread anew. An
    amount of money in a column of small figures is out of place whatever else fits.
    """
    if len(cells) != len(columns):
        return None
    if _has_stray_money(cells, columns):
        return refit(cells, columns)
    now = _misfit(cells, columns)
    if now < _SURELY_WRONG:
        return None
    ways = [(_misfit(way, columns), way) for way in _moved(cells)]
    spread = refit(cells, columns)
    ways.append((_misfit(spread, columns) + _SPREAD, spread))
    least, best = min(ways, key=lambda pair: pair[0])
    return best if now - least >= _SURELY_WRONG else None


def _moved(cells: Sequence[str]) -> list[tuple[str, ...]]:
    """The row moved right or left as a whole over its blank ends, or with one blank put in."""
    row = tuple(cells)
    leading = next((place for place, cell in enumerate(row) if plain(cell)), len(row))
    trailing = next((place for place, cell in enumerate(reversed(row)) if plain(cell)), len(row))
    right = [("",) * step + row[:-step] for step in range(1, min(trailing, _FARTHEST) + 1)]
    left = [row[step:] + ("",) * step for step in range(1, min(leading, _FARTHEST) + 1)]
    opened = [(*row[:place], "", *row[place:-1]) for place in range(len(row) - 1, 0, -1) if trailing]
    return [*opened, *right, *left]


def _misfit(cells: Sequence[str], columns: Sequence[Counter[CellKind]]) -> float:
    return sum(cost(kind(cell), column) for cell, column in zip(cells, columns, strict=True) if plain(cell))


def _has_stray_money(cells: Sequence[str], columns: Sequence[Counter[CellKind]]) -> bool:
    """Whether a row has an amount of money in a column of small figures, though other columns hold amounts."""
    if not any(_money_share(column) > _MOSTLY for column in columns):
        return False
    return any(
        kind(cell) == "money" and column["figure"] + column["percent"] > column["money"] and _filled(column) >= _PROOF
        for cell, column in zip(cells, columns, strict=True)
    )


def _filled(column: Counter[CellKind]) -> int:
    return sum(count for name, count in column.items() if name != "blank")


def _money_share(column: Counter[CellKind]) -> float:
    return column["money"] / filled if (filled := _filled(column)) else 0.0


def narrowed(cells: Sequence[str], columns: Sequence[Counter[CellKind]]) -> tuple[str, ...] | None:
    """A row with too many cells fitted to the columns, nothing printed being lost: the cheapest of a few ways.

    Blank cells are left out one by one from some place on, or one "N/A" too many of a run of them, or the filled cells
    are spread anew; None where more cells are filled than there are columns.
    """
    width, surplus = len(columns), len(cells) - len(columns)
    filled = [cell for cell in cells if plain(cell)]
    if len(filled) > width or not width:
        return None
    ways: list[tuple[str, ...]] = []
    for start in range(len(cells)):
        for sort in ("blank", "absent"):
            spare = [place for place in range(start, len(cells)) if kind(cells[place]) == sort][:surplus]
            if len(spare) == surplus and (sort == "blank" or _in_a_run(cells, spare)):
                ways.append(tuple(cell for place, cell in enumerate(cells) if place not in spare))
    ways.append(refit(cells, columns))
    return min(ways, key=lambda way: sum(cost(kind(cell), column) for cell, column in zip(way, columns, strict=True)))


def _in_a_run(cells: Sequence[str], places: Sequence[int]) -> bool:
    """Whether these "N/A" cells stand beside others, so that it makes no difference which of them are left out."""
    first, last = places[0], places[-1]
    beside = [cells[place] for place in (first - 1, last + 1) if 0 <= place < len(cells)]
    return last - first == len(places) - 1 and any(kind(cell) == "absent" for cell in beside)


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
            placed = best[row - 1][column - 1] + cost(kinds[row - 1], columns[column - 1])
            gap = _GAP * (0.5 if row == count else 1.2 if _is_between_figures(kinds, row) else 1.0)
            best[row][column] = min(placed, best[row][column - 1] + gap)
    return _spread(cells, kinds, columns, best)


def _is_between_figures(kinds: Sequence[CellKind], row: int) -> bool:
    """Whether a gap behind the first `row` cells parts two figures: a target and its amount stand side by side."""
    return all(kinds[place] in ("figure", "percent", "money") for place in (row - 1, row))


def _spread(
    cells: Sequence[str], kinds: Sequence[CellKind], columns: Sequence[Counter[CellKind]], best: list[list[float]]
) -> tuple[str, ...]:
    row, column = len(cells), len(columns)
    result = [""] * column
    while row:
        placed = best[row - 1][column - 1] + cost(kinds[row - 1], columns[column - 1])
        if placed <= best[row][column] + 1e-9:
            result[column - 1] = cells[row - 1]
            row -= 1
        column -= 1
    return tuple(result)
