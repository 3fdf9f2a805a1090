"""Examples over the five real reports: the parts that a reader would choose, and those that are no example."""

from __future__ import annotations

from functools import cache

import pytest

from assistant.checklist.reading import Reading
from assistant.examples.example import Example, example
from corpus import readers
from corpus.facts import extract
from tests.assistant.checklist.test_real_reports import FILES
from tests.shared_data import shared


@cache
def readings() -> tuple[Reading, ...]:
    reports = [readers.read(shared("reports", file)) for file in FILES.values()]
    return tuple(Reading(report, tuple(extract(report))) for report in reports)


@cache
def of(part: str) -> Example:
    found = example(readings(), part)
    assert found is not None
    return found


def office(candidate) -> str:
    return candidate.reading.report.identity.organisation.split()[-1].lower()


@pytest.mark.parametrize(
    ("part", "good", "poor"),
    [
        # the efficiency of Kragan does not follow its own formula, that of Kartoharjo is one unexplained figure
        ("efisiensi", {"plandaan", "perak", "parang"}, {"kragan", "kartoharjo"}),
        # Kartoharjo states no cause
        ("penyebab", {"parang", "plandaan", "kragan"}, {"kartoharjo", "perak"}),
        # Parang prints NIHIL, Kragan compares itself with a neighbour only
        ("pembanding", {"plandaan", "perak"}, {"parang", "kragan"}),
        # a matrix with result, status, person and time against three sentences
        ("tindak_lanjut", {"perak", "plandaan", "kragan"}, {"kartoharjo"}),
    ],
)
def test_good_parts_stand_before_poor_ones(part: str, good: set[str], poor: set[str]) -> None:
    order = [office(candidate) for candidate in of(part).candidates]
    assert order[0] in good
    assert max(order.index(name) for name in good) < min(order.index(name) for name in poor if name in order)


def test_a_wrong_efficiency_is_named_as_what_it_lacks() -> None:
    kragan = next(one for one in of("efisiensi").candidates if office(one) == "kragan")
    assert "cocok" in [one.criterion.id for one in kragan.lacking]
    assert "rumus" in [one.criterion.id for one in kragan.good]


def test_one_solution_for_all_rows_is_named_as_what_it_lacks() -> None:
    kragan = next(one for one in of("penyebab").candidates if office(one) == "kragan")
    assert "khas" in [one.criterion.id for one in kragan.lacking]
