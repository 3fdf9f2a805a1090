"""The chart of a trend shows every printed figure, of one indicator and measure, in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.plot import Line, Point, chart, trend
from tests.ui.desks import HOSTILE, printed, two_reports
from tests.ui.markup import assert_harmless

MAWAR, MELATI = two_reports()
NOW = printed(MAWAR)
YEARS = [replace(NOW, period_year=year, value=Decimal(year - 1950)) for year in (2024, 2022, 2023)]


def test_a_line_holds_the_years_in_order() -> None:
    [line] = trend(YEARS)
    assert [(point.year, point.value) for point in line.points] == [(2022, 72), (2023, 73), (2024, 74)]


def test_other_measures_units_and_computed_figures_are_left_out() -> None:
    others = [
        replace(NOW, period_year=2021, measure="target"),
        replace(NOW, period_year=2020, unit="rupiah"),
        replace(NOW, period_year=2019, computed=True, source=None),
        replace(NOW, period_year=2018, value=None),
    ]
    [line] = trend([*YEARS, *others])
    assert [point.year for point in line.points] == [2022, 2023, 2024]


def test_each_office_has_its_own_line_if_it_has_enough_years() -> None:
    other = [replace(figure, organisation="Kecamatan Lain") for figure in YEARS]
    short = [replace(figure, organisation="Kecamatan Dua") for figure in YEARS[:2]]
    assert [line.name for line in trend([*YEARS, *other, *short])] == [NOW.organisation, "Kecamatan Lain"]
    assert trend([]) == []


@given(st.dictionaries(st.integers(1990, 2040), st.decimals(-(10**12), 10**12, places=2), min_size=1, max_size=9))
def test_points_stand_within_the_drawing_and_higher_values_higher(values: dict[int, Decimal]) -> None:
    points = tuple(Point(year, value, str(value)) for year, value in sorted(values.items()))
    drawn = re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)"', chart([Line("A", points)], "T"))
    assert len(drawn) == len(points)
    heights = [float(y) for _, y in drawn]
    assert all(0 < float(x) < 640 and 0 < y < 220 for (x, _), y in zip(drawn, heights, strict=True))
    assert [float(x) for x, _ in drawn] == sorted(float(x) for x, _ in drawn)
    highest = max(range(len(points)), key=lambda i: points[i].value)
    assert heights[highest] == min(heights)


def test_hostile_names_stay_text() -> None:
    line = Line(HOSTILE, (Point(2023, Decimal(1), HOSTILE), Point(2024, Decimal(2), HOSTILE)))
    assert_harmless(chart([line, line], HOSTILE))
