"""What stands above the lines of a table without drawn lines and belongs to it: its header, or the rest of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.readers.pdf.cells import PrintedRow, printed
from corpus.readers.pdf.columns import chunks, placed
from corpus.readers.pdf.page import Line, Word
from corpus.readers.pdf.steps import CAPTION, NEAR, TIGHT, far, hangs
from corpus.tables.header import is_word

_MOST_HEADER, _MOST_REST, _MOST_BETWEEN = 5, 8, 4
_MARKED = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,5})[.)]\s")


def above(
    page: Sequence[Line], texts: Sequence[Sequence[Line]], run: tuple[int, int], edges: Sequence[float]
) -> tuple[int, list[PrintedRow]]:
    """What stands above the run and belongs to it: the rest of a row at the page's top or behind a table, or a header.

    Short texts between two tables without a header between them are rows too: the rest of one, or the name of a part.
    """
    floor, start = run
    wide = [float("-inf"), *edges[1:]]
    between = range(floor, start)
    if 0 < len(between) <= _MOST_REST and all(hangs(page[at], page[at], texts[at], wide) for at in between):
        if not floor:
            row = printed(_by_column(page[:start], edges))
            return 0, [row] if row else []
        if _goes_with(page, texts, floor, start):
            return floor, [row for group in _tight(page[floor:start]) if (row := printed(_by_column(group, edges)))]
    first = max(floor, _header_start(page, texts, start, edges))
    return first, [row for row in (_header_row(line, edges) for line in page[first:start]) if row]


def _by_column(body: Sequence[Line], edges: Sequence[float]) -> list[list[Word]]:
    """The words of several lines by column."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for line in body:
        for column, words in enumerate(placed(line, edges)):
            cells[column] += words
    return cells


def _goes_with(page: Sequence[Line], texts: Sequence[Sequence[Line]], floor: int, start: int) -> bool:
    """Whether the few short lines between two tables belong to the second, which has no header."""
    if start - floor > _MOST_BETWEEN or all(is_word(one.text) for one in texts[start]):
        return False
    short = all(
        len(texts[at]) == 2 if _MARKED.match(page[at].text) else len(texts[at]) == 1 for at in range(floor, start)
    )
    return short and page[start].base - page[start - 1].base <= far(page[start], page[start - 1])


def _tight(body: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand close below one another, together."""
    group: list[Line] = []
    for line in body:
        if group and line.base - group[-1].base > TIGHT * line.size:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _header_start(page: Sequence[Line], texts: Sequence[Sequence[Line]], start: int, edges: Sequence[float]) -> int:
    """The first line of the header above: lines of several texts close by, which may span columns."""
    first = start
    while first > 0 and start - first < _MOST_HEADER:
        line = page[first - 1]
        near = page[first].base - line.base <= NEAR * line.size
        inside = line.box[0] >= edges[0] - 4 and line.box[2] <= edges[-1] + 4
        if not near or not inside or len(texts[first - 1]) < 2 or CAPTION.match(line.text):
            break
        first -= 1
    return first


def header_rows(body: Sequence[Line], edges: Sequence[float]) -> list[PrintedRow]:
    """The rows of header lines, those close below one another as one."""
    found = []
    for group in _tight(body):
        cells: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
        for line in group:
            cells = [[*above, *words] for above, words in zip(cells, _header_cells(line, edges), strict=True)]
        if row := printed(cells):
            found.append(row)
    return found


def _header_row(line: Line, edges: Sequence[float]) -> PrintedRow | None:
    return printed(_header_cells(line, edges))


def _header_cells(line: Line, edges: Sequence[float]) -> list[list[Word]]:
    """A header line by column; a text that spans columns stands in the first of them."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for chunk in chunks(line):
        at = next((at for at in range(len(edges) - 1) if chunk.box[0] < edges[at + 1] - 1), len(edges) - 2)
        cells[at] += chunk.words
    return cells
