"""A line chart of figures over years as SVG: its colours come from the page, every point shows what is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Figure
from assistant.ui.safe import html_in_markdown as html

_WIDTH, _HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 24, 30, 34
_LINES = 5
_VALUED = 2  # lines with a value at each point
YEARS = 3
"""A trend needs at least so many years."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a line."""

    year: int
    value: Decimal
    printed: str


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one office, by year."""

    name: str
    points: tuple[Point, ...]


def trend(figures: Sequence[Figure]) -> list[Line]:
    """The lines of the printed figures of one indicator and measure (the asked one's) with three or more years."""
    first = next((f for f in figures if not f.computed and f.value is not None and f.period_year), None)
    if first is None:
        return []
    name = first.code or first.indicator
    groups: dict[tuple[str, str], dict[int, Point]] = {}
    for figure in figures:
        same = not figure.computed and (figure.code or figure.indicator) == name and figure.unit == first.unit
        if same and figure.measure == first.measure and figure.value is not None and figure.period_year is not None:
            place = groups.setdefault((figure.organisation, figure.indicator if not figure.code else ""), {})
            place.setdefault(figure.period_year, Point(figure.period_year, figure.value, figure.as_printed))
    lines = [Line(office, tuple(sorted(g.values(), key=lambda p: p.year))) for (office, _), g in groups.items()]
    return [line for line in lines if len(line.points) >= YEARS][:_LINES]


def chart(lines: Sequence[Line], title: str) -> str:
    """The chart as one line of SVG within a figure; "" without lines. A table of the same figures stands beside it."""
    points = [point for line in lines for point in line.points]
    if not points:
        return ""
    years = sorted({point.year for point in points})
    low, high = min(p.value for p in points), max(p.value for p in points)
    marks = "".join(
        f'<text class="tl-axis" x="{_x(year, years):.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{year}</text>'
        for year in years
    )
    # Values of many lines would run into each other: the table beside has them all, the axis the highest and lowest.
    valued = len(lines) <= _VALUED
    drawn = "".join(_line(line, index, years, low, high, valued=valued) for index, line in enumerate(lines))
    marks += "" if valued else _axis(points, low, high)
    ground = f'<line class="tl-ground" x1="0" y1="{_HEIGHT - _BOTTOM}" x2="{_WIDTH}" y2="{_HEIGHT - _BOTTOM}"></line>'
    legend = _legend(lines) if len(lines) > 1 else ""
    label = html(f"{title}: " + "; ".join(_told(line) for line in lines))
    return (
        f'<div class="tl-plot"><p class="tl-head">{html(title)}</p>{legend}'
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">{ground}{marks}{drawn}</svg></div>'
    )


def _told(line: Line) -> str:
    return f"{line.name} " + ", ".join(f"{point.year} {point.printed}" for point in line.points)


def _legend(lines: Sequence[Line]) -> str:
    items = "".join(
        f'<span class="tl-key tl-line-{index}"><i></i>{html(line.name)}</span>' for index, line in enumerate(lines)
    )
    return f'<p class="tl-legend">{items}</p>'


def _axis(points: Sequence[Point], low: Decimal, high: Decimal) -> str:
    """The highest and the lowest value, as printed, at their heights."""
    ends = {point.value: point.printed for point in points if point.value in (low, high)}
    return "".join(
        f'<text class="tl-axis" x="0" y="{_y(value, low, high) + 4:.1f}">{html(printed)}</text>'
        for value, printed in ends.items()
    )


def _line(line: Line, index: int, years: Sequence[int], low: Decimal, high: Decimal, *, valued: bool) -> str:
    spots = [(_x(p.year, years), _y(p.value, low, high), p) for p in line.points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in spots)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"></circle>' for x, y, _ in spots)
    off = 20 if index else -10  # the second line's values stand below it
    values = "".join(
        f'<text x="{x:.1f}" y="{y + off:.1f}" text-anchor="middle">{html(p.printed)}</text>' for x, y, p in spots
    )
    return f'<g class="tl-line-{index}"><polyline points="{path}"></polyline>{dots}{values if valued else ""}</g>'


def _x(year: int, years: Sequence[int]) -> float:
    """Years at their true distance; a lone year in the middle."""
    first, last = years[0], years[-1]
    inner = _WIDTH - _LEFT - _RIGHT - 40
    share = 0.5 if first == last else (year - first) / (last - first)
    return _LEFT + 20 + inner * share


def _y(value: Decimal, low: Decimal, high: Decimal) -> float:
    inner = _HEIGHT - _TOP - _BOTTOM - 16
    share = 0.5 if high == low else float((value - low) / (high - low))
    return _TOP + inner * (1 - share)
