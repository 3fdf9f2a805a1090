"""Hints: which kinds of passages a question's words ask for, and what else to look for."""

from __future__ import annotations

import pytest

from assistant.frame import Frame
from assistant.passages import Hints, hints_of, in_reports
from assistant.question import understand


def hints(question: str, *years: int) -> Hints:
    return hints_of(understand(question, [], Frame([], [])), years)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("kenapa anggarannya tidak terserap semua?", {"sebab", "analisis", "masalah"}),
        ("apa saja rekomendasi untuk tahun depan?", {"saran", "upaya"}),
        ("dasar hukum penyusunan laporan apa?", {"hukum", "regulasi"}),
        ("bagaimana cara menghitung efisiensi?", {"rumus", "efisiensi"}),
        ("nilai 60% masuk kategori apa?", {"tabel_skala", "skala"}),
        ("penghargaan apa yang diraih?", {"prestasi", "raihan"}),
        ("why was the target not reached?", {"sebab", "analisis"}),
    ],
)
def test_words_of_a_question_ask_for_kinds(question: str, kinds: set[str]):
    prefer = hints(question).prefer
    assert all(prefer[kind] > 0 for kind in kinds)


def test_what_reports_repeat_is_ranked_down_unless_asked_for():
    assert hints("berapa IKM 2024?").prefer["hukum"] < 0
    assert hints("apa dasar hukumnya?").prefer["hukum"] > 0
    assert hints("berapa IKM 2024?").prefer["pengantar"] < 0


def test_an_earlier_year_asks_for_the_comparison_with_years_before():
    assert "tahun_lalu" in hints("nilai SAKIP 2022 berapa?", 2024).prefer
    assert "tahun_lalu" not in hints("nilai SAKIP 2024 berapa?", 2024).prefer
    assert "tahun_lalu" in hints("nilai SAKIP tahun lalu berapa?", 2024).prefer


def test_figures_ask_for_tables_and_causes_for_prose():
    assert hints("nilai SAKIP 2024 berapa?").prefer["tabel"] > 0
    assert "tabel" not in hints("kenapa nilai SAKIP turun?").prefer
    assert hints("kenapa nilai SAKIP turun?").prefer["prosa"] > 0


def test_an_indicator_is_looked_for_under_all_its_names():
    found = hints("IKM brp?")
    assert "Indeks Kepuasan Masyarakat" in found.terms
    assert "IKM" in found.terms
    assert "Indeks Kepuasan Masyarakat" in found.keywords
    assert "berapa" in found.keywords


@pytest.mark.parametrize(
    ("said", "written"),
    [("sumber dana kegiatan ini", "DAU"), ("posisi kita dibanding yang lain", "peringkat"), ("nilai sakip", "")],
)
def test_reports_say_it_in_other_words(said: str, written: str) -> None:
    assert written in in_reports(said)
    assert bool(in_reports(said)) is bool(written)
