"""Spreadsheets: rows as tables, numbers as their cells show them."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest

from corpus.errors import Damaged, EmptyFile
from corpus.facts.extract import extract
from corpus.readers import workbook
from corpus.readers.workbook import _number


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def measurement() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Pengukuran"
    for row in (
        ("LAPORAN KINERJA DINAS PERTANIAN TAHUN 2024",),
        (),
        ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"),
        (1, "Nilai SAKIP", 72, 73.42, 1.0197),
        (2, "Indeks Kepuasan Masyarakat", 84, 83.5, 0.994),
    ):
        sheet.append(row)
    for line in (4, 5):
        sheet.cell(line, 5).number_format = "0.00%"
        sheet.cell(line, 4).number_format = "0.00"
    return book


def test_a_sheet_of_measurements_gives_facts():
    report = workbook.parse(saved(measurement()), "ukur.xlsx")
    assert [row.cells for row in report.tables[0].rows] == [
        ("1", "Nilai SAKIP", "72", "73,42", "101,97%"),
        ("2", "Indeks Kepuasan Masyarakat", "84", "83,50", "99,40%"),
    ]
    facts = {(fact.indicator, fact.measure): fact.value for fact in extract(report)}
    assert facts["Nilai SAKIP", "capaian"] == Decimal("101.97")
    assert (report.identity.organisation, report.identity.year) == ("Dinas Pertanian", 2024)


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        ("1500000", "#,##0", "1.500.000"),
        ("1500000.5", "#,##0.00", "1.500.000,50"),
        ("0.9364", "0.00%", "93,64%"),
        ("0.94", "0%", "94%"),
        ("12.5", "General", "12,5"),
        ("100", "General", "100"),
    ],
)
def test_numbers_are_written_as_their_cells_show_them(value, style, shown):
    assert _number(Decimal(value), style) == shown


def test_empty_and_broken_workbooks_are_named():
    with pytest.raises(EmptyFile):
        workbook.parse(saved(openpyxl.Workbook()), "kosong.xlsx")
    with pytest.raises(Damaged):
        workbook.parse(saved(measurement())[:900], "rusak.xlsx")


def test_what_a_sheet_hides_is_told_and_not_read():
    book = measurement()
    sheet = book.active
    sheet.append((3, "Nilai tersembunyi", 99, 99, 1))
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["D"].hidden = True
    book.create_sheet("Kerja").append(("rahasia", 1))
    book["Kerja"].sheet_state = "hidden"
    report = workbook.parse(saved(book), "ukur.xlsx")
    assert report.tables[0].rows[0].cells == ("1", "Nilai SAKIP", "72", "101,97%")
    assert not any("tersembunyi" in line or "rahasia" in line for line in report.lines)
    assert report.notes == (
        "lembar Pengukuran: 1 baris dan 1 kolom tersembunyi, tidak dipakai",
        "lembar Kerja: tersembunyi, tidak dipakai",
    )


def test_merged_cells_and_several_tables_of_a_sheet():
    book = openpyxl.Workbook()
    sheet = book.active
    rows = (
        ("LAPORAN KINERJA DINAS PERTANIAN TAHUN 2024",), (), ("Tabel 3.1 Capaian Kinerja Tahun 2024",),
        ("Sasaran", "Indikator Kinerja", "Tahun 2024", None), (None, None, "Target", "Realisasi"),
        ("Meningkatnya layanan", "Nilai SAKIP", 72, 73.42), (None, "Indeks Kepuasan", 84, 83.5),
        (), ("Tabel 3.2 Anggaran Tahun 2024",), ("Program", "Anggaran (Rp)", "Realisasi (Rp)"),
        ("Program Penyuluhan", 200000000, 150000000),
    )  # fmt: skip
    for row in rows:
        sheet.append(row)
    for area in ("A4:A5", "B4:B5", "C4:D4", "A6:A7"):
        sheet.merge_cells(area)
    facts = {(f.indicator, f.measure): f.value for f in extract(workbook.parse(saved(book), "a.xlsx"))}
    assert facts["Indeks Kepuasan", "realisasi"] == Decimal("83.5")
    assert facts["Program Penyuluhan", "pagu"] == Decimal(200000000)
