"""Summaries hold only what tables print, each figure with its place; what stands out is what the figures show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from assistant.answer import Answer
from assistant.checklist.reading import Reading
from assistant.compose import compose
from assistant.dialogue import resolve
from assistant.frame import Frame
from assistant.linking import scopes
from assistant.offices import Office
from assistant.replies.draft import Context
from assistant.service import in_scope
from assistant.summary.overview import overview
from assistant.summary.reply import kind_of, reply
from corpus.fact import Source
from tests.assistant.checklist.office import GOAL, SECOND, complete, facts_of, paged
from tests.builders import Sheet


def read(*without: str, office: str = "Kecamatan Mawar") -> Reading:
    report = complete(frozenset(without), office=office, file=f"{office.split()[-1].lower()}-2024.txt")
    return Reading(report, facts_of(report))


def answered(question: str, loaded: Sequence[Reading], contradictions: Sequence[object] = ()) -> Answer | None:
    who = [(one.report.identity, one.report.file) for one in loaded]
    offices = [Office(i.id, i.organisation, i.region, i.year, file) for i, file in who]
    frame = Frame([fact for one in loaded for fact in one.facts], offices)
    slots, _ = resolve(question, [], frame.offices, frame)
    context = Context(frame, slots, tuple(scopes(frame, in_scope(slots, offices))), question)
    draft = reply(context, loaded, contradictions)  # type: ignore[arg-type]
    return None if draft is None else compose(draft, slots, question=question, id=None, numbers=[2024])


def text_of(question: str, *loaded: Reading) -> str:
    answer = answered(question, loaded)
    assert answer is not None
    return answer.text


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("ringkas laporan ini", "summary"),
        ("tolong buatkan rangkuman LKjIP Mawar", "summary"),
        ("summarise this report", "summary"),
        ("apa yang menonjol?", "highlights"),
        ("what stands out?", "highlights"),
        ("apa yang harus ditanyakan evaluator?", "questions"),
        ("what should an evaluator ask?", "questions"),
        ("ringkasan hasil evaluasi AKIP", None),
        ("berapa IKM 2024", None),
        ("kenapa IKM turun", None),
    ],
)
def test_the_kind_is_read_from_the_question(question: str, kind: str | None) -> None:
    assert kind_of(question) == kind


def test_other_questions_are_left_to_others() -> None:
    assert answered("berapa IKM 2024", [read()]) is None


def test_the_overview_shows_what_the_tables_print() -> None:
    seen = overview(read())
    assert [(r.real.code, r.real.value, r.target.value if r.target else None) for r in seen.results] == [
        ("IKM", Decimal("93.53"), Decimal("90.00")),
        ("SAKIP", Decimal("71.25"), Decimal("72.00")),
    ]
    assert [r.real.code for r in seen.missed] == ["SAKIP"]
    assert [(m.after.code, m.change.points) for m in seen.falls] == [("IKM", Decimal("-0.86"))]
    assert [(m.after.code, m.change.points) for m in seen.rises] == [("SAKIP", Decimal("1.25"))]


def test_a_report_of_pages_gives_the_same_overview() -> None:
    lined = read()
    pages = overview(Reading(*paged(lined.report, lined.facts)))
    seen = overview(lined)
    assert [(r.real.code, r.missed, r.target and r.target.value) for r in pages.results] == [
        (r.real.code, r.missed, r.target and r.target.value) for r in seen.results
    ]
    assert [move.change.points for move in pages.falls] == [move.change.points for move in seen.falls]


def test_no_change_is_told_where_the_year_before_is_not_printed() -> None:
    assert overview(read("tahun_lalu")).moves == ()


def test_a_report_without_tables_has_an_empty_overview() -> None:
    report = Sheet().text("Kosong").report()
    seen = overview(Reading(report, ()))
    assert (seen.results, seen.moves, seen.lowest, seen.works, seen.twice) == ((), (), (), (), ())
    assert seen.budget.pagu is None


def works(*rows: Sequence[str]) -> Reading:
    sheet = Sheet().heading("BAB III AKUNTABILITAS KINERJA").heading("3.1 Realisasi Anggaran", 2)
    sheet.table(
        "Tabel 3.1 Realisasi Anggaran Program dan Kegiatan",
        [("Program/Kegiatan",), ("Anggaran (Rp)",), ("Realisasi Anggaran (Rp)",), ("% Penyerapan Anggaran",)],
        rows,
    )
    report = sheet.report()
    return Reading(report, facts_of(report))


def test_the_lowest_absorption_comes_first_and_once() -> None:
    seen = overview(
        works(
            ["Program Pelayanan Publik", "100.000.000", "70.000.000", "70,00"],
            ["Kegiatan Pelayanan Loket", "100.000.000", "70.000.000", "70,00"],
            ["Program Pemberdayaan Desa", "50.000.000", "49.000.000", "98,00"],
        )
    )
    assert [money.rate.as_printed for money in seen.lowest if money.rate] == ["70,00", "98,00"]


def test_a_rate_that_its_own_row_contradicts_is_not_called_the_lowest() -> None:
    seen = overview(
        works(
            ["Program Pelayanan Publik", "100.000.000", "95.000.000", "9,50"],
            ["Program Pemberdayaan Desa", "50.000.000", "49.000.000", "98,00"],
        )
    )
    assert [money.rate.as_printed for money in seen.lowest if money.rate] == ["98,00"]


def test_two_values_of_one_figure_are_both_shown() -> None:
    sheet = Sheet().heading("BAB III AKUNTABILITAS KINERJA")
    for number, printed in enumerate(["93,53", "93,35"], start=1):
        sheet.table(
            f"Tabel 3.{number} Capaian Kinerja Tahun 2024",
            [("Sasaran",), ("Indikator",), ("Tahun 2024", "Target"), ("Tahun 2024", "Realisasi")],
            [[GOAL, "Indeks Kepuasan Masyarakat (IKM)", "90,00", printed], [SECOND, "Nilai SAKIP", "72,00", "71,25"]],
        )
    report = sheet.report()
    reading = Reading(report, facts_of(report))
    pairs = [(pair.chosen.as_printed, pair.other.as_printed) for pair in overview(reading).twice]
    assert pairs == [("93,53", "93,35")]
    text = text_of("ringkas laporan ini", reading)
    assert "93,53" in text
    assert "93,35" in text


def test_a_summary_gives_results_budget_causes_and_steps() -> None:
    text = text_of("ringkas laporan ini", read())
    assert "1 dari 2 indikator utama mencapai target" in text
    for said in ("93,53", "71,25", "Turun dari tahun sebelumnya", "Sebab menurut laporan", "Langkah"):
        assert said in text


@pytest.mark.parametrize(
    "question", ["ringkas laporan ini", "apa yang menonjol?", "apa yang harus ditanyakan evaluator?"]
)
def test_every_figure_stands_on_its_lines(question: str) -> None:
    reading = read("pembanding")
    answer = answered(question, [reading])
    assert answer is not None
    assert answer.figures
    for figure in answer.figures:
        if figure.computed:
            assert len(figure.inputs) == 2
            continue
        assert figure.source is not None
        assert figure.source.line_start is not None
        lines = reading.report.lines[figure.source.line_start - 1 : figure.source.line_end]
        assert figure.as_printed in "\n".join(lines)


def test_what_a_report_lacks_becomes_a_question() -> None:
    text = text_of("apa yang harus ditanyakan evaluator?", read("pembanding", "isu"))
    assert "standar nasional" in text
    assert "isu strategis" in text


def test_a_fall_is_asked_with_the_cause_or_its_absence() -> None:
    question = "apa yang harus ditanyakan evaluator?"
    assert "Laporan: “IKM tercapai karena loket ditambah" in text_of(question, read())
    without = text_of(question, read("penyebab"))
    fall = next(line for line in without.split("\n") if line.startswith("- Mengapa turun"))
    assert fall.endswith("(sebabnya tidak ditemukan dalam bab akuntabilitas kinerja dan penutup)")


def test_a_causal_sentence_elsewhere_is_not_called_the_cause() -> None:
    without = text_of("apa yang harus ditanyakan evaluator?", read("penyebab"))
    missed = next(line for line in without.split("\n") if line.startswith("- Mengapa target tidak tercapai"))
    assert "belum tentu sebabnya" in missed
    assert "Nilai SAKIP belum mencapai target karena" in missed
    assert "Sebab menurut laporan, Nilai SAKIP" not in text_of("ringkas laporan ini", read("penyebab"))


def test_the_cell_of_a_table_of_causes_is_the_stated_cause() -> None:
    sheet = Sheet().heading("BAB III AKUNTABILITAS KINERJA").heading("3.1 Analisis penyebab keberhasilan/kegagalan", 2)
    sheet.table(
        "Tabel 3.1 Analisis Penyebab",
        [("Sasaran",), ("Indikator",), ("Target",), ("Realisasi",), ("Penyebab Keberhasilan/Kegagalan",)],
        [[GOAL, "Indeks Kepuasan Masyarakat (IKM)", "90,00", "93,53", "loket pelayanan ditambah"],
         [SECOND, "Nilai SAKIP", "72,00", "71,25", "bukti dukung belum lengkap"]],
    )  # fmt: skip
    report = sheet.report()
    text = text_of("apa yang harus ditanyakan evaluator?", Reading(report, facts_of(report)))
    assert "Laporan: “bukti dukung belum lengkap”" in text


@dataclass(frozen=True)
class Found:
    explanation: str
    explanation_en: str
    source: Source


def test_contradictions_of_this_report_become_questions() -> None:
    here = Found("Serapan 90,00 tidak sama dengan hitungannya.", "Differs.", Source("mawar-2024.txt", 3, 3))
    other = Found("Milik laporan lain.", "Of another report.", Source("melur-2024.txt", 3, 3))
    answer = answered("apa yang harus ditanyakan evaluator?", [read()], [here, other])
    assert answer is not None
    assert "Serapan 90,00 tidak sama" in answer.text
    assert "laporan lain" not in answer.text


def test_several_reports_get_one_line_each() -> None:
    text = text_of("ringkas laporan ini", read(), read("penyebab", office="Kecamatan Melur"))
    assert text.startswith("**2 laporan dimuat")
    assert "Kecamatan Mawar 2024" in text
    assert "Kecamatan Melur 2024" in text


def test_an_english_question_gets_english_words() -> None:
    text = text_of("summarise this report", read())
    assert "1 of 2 main indicators met their target" in text
    assert "Fell since last year" in text
