"""The five real reports, read whole; they lie outside the project."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from corpus.facts import extract
from corpus.readers import read
from tests.shared_data import shared

FILES = {
    "000_7e5cffc12aafae19.txt": ("Kecamatan Parang", "Kabupaten Magetan", 2024),
    "001_43c376817ebc9704.txt": ("Kecamatan Kragan", "Kabupaten Rembang", 2024),
    "002_162be57666a64f83.txt": ("Kecamatan Perak", "Kabupaten Jombang", 2024),
    "003_7e58b56da18a00e0.txt": ("Kecamatan Plandaan", "Kabupaten Jombang", 2022),
    "004_cd9364bafee19caa.txt": ("Kecamatan Kartoharjo", "Kabupaten Magetan", 2023),
}
FLOORS = {"found": 0.995, "measured": 0.985, "complete": 0.97, "precision": 0.99}


@pytest.fixture(scope="module", params=sorted(FILES))
def report(request):
    return read(shared("reports", request.param))


def test_identity(report):
    found = report.identity
    assert (found.organisation, found.region, found.year) == FILES[report.file]


def test_the_four_chapters_are_found_once(report):
    chapters = [block.text for block in report.blocks if block.kind == "heading" and block.text.startswith("BAB")]
    assert len(chapters) == 4, chapters


def test_every_figure_stands_verbatim_on_its_cited_lines(report):
    facts = extract(report)
    assert len(facts) > 100
    for fact in facts:
        cited = " ".join(" ".join(report.lines[fact.source.line_start - 1 : fact.source.line_end]).split())
        assert " ".join(fact.as_printed.split()) in cited


def test_no_percentage_is_an_amount_of_money(report):
    wrong = [
        fact
        for fact in extract(report)
        if fact.unit == "persen" and fact.value is not None and abs(fact.value) > 10_000
    ]
    assert wrong == []


def test_facts_reach_the_gold(tmp_path):
    gold = shared("eval", "dev", "facts.jsonl")
    exported = tmp_path / "facts.jsonl"
    with exported.open("w", encoding="utf-8") as handle:
        for name in FILES:
            for fact in extract(read(shared("reports", name))):
                line = {
                    "indicator": fact.indicator,
                    "measure": fact.measure,
                    "period_year": fact.period_year,
                    "value": None if fact.value is None else str(fact.value),
                    "as_printed": fact.as_printed,
                    "source": {
                        "file": fact.source.file,
                        "line_start": fact.source.line_start,
                        "line_end": fact.source.line_end,
                    },
                }
                handle.write(json.dumps(line) + "\n")
    run = [sys.executable, str(shared("eval", "score_facts.py")), "--gold", str(gold), "--facts", str(exported)]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    scores = {name: float(value) for name, value in re.findall(r"^(\w+)\s+\d+/\d+\s+([\d.]+)$", printed, re.MULTILINE)}
    assert {name: scores[name] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(FLOORS, True), printed
