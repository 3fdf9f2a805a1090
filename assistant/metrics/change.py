"""Change and difference: always in points and, where it is defined, as a relative per cent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Change:
    """From one value to another.

    `points` = after - before, in the unit of the values (points, rupiah);
    `relative` = (after - before) / before x 100, in per cent, None when `before` is zero.
    """

    before: Decimal
    after: Decimal
    points: Decimal
    relative: Decimal | None

    @property
    def direction(self) -> str:
        """One of "up", "down" and "same"."""
        return "up" if self.points > 0 else "down" if self.points < 0 else "same"


def change(before: Decimal, after: Decimal) -> Change:
    """The change between two values of one indicator, in this order."""
    points = after - before
    return Change(before, after, points, points / before * 100 if before else None)


def steps(values: list[Decimal]) -> list[Change]:
    """The changes between neighbours of a series in time."""
    return [change(before, after) for before, after in pairwise(values)]


def trend(values: list[Decimal]) -> str:
    """The way of a series: "up" or "down" when every step goes that way, "same" when none moves, else "mixed".

    One value is "same".
    """
    directions = {step.direction for step in steps(values)}
    if len(directions) == 1:
        return directions.pop()
    if directions <= {"up", "same"} and directions:
        return "up"
    if directions <= {"down", "same"} and directions:
        return "down"
    return "mixed" if directions else "same"
