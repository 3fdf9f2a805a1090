"""One call for questions about whole reports: each kind finds its answer, other questions read no report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.audit.finding import Finding, Spot
from assistant.checklist.shelf import Shelf
from assistant.dialogue import resolve
from assistant.frame import Frame
from assistant.linking import scopes
from assistant.offices import Office
from assistant.replies.draft import Context
from assistant.service import in_scope
from assistant.summary import whole
from corpus.fact import Source
from corpus.library import Library
from tests.assistant.checklist.office import complete, facts_of


class CountingShelf(Shelf):
    """A shelf that counts how often it was asked."""

    asked = 0

    def of(self, reports):
        self.asked += 1
        return super().of(reports)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path) as opened:
        for office, without in (("Kecamatan Mawar", ()), ("Kecamatan Melur", ("solusi", "isu"))):
            file = f"{office.split()[-1].lower()}-2024.txt"
            report = complete(frozenset(without), office=office, file=file)
            opened.put(report, facts_of(report))
        yield opened


def context(library: Library, question: str, *history: str) -> Context:
    offices = [Office(r.id, r.organisation, r.region, r.year, r.file) for r in library.reports()]
    frame = Frame(library.facts(), offices)
    slots, _ = resolve(question, history, frame.offices, frame)
    return Context(frame, slots, tuple(scopes(frame, in_scope(slots, offices))), question)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("laporan mana yang paling lengkap?", "Paling lengkap dari 2 laporan: Kecamatan Mawar 2024"),
        ("contoh analisis penyebab yang baik", "Kecamatan Mawar 2024"),
        ("ringkas laporan Kecamatan Melur", "Kecamatan Melur 2024"),
        ("apa yang harus ditanyakan evaluator kepada Kecamatan Melur?", "Kecamatan Melur 2024"),
    ],
)
def test_each_kind_of_question_finds_its_answer(library: Library, question: str, said: str) -> None:
    draft = whole.reply(context(library, question), Shelf(library))
    assert draft is not None
    assert said in draft.lead


@pytest.mark.parametrize("question", ["berapa IKM Kecamatan Mawar 2024?", "kenapa SAKIP turun?", "contoh puisi"])
def test_other_questions_read_no_report(library: Library, question: str) -> None:
    shelf = CountingShelf(library)
    assert whole.reply(context(library, question), shelf) is None
    assert shelf.asked == 0


def test_an_office_that_is_not_loaded_is_left_to_others(library: Library) -> None:
    assert whole.reply(context(library, "ringkas laporan Kecamatan Kenanga"), Shelf(library)) is None


def test_the_consistency_checks_run_only_for_the_evaluators_questions(library: Library) -> None:
    called = []

    def contradictions(ids):
        called.append(list(ids))
        return ()

    whole.reply(context(library, "ringkas laporan Kecamatan Mawar"), Shelf(library), contradictions)
    assert called == []
    whole.reply(
        context(library, "apa yang harus ditanyakan evaluator ke Kecamatan Mawar?"), Shelf(library), contradictions
    )
    assert called == [["kecamatan-mawar-2024"]]


def finding(file: str) -> Finding:
    place = Source(file, 3, 3, table="Tabel 3.1")
    spot = Spot("capaian IKM", "capaian", "98", Decimal(98), "persen", place)
    return Finding(
        rule="capaian", kind="wrong_percentage", severity="high", report="kecamatan-mawar-2024", subject="IKM",
        spots=(spot,), values=("98",), expected="97.50", formula="78 / 80 x 100",
        explanation="Capaian IKM tercetak 98, sedangkan 78 terhadap 80 menghasilkan 97,50%.",
        explanation_en="The achievement of IKM is printed as 98, but 78 against 80 gives 97.50%.",
    )  # fmt: skip


def test_what_is_wrong_in_a_report_is_told_with_its_place(library: Library) -> None:
    asked = context(library, "ada yang salah di laporan Kecamatan Mawar?")
    draft = whole.reply(asked, Shelf(library), lambda ids: [finding("mawar-2024.txt")])
    assert draft is not None
    assert draft.lead.startswith("**1 temuan** pada Kecamatan Mawar 2024")
    assert "tercetak 98" in draft.lines[0]
    assert draft.passages[0].source.line_start == 3


def test_no_finding_is_said_as_such(library: Library) -> None:
    draft = whole.reply(context(library, "cek laporan Kecamatan Mawar"), Shelf(library), lambda ids: [])
    assert draft is not None
    assert draft.lead.startswith("**Tidak ada temuan** pada Kecamatan Mawar 2024")


@pytest.mark.parametrize("asked", ["periksa laporan ini", "check this report"])
def test_this_report_is_that_of_the_conversation_whatever_year_was_asked_before(library: Library, asked: str) -> None:
    held = context(library, asked, "Berapa IKM Kecamatan Melur tahun 2023?", "kenapa turun?")
    assert held.slots.years.named == (2023,)  # a year that the report of 2024 prints figures for
    draft = whole.reply(held, Shelf(library), lambda ids: ())
    assert draft is not None
    assert "Kecamatan Melur 2024" in draft.lead


def test_a_report_of_a_year_that_is_not_loaded_is_not_told_by_another(library: Library) -> None:
    held = context(library, "periksa laporan Kecamatan Melur 2021")
    assert whole.reply(held, Shelf(library), lambda ids: ()) is None
