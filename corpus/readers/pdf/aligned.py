"""Tables without drawn lines: rows whose texts stand in columns, one below another.

A table is a run of lines that leave the same upright strips free (gutters). A line begins a new row where the space
above it is wider than usual, or, in a table of even spacing, where a column of figures holds one more figure.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.cells import PrintedRow, printed
from corpus.readers.pdf.page import Box, Line, Word, lines, union
from corpus.tables.header import is_word

_GUTTER, _LEAST_STRIP = 5.0, 1.5
"""Points that a free strip between two columns must be wide."""
_APART = 0.9
"""Of the font size: a wider gap parts two texts of a line."""
_LEAST_COLUMNS, _LEAST_ROWS, _LEAST_FIGURES = 3, 3, 3
_MOST_HEADER, _MOST_REST, _MOST_FOOT, _MOST_BETWEEN = 5, 8, 2, 4
_WORDED, _FEW = 0.6, 0.25
_ALONE, _WITH_UNITS, _LONGEST_UNIT = 0.6, 0.4, 12
_MARKED = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[A-Za-z]|[IVX]{1,5})[.)]\s")
_TIGHT = 1.6
_SAME, _MOST_ALIKE = 2.5, 0.6
_NEAR, _FARTHEST = 3.2, 30.0
_WIDER, _SOME = 1.22, 0.15
_FIGURE = re.compile(
    r"^(?:rp\.?)?[<>≤≥(]?-?\d[\d.,]*(?:,-)?[%‰)]?$|^(?:rp\.?\s*)?\d[\d.,]*(?:,-)?\s*%?$|^[-–]$|^n/?a$", re.IGNORECASE
)
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-z])[.)]?$")
_CAPTION = re.compile(r"^\W*(?:tabel|table|gambar|grafik)\b\.?\s*[\dA-Z]", re.IGNORECASE)

Span = tuple[float, float]


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
    chunks = [_chunks(line) for line in page]
    found: list[Aligned] = []
    position = floor = 0
    while position < len(page):
        end = _reach(page, chunks, position)
        enough = end - position >= _LEAST_ROWS or (end > position and _is_lone(chunks, (floor, position, end)))
        table = _table(page, chunks, (floor, position, end)) if enough else None
        if table is not None:
            found.append(table)
            floor = end
        position = end if table is not None else position + 1
    return found


def goes_on(words: Sequence[Word], gutters: Sequence[Span]) -> Aligned | None:
    """The lines at the top of a page that stand in the columns of a table on the page before; None where none do.

    A column may be a little wider here: its strip narrows as far as the texts of both pages leave it free.
    """
    page = list(lines([word for word in words if word.upright]))
    strips, end = list(gutters), 0
    while end < len(page) and not _CAPTION.match(page[end].text):
        narrowed = _narrowed(strips, page[end])
        if narrowed is None or (end and page[end].base - page[end - 1].base > _far(page[end], page[end - 1])):
            break
        strips, end = narrowed, end + 1
    body = page[:end]
    edges = [float("-inf"), *((start + stop) / 2 for start, stop in strips), float("inf")]
    grid = [_placed(line, edges) for line in body]
    while grid and not any(grid[-1][1:]) and (end < 2 or body[-1].base - body[-2].base > _TIGHT * body[-1].size):
        # A short text at the left, apart from the rows, is the next heading.
        body, grid, end = body[:-1], grid[:-1], end - 1
    if not any(sum(1 for cell in row if cell) > 1 for row in grid):
        return None
    held = tuple(word for line in body for word in line.words)
    groups = _grouped(body, grid, _figure_columns(grid))
    cells = [[[word for line in group for word in line[at]] for at in range(len(edges) - 1)] for group in groups]
    rows = tuple(row for one in cells if (row := printed(one)))
    return Aligned(union(word.box for word in held), tuple(strips), rows, held)


def _narrowed(strips: Sequence[Span], line: Line) -> list[Span] | None:
    """The strips as far as a line leaves them free; None where it closes one."""
    found = [_left_free(strip, line) for strip in strips]
    return found if all(end - start >= _LEAST_STRIP for start, end in found) else None


def _left_free(strip: Span, line: Line) -> Span:
    """What the words of a line leave free of a strip: one that ends inside it is the left's, others the right's."""
    near = [word for word in line.words if word.x0 < strip[1] and strip[0] < word.x1]
    start = max([strip[0], *(word.x1 for word in near if word.x1 <= strip[1])])
    return start, min([strip[1], *(word.x0 for word in near if word.x1 > strip[1])])


def _chunks(line: Line) -> list[Line]:
    """The texts of a line that wide gaps part."""
    found = [[line.words[0]]]
    for before, word in itertools.pairwise(line.words):
        if word.x0 - before.x1 > _APART * max(word.size, before.size, 4.0):
            found.append([])
        found[-1].append(word)
    return [Line(tuple(part)) for part in found]


def _free(page: Sequence[Line]) -> list[Span]:
    """The upright strips that no word of these lines enters, inside their common box."""
    spans = sorted((word.x0, word.x1) for line in page for word in line.words)
    free: list[Span] = []
    reached = spans[0][1]
    for start, end in spans[1:]:
        if start - reached >= _GUTTER:
            free.append((reached, start))
        reached = max(reached, end)
    return free


def _reach(page: Sequence[Line], chunks: Sequence[Sequence[Line]], start: int) -> int:
    """The end of the run of lines from `start` that leave at least two strips free; `start` where none begins there."""
    if len(chunks[start]) < _LEAST_COLUMNS:
        return start
    end, last = start + 1, start + 1
    while end < len(page):
        gap = page[end].base - page[end - 1].base
        if gap > _far(page[end], page[end - 1]) or _CAPTION.match(page[end].text):
            break
        if len(_free(page[start : end + 1])) + 1 < _LEAST_COLUMNS:
            break
        end += 1
        if len(chunks[end - 1]) > 1:
            last = end
    # The last row may end in lines of one text each.
    edges = _edges(page[start:last], _free(page[start:last]))
    while last < end and _hangs(page[last - 1], page[last], chunks[last], edges):
        last += 1
    return last


def _far(one: Line, other: Line) -> float:
    """The widest gap between two lines of one table: small letters may stand in rows far apart."""
    return max(_FARTHEST, _NEAR * max(one.size, other.size))


def _hangs(above: Line, line: Line, chunks: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether a line goes on the texts of the line above: close below it, each of its texts inside one column."""
    if line.base - above.base > _TIGHT * line.size or _CAPTION.match(line.text):
        return False
    # The last column may be wider than its lines so far.
    columns = [*_pairs(edges[:-1]), (edges[-2], float("inf"))]
    return all(any(a - 1 <= one.box[0] and one.box[2] <= b + 1 for a, b in columns) for one in chunks)


def _pairs(edges: Sequence[float]) -> Iterator[tuple[float, float]]:
    return itertools.pairwise(edges)


def _is_lone(chunks: Sequence[Sequence[Line]], run: tuple[int, int, int]) -> bool:
    """Whether a line or two make a table: a header at the page's end, or one more row close behind a table."""
    floor, start, end = run
    figures = sum(1 for one in chunks[start] if _FIGURE.match(one.text))
    behind = 0 < floor == start and len(chunks[start]) >= _LEAST_COLUMNS and figures > 0
    return behind or _is_lone_header(chunks, start, end)


def _is_lone_header(chunks: Sequence[Sequence[Line]], start: int, end: int) -> bool:
    """Whether one or two lines at a page's end (a foot may follow) head a table that begins on the next page."""
    first = [one.text for one in chunks[start]]
    if len(first) < _LEAST_COLUMNS or len(chunks) - end > _MOST_FOOT or end - start > _MOST_FOOT:
        return False
    worded = sum(1 for text in first if is_word(text))
    return worded >= _WORDED * len(first) and not any(_FIGURE.match(text) for text in first)


def _table(page: Sequence[Line], chunks: Sequence[Sequence[Line]], run: tuple[int, int, int]) -> Aligned | None:
    """The table of a run of lines: where the table before it ended (0 for none), its first line, and its end."""
    floor, start, end = run
    body = page[start:end]
    gutters = _free(body)
    edges = _edges(body, gutters)
    grid = [_placed(line, edges) for line in body]
    columned = _is_columned(grid)
    sure = (columned and _is_table(grid)) or _is_lone(chunks, run)
    if not sure and not (columned and start <= _MOST_REST):
        return None
    first, rows = _above(page, chunks, (floor, start), edges)
    figures = _figure_columns(grid)
    for group in _grouped(body, grid, figures):
        cells = [[word for line in group for word in line[column]] for column in range(len(edges) - 1)]
        if row := printed(cells):
            rows.append(row)
    words = tuple(word for line in page[first:end] for word in line.words)
    return Aligned(union(word.box for word in words), tuple(gutters), tuple(rows), words, sure)


def _edges(body: Sequence[Line], gutters: Sequence[Span]) -> list[float]:
    left, right = min(line.box[0] for line in body), max(line.box[2] for line in body)
    return [left - 1, *((start + end) / 2 for start, end in gutters), right + 1]


def _placed(line: Line, edges: Sequence[float]) -> list[list[Word]]:
    """The words of a line by column."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for word in line.words:
        column = next((at for at in range(len(edges) - 2) if word.centre[0] < edges[at + 1]), len(edges) - 2)
        cells[column].append(word)
    return cells


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _is_columned(grid: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether texts stand in columns; a list of "name : value" is none."""
    columns = range(len(grid[0]))
    if any(all(_said(row[at]) in (":", "") for row in grid) for at in columns):
        return False
    return all(_lines_up([row[at] for row in grid if row[at]]) for at in columns)


def _is_table(grid: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether columns hold figures or stand under header words."""
    figures = sum(1 for at in _figure_columns(grid) for row in grid if row[at] and _FIGURE.match(_said(row[at])))
    several = sum(1 for row in grid if sum(1 for cell in row if cell) >= _LEAST_COLUMNS)
    titled = all(is_word(_said(cell)) for cell in grid[0] if cell)
    return several >= 2 and (figures >= _LEAST_FIGURES or titled)


def _lines_up(cells: Sequence[Sequence[Word]]) -> bool:
    """Whether most texts of a column begin, end or have their middle at one place: gaps in justified text do not."""
    spans = [(cell[0].x0, cell[-1].x1) for cell in cells]
    for at in ([a for a, _ in spans], [b for _, b in spans], [(a + b) / 2 for a, b in spans]):
        middle = sorted(at)[len(at) // 2]
        if sum(abs(one - middle) <= _SAME for one in at) >= max(2, _MOST_ALIKE * len(at)):
            return True
    return len(spans) < 2


def _figure_columns(grid: Sequence[Sequence[Sequence[Word]]]) -> list[int]:
    """The columns, behind the first, whose filled lines are mostly figures, or figures and the units below them."""
    found = []
    for at in range(1, len(grid[0])):
        filled = [_said(row[at]) for row in grid if row[at]]
        figures = sum(bool(_FIGURE.match(text)) for text in filled)
        short = all(_FIGURE.match(text) or len(text) <= _LONGEST_UNIT for text in filled)
        if len(filled) > 1 and figures >= (_WITH_UNITS if short else _ALONE) * len(filled):
            found.append(at)
    return found


def _grouped(
    body: Sequence[Line], grid: Sequence[list[list[Word]]], figures: Sequence[int]
) -> list[list[list[list[Word]]]]:
    """The lines of each row."""
    steps = [after.base - before.base for before, after in itertools.pairwise(body)]
    usual = min((step for step in steps if step > 1), default=1.0)
    wide = [step > _WIDER * usual for step in steps]
    numbered = _is_numbered(grid)
    if sum(wide) >= max(2, _SOME * len(steps)):
        starts = [0, *(at + 1 for at, is_wide in enumerate(wide) if is_wide), len(grid)]
        spaced = [list(grid[first:last]) for first, last in itertools.pairwise(starts)]
        if sum(1 for group in spaced if _holds_two(group, figures)) <= _FEW * len(spaced):
            return spaced
    groups: list[list[list[list[Word]]]] = []
    held: set[int] = set()
    for position, row in enumerate(grid):
        valued = {at for at in figures if row[at] and _FIGURE.match(_said(row[at]))}
        marked = numbered and bool(row[0]) and bool(_NUMBER.match(_said(row[0])))
        if not groups:
            begins = True
        else:
            begins = marked or bool(valued & held) or (position > 0 and wide[position - 1] and bool(valued or row[0]))
            begins = begins or bool(valued and not held) or (not figures and bool(row[0]))
        if begins:
            groups.append([])
            held = set()
        groups[-1].append(row)
        held |= valued
    return groups


def _holds_two(group: Sequence[Sequence[Sequence[Word]]], figures: Sequence[int]) -> bool:
    """Whether several lines of a group have figures in most of the columns of figures: then they are several rows."""
    double = sum(1 for at in figures if sum(1 for row in group if row[at] and _FIGURE.match(_said(row[at]))) > 1)
    return double > 0.5 * len(figures)


def _is_numbered(grid: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether the first column numbers the rows."""
    filled = [_said(row[0]) for row in grid if row[0]]
    return len(filled) > 1 and sum(bool(_NUMBER.match(text)) for text in filled) >= 0.6 * len(filled)


def _above(
    page: Sequence[Line], chunks: Sequence[Sequence[Line]], run: tuple[int, int], edges: Sequence[float]
) -> tuple[int, list[PrintedRow]]:
    """What stands above the run and belongs to it: the rest of a row at the page's top or behind a table, or a header.

    Short texts between two tables without a header between them are rows too: the rest of one, or the name of a part.
    """
    floor, start = run
    wide = [float("-inf"), *edges[1:]]
    between = range(floor, start)
    if 0 < len(between) <= _MOST_REST and all(_hangs(page[at], page[at], chunks[at], wide) for at in between):
        if not floor:
            row = printed(_by_column(page[:start], edges))
            return 0, [row] if row else []
        if _goes_with(page, chunks, floor, start):
            return floor, [row for group in _tight(page[floor:start]) if (row := printed(_by_column(group, edges)))]
    first = max(floor, _header_start(page, chunks, start, edges))
    return first, [row for row in (_header_row(line, edges) for line in page[first:start]) if row]


def _by_column(body: Sequence[Line], edges: Sequence[float]) -> list[list[Word]]:
    """The words of several lines by column."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for line in body:
        for column, words in enumerate(_placed(line, edges)):
            cells[column] += words
    return cells


def _goes_with(page: Sequence[Line], chunks: Sequence[Sequence[Line]], floor: int, start: int) -> bool:
    """Whether the few short lines between two tables belong to the second, which has no header."""
    if start - floor > _MOST_BETWEEN or all(is_word(one.text) for one in chunks[start]):
        return False
    short = all(
        len(chunks[at]) == 2 if _MARKED.match(page[at].text) else len(chunks[at]) == 1 for at in range(floor, start)
    )
    return short and page[start].base - page[start - 1].base <= _far(page[start], page[start - 1])


def _tight(body: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand close below one another, together."""
    group: list[Line] = []
    for line in body:
        if group and line.base - group[-1].base > _TIGHT * line.size:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _header_start(page: Sequence[Line], chunks: Sequence[Sequence[Line]], start: int, edges: Sequence[float]) -> int:
    """The first line of the header above: lines of several texts close by, which may span columns."""
    first = start
    while first > 0 and start - first < _MOST_HEADER:
        above = page[first - 1]
        near = page[first].base - above.base <= _NEAR * above.size
        inside = above.box[0] >= edges[0] - 4 and above.box[2] <= edges[-1] + 4
        if not near or not inside or len(chunks[first - 1]) < 2 or _CAPTION.match(above.text):
            break
        first -= 1
    return first


def _header_row(line: Line, edges: Sequence[float]) -> PrintedRow | None:
    """A header line; a text that spans columns stands in the first of them."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for chunk in _chunks(line):
        at = next((at for at in range(len(edges) - 1) if chunk.box[0] < edges[at + 1] - 1), len(edges) - 2)
        cells[at] += chunk.words
    return printed(cells)
