"""Header rows and code cells that slipped against the columns of their table, put back."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.report import Row
from corpus.words import plain, squash

_NUMBERED = re.compile(r"^(no\.?|nomor.*|kode.*)$")
_CODE = re.compile(r"^[\dxX][\dxX\s.]{0,24}$")
_LEAST_LETTERS = 6
_MOSTLY, _LEAST_ROWS = 0.8, 2


def header_rows(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Header rows, a lower one that was printed from the left margin moved under the headers that span columns.

    Such a row ("SEBELUM PERUBAHAN", "SETELAH PERUBAHAN", ...) begins in the first column though the row above names
    that column already. It moves right to the first place where each of its words stands under a spanning header.
    """
    if not rows:
        return ()
    result = [rows[0]]
    for row in rows[1:]:
        filled = [column for column, cell in enumerate(row.cells) if plain(cell)]
        spanned = _spanned(result)
        if not filled or filled[0] or filled[-1] != len(filled) - 1 or not spanned:
            result.append(row)
            continue
        last = max(spanned) - filled[-1]
        start = next((at for at in range(1, last + 1) if all(at + column in spanned for column in filled)), 0)
        cells = ("",) * start + row.cells
        result.append(replace(row, cells=cells[: max(len(row.cells), start + len(filled))]))
    return tuple(result)


def _spanned(above: Sequence[Row]) -> set[int]:
    """The columns under a header of the first row that spans several, numbers and codes left out."""
    first = above[0].cells
    columns: set[int] = set()
    for column, cell in enumerate(first):
        if plain(cell) and not _NUMBERED.match(squash(cell)):
            end = next((later for later in range(column + 1, len(first)) if plain(first[later])), len(first))
            if end - column > 1:
                columns.update(range(column, end))
    return columns


def codes_joined(header: Sequence[Row], body: Sequence[Row]) -> tuple[tuple[Row, ...], list[Row]]:
    """Header and rows of one page, a code that is spread over several cells joined to one cell in both.

    A header "KODE" owns the blank header cells behind it. Rows may spread the code over more cells than that, where
    most rows agree on it. A page whose header begins with something else is returned as it is.
    """
    owned = _code_columns(header)
    if not owned:
        return tuple(header), list(body)
    counts = Counter(count for row in body if (count := _code_cells(row)) is not None)
    usual, rows = counts.most_common(1)[0] if counts else (owned, 0)
    agreed = rows >= _LEAST_ROWS and rows >= _MOSTLY * counts.total()
    spread = max(owned, usual) if agreed else owned
    return (
        tuple(replace(row, cells=_joined(row.cells, owned)) for row in header),
        [replace(row, cells=_joined(row.cells, spread)) for row in body],
    )


def _code_columns(header: Sequence[Row]) -> int:
    """How many leading columns the code header owns; 0 where the header begins with something else."""
    if not header or not header[0].cells or not squash(header[0].cells[0]).startswith("kode"):
        return 0
    width = max(len(row.cells) for row in header)
    for column in range(1, width):
        if any(plain(row.cells[column]) for row in header if column < len(row.cells)):
            return column
    return 0


def _code_cells(row: Row) -> int | None:
    """How many cells stand before the first name of a row; None where something else than codes stands there."""
    for column, cell in enumerate(row.cells):
        text = plain(cell)
        if sum(char.isalpha() for char in text) >= _LEAST_LETTERS:
            return column if column and plain(row.cells[0]) else None
        if text and not _CODE.match(text):
            return None
    return None


def _joined(cells: tuple[str, ...], count: int) -> tuple[str, ...]:
    """The first `count` cells as one."""
    return (" ".join(text for cell in cells[:count] if (text := plain(cell))), *cells[count:])
