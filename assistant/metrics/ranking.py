"""Ranking, filtering and aggregating figures that have a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")


def ranked(items: Iterable[T], value: Callable[[T], Decimal | None], *, descending: bool = True) -> list[T]:
    """Items that have a value, ordered by it; equal values keep their order."""
    having = [(item, v) for item in items if (v := value(item)) is not None]
    having.sort(key=lambda pair: -pair[1] if descending else pair[1])
    return [item for item, _ in having]


def extremes(items: Sequence[T], value: Callable[[T], Decimal | None], *, highest: bool) -> list[T]:
    """The item or items (when tied) with the highest or lowest value; empty when none has one."""
    ordered = ranked(items, value, descending=highest)
    if not ordered:
        return []
    best = value(ordered[0])
    return [item for item in ordered if value(item) == best]


def filtered(items: Iterable[T], value: Callable[[T], Decimal | None], operator: str, limit: Decimal) -> list[T]:
    """Items whose value is below ("<") or above (">") a limit."""
    below = operator == "<"
    return [item for item in items if (v := value(item)) is not None and (v < limit if below else v > limit)]


def total(values: Sequence[Decimal]) -> Decimal:
    """The sum; 0 for none."""
    return sum(values, Decimal(0))


def average(values: Sequence[Decimal]) -> Decimal | None:
    """The plain mean; None for no values."""
    return total(values) / len(values) if values else None
