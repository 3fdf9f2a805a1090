"""The checklist over the five real reports, held against a reading of them: every item that a report decides."""

from __future__ import annotations

from functools import cache

import pytest

from assistant.checklist.judge import Checklist, check
from corpus import readers
from corpus.facts import extract
from tests.shared_data import shared

FILES = {
    "parang": "000_7e5cffc12aafae19.txt",
    "kragan": "001_43c376817ebc9704.txt",
    "perak": "002_162be57666a64f83.txt",
    "plandaan": "003_7e58b56da18a00e0.txt",
    "kartoharjo": "004_cd9364bafee19caa.txt",
}
# By reading. One letter a report, in the order of FILES: f found, p partly, n not found, c cannot be judged,
# x does not apply. What only people outside the report know (mekanisme-2, -5, -6, -7, substansi-8, -9, -10) is left out.
READ = {
    "isi-1": "fffff",
    "isi-2": "fpfff",
    "isi-3": "fffff",
    "isi-4": "fffff",
    "isi-5": "pfppp",
    "isi-6": "fffff",
    "isi-7": "ppffn",
    "isi-8": "ffppp",
    "isi-9": "ffffp",
    "isi-10": "ffffn",
    "isi-11": "fffff",
    "isi-12": "fffff",
    "isi-13": "fffff",
    "isi-14": "ffnfn",
    "isi-15": "ffnfn",
    "isi-16": "cnnnc",
    "format-1": "fffff",
    "format-2": "fffff",
    "format-3": "fffff",
    "format-4": "ffnfn",
    "format-5": "fffff",
    "format-6": "fffff",
    "mekanisme-1": "ffccc",
    "mekanisme-3": "cfcfc",
    "mekanisme-4": "pppcc",
    "substansi-1": "fffff",
    "substansi-2": "ffcff",
    "substansi-3": "xxpxx",
    "substansi-4": "fffff",
    "substansi-5": "ppfff",
    "substansi-6": "pnxxx",
    "substansi-7": "pfpfp",
    "lke-1": "fffff",
    "lke-2": "fffff",
    "lke-3": "fffff",
    "lke-4": "pfppp",
    "lke-5": "npffn",
    "lke-6": "ffffp",
    "lke-7": "ffffp",
    "lke-8": "fffff",
    "lke-9": "ffffp",
    "lke-10": "nfffn",
}
LETTERS = {"found": "f", "partly": "p", "not_found": "n", "cannot_judge": "c", "not_applicable": "x"}


@cache
def checked(name: str) -> Checklist:
    report = readers.read(shared("reports", FILES[name]))
    return check(report, tuple(extract(report)))


@pytest.mark.parametrize("name", FILES)
def test_the_checklist_agrees_with_a_reading(name: str) -> None:
    place = list(FILES).index(name)
    got = {verdict.item.id: LETTERS[verdict.found.state] for verdict in checked(name).verdicts}
    differing = {item: (read[place], got[item]) for item, read in READ.items() if got[item] != read[place]}
    assert differing == {}


@pytest.mark.parametrize(
    ("name", "item", "line"),
    [
        ("parang", "isi-8", 1137),
        ("parang", "isi-9", 1310),
        ("kragan", "isi-7", 850),
        ("kragan", "lke-10", 382),
        ("perak", "isi-6", 924),
        ("perak", "isi-8", 996),
        ("plandaan", "isi-7", 1102),
        ("plandaan", "isi-16", 1816),
        ("kartoharjo", "isi-5", 896),
        ("kartoharjo", "isi-13", 1084),
    ],
)
def test_the_places_are_those_of_the_report(name: str, item: str, line: int) -> None:
    found = next(verdict.found for verdict in checked(name).verdicts if verdict.item.id == item)
    assert line in [spot.source.line_start for spot in found.spots]
