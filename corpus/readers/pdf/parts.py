"""A page taken apart: its tables, and the lines of text outside them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.readers.pdf import aligned, cells, grid, onward
from corpus.readers.pdf.cells import PrintedRow
from corpus.readers.pdf.columns import Span
from corpus.readers.pdf.page import Box, Line, Page, Word, lines
from corpus.report import Place, Row
from corpus.tables.header import detect

_WIDE = 1.2
"""Of the font size: a wider gap parts two texts on one line, where the file did not write them one after another."""


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table, or the part of one that stands on this page: its box, the edges of its columns, its rows.

    `gutters` are the free strips between the columns of one without lines, whose `words` it keeps; one that is
    `doubted` is a table only if it goes on from the page before.
    """

    box: Box
    edges: tuple[float, ...]
    rows: tuple[PrintedRow, ...]
    gutters: tuple[Span, ...] = ()
    words: tuple[Word, ...] = ()
    doubted: bool = False


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
    bare = PageParts(page.number, page.width, page.height, (), tuple(tables), page.notes)
    return _with(bare, rest, ())


def going_on(page: PageParts, before: TablePart) -> tuple[PageParts, TablePart]:
    """The page where the table without lines at the end of the page before goes on at its top, in the same columns.

    And that table itself: where it is only a header, in the columns that are seen here.
    """
    words = [word for line in page.lines for word in line.words]
    words += [word for table in page.tables for word in table.words]
    top = min((table.box[1] for table in page.tables if not table.words), default=page.height)
    header = _is_header(before)
    above = [word for word in words if word.box[3] <= top]
    found = onward.goes_on(above, before.gutters, before.words, header=header)
    if found is None:
        return page, before
    if len(found.gutters) > len(before.gutters):
        before = _unruled(onward.recut(before.words, found.gutters))
    held = {word.order for word in found.words}
    ruled = tuple(table for table in page.tables if not table.words)
    rest = [word for word in words if word.order not in held]
    return _with(replace(page, tables=ruled), rest, (found,)), before


def _is_header(table: TablePart) -> bool:
    """Whether a table is nothing but a header."""
    return detect([Row(row.cells, Place()) for row in table.rows]).size >= len(table.rows)


def lines_of(table: TablePart) -> tuple[Line, ...]:
    """The lines of text of a table without lines."""
    return tuple(_segments(table.words))


def _with(page: PageParts, words: Sequence[Word], first: Sequence[aligned.Aligned]) -> PageParts:
    """A page with the tables without lines that stand among its words, and the rest of these as lines."""
    unruled = [*first, *aligned.find(words)]
    taken = {word.order for table in unruled for word in table.words}
    text = [word for word in words if word.order not in taken and word.upright]
    tables = [*page.tables, *(_unruled(table) for table in unruled)]
    return replace(page, lines=tuple(_segments(text)), tables=tuple(sorted(tables, key=lambda table: table.box[1])))


def _unruled(table: aligned.Aligned) -> TablePart:
    return TablePart(table.box, table.edges, table.rows, table.gutters, table.words, not table.sure)


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
