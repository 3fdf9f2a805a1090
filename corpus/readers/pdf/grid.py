"""Ruled tables: from the lines drawn on a page to grids, and from a grid and the words in it to rows of cells.

Each place of a grid that no drawn line parts from its neighbour belongs to the same cell, so merged cells keep
their words at their first place and leave the others empty, as header and row reading expect it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.readers.pdf.page import Box, Page, Rule, Word, union

_JOIN = 3.5
"""Points between two lines that are drawn as one, and between a line's end and the line that it meets."""
_NARROWEST, _LOWEST = 9.0, 6.0
"""A strip between two lines narrower or lower than this holds no words: it is a double line."""
_SHORTEST = 5.0
"""A shorter line is a dot or a piece of a picture."""
_TOUCH, _LARGE, _MOST_FILLS = 0.25, 0.4, 4000
_COVERED = 0.55
_LEAST_CELLS, _LEAST_IN_ROW = 2, 3
"""A frame around one or two texts is a table only where it has several rows; the rest of a row that a page break cut
may hold one text alone."""
_MOST_CELLS = 40_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its first place, how many rows and columns it takes, its box and its words."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on a page: its box, the number of its rows and columns, and its cells in reading order."""

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]


def find(page: Page) -> list[Grid]:
    """The ruled tables of a page from top to bottom; frames around one text are none."""
    rules = [*page.rules, *_shaded(page)]
    across = [rule for rule in _merged([rule for rule in rules if rule.horizontal]) if rule.x1 - rule.x0 >= _SHORTEST]
    along = [rule for rule in _merged([r for r in rules if not r.horizontal]) if rule.bottom - rule.top >= _SHORTEST]
    found = []
    for flat, upright in _groups(across, along):
        if grid := _grid(flat, upright, page.words):
            found.append(grid)
    outer = [grid for grid in found if not any(_inside(grid.box, other.box) for other in found if other is not grid)]
    return sorted(outer, key=lambda grid: (grid.box[1], grid.box[0]))


def _shaded(page: Page) -> list[Rule]:
    """The edges of coloured cells: coloured pieces that touch are one cell (each of its lines is coloured alone).

    A coloured area without a word is a bar of a chart or an ornament.
    """
    cells: list[Box] = []
    near: list[Box] = []
    for fill in sorted(page.fills[:_MOST_FILLS], key=lambda box: (box[1], box[0])):
        done = [box for box in near if box[3] < fill[1] - _TOUCH]
        cells += done
        near = [box for box in near if box[3] >= fill[1] - _TOUCH]
        cell = fill
        while touching := [box for box in near if _touch(box, cell)]:
            near = [box for box in near if box not in touching]
            cell = union([cell, *touching])
        near.append(cell)
    found: list[Rule] = []
    for x0, top, x1, bottom in [*cells, *near]:
        large = (x1 - x0) * (bottom - top) > _LARGE * page.width * page.height
        if large or x1 - x0 < _NARROWEST or bottom - top < _LOWEST:
            continue
        if any(_holds((x0, top, x1, bottom), word.centre) for word in page.words):
            found += [Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom)]
            found += [Rule(x0, top, x0, bottom), Rule(x1, top, x1, bottom)]
    return found


def _touch(one: Box, two: Box) -> bool:
    return (
        one[0] <= two[2] + _TOUCH
        and two[0] <= one[2] + _TOUCH
        and one[1] <= two[3] + _TOUCH
        and two[1] <= one[3] + _TOUCH
    )


def _inside(box: Box, other: Box) -> bool:
    return box[0] >= other[0] - 1 and box[1] >= other[1] - 1 and box[2] <= other[2] + 1 and box[3] <= other[3] + 1


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Lines in one direction, pieces that lie behind one another joined to one line."""
    if not rules:
        return []
    flat = rules[0].horizontal
    spans = sorted(((r.top, r.x0, r.x1) if flat else (r.x0, r.top, r.bottom)) for r in rules)
    found: list[tuple[float, float, float]] = []
    for at, group in _clusters(spans):
        start, end = group[0][1], group[0][2]
        for _, begin, stop in group[1:]:
            if begin <= end + _JOIN:
                end = max(end, stop)
            else:
                found.append((at, start, end))
                start, end = begin, stop
        found.append((at, start, end))
    return [Rule(start, at, end, at) if flat else Rule(at, start, at, end) for at, start, end in found]


def _clusters(spans: Sequence[tuple[float, float, float]]) -> Iterable[tuple[float, list[tuple[float, float, float]]]]:
    """Spans whose positions lie close together, with their mean position, each group sorted by where it begins."""
    group: list[tuple[float, float, float]] = []
    for span in spans:
        if group and span[0] - group[-1][0] > 1.2:
            yield sum(one[0] for one in group) / len(group), sorted(group, key=lambda one: one[1])
            group = []
        group.append(span)
    if group:
        yield sum(one[0] for one in group) / len(group), sorted(group, key=lambda one: one[1])


def _groups(across: list[Rule], along: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, as groups that hold lines of both directions."""
    rules = [*across, *along]
    parent = list(range(len(rules)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    order = sorted(range(len(across)), key=lambda index: across[index].top)
    tops = [across[index].top for index in order]
    for number, rule in enumerate(along):
        first = bisect.bisect_left(tops, rule.top - _JOIN)
        last = bisect.bisect_right(tops, rule.bottom + _JOIN)
        for index in order[first:last]:
            if across[index].x0 - _JOIN <= rule.x0 <= across[index].x1 + _JOIN:
                parent[root(index)] = root(len(across) + number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), ([], []))[0 if rule.horizontal else 1].append(rule)
    return [group for group in groups.values() if len(group[0]) >= 2 and len(group[1]) >= 1]


def _grid(across: list[Rule], along: list[Rule], words: Sequence[Word]) -> Grid | None:
    box = (
        min(r.x0 for r in [*across, *along]),
        min(r.top for r in [*across, *along]),
        max(r.x1 for r in [*across, *along]),
        max(r.bottom for r in [*across, *along]),
    )
    inside = [word for word in words if _holds(box, word.centre)]
    if not inside:
        return None
    xs = _edges([r.x0 for r in along] + [box[0], box[2]], [word.centre[0] for word in inside], _NARROWEST)
    ys = _edges([r.top for r in across] + [box[1], box[3]], [word.centre[1] for word in inside], _LOWEST)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < _LEAST_CELLS or rows * columns > _MOST_CELLS:
        return None
    owner = _owners(across, along, xs, ys)
    cells = _cells(owner, xs, ys, inside)
    filled = [cell for cell in cells if cell.words]
    if columns < _LEAST_IN_ROW and (rows < 2 or len({cell.column for cell in filled}) < 2):
        return None
    return Grid(box, rows, columns, tuple(cells))


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _edges(positions: Sequence[float], centres: Sequence[float], least: float) -> list[float]:
    """The lines of a grid in one direction, lines close together with no word between them taken as one."""
    centres = sorted(centres)
    found: list[list[float]] = []
    for at in sorted(positions):
        if found:
            before = found[-1][-1]
            between = bisect.bisect_left(centres, at) - bisect.bisect_right(centres, found[-1][0])
            if at - before <= 1.2 or (at - found[-1][0] < least and between <= 0):
                found[-1].append(at)
                continue
        found.append([at])
    return [sum(group) / len(group) for group in found]


def _owners(across: list[Rule], along: list[Rule], xs: list[float], ys: list[float]) -> list[list[tuple[int, int]]]:
    """For each place of the grid the first place of the cell that it belongs to."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def join(one: tuple[int, int], two: tuple[int, int]) -> None:
        first, second = sorted((root(one), root(two)))
        parent[second] = first

    upright = [[rule for rule in along if _near(rule.x0, xs, number)] for number in range(len(xs))]
    flat = [[rule for rule in across if _near(rule.top, ys, number)] for number in range(len(ys))]
    for row in range(rows):
        for column in range(columns):
            if column + 1 < columns and not _covers(upright[column + 1], ys[row], ys[row + 1], flat=False):
                join((row, column), (row, column + 1))
            if row + 1 < rows and not _covers(flat[row + 1], xs[column], xs[column + 1], flat=True):
                join((row, column), (row + 1, column))
    return [[root((row, column)) for column in range(columns)] for row in range(rows)]


def _near(at: float, edges: Sequence[float], number: int) -> bool:
    """Whether a line stands at this edge of the grid and no other."""
    place = min(range(len(edges)), key=lambda index: abs(edges[index] - at))
    return place == number


def _covers(rules: Sequence[Rule], start: float, end: float, *, flat: bool) -> bool:
    """Whether lines at an edge part most of the way from `start` to `end`."""
    covered = 0.0
    for rule in rules:
        begin, stop = (rule.x0, rule.x1) if flat else (rule.top, rule.bottom)
        covered += max(0.0, min(stop, end) - max(begin, start))
    return covered >= _COVERED * (end - start)


def _cells(owner: list[list[tuple[int, int]]], xs: list[float], ys: list[float], words: Sequence[Word]) -> list[Cell]:
    spans: dict[tuple[int, int], list[int]] = {}
    for row, line in enumerate(owner):
        for column, first in enumerate(line):
            span = spans.setdefault(first, [row, column, row, column])
            span[:] = [min(span[0], row), min(span[1], column), max(span[2], row), max(span[3], column)]
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        x, y = word.centre
        row = min(max(bisect.bisect_right(ys, y) - 1, 0), len(ys) - 2)
        column = min(max(bisect.bisect_right(xs, x) - 1, 0), len(xs) - 2)
        held.setdefault(owner[row][column], []).append(word)
    return [
        Cell(top, left, bottom - top + 1, right - left + 1, (xs[left], ys[top], xs[right + 1], ys[bottom + 1]),
             tuple(held.get(first, ())))
        for first, (top, left, bottom, right) in sorted(spans.items())
    ]  # fmt: skip
