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
    narrowed,
    placed,
    said,
    stand_alike,
)
from corpus.readers.pdf.heads import above
from corpus.readers.pdf.page import Box, Line, Word, lines, union
from corpus.readers.pdf.steps import CAPTION, TIGHT, far, hangs
from corpus.report import Place, Row
from corpus.tables.header import detect, is_word

_LEAST_COLUMNS, _LEAST_ROWS, _LEAST_FIGURES = 3, 3, 3
_MOST_REST, _MOST_FOOT, _MOST_HEADING = 8, 2, 5


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
        end = _reach(page, texts, position)
        enough = end - position >= _LEAST_ROWS or (end > position and _is_lone(page, texts, (floor, position, end)))
        table = _table(page, texts, (floor, position, end)) if enough else None
        if table is not None:
            found.append(table)
            floor = end
        position = end if table is not None else position + 1
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
    if not any(sum(1 for cell in row if cell) > 1 for row in grid):
        return None
    held = tuple(word for line in body for word in line.words)
    if not stand_alike(before, held, edges):
        return None
    groups = grouped(body, grid, figure_columns(grid))
    cells = [[[word for line in group for word in line[at]] for at in range(len(edges) - 1)] for group in groups]
    rows = tuple(row for one in cells if (row := printed(one)))
    return Aligned(union(word.box for word in held), tuple(strips), rows, held)


def _reach(page: Sequence[Line], texts: Sequence[Sequence[Line]], start: int) -> int:
    """The end of the run of lines from `start` that leave at least two strips free; `start` where none begins there."""
    if len(texts[start]) < _LEAST_COLUMNS:
        return start
    end, last = start + 1, start + 1
    while end < len(page):
        gap = page[end].base - page[end - 1].base
        if gap > far(page[end], page[end - 1]) or CAPTION.match(page[end].text):
            break
        if len(free(page[start : end + 1])) + 1 < _LEAST_COLUMNS:
            break
        end += 1
        if len(texts[end - 1]) > 1:
            last = end
    # The last row may end in lines of one text each.
    edges = edges_of(page[start:last], free(page[start:last]))
    while last < end and hangs(page[last - 1], page[last], texts[last], edges):
        last += 1
    return last


def _is_lone(page: Sequence[Line], texts: Sequence[Sequence[Line]], run: tuple[int, int, int]) -> bool:
    """Whether a line or two make a table: a header at the page's end, or one more row close behind a table."""
    floor, start, end = run
    figures = sum(1 for one in texts[start] if FIGURE.match(one.text))
    behind = 0 < floor == start and len(texts[start]) >= _LEAST_COLUMNS and figures > 0
    return behind or _is_lone_header(page, texts, start, end)


def _is_lone_header(page: Sequence[Line], texts: Sequence[Sequence[Line]], start: int, end: int) -> bool:
    """Whether a few lines at a page's end (a foot may follow) head a table that begins on the next page."""
    if len(texts[start]) < _LEAST_COLUMNS or len(texts) - end > _MOST_FOOT or end - start > _MOST_HEADING:
        return False
    edges = [one.box[0] - 1 for one in texts[start]] + [float("inf")]
    cells = zip(*(placed(line, edges) for line in page[start:end]), strict=True)
    row = Row(tuple(" ".join(said(words) for words in column if words) for column in cells), Place())
    return detect([row]).size > 0


def _table(page: Sequence[Line], texts: Sequence[Sequence[Line]], run: tuple[int, int, int]) -> Aligned | None:
    """The table of a run of lines: where the table before it ended (0 for none), its first line, and its end."""
    floor, start, end = run
    body = page[start:end]
    gutters = free(body)
    edges = edges_of(body, gutters)
    grid = [placed(line, edges) for line in body]
    columned = is_columned(grid)
    sure = (columned and _is_table(grid)) or _is_lone(page, texts, run)
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
    several = sum(1 for row in grid if sum(1 for cell in row if cell) >= _LEAST_COLUMNS)
    titled = all(is_word(said(cell)) for cell in grid[0] if cell)
    return several >= 2 and (figures >= _LEAST_FIGURES or titled)
