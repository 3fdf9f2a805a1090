"""Reports whose figures all follow give no finding; one planted fault is found, with the value that it hides.

A sample of what `benchmarks/audit.py` runs over two hundred reports.
"""

from __future__ import annotations

import pytest

from assistant.audit import rules
from assistant.audit.finding import KINDS
from tests.assistant.audit.consistent import Book, findings, make
from tests.assistant.audit.faults import FAULTS
from tests.assistant.audit.misstatements import MISSTATEMENTS
from tests.assistant.audit.planted import Fault, is_found

CLEAN, PLANTED = 24, 4
ALL = (*FAULTS, *MISSTATEMENTS)


def test_a_consistent_report_gives_no_finding() -> None:
    found = {seed: findings(make(seed)) for seed in range(CLEAN)}
    assert {seed: [f.explanation for f in items] for seed, items in found.items() if items} == {}


def test_the_generated_reports_are_read(seed: int = 7) -> None:
    """A clean report that was not read would give no finding either."""
    book = make(seed)
    for change in (("pagu", 0, "serapan"), ("iku", 0, "capaian"), ("goal", 0, "kemajuan"), ("lhe", 0, "capaian")):
        spoilt = make(seed)
        spoilt.cells[change] += 3
        assert findings(spoilt), change
    assert not findings(book)


@pytest.mark.parametrize("fault", ALL, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_found_with_its_value(fault: Fault) -> None:
    missed = {}
    for seed in range(PLANTED):
        book = make(20_000 + seed)
        planted = fault(book)
        found = findings(book)
        if not is_found(planted, found):
            missed[seed] = planted, [(item.rule, item.expected, item.explanation) for item in found]
    assert missed == {}


def test_every_kind_has_a_fault() -> None:
    planted = [fault(make(20_000)) for fault in ALL]
    assert {one.kind for one in planted} == set(KINDS)
    assert {one.rule for one in planted} <= set(rules.rules()["findings"])


def test_a_fault_spoils_nothing_else(seed: int = 3) -> None:
    """One wrong rate gives one finding, at its own place."""
    book: Book = make(seed)
    book.cells["pagu", 1, "serapan"] -= 7
    (finding,) = findings(book)
    assert finding.rule == "percentage"
    assert finding.source.row is not None
    assert {spot.measure for spot in finding.spots} == {"serapan", "pagu", "realisasi_anggaran"}
