"""Reports whose figures all follow give no finding; one planted fault is found, with the value that it hides."""

from __future__ import annotations

import pytest

from assistant.audit.finding import Finding
from assistant.numerals import readings
from tests.assistant.audit.consistent import Book, findings, make
from tests.assistant.audit.faults import FAULTS, Fault, Planted

CLEAN, PLANTED = 200, 50
LEAST = 0.98


@pytest.mark.parametrize("first", range(0, CLEAN, 50))
def test_a_consistent_report_gives_no_finding(first: int) -> None:
    found = {seed: findings(make(seed)) for seed in range(first, first + 50)}
    assert {seed: [f.explanation for f in items] for seed, items in found.items() if items} == {}


def test_the_generated_reports_are_read(seed: int = 7) -> None:
    """A clean report that was not read would give no finding either."""
    book = make(seed)
    for change in (("pagu", 0, "serapan"), ("iku", 0, "capaian"), ("goal", 0, "kemajuan"), ("lhe", 0, "capaian")):
        spoilt = make(seed)
        spoilt.cells[change] += 3
        assert findings(spoilt), change
    assert not findings(book)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_found_with_its_value(fault: Fault) -> None:
    missed = {}
    for seed in range(PLANTED):
        book = make(10_000 + seed)
        planted = fault(book)
        found = findings(book)
        if not any(answers(item, planted) for item in found for item in (item, *item.parts)):
            missed[seed] = [(item.rule, item.expected, item.explanation) for item in found]
    assert 1 - len(missed) / PLANTED >= LEAST, missed


def answers(finding: Finding, planted: Planted) -> bool:
    if (finding.rule, finding.kind) != (planted.rule, planted.kind):
        return False
    if planted.expected is None or finding.expected is None:
        return planted.expected is None
    # The report's own style of decimals may stand in what is expected.
    return planted.expected == finding.expected or bool(readings(planted.expected) & readings(finding.expected))


def test_a_fault_spoils_nothing_else(seed: int = 3) -> None:
    """One wrong rate gives one finding, at its own place."""
    book: Book = make(seed)
    book.cells["pagu", 1, "serapan"] -= 7
    (finding,) = findings(book)
    assert finding.rule == "percentage"
    assert finding.source.row is not None
    assert {spot.measure for spot in finding.spots} == {"serapan", "pagu", "realisasi_anggaran"}
