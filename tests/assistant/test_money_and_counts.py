"""Amounts are no counts, income is no budget, and money of another level is said to be of another level."""

from __future__ import annotations

from assistant.frame import Frame
from tests.assistant.world import BUDGET, MELATI, OFFICES, ask, fact, first

INCOME = "Tabel 3.12 Realisasi Pendapatan Tahun 2024"


def frame(*rows: tuple[str, str, str, str, str]) -> Frame:
    facts = [
        fact(MELATI, name, measure, printed, line=at, level=level, table=table, unit="rupiah")
        for at, (name, measure, printed, level, table) in enumerate(rows, start=1)
    ]
    return Frame(facts, OFFICES)


TOOLS = frame(("Pemeliharaan Alat Kedokteran", "pagu", "406.400.000", "kegiatan", BUDGET))
TAKEN = frame(
    ("Pendapatan Asli Daerah", "pagu", "16.000.000", "other", INCOME),
    ("Pendapatan Asli Daerah", "realisasi_anggaran", "17.996.000", "other", INCOME),
)
SPENT = frame(
    ("Fasilitasi Desa", "pagu", "10.000.000", "kegiatan", BUDGET),
    ("Fasilitasi Desa", "realisasi_anggaran", "4.000.000", "kegiatan", BUDGET),
    ("Pelayanan Umum", "pagu", "20.000.000", "kegiatan", BUDGET),
    ("Pelayanan Umum", "realisasi_anggaran", "19.000.000", "kegiatan", BUDGET),
    ("Jumlah", "pagu", "30.000.000", "total", BUDGET),
    ("Jumlah", "realisasi_anggaran", "23.000.000", "total", BUDGET),
)


def test_a_number_of_people_is_no_budget_of_a_like_name():
    assert ask("berapa jumlah dokter di Kecamatan Melati?", frame=TOOLS).status == "not_found"


def test_an_amount_asked_by_its_name_is_one():
    assert first(ask("berapa jumlah pagu alat kedokteran Kecamatan Melati?", frame=TOOLS)) == "406400000"


def test_a_number_of_things_in_english_is_no_amount():
    assert ask("How many maintenance alat kedokteran in Kecamatan Melati?", frame=TOOLS).status == "not_found"


def test_income_is_told_by_its_target_and_result():
    answer = ask("berapa realisasi pendapatan Kecamatan Melati 2024?", frame=TAKEN)
    assert first(answer) == "17996000"
    assert "pagu" not in answer.text
    assert "target" in answer.text


def test_the_least_spent_programme_is_not_the_whole_budget():
    answer = ask("program dengan realisasi anggaran terendah di Kecamatan Melati?", frame=SPENT)
    assert first(answer) == "4000000"
    assert "per program tidak tercetak; ini per kegiatan" in answer.text
