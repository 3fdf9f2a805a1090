"""Columns of a table without lines that stand empty leave no trace: put back by what the part before holds in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.pdf.cells import PrintedRow
from corpus.readers.pdf.page import Box
from corpus.report import Place, Row
from corpus.tables import align
from corpus.tables.header import detect, is_index
from corpus.words import plain

_INSIDE, _OUTSIDE, _BREAK, _UNSEEN = 0.3, 0.2, 0.5, 0.2
"""What an empty column costs inside a row and at its ends, what it costs that they do not stand together, and that one
stands at an end where the part begins or ends like the part before."""
_AWAY, _FARTHEST = 0.005, 0.6
"""What it costs that the first column begins so many points away from where it began before, and at most."""
_ASIDE = 12.0
"""Points: a part that begins or ends further from the side than the part before may have an empty column there."""


@dataclass(slots=True)
class Shape:
    """What is known of a table from its parts so far: its width, its sides, its rows and where its columns begin.

    `places` are those of the columns of the last part among all, None where it has them all.
    """

    width: int
    left: float
    right: float
    rows: list[tuple[str, ...]] = field(default_factory=list)
    lefts: dict[int, float] = field(default_factory=dict)
    places: list[int] | None = None

    def add(self, rows: Sequence[PrintedRow]) -> None:
        """Take in the rows of one more part."""
        for row in rows:
            cells = [""] * self.width
            for at, cell in enumerate(row.cells):
                place = self.places[at] if self.places else at
                cells[place] = cell
                if (box := row.boxes[at]) is not None:
                    self.lefts[place] = min(box[0], self.lefts.get(place, box[0]))
            self.rows.append(tuple(cells))


def find(rows: Sequence[PrintedRow], box: Box, shape: Shape) -> list[int] | None:
    """For each column of a part that stands right behind a table its place among the columns of that; `box` is its own.

    None where the rows have a header of their own, or as many columns.
    """
    texts = [tuple(plain(cell) for cell in row.cells) for row in rows]
    count = len(texts[0]) if texts else 0
    if not count or count >= shape.width or detect([Row(row, Place()) for row in texts]).size:
        return None
    columns = _profile(shape)
    costs = [[_cost([row[at] for row in texts if row[at]], column) for column in columns] for at in range(count)]
    if box[0] > shape.left + _ASIDE:
        costs[0] = [cost + _away(box[0], shape.lefts.get(place)) for place, cost in enumerate(costs[0])]
        costs[0][0] = float("inf")
    else:
        costs[0][1:] = [cost + _UNSEEN for cost in costs[0][1:]]
    if box[2] > shape.right - _ASIDE:
        costs[-1][:-1] = [cost + _UNSEEN for cost in costs[-1][:-1]]
    return _cheapest(costs, shape.width)


def _profile(shape: Shape) -> tuple[align.Profile, ...]:
    """What the columns hold so far, their header and its numbers aside."""
    body = [cells for cells in shape.rows if not is_index(Row(cells, Place()))]
    head = detect([Row(cells, Place()) for cells in body]).size
    return align.profile(body[head:] or body, shape.width)


def _away(left: float, before: float | None) -> float:
    return 0.0 if before is None else min(_FARTHEST, _AWAY * abs(left - before))


def _cost(cells: Sequence[str], column: align.Profile) -> float:
    """How badly the cells of a column fit a place, on average."""
    return sum(align.cost(align.kind(cell), column) for cell in cells) / max(1, len(cells))


def _cheapest(costs: Sequence[Sequence[float]], width: int) -> list[int]:
    """The places, in order, that cost least."""
    ways = {place: (cost + _OUTSIDE * place, [place]) for place, cost in enumerate(costs[0])}
    for column in costs[1:]:
        ways = {
            place: min(
                (cost + _gap(place - last - 1) + column[place], [*way, place])
                for last, (cost, way) in ways.items()
                if last < place
            )
            for place in range(min(ways) + 1, width)
        }
    return min((cost + _OUTSIDE * (width - 1 - place), way) for place, (cost, way) in ways.items())[1]


def _gap(size: int) -> float:
    return _BREAK + _INSIDE * size if size else 0.0
