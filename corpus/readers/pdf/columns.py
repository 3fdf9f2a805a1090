"""Columns without lines: the texts of a line, the upright strips that lines leave free, and what stands in columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from operator import and_

from corpus.readers.pdf.page import Line, Word

_GUTTER, _LEAST_STRIP = 5.0, 1.5
"""Points that a free strip between two columns must be wide."""
_APART = 0.9
"""Of the font size: a wider gap parts two texts of a line."""
_ALONE, _WITH_UNITS, _LONGEST_UNIT = 0.6, 0.4, 12
_SAME, _MOST_ALIKE = 2.5, 0.6
_SAME_SIZE = 0.12
FIGURE = re.compile(
    r"^(?:rp\.?)?[<>≤≥(]?-?\d[\d.,]*(?:,-)?[%‰)]?$|^(?:rp\.?\s*)?\d[\d.,]*(?:,-)?\s*%?$|^[-–]$|^n/?a$", re.IGNORECASE
)

Span = tuple[float, float]


def chunks(line: Line) -> list[Line]:
    """The texts of a line that wide gaps part."""
    found = [[line.words[0]]]
    for before, word in itertools.pairwise(line.words):
        if word.x0 - before.x1 > _APART * max(word.size, before.size, 4.0):
            found.append([])
        found[-1].append(word)
    return [Line(tuple(part)) for part in found]


def free(page: Sequence[Line]) -> list[Span]:
    """The upright strips that no word of these lines enters, inside their common box."""
    spans = sorted((word.x0, word.x1) for line in page for word in line.words)
    free: list[Span] = []
    reached = spans[0][1]
    for start, end in spans[1:]:
        if start - reached >= _GUTTER:
            free.append((reached, start))
        reached = max(reached, end)
    return free


def without_split(gutters: Sequence[Span], grid: Sequence[Sequence[Sequence[Word]]], head: int) -> list[Span]:
    """The strips but those between a header word and what stands below it, aside: `head` lines are the header's.

    There no line has texts on both sides, one side has none of the header's and the other hardly any below it; and the
    header word stands in the middle of both sides together, as far as the next columns leave room.
    """
    columns = [[row[at] for row in grid] for at in range(len(gutters) + 1)]
    kept: list[Span] = []
    left = columns[0]
    before = float("-inf")
    for at, gutter in enumerate(gutters):
        right = columns[at + 1]
        after = (
            min((word.x0 for cell in columns[at + 2] for word in cell), default=before)
            if at + 2 < len(columns)
            else float("inf")
        )
        if _is_one(left, right, head, (before, after)):
            left = [[*one, *two] for one, two in zip(left, right, strict=True)]
        else:
            kept.append(gutter)
            before = max((word.x1 for cell in left for word in cell), default=before)
            left = right
    return kept


def _is_one(left: Sequence[Sequence[Word]], right: Sequence[Sequence[Word]], head: int, room: Span) -> bool:
    """Whether two columns are the header and the body of one, which has this room."""
    if any(map(and_, map(bool, left), map(bool, right))) or any(left[:head]) == any(right[:head]):
        return False
    titled, bare = (left, right) if any(left[:head]) else (right, left)
    if 2 * sum(map(bool, titled[head:])) > sum(map(bool, bare[head:])) or not any(bare):
        return False
    middle = _middle([word for cell in titled[:head] for word in cell])
    start, end = min(word.x0 for cell in bare for word in cell), max(word.x1 for cell in bare for word in cell)
    return 2 * middle - end >= room[0] - _SAME if titled is left else 2 * middle - start <= room[1] + _SAME


def narrowed(strips: Sequence[Span], line: Line) -> list[Span] | None:
    """The strips as far as a line leaves them free; None where it closes one."""
    found = [_left_free(strip, line) for strip in strips]
    return found if all(end - start >= _LEAST_STRIP for start, end in found) else None


def _left_free(strip: Span, line: Line) -> Span:
    """What the words of a line leave free of a strip: one that ends inside it is the left's, others the right's."""
    near = [word for word in line.words if word.x0 < strip[1] and strip[0] < word.x1]
    start = max([strip[0], *(word.x1 for word in near if word.x1 <= strip[1])])
    return start, min([strip[1], *(word.x0 for word in near if word.x1 > strip[1])])


def edges_of(body: Sequence[Line], gutters: Sequence[Span]) -> list[float]:
    """The edges of columns: the left one of these lines, the middles of the strips between, the right one."""
    left, right = min(line.box[0] for line in body), max(line.box[2] for line in body)
    return [left - 1, *((start + end) / 2 for start, end in gutters), right + 1]


def placed(line: Line, edges: Sequence[float]) -> list[list[Word]]:
    """The words of a line by column."""
    cells: list[list[Word]] = [[] for _ in range(len(edges) - 1)]
    for word in line.words:
        column = next((at for at in range(len(edges) - 2) if word.centre[0] < edges[at + 1]), len(edges) - 2)
        cells[column].append(word)
    return cells


def said(words: Sequence[Word]) -> str:
    """The words with one blank between them."""
    return " ".join(word.text for word in words)


def is_columned(grid: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether texts stand in columns; a list of "name : value" is none."""
    columns = range(len(grid[0]))
    if any(all(said(row[at]) in (":", "") for row in grid) for at in columns):
        return False
    return all(_lines_up([row[at] for row in grid if row[at]]) for at in columns)


def _lines_up(cells: Sequence[Sequence[Word]]) -> bool:
    """Whether most texts of a column begin, end or have their middle at one place: gaps in justified text do not.

    Texts may stand left, figures right and a header in the middle of one column.
    """
    spans = [(cell[0].x0, cell[-1].x1) for cell in cells]
    alike: set[int] = set()
    for at in ([a for a, _ in spans], [b for _, b in spans], [(a + b) / 2 for a, b in spans]):
        groups = [{place for place, one in enumerate(at) if abs(one - middle) <= _SAME} for middle in at]
        largest = max(groups, key=len, default=set())
        if len(largest) > 1:
            alike |= largest
    return len(alike) >= max(2, _MOST_ALIKE * len(spans)) or len(spans) < 2


def figure_columns(grid: Sequence[Sequence[Sequence[Word]]]) -> list[int]:
    """The columns, behind the first, whose filled lines are mostly figures, or figures and the units below them."""
    found = []
    for at in range(1, len(grid[0])):
        filled = [said(row[at]) for row in grid if row[at]]
        figures = sum(bool(FIGURE.match(text)) for text in filled)
        short = all(FIGURE.match(text) or len(text) <= _LONGEST_UNIT for text in filled)
        if len(filled) > 1 and figures >= (_WITH_UNITS if short else _ALONE) * len(filled):
            found.append(at)
    return found


def stand_alike(one: Sequence[Word], two: Sequence[Word], edges: Sequence[float], *, sure: bool = False) -> bool:
    """Whether the texts of two parts of a table have one size and stand alike in most columns that both fill.

    To be `sure`, all must begin at the same left edges.
    """
    if abs(_size(one) - _size(two)) > _SAME_SIZE * _size(one):
        return False
    filled = [(a, b) for a, b in zip(_by_column(one, edges), _by_column(two, edges), strict=True) if b]
    lefts = [bool(a) and abs(min(word.x0 for word in a) - min(word.x0 for word in b)) <= _SAME for a, b in filled]
    if sure:
        return all(lefts)
    alike = sum(
        left
        or abs(max(word.x1 for word in a) - max(word.x1 for word in b)) <= _SAME
        or abs(_middle(a) - _middle(b)) <= _SAME
        for (a, b), left in zip(filled, lefts, strict=True)
        if a
    )
    return alike >= _MOST_ALIKE * sum(1 for a, _ in filled if a)


def _by_column(words: Sequence[Word], edges: Sequence[float]) -> list[list[Word]]:
    return placed(Line(tuple(words)), edges)


def _size(words: Sequence[Word]) -> float:
    sizes = sorted(word.size for word in words)
    return sizes[len(sizes) // 2]


def _middle(words: Sequence[Word]) -> float:
    return (min(word.x0 for word in words) + max(word.x1 for word in words)) / 2
