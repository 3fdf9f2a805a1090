"""How far a table without drawn lines reaches: the run of lines that leave the same upright strips free."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from corpus.readers.pdf.columns import FIGURE, edges_of, free, placed, said
from corpus.readers.pdf.page import Line
from corpus.readers.pdf.steps import CAPTION, TIGHT, far, hangs
from corpus.report import Place, Row
from corpus.tables.header import detect

LEAST_COLUMNS = 3
_MOST_FOOT, _MOST_HEADING = 2, 5
_YEAR = re.compile(r"20\d\d$")
_NO_VALUE = re.compile(r"20\d\d$|\W*\d{1,2}\W*$")
"""A year or the number of a column: these stand in headers."""
_SAME_SIZE, _SAME_EDGE, _WIDER = 0.12, 2.5, 1.1


def reach(page: Sequence[Line], texts: Sequence[Sequence[Line]], start: int) -> int:
    """The end of the run of lines from `start` that leave at least two strips free; `start` where none begins there."""
    if len(texts[start]) < LEAST_COLUMNS:
        return start
    end, last = start + 1, start + 1
    while end < len(page):
        gap = page[end].base - page[end - 1].base
        if gap > far(page[end], page[end - 1]) or CAPTION.match(page[end].text):
            break
        if len(free(page[start : end + 1])) + 1 < LEAST_COLUMNS:
            break
        end += 1
        if len(texts[end - 1]) > 1:
            last = end
    # The last row may end in lines of one text each.
    edges = edges_of(page[start:last], free(page[start:last]))
    while last < end and hangs(page[last - 1], page[last], texts[last], edges):
        last += 1
    return last


def extended(page: Sequence[Line], texts: Sequence[Sequence[Line]], run: tuple[int, int, int]) -> tuple[int, int]:
    """The first line and the end of a run with the lone texts above and below it that stand at edges of its columns.

    Above a header stands nothing of a table; elsewhere the rest of a row, or a name, may stand alone in its column.
    """
    floor, start, end = run
    lefts = _lefts(page[start:end])
    strips = len(lefts)
    steps = [after.base - before.base for before, after in itertools.pairwise(page[start:end])]
    row_step = _WIDER * max(steps, default=0.0)
    while end < len(page) and _stands_in(page, texts, end, lefts):
        if page[end].base - page[end - 1].base > row_step or len(free(page[start : end + 1])) + 1 < strips:
            break
        end += 1
    if is_header(page, texts, start, end):
        return start, end
    while start > floor and _stands_in(page, texts, start - 1, lefts, below=True):
        if len(free(page[start - 1 : end])) + 1 < strips:
            break
        start -= 1
    return start, end


def _lefts(body: Sequence[Line]) -> list[float]:
    """Where the texts of each column begin."""
    edges = edges_of(body, free(body))
    columns = zip(*(placed(line, edges) for line in body), strict=True)
    return [min(word.x0 for words in column for word in words) for column in columns]


def _stands_in(
    page: Sequence[Line], texts: Sequence[Sequence[Line]], at: int, lefts: Sequence[float], *, below: bool = False
) -> bool:
    """Whether a line beside a run belongs to it: near, in letters of the same size, all texts at edges of columns.

    `below`: the run stands below the line, else above it.
    """
    line, next_to = page[at], page[at + 1 if below else at - 1]
    if abs(line.base - next_to.base) > far(line, next_to) or CAPTION.match(line.text):
        return False
    if abs(line.size - next_to.size) > _SAME_SIZE * next_to.size:
        return False
    return all(
        one.box[2] < lefts[0] or any(abs(one.box[0] - left) <= _SAME_EDGE for left in lefts) for one in texts[at]
    )


def is_lone(page: Sequence[Line], texts: Sequence[Sequence[Line]], run: tuple[int, int, int]) -> bool:
    """Whether a line or two make a table: a header at the page's end, or one more row close behind a table."""
    floor, start, end = run
    figures = sum(1 for one in texts[start] if FIGURE.match(one.text))
    behind = 0 < floor == start and len(texts[start]) >= LEAST_COLUMNS and figures > 0
    return behind or _is_lone_header(page, texts, start, end)


def is_header(page: Sequence[Line], texts: Sequence[Sequence[Line]], start: int, end: int) -> bool:
    """Whether the lines at `start`, those close below it with it, are a header; years alone may stand below a chart."""
    last = start + 1
    while last < end and page[last].base - page[last - 1].base <= TIGHT * page[last].size:
        last += 1
    edges = [one.box[0] - 1 for one in texts[start]] + [float("inf")]
    cells = zip(*(placed(line, edges) for line in page[start:last]), strict=True)
    row = Row(tuple(" ".join(said(words) for words in column if words) for column in cells), Place())
    words = sum(1 for cell in row.cells if cell and not FIGURE.match(cell))
    return words > len(row.cells) / 2 and detect([row]).size > 0


def header_size(texts: Sequence[Sequence[Line]]) -> int:
    """How many lines a header takes: those above the first with several figures; 0 where none has."""
    for at, line in enumerate(texts):
        if sum(1 for one in line if FIGURE.match(one.text) and not _YEAR.match(one.text)) > 1:
            return at
    return 0


def _is_lone_header(page: Sequence[Line], texts: Sequence[Sequence[Line]], start: int, end: int) -> bool:
    """Whether a few lines at a page's end (a foot may follow) head a table that begins on the next page."""
    if len(texts[start]) < LEAST_COLUMNS or len(texts) - end > _MOST_FOOT or end - start > _MOST_HEADING:
        return False
    return is_header(page, texts, start, end)


def has_values(texts: Sequence[Sequence[Line]]) -> bool:
    """Whether a text of these lines is a figure other than a year or the number of a column."""
    return any(FIGURE.match(one.text) and not _NO_VALUE.match(one.text) for line in texts for one in line)
