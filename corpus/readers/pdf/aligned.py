"""Tables without drawn lines: rows whose texts stand in columns, one below another.

A table is a run of lines that leave the same upright strips free (gutters).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf.bands import grouped
from corpus.readers.pdf.cells import PrintedRow, printed
from corpus.readers.pdf.columns import (
    FIGURE,
    Span,
    chunks,
    edges_of,
    figure_columns,
    free,
    is_columned,
    placed,
    said,
    without_split,
)
from corpus.readers.pdf.heads import above, header_rows
from corpus.readers.pdf.page import Box, Line, Word, lines, union
from corpus.readers.pdf.reach import LEAST_COLUMNS, extended, has_values, header_size, is_header, is_lone, reach
from corpus.tables.header import is_word

_LEAST_ROWS, _LEAST_FIGURES = 3, 3
_MOST_REST = 8


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table without lines: its box, the edges of its columns, its rows and its words.

    `gutters` are the free strips between its columns. One that is not `sure` has neither figures nor header words: it
    is a table only if it goes on from the page before.
    """

    box: Box
    gutters: tuple[Span, ...]
    rows: tuple[PrintedRow, ...]
    words: tuple[Word, ...]
    sure: bool = True

    @property
    def edges(self) -> tuple[float, ...]:
        """The edges of its columns: the left one, the middles of the gutters, the right one."""
        return self.box[0] - 1, *((start + end) / 2 for start, end in self.gutters), self.box[2] + 1


def find(words: Sequence[Word]) -> list[Aligned]:
    """The tables without lines among these words, from top to bottom."""
    page = list(lines([word for word in words if word.upright]))
    texts = [chunks(line) for line in page]
    found: list[Aligned] = []
    position = floor = 0
    while position < len(page):
        end = reach(page, texts, position)
        enough = end - position >= _LEAST_ROWS or (end > position and is_lone(page, texts, (floor, position, end)))
        run = (floor, *extended(page, texts, (floor, position, end))) if enough else (floor, position, end)
        table = _table(page, texts, run) if enough else None
        if table is None and enough:
            run = (floor, position, end)
            table = _table(page, texts, run)
        if table is not None:
            found.append(table)
            floor = run[2]
        position = run[2] if table is not None else position + 1
    return found


def _table(page: Sequence[Line], texts: Sequence[Sequence[Line]], run: tuple[int, int, int]) -> Aligned | None:
    """The table of a run of lines: where the table before it ended (0 for none), its first line, and its end."""
    floor, start, end = run
    body = page[start:end]
    headed, lone = is_header(page, texts, start, end), is_lone(page, texts, run)
    gutters = free(body)
    if headed:
        split = [placed(line, edges_of(body, gutters)) for line in body]
        gutters = without_split(gutters, split, header_size(texts[start:end]))
    edges = edges_of(body, gutters)
    grid = [placed(line, edges) for line in body]
    columned = is_columned(grid)
    sure = (columned and (headed or _is_table(grid))) or lone
    if not sure and not (columned and start <= _MOST_REST):
        return None
    first, rows = above(page, texts, (floor, start), edges)
    if headed and lone and not has_values(texts[start:end]):
        rows += header_rows(body, edges)
    else:
        groups = grouped(body, grid, figure_columns(grid))
        cells = ([[word for line in group for word in line[at]] for at in range(len(edges) - 1)] for group in groups)
        rows += [row for one in cells if (row := printed(one))]
    words = tuple(word for line in page[first:end] for word in line.words)
    return Aligned(union(word.box for word in words), tuple(gutters), tuple(rows), words, sure)


def _is_table(grid: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether columns hold figures or stand under header words."""
    figures = sum(1 for at in figure_columns(grid) for row in grid if row[at] and FIGURE.match(said(row[at])))
    several = sum(1 for row in grid if sum(1 for cell in row if cell) >= LEAST_COLUMNS)
    titled = all(is_word(said(cell)) for cell in grid[0] if cell)
    return several >= 2 and (figures >= _LEAST_FIGURES or titled)
