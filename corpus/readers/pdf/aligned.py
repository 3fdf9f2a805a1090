"""Tables without drawn lines: rows whose texts stand in columns, one below another.

A table is a run of lines that leave the same upright strips free (gutters).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.pdf.bands import after, grouped
from corpus.readers.pdf.cells import PrintedRow, printed
from corpus.readers.pdf.columns import (
    FIGURE,
    Span,
    chunks,
    edges_of,
    figure_columns,
    free,
    is_columned,
    narrowed,
    placed,
    said,
    stand_alike,
)
from corpus.readers.pdf.heads import above
from corpus.readers.pdf.page import Box, Line, Word, lines, union
from corpus.readers.pdf.reach import LEAST_COLUMNS, extended, is_header, is_lone, reach
from corpus.readers.pdf.steps import CAPTION, TIGHT, far
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


def goes_on(words: Sequence[Word], gutters: Sequence[Span], before: Sequence[Word]) -> Aligned | None:
    """The lines at the top of a page that stand in the columns of a table on the page before; None where none do.

    `before` are the words of that table. A column may be a little wider here: its strip narrows as far as the texts of
    both pages leave it free.
    """
    page = list(lines([word for word in words if word.upright]))
    strips, end = list(gutters), 0
    while end < len(page) and not CAPTION.match(page[end].text):
        closer = narrowed(strips, page[end])
        if closer is None or (end and page[end].base - page[end - 1].base > far(page[end], page[end - 1])):
            break
        strips, end = closer, end + 1
    body = page[:end]
    edges = [float("-inf"), *((start + stop) / 2 for start, stop in strips), float("inf")]
    grid = [placed(line, edges) for line in body]
    while grid and not any(grid[-1][1:]) and (end < 2 or body[-1].base - body[-2].base > TIGHT * body[-1].size):
        # A short text at the left, apart from the rows, is the next heading.
        body, grid, end = body[:-1], grid[:-1], end - 1
    held = tuple(word for line in body for word in line.words)
    lone = all(sum(1 for cell in row if cell) < 2 for row in grid)
    if not held or (lone and any(row[0] for row in grid)) or not stand_alike(before, held, edges, sure=lone):
        return None
    earlier = list(lines(before))
    whole = [*(placed(line, edges) for line in earlier), *grid]
    groups = grouped([*earlier, *body], whole, figure_columns(whole))
    cells = [
        [[word for line in group for word in line[at]] for at in range(len(edges) - 1)]
        for group in after(groups, len(earlier))
    ]
    rows = tuple(row for one in cells if (row := printed(one)))
    return Aligned(union(word.box for word in held), tuple(strips), rows, held)


def _table(page: Sequence[Line], texts: Sequence[Sequence[Line]], run: tuple[int, int, int]) -> Aligned | None:
    """The table of a run of lines: where the table before it ended (0 for none), its first line, and its end."""
    floor, start, end = run
    body = page[start:end]
    gutters = free(body)
    edges = edges_of(body, gutters)
    grid = [placed(line, edges) for line in body]
    columned = is_columned(grid)
    headed = is_header(page, texts, start, end)
    sure = (columned and (headed or _is_table(grid))) or is_lone(page, texts, run)
    if not sure and not (columned and start <= _MOST_REST):
        return None
    first, rows = above(page, texts, (floor, start), edges)
    figures = figure_columns(grid)
    for group in grouped(body, grid, figures):
        cells = [[word for line in group for word in line[column]] for column in range(len(edges) - 1)]
        if row := printed(cells):
            rows.append(row)
    words = tuple(word for line in page[first:end] for word in line.words)
    return Aligned(union(word.box for word in words), tuple(gutters), tuple(rows), words, sure)


def _is_table(grid: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether columns hold figures or stand under header words."""
    figures = sum(1 for at in figure_columns(grid) for row in grid if row[at] and FIGURE.match(said(row[at])))
    several = sum(1 for row in grid if sum(1 for cell in row if cell) >= LEAST_COLUMNS)
    titled = all(is_word(said(cell)) for cell in grid[0] if cell)
    return several >= 2 and (figures >= _LEAST_FIGURES or titled)
