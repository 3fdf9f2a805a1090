"""Rows of a table without lines: which of its lines make one row.

A line begins a new row where the space above it is wider than usual, or, in a table of even spacing, where a column of
figures holds one more figure.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from corpus.readers.pdf.columns import FIGURE, said
from corpus.readers.pdf.page import Line, Word
from corpus.readers.pdf.steps import TIGHT

_FEW, _HALF = 0.25, 0.5
"""Of the rows told by their spacing: so many may hold several figures in a column, more where the spacing is clear."""
_WIDER, _SOME, _CLEAR = 1.22, 0.15, 1.6
"""Of the usual step: a wider one; where few are wider, how much wider they all must be."""
_FAR = 2.4
"""Of the font size: no text has its lines further apart."""
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[a-z])[.)]?$")
_YEAR = re.compile(r"20\d\d$")

Cells = list[list[Word]]
"""The words of a line by column."""


def grouped(body: Sequence[Line], grid: Sequence[Cells], figures: Sequence[int]) -> list[list[Cells]]:
    """The lines of each row; `figures` are the columns that hold figures."""
    steps = [below.base - above.base for above, below in itertools.pairwise(body)]
    usual = min((step for step in steps if step > 1), default=1.0)
    wide = [step > min(_WIDER * usual, _FAR * line.size) for step, line in zip(steps, body[1:], strict=True)]
    numbered = _is_numbered(grid)
    clear = _is_clear(steps, usual, body[0].size)
    if clear or sum(wide) >= max(2, _SOME * len(steps)):
        starts = [0, *(at + 1 for at, is_wide in enumerate(wide) if is_wide), len(grid)]
        spaced = [list(grid[first:last]) for first, last in itertools.pairwise(starts)]
        doubled = [_holds_two(group, figures) for group in spaced]
        if clear and sum(doubled) <= _HALF * len(spaced):
            return spaced
        if sum(doubled) <= _FEW * len(spaced):
            parted = [
                _by_figures(group, figures, [False] * len(group), numbered=numbered) if two else [group]
                for group, two in zip(spaced, doubled, strict=True)
            ]
            return [group for groups in parted for group in groups]
    return _by_figures(grid, figures, [False, *wide], numbered=numbered)


def _by_figures(
    grid: Sequence[Cells], figures: Sequence[int], wide: Sequence[bool], *, numbered: bool
) -> list[list[Cells]]:
    """The lines of each row where spacing does not tell: a row has a number, or a figure in each of its columns."""
    groups: list[list[Cells]] = []
    held: set[int] = set()
    for row, is_wide in zip(grid, wide, strict=True):
        valued = {at for at in figures if row[at] and FIGURE.match(said(row[at]))}
        if all(_YEAR.match(said(row[at])) for at in valued):
            valued = set()  # of a header, as "Target" over "2024"
        marked = numbered and bool(row[0]) and bool(_NUMBER.match(said(row[0])))
        begins = not groups or marked or bool(valued & held) or (is_wide and bool(valued or row[0]))
        begins = begins or bool(valued and not held) or (not figures and bool(row[0]))
        if begins:
            groups.append([])
            held = set()
        groups[-1].append(row)
        held |= valued
    return groups


def after(groups: Sequence[list[Cells]], count: int) -> list[list[Cells]]:
    """The groups without their first `count` lines; what is left of a group that they cut is one of its own."""
    found: list[list[Cells]] = []
    for group in groups:
        if len(group) > count:
            found.append(group[count:])
        count = max(0, count - len(group))
    return found


def _is_clear(steps: Sequence[float], usual: float, size: float) -> bool:
    """Whether rows stand clearly further apart than the lines of their texts, with nothing between."""
    wide = [step for step in steps if step > _WIDER * usual]
    return bool(wide) and usual <= TIGHT * size and min(wide) >= _CLEAR * usual


def _holds_two(group: Sequence[Sequence[Sequence[Word]]], figures: Sequence[int]) -> bool:
    """Whether several lines of a group have figures in most of the columns of figures: then they are several rows."""
    double = sum(1 for at in figures if sum(1 for row in group if row[at] and FIGURE.match(said(row[at]))) > 1)
    return double > 0.5 * len(figures)


def _is_numbered(grid: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """Whether the first column numbers the rows."""
    filled = [said(row[0]) for row in grid if row[0]]
    return len(filled) > 1 and sum(bool(_NUMBER.match(text)) for text in filled) >= 0.6 * len(filled)
