"""The audit on reports that are known beforehand: consistent ones give nothing, one planted fault is found.

Usage: python benchmarks/audit.py [--clean 200] [--planted 50] [--reports REPORT.txt ...]      (from the project's root)

Prints findings in the consistent reports (each is a false alarm), the share of planted faults found with the value
they hide, by fault, and with `--reports` the processor time that the audit of each report takes once it is read.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assistant.audit.audit import audit
from corpus.facts import extract
from corpus.readers import read
from tests.assistant.audit.consistent import findings, make
from tests.assistant.audit.faults import FAULTS
from tests.assistant.audit.misstatements import MISSTATEMENTS
from tests.assistant.audit.planted import is_found

LEAST = 0.98


def clean(count: int) -> int:
    """Findings in so many consistent reports."""
    alarms = 0
    for seed in range(count):
        for finding in findings(make(seed)):
            alarms += 1
            print(f"  report {seed}: {finding.rule}: {finding.explanation}")
    print(f"{count} consistent reports: {alarms} findings")
    return alarms


def planted(count: int) -> float:
    """The share of planted faults that are found with their value, `count` reports a fault."""
    right = whole = 0
    for fault in (*FAULTS, *MISSTATEMENTS):
        found = 0
        for seed in range(10_000, 10_000 + count):
            book = make(seed)
            what = fault(book)
            found += is_found(what, findings(book))
        print(f"  {fault.__name__:28} {found}/{count}")
        right, whole = right + found, whole + count
    print(f"{whole} planted faults: {right} found with their value ({right / max(whole, 1):.4f})")
    return right / whole if whole else 1.0


def timed(paths: list[Path]) -> None:
    """Seconds of processor time of the audit alone, report by report."""
    whole = 0.0
    for path in paths:
        report = read(path)
        facts = list(extract(report))
        start = time.process_time()
        count = len(audit(report, facts))
        whole += (taken := time.process_time() - start)
        print(f"  {report.identity.id}: {count} findings, {taken:.2f} s")
    print(f"{len(paths)} reports: {whole:.2f} s")


def main() -> int:
    """0 where consistent reports give nothing and at least 98 in 100 faults are found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clean", type=int, default=200)
    parser.add_argument("--planted", type=int, default=50)
    parser.add_argument("--reports", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    alarms = clean(given.clean)
    share = planted(given.planted)
    if given.reports:
        timed(given.reports)
    return 0 if not alarms and share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
