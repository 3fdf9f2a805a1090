"""The sum of a named table, or its rate, held against a figure that a sentence prints."""

from __future__ import annotations

import pytest

from assistant.answer import Answer
from assistant.frame import Frame
from corpus.fact import Fact
from tests.assistant.world import MELATI, OFFICES, ask, fact, facts, money

TABLE = "Tabel 3.12 Anggaran Setiap Sasaran"


def rows(*values: tuple[str, str], level: str = "sasaran", table: str = TABLE) -> list[Fact]:
    found = []
    for line, (pagu, spent) in enumerate(values, 200):
        for measure, printed in (("pagu", pagu), ("realisasi_anggaran", spent)):
            found.append(fact(MELATI, f"Sasaran ke-{line}", measure, printed, line=line, level=level, table=table,
                              unit="rupiah"))  # fmt: skip
    return found


def said(measure: str, printed: str) -> list[Fact]:
    unit = None if measure == "serapan" else "rupiah"
    return [fact(MELATI, "Anggaran", measure, printed, line=300, level="total", table=None, unit=unit,
                 flags=("narrative",))]  # fmt: skip


def answered(question: str, *more: list[Fact]) -> Answer:
    return ask(question, frame=Frame([*facts(), *(one for some in more for one in some)], OFFICES))


ROWS = rows(("100.000", "90.000"), ("300.000", "270.000"), ("50.000", "0"))


def test_a_rate_is_held_against_the_sums_of_both_columns() -> None:
    answer = answered("serapan Melati 93,80% cocok ga kalau dihitung dari tabel 3.12?", ROWS, said("serapan", "93,80"))
    assert answer.text.startswith("**Tidak cocok:**")
    computed = {f.formula: str(f.value) for f in answer.figures if f.computed}
    assert computed == {
        "100.000 + 300.000 + 50.000": "450000",
        "90.000 + 270.000 + 0": "360000",
        "360.000 / 450.000 x 100": "80",
    }
    assert [f.source.line_start for f in answer.figures if f.source and f.source.table] == [200, 201, 202] * 2


@pytest.mark.parametrize(
    ("question", "printed", "verdict"),
    [
        ("apakah total pagu Melati Rp450.000 cocok jika Tabel 3.12 dijumlahkan?", "450.000", "**Ya, cocok:**"),
        ("jumlahkan pagu Melati di Tabel 3.12, apakah sama dengan kalimatnya?", "460.000", "**Tidak cocok:**"),
        ("apakah jumlah pagu Melati menurut Tabel 3.12 sama dengan yang disebut kalimat?", "450.000", "**Ya, cocok:**"),
        ("hitung total pagu Melati dari Tabel 3.12 dan bandingkan dengan narasinya", "450.000", "**Ya, cocok:**"),
        (
            "Do the sums of Table 3.12 match the Melati budget of 450.000 in the text?",
            "450.000",
            "**Yes, they agree:**",
        ),
        ("does the total budget of Melati agree when Table 3.12 is added up?", "450.000", "**Yes, they agree:**"),
    ],
)
def test_an_amount_is_held_against_the_sum_of_its_column(question: str, printed: str, verdict: str) -> None:
    answer = answered(question, ROWS, said("pagu", printed))
    assert answer.text.startswith(verdict)
    assert [str(f.value) for f in answer.figures if f.computed] == ["450000"]


QUESTION = "apakah total pagu Melati Rp450.000 cocok jika Tabel 3.12 dijumlahkan?"


def sums(answer: Answer) -> list[str]:
    return [f.formula for f in answer.figures if f.computed and f.formula and "+" in f.formula]


def test_rows_that_are_sums_of_others_are_not_added() -> None:
    nested = rows(("400.000", "1"), ("100.000", "1"), ("300.000", "1"), ("50.000", "1"))
    assert sums(answered(QUESTION, nested, said("pagu", "450.000"))) == []
    program = rows(("450.000", "1"), level="program")
    parts = [money(MELATI, f"Kegiatan {n}", 210 + n, "150.000", "1", "1", "kegiatan") for n in range(3)]
    mixed = [*program, *(fact for part in parts for fact in part)]
    assert sums(answered(QUESTION, mixed, said("pagu", "450.000"))) == []


def test_a_printed_total_tells_which_rows_belong_to_it() -> None:
    answer = answered(
        "apakah total pagu Melati Rp1.010.000.000 cocok jika Tabel 3.9 dijumlahkan?", said("pagu", "1.010.000.000")
    )
    assert sums(answer) == ["100.000.000 + 900.000.000 + 10.000.000"]
    assert answer.text.startswith("**Ya, cocok:**")


@pytest.mark.parametrize(
    "more",
    [
        [ROWS, rows(("1", "1"), ("2", "2"), table="Tabel 3.12 Lampiran"), said("pagu", "450.000")],
        [ROWS, said("pagu", "450.001")],
        [rows(("450.000", "1")), said("pagu", "450.000")],
    ],
)
def test_nothing_is_added_where_table_or_figure_is_not_sure(more: list[list[Fact]]) -> None:
    assert sums(answered(QUESTION, *more)) == []


def test_a_question_about_one_row_is_not_about_the_sum() -> None:
    question = "total pagu program pemberdayaan masyarakat desa Melati di Tabel 3.9 benar Rp1.010.000.000?"
    assert sums(answered(question, said("pagu", "1.010.000.000"))) == []


def story(*values: tuple[str, str]) -> list[Fact]:
    return [
        fact(MELATI, name, "realisasi_anggaran", printed, line=400 + n, level="kegiatan", table=None, unit="rupiah",
             flags=("narrative",))
        for n, (name, printed) in enumerate(values)
    ]  # fmt: skip


def row() -> list[Fact]:
    return [fact(MELATI, "Jumlah Taman Bacaan Desa", "realisasi_anggaran", "364.000", line=250, unit="rupiah",
                 table="Tabel 4.2 Anggaran")]  # fmt: skip


ASKED = "realisasi anggaran taman bacaan Melati di Tabel 4.2 (Rp364.000) cocok ga dengan uraian kegiatannya?"


@pytest.mark.parametrize(("second", "verdict"), [("100.000", "**Tidak cocok:**"), ("200.000", "**Ya, cocok:**")])
def test_a_row_is_held_against_the_activities_that_the_text_tells_of(second: str, verdict: str) -> None:
    told = story(("Pembangunan Taman Bacaan", "164.000"), ("Lomba Taman Bacaan", second), ("Lomba Desa", "9"))
    answer = answered(ASKED, row(), told)
    assert answer.text.startswith(verdict)
    assert sums(answer) == [f"164.000 + {second}"]
    assert answer.figures[0].as_printed == "364.000"


@pytest.mark.parametrize(
    "told",
    [
        story(("Lomba Desa", "364.000")),
        story(("Pembangunan Taman Bacaan", "164.000"), ("Pembangunan Taman Bacaan", "165.000")),
    ],
)
def test_no_verdict_where_the_text_tells_of_none_or_of_two_values(told: list[Fact]) -> None:
    answer = answered(ASKED, row(), told)
    assert "cocok" not in answer.text.split("\n")[0]
