"""The audit of the real reports against the contradictions that people found in them."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import Any

import pytest

from assistant.audit.audit import audit
from corpus import readers
from corpus.facts import extract
from tests.shared_data import shared

FAMILY = {
    "wrong_percentage": "arithmetic", "wrong_sum": "arithmetic", "child_exceeds_parent": "arithmetic",
    "wrong_category": "arithmetic", "two_values": "conflict", "narrative_vs_table": "conflict",
    "damaged_number": "damage",
}  # fmt: skip
REQUIRED = {"high": 0.85, "medium": 0.70}
MOST_UNMATCHED = 0.10


@cache
def gold() -> list[dict[str, Any]]:
    path = shared("eval", "dev", "inconsistencies.jsonl")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def found() -> list[dict[str, Any]]:
    findings = []
    for file in sorted({entry["file"] for entry in gold()}):
        report = readers.read(shared("reports", file))
        findings += [finding.to_json() for finding in audit(report, list(extract(report)))]
    return findings


def spots(finding: dict[str, Any]) -> set[tuple[str, int]]:
    sources = [finding["source"], *(spot["source"] for spot in finding["inputs"])]
    return {
        (source["file"], line)
        for source in sources
        if source["line_start"]
        for line in range(source["line_start"], source["line_end"] + 1)
    }


def lines(entry: dict[str, Any]) -> set[tuple[str, int]]:
    return {(entry["file"], line) for first, last in entry["lines"] for line in range(first, last + 1)}


@pytest.mark.parametrize("severity", REQUIRED)
def test_known_contradictions_are_found(severity: str) -> None:
    tally: Counter[bool] = Counter()
    for entry in gold():
        if entry["severity"] == severity and entry["kind"] in FAMILY:
            same = [f for f in found() if FAMILY.get(f["kind"]) == FAMILY[entry["kind"]]]
            tally[any(spots(finding) & lines(entry) for finding in same)] += 1
    assert tally[True] / sum(tally.values()) >= REQUIRED[severity]


def test_few_findings_are_unknown() -> None:
    known = set().union(*(lines(entry) for entry in gold()))
    strays = [finding["explanation"] for finding in found() if not spots(finding) & known]
    assert len(strays) <= MOST_UNMATCHED * len(found()), strays


def test_every_printed_value_stands_on_its_line() -> None:
    texts = {file: readers.read(shared("reports", file)).lines for file in {entry["file"] for entry in gold()}}
    for finding in found():
        for spot in finding["inputs"]:
            source = spot["source"]
            cited = " ".join(texts[source["file"]][source["line_start"] - 1 : source["line_end"]])
            assert " ".join(spot["as_printed"].split()) in " ".join(cited.replace("**", "").split()), finding
