"""The sample reports: their deliberate flaws are found, and nothing else is called wrong."""

from __future__ import annotations

import re
from functools import cache

import pytest

from assistant.audit.audit import audit
from assistant.audit.finding import Finding
from corpus import readers
from corpus.facts import extract
from tests.shared_data import ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
_FLAW = re.compile(
    r"^\| `(?P<file>[\w-]+\.txt)` \| (?P<line>\d+) \| `(?P<printed>.*?)` \| (?P<wrong>.*) \|$", re.MULTILINE
)
_CONTRADICTION = re.compile(r"transposed|contradicts (?:Tabel 3|Tabel 2.1 and)|copied|digit wrong|into the formula")
LEAST = 0.85


@cache
def flaws() -> list[tuple[str, int, str]]:
    text = (ROOT / "samples" / "README.md").read_text(encoding="utf-8")
    return [(m["file"], int(m["line"]), m["wrong"]) for m in _FLAW.finditer(text)]


@cache
def findings(name: str) -> list[Finding]:
    report = readers.read(ROOT / "samples" / name)
    return audit(report, list(extract(report)))


def lines(finding: Finding) -> set[int]:
    return {spot.source.line_start for spot in finding.spots if spot.source.line_start}


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_nothing_but_a_deliberate_flaw_is_called_wrong(name: str) -> None:
    wrong = {line for file, line, _ in flaws() if file == name}
    assert [finding.explanation for finding in findings(name) if not lines(finding) & wrong] == []


def test_the_contradictions_are_found() -> None:
    meant = [(file, line) for file, line, wrong in flaws() if _CONTRADICTION.search(wrong)]
    found = [(file, line) for file, line in meant if any(line in lines(finding) for finding in findings(file))]
    assert len(found) >= LEAST * len(meant), sorted(set(meant) - set(found))
