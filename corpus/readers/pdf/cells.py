"""From a grid to printed rows: cells that hold several lines of a list are parted, broken words and amounts joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf.grid import Cell, Grid
from corpus.readers.pdf.page import Box, Line, Word, lines, surety, union

_VALUE = re.compile(r"^(?:rp\.?\s*)?[<>≤≥~±(]?\s*\d[\d.,\s]*(?:,-|-)?\s*[%‰)]?$|^[-–]$", re.IGNORECASE)
_MARK = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z])[.)]|[•▪➢-])\s*(?=\D)", re.IGNORECASE)
_ITEM = re.compile(r"(?<!\S)(\d{1,2})[.)]\s+(?=[A-Z])")
_AMOUNT_PART = re.compile(r"^(?:rp\.?\s*)?-?[\d.,]+[-–]?$|^rp\.?$|^,?-$", re.IGNORECASE)
_CUT_AMOUNT = re.compile(r"^\d{1,3}(?:[.,]\d{3})+[.,]\d{0,2}$")
_LOW_SIGN = re.compile(r"^(rp\.?)\s+(?=\d)", re.IGNORECASE)
_UNFINISHED = re.compile(r"\d[.,]\d{0,2}$|[.,]$")
_WHOLE = re.compile(r"^\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?(?:,-)?$")
BREAK = "\v"
"""Stands between the lines of a cell until the whole report tells which words a line's end has broken."""
_LEAST_LINES = 3
_MOST_PARTS = 30


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row of a table on one page: its cells as text, the box of each cell that holds words, its own box.

    `sure` is the lowest confidence of its words where they were read by OCR.
    """

    cells: tuple[str, ...]
    boxes: tuple[Box | None, ...]
    box: Box
    sure: float | None = None


def rows(grid: Grid) -> list[PrintedRow]:
    """The rows of a ruled table from top to bottom, those without words left out."""
    table: list[list[tuple[Word, ...]]] = [[() for _ in range(grid.columns)] for _ in range(grid.rows)]
    edges = column_edges(grid)
    for cell in grid.cells:
        for column, words in _by_column(cell, edges):
            table[cell.row][column] = words
    return [row for line in table if any(line) for part in _parted(line) if (row := printed(part))]


def printed(cells: Sequence[Sequence[Word]]) -> PrintedRow | None:
    """The row of these cells; None where none holds a word."""
    filled = [word.box for words in cells for word in words]
    if not filled:
        return None
    texts = tuple(text(words) for words in cells)
    boxes = tuple(union(word.box for word in words) if words else None for words in cells)
    return PrintedRow(texts, boxes, union(filled), surety(word for words in cells for word in words))


def column_edges(grid: Grid) -> list[float]:
    """The left edges of the columns, and the right edge of the last."""
    edges = [grid.box[0]] * grid.columns + [grid.box[2]]
    for cell in grid.cells:
        edges[cell.column] = cell.box[0]
        edges[cell.column + cell.columns] = cell.box[2]
    return edges


def _by_column(cell: Cell, edges: Sequence[float]) -> list[tuple[int, tuple[Word, ...]]]:
    """The words of a cell by column: a cell without inner lines whose text still stands in the columns is parted."""
    inner = edges[cell.column + 1 : cell.column + cell.columns]
    if not inner or len(list(lines(cell.words))) < _LEAST_LINES:
        return [(cell.column, cell.words)]
    if any(word.box[0] + 1 < edge < word.box[2] - 1 for word in cell.words for edge in inner):
        return [(cell.column, cell.words)]
    parts: dict[int, list[Word]] = {}
    for word in cell.words:
        place = sum(1 for edge in inner if edge <= word.centre[0])
        parts.setdefault(cell.column + place, []).append(word)
    return [(column, tuple(words)) for column, words in parts.items()]


# Rows that hold several printed rows


def _parted(cells: Sequence[tuple[Word, ...]]) -> list[list[tuple[Word, ...]]]:
    """The rows that a row of cells holds: several values stand one below another, at the same heights, in most of them.

    The texts beside them are parted where their list marks stand or where a line begins at the height of a value.
    """
    values = {index: found for index, words in enumerate(cells) if (found := _values(words))}
    counts = {len(found) for found in values.values()}
    if not values or len(counts) != 1 or not 2 <= (count := counts.pop()) <= _MOST_PARTS or _has_broken(cells):
        return [list(cells)]
    heights = [min(found[part].base for found in values.values()) for part in range(count)]
    names = [(index, list(lines(words))) for index, words in enumerate(cells) if words and index not in values]
    if any(_is_titled_list(name, count) for _, name in names):
        return [list(cells)]
    marked = any(_by_marks(name, count) for _, name in names)
    level = not marked and len(values) > 1 and any(_by_height(name, heights) for _, name in names)
    if not marked and not level:
        return [list(cells)]
    parts: list[list[tuple[Word, ...]]] = []
    for part in range(count):
        row: list[tuple[Word, ...]] = []
        for index, words in enumerate(cells):
            if index in values:
                row.append(values[index][part].words)
            else:
                own = list(lines(words))
                cuts = _by_marks(own, count) or (_by_height(own, heights) if level else None)
                row.append(_piece(own, cuts or [0] + [len(own)] * (count - 1), part))
        parts.append(row)
    return parts


def _has_broken(cells: Sequence[Sequence[Word]]) -> bool:
    """Whether a cell holds one amount whose digits a narrow column has parted: then no line of the row stands alone."""
    texts = [[line.text for line in lines(words)] for words in cells]
    return any(len(said) == 2 and _is_broken(said) for said in texts)


def _is_broken(texts: Sequence[str]) -> bool:
    """Whether the lines of a cell are one amount."""
    return _joined(texts) not in (" ".join(texts), BREAK.join(texts))


def _values(words: Sequence[Word]) -> list[Line] | None:
    """The lines of a cell where each is a value or a word that stands as often as there are lines ("Persen")."""
    found = list(lines(words))
    texts = [line.text for line in found]
    if len(texts) < 2:
        return None
    if all(_VALUE.match(text) for text in texts):
        return None if len(texts) == 2 and _is_broken(texts) else found
    return found if len(set(texts)) == 1 and len(texts[0]) <= 20 else None


def _by_marks(name: Sequence[Line], count: int) -> list[int] | None:
    """Where the items of a list begin among the lines of a text: `count` items with rising marks, else None."""
    starts = [position for position, line in enumerate(name) if _MARK.match(line.text)]
    return starts if len(starts) == count and (not starts or starts[0] == 0) else None


def _is_titled_list(name: Sequence[Line], count: int) -> bool:
    """Whether a text has a title and below it a list of so many items: its lines do not stand beside their values."""
    said = " ".join(line.text for line in name)
    marks = [match[1] for match in _ITEM.finditer(said)]
    return marks == [str(number + 1) for number in range(count)] and not _MARK.match(said)


def _by_height(name: Sequence[Line], heights: Sequence[float]) -> list[int] | None:
    """The lines of a text that begin at the heights of the values; None where one value has no line at its height."""
    starts = [
        next((at for at, line in enumerate(name) if abs(line.base - height) < 0.6 * line.size), None)
        for height in heights
    ]
    if any(start is None for start in starts) or starts[0] != 0:
        return None
    found = [start for start in starts if start is not None]
    return found if sorted(set(found)) == found else None


def _piece(name: Sequence[Line], cuts: Sequence[int], part: int) -> tuple[Word, ...]:
    end = cuts[part + 1] if part + 1 < len(cuts) else len(name)
    return tuple(word for line in name[cuts[part] : end] for word in line.words)


# Words to text


def text(words: Sequence[Word]) -> str:
    """The words of a cell or paragraph as one line: hyphens at line ends and broken amounts joined."""
    upright = [word for word in words if word.upright]
    turned = [word for word in words if not word.upright]
    texts = [line.text for line in lines(upright)]
    if turned:
        texts.append(" ".join(word.text for word in sorted(turned, key=lambda word: word.order)))
    return _joined(texts)


def _joined(texts: Sequence[str]) -> str:
    if len(texts) > 1 and all(_AMOUNT_PART.match(text) for text in texts):
        return _amount(texts)
    return BREAK.join(texts)


def _amount(texts: Sequence[str]) -> str:
    """The lines of a cell that holds one amount whose last digits stand on the next line, else joined with blanks."""
    sign = next((text for text in texts if re.match(r"^rp\.?$", text, re.IGNORECASE)), "")
    parts = [text for text in texts if text != sign]
    as_it_stands = " ".join([*([sign] if sign else []), *parts])
    if len(parts) > 1 and _CUT_AMOUNT.search(parts[0]) and (low := _LOW_SIGN.match(parts[1])):
        # The sign stands between the two lines, in the middle of the cell.
        sign, parts = low[1], [parts[0], parts[1][low.end() :], *parts[2:]]
    whole = "".join(parts)
    digits = re.sub(r"^rp\.?\s*", "", whole, flags=re.IGNORECASE)
    broken = len(parts) > 1 and (_UNFINISHED.search(parts[0]) or parts[1][0] in ".," or parts[1].strip("-–,") == "")
    if broken and _WHOLE.match(digits):
        return f"{sign} {whole}".strip()
    return as_it_stands
