"""The ledger: findings once for what a report holds, filtered, and forgotten with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.audit import ledger as room
from assistant.audit.export import FORMS, content, titles_of
from assistant.audit.ledger import Ledger
from corpus.errors import BadInput, UnknownReport
from corpus.facts import extract
from corpus.library import Library
from corpus.readers.text import parse
from tests.assistant.audit.consistent import Book, make, text_of


def put(library: Library, book: Book) -> str:
    report = parse(text_of(book).encode(), "laporan.txt")
    return library.put(report, list(extract(report))).report_id


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as held:
        yield held


def faulty() -> Book:
    book = make(2)
    book.cells["pagu", 1, "serapan"] -= 7
    book.cells["pagu", len(book.tree), "pagu"] += 5_000_000
    return book


def test_findings_can_be_had_by_kind_and_severity(library: Library) -> None:
    name = put(library, faulty())
    held = Ledger(library)
    every = held.of(name)
    assert {finding.kind for finding in every} >= {"wrong_percentage", "wrong_sum"}
    assert held.of("laporan.txt") == every
    sums = held.of(name, kinds=["wrong_sum"])
    assert sums == tuple(finding for finding in every if finding.kind == "wrong_sum")
    assert all(finding.severity == "high" for finding in held.of(name, severities={"high"}))
    assert held.of(name, kinds=["wrong_year"]) == ()


def test_a_report_is_audited_once_and_again_when_it_changes(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    audited = []

    def counting(report, facts):  # type: ignore[no-untyped-def]
        audited.append(report.identity.id)
        return real(report, facts)

    real = room.audit
    monkeypatch.setattr(room, "audit", counting)
    name = put(library, faulty())
    held = Ledger(library)
    assert held.of(name) is not None
    assert held.of(name) == held.of(name)
    assert audited == [name]
    put(library, make(2))
    assert held.of(name) == ()
    assert audited == [name, name]


def test_the_gravest_come_first(library: Library) -> None:
    found = Ledger(library).gravest([put(library, faulty())])
    assert [f.severity for f in found] == sorted((f.severity for f in found), key=["high", "medium", "low"].index)


def test_what_does_not_exist_is_said(library: Library) -> None:
    name = put(library, faulty())
    with pytest.raises(UnknownReport):
        Ledger(library).of("tidak-ada")
    with pytest.raises(BadInput, match="salah"):
        Ledger(library).of(name, kinds=["salah"])
    with pytest.raises(BadInput, match="berat"):
        Ledger(library).of(name, severities=["berat"])
    with pytest.raises(BadInput, match="pdf"):
        content([], "pdf")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_names_the_office(library: Library, form: str) -> None:
    name = put(library, faulty())
    found = Ledger(library).of(name)
    titles = titles_of(library.reports())
    assert titles[name].startswith("Kecamatan Mawar, Kabupaten Melati 2024")
    assert content(found, form, titles)[:2] == (b'{"' if form == "jsonl" else b"PK")


def test_how_many_are_found_is_known_once_a_report_was_audited(library: Library) -> None:
    name = put(library, faulty())
    held, row = Ledger(library), library.find(name)
    assert held.known(row) is None
    findings = held.of(name)
    assert held.known(row) == len(findings) > 0
    put(library, make(2))
    assert held.known(library.find(name)) is None
