"""Amounts of one programme, activity or objective are never the office's own: in sentences and in sum rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.corpus.test_facts import TABLE, facts, one


def spoken(text: str):
    return [(f.indicator, f.level, f.measure, f.as_printed) for f in facts(text + "\n", narrative=True)]


def test_a_quoted_name_owns_the_amounts_behind_it():
    text = (
        "Kegiatan kedua adalah „Evaluasi Jabatan Kecamatan‟ dengan anggaran sebesar Rp408.000.000,00. "
        "Realisasi anggaran pada kegiatan tersebut sebesar Rp341.746.000,00 atau sebesar 83,76%."
    )
    name = "Evaluasi Jabatan Kecamatan"
    assert spoken(text) == [
        (name, "kegiatan", "pagu", "Rp408.000.000,00"),
        (name, "kegiatan", "realisasi_anggaran", "Rp341.746.000,00"),
        (name, "kegiatan", "serapan", "83,76%"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Terdapat satu program dukungan dengan anggaran Rp158.750.000,00.",
        "Kegiatan keempat adalah penyusunan rancangan. Anggaran yang ditetapkan sebesar Rp424.000.000,00.",
        "Tiga kegiatan mendukung program ini dengan total anggaran Rp639.600.000,00.",
        "Program ini didukung tiga kegiatan dengan total anggaran Rp639.600.000,00 dan total realisasi Rp467.866.500,00.",
    ],
)
def test_a_part_without_a_name_gives_no_figure_of_the_office(text: str):
    assert spoken(text) == []


def test_behind_a_part_the_offices_name_makes_it_the_offices_again():
    text = (
        "Terdapat satu program dukungan dengan anggaran Rp158.750.000,00 sehingga total anggaran Kecamatan Mawar "
        "adalah Rp5.118.378.700,00."
    )
    assert spoken(text) == [("Anggaran Kecamatan Mawar", "total", "pagu", "Rp5.118.378.700,00")]


def test_the_year_right_behind_a_figure_is_its_own():
    text = (
        TABLE
        + "IKM Kecamatan Mawar mencapai realisasi 93,53 di tahun 2024 dari realisasi 92,10 poin pada tahun 2023.\n"
    )
    found = facts(text, narrative=True)
    assert [(f.as_printed, f.period_year) for f in found] == [("93,53", 2024), ("92,10", 2023)]


SUMS = (
    "BAB III AKUNTABILITAS KINERJA\n\nTabel 3.5 Anggaran per Sasaran\n\n"
    "No\tSasaran Strategis\tIndikator Kinerja\tAnggaran (Rp)\t% Anggaran\n"
    "1\tMeningkatnya pelayanan publik\tIndeks kepuasan\t600.000.000\t60,00\n\t\tJumlah pengaduan\t100.000.000\t10,00\n"
    "\t\tJumlah\t{first}\t70,00\n"
    "2\tMeningkatnya ketertiban\tJumlah pelanggaran\t300.000.000\t30,00\n\t\tJumlah\t300.000.000\t30,00\n"
    "\t\tJumlah\t1.000.000.000\t100\n"
)


def test_sum_rows_inside_a_table_are_of_the_objective_they_add_up():
    found = facts(SUMS.format(first="700.000.000"))
    named = {(f.indicator, f.level): f.value for f in found if f.measure == "pagu"}
    assert named[("Meningkatnya pelayanan publik", "sasaran")] == Decimal(700_000_000)
    assert named[("Meningkatnya ketertiban", "sasaran")] == Decimal(300_000_000)
    assert named[("Jumlah", "total")] == Decimal(1_000_000_000)
    assert named[("Indeks kepuasan", "sasaran")] == Decimal(600_000_000)


def test_a_sum_row_that_does_not_add_up_stays_a_total_of_its_own():
    found = facts(SUMS.format(first="710.000.000"))
    assert one(found, measure="pagu", value=Decimal(710_000_000)).level == "total"


def test_the_only_sum_row_at_the_end_is_the_tables_total():
    found = facts(
        "BAB III AKUNTABILITAS KINERJA\n\nTabel 3.5 Anggaran\n\nNo\tProgram\tAnggaran (Rp)\n1\tProgram Pelayanan Publik\t"
        "600.000.000\n2\tProgram Ketertiban\t400.000.000\n\tJumlah\t1.000.000.000\n"
    )
    assert one(found, value=Decimal(1_000_000_000)).level == "total"
