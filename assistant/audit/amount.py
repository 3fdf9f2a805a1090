"""Printed numbers and their rounding: what a computed value may look like in print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from assistant.numerals import plain_number, rounded


def places(value: Decimal) -> int:
    """Decimals of a printed number (3,45 has 2, 102 has 0)."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Span:
    """The values that a computation may have, its inputs being rounded; `best` is that of the figures as printed."""

    best: Decimal
    low: Decimal
    high: Decimal

    @classmethod
    def exact(cls, value: Decimal) -> Span:
        """A span of one value."""
        return cls(value, value, value)


def half(value: Decimal) -> Decimal:
    """Half a unit of the last printed decimal; 0 for whole numbers, which are taken as exact."""
    digits = places(value)
    return Decimal(5).scaleb(-digits - 1) if digits else Decimal(0)


def quotient(part: Decimal, whole: Decimal, *, measured: bool = False) -> Span:
    """Part / whole x 100, where the part may be rounded to its printed decimals; `whole` is not zero.

    A whole that is set (a target, a weight, a budget) is exact; `measured` says that it may be rounded as well.
    """
    best = part / whole * 100
    slack = half(whole) if measured else Decimal(0)
    ends = [
        (part + one) / (whole + two) * 100
        for one in (-half(part), half(part))
        for two in (-slack, slack)
        if whole + two
    ]
    return Span(best, min(best, *ends), max(best, *ends))


def agrees(printed: Decimal, span: Span, *, cut: bool) -> bool:
    """Whether a printed number is a value of the span rounded half up to its own decimals, or (`cut`) cut off there."""
    unit = Decimal(1).scaleb(-places(printed))
    return any(
        value.quantize(unit, way) == printed
        for way in ((ROUND_HALF_UP, ROUND_DOWN) if cut else (ROUND_HALF_UP,))
        for value in (span.low, span.best, span.high)
    ) or (span.low <= printed <= span.high)


def same(one: Decimal, other: Decimal) -> bool:
    """Whether two printed numbers are one number, perhaps with fewer decimals in one place (104,23 and 104,2)."""
    if one == other:
        return True
    few = min(places(one), places(other))
    if few == max(places(one), places(other)):
        return False
    unit = Decimal(1).scaleb(-few)
    return any(one.quantize(unit, way) == other.quantize(unit, way) for way in (ROUND_HALF_UP, ROUND_DOWN))


def shown(value: Decimal, decimals: int = 2) -> str:
    """A computed number as findings print it, in Indonesian style."""
    return plain_number(rounded(value, decimals))
