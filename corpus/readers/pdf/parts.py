"""A page taken apart: its tables, and the lines of text outside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.pdf import aligned, cells, grid
from corpus.readers.pdf.cells import PrintedRow
from corpus.readers.pdf.page import Box, Line, Page, Word, lines

_WIDE = 1.2
"""Of the font size: a wider gap parts two texts on one line, where the file did not write them one after another."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table, or the part of one that stands on this page: its box, the edges of its columns, its rows.

    `doubted` holds its lines of text where it is a table only if it goes on from the page before.
    """

    box: Box
    edges: tuple[float, ...]
    rows: tuple[PrintedRow, ...]
    doubted: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class PageParts:
    """What stands on a page; `notes` as in `Page`."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    tables: tuple[TablePart, ...]
    notes: frozenset[str]


def take_apart(page: Page) -> PageParts:
    """The tables and text lines of a page."""
    tables = [_table(found) for found in grid.find(page)]
    tables = [table for table in tables if table.rows]
    rest = [word for word in page.words if not any(_holds(table.box, word) for table in tables)]
    unruled = aligned.find(rest)
    tables += [
        TablePart(table.box, table.edges, table.rows, () if table.sure else tuple(_segments(table.words)))
        for table in unruled
    ]
    taken = {word.order for table in unruled for word in table.words}
    text = [word for word in rest if word.order not in taken and word.upright]
    tables.sort(key=lambda table: table.box[1])
    return PageParts(page.number, page.width, page.height, tuple(_segments(text)), tuple(tables), page.notes)


def _table(found: grid.Grid) -> TablePart:
    return TablePart(found.box, tuple(cells.column_edges(found)), tuple(cells.rows(found)))


def _holds(box: Box, word: Word) -> bool:
    x, y = word.centre
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _segments(words: Sequence[Word]) -> Iterator[Line]:
    """Lines, parted where a wide gap stands between words that the file did not write one after another."""
    for line in lines(words):
        held = [line.words[0]]
        for before, word in itertools.pairwise(line.words):
            wide = word.x0 - before.x1 > _WIDE * max(word.size, before.size)
            if wide and word.order != before.order + 1:
                yield Line(tuple(held))
                held = []
            held.append(word)
        yield Line(tuple(held))
