"""Figures read by OCR are held against the report's own percentages and sums."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.facts.extract import extract
from corpus.readers.text import parse
from corpus.report import Printed, Report

HEAD = "LAPORAN KINERJA\nDINAS MAWAR\nTAHUN 2024\n\nBAB III AKUNTABILITAS KINERJA\n\nTabel 3.1 Kinerja Tahun 2024\n\n"
BUDGET = ("Program", "Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)")


def scanned(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Report:
    """A report with one table, all of it read by OCR."""
    table = "\n".join("\t".join(row) for row in (header, *rows))
    report = parse(f"{HEAD}{table}\n\nDemikian.\n".encode(), "a.txt")
    return replace(report, printed=tuple(Printed(1, None, (), 77.0) for _ in report.lines))


def flags(report: Report) -> dict[tuple[str, str], set[str]]:
    return {(fact.indicator, fact.measure): set(fact.flags) for fact in extract(report)}


def indicators(share: str) -> Report:
    rows = [("1", "Nilai SAKIP", "72,00", "73,42", share), ("2", "Indeks Kepuasan", "84,00", "83,50", "99,40")]
    return scanned(("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"), rows)


def test_what_follows_is_reckoned_and_what_does_not_is_doubtful():
    right, wrong = flags(indicators("101,97")), flags(indicators("107,97"))
    for measure in ("target", "realisasi", "capaian"):
        assert {"ocr", "reckoned"} <= right["Nilai SAKIP", measure]
        assert {"ocr", "doubtful"} <= wrong["Nilai SAKIP", measure]
        assert "reckoned" in wrong["Indeks Kepuasan", measure]


def test_the_confidence_is_told_and_text_that_no_ocr_read_is_left_alone():
    report = indicators("107,97")
    assert all("keyakinan 77%" in (fact.note or "") for fact in extract(report))
    assert not any({"ocr", "doubtful"} & set(fact.flags) for fact in extract(replace(report, printed=())))


@pytest.mark.parametrize(("misread", "expected"), [("300.000.000", "reckoned"), ("800.000.000", "doubtful")])
def test_sums_are_check_digits(misread, expected):
    rows = [
        ("Program Pelayanan", "200.000.000", "", ""),
        ("Program Penunjang", misread, "", ""),
        ("Jumlah", "500.000.000", "", ""),
    ]
    found = flags(scanned(BUDGET, rows))
    assert expected in found["Program Penunjang", "pagu"]


def test_a_row_whose_percentage_follows_is_not_doubted_for_a_wrong_total():
    rows = [
        ("Program Pelayanan", "200.000.000", "100.000.000", "50,00"),
        ("Program Penunjang", "300.000.000", "270.000.000", "90,00"),
        ("Jumlah", "560.000.000", "370.000.000", "74,00"),
    ]
    found = flags(scanned(BUDGET, rows))
    assert "reckoned" in found["Program Penunjang", "pagu"]
    assert any("doubtful" in found[name, "pagu"] for name, measure in found if measure == "pagu" and "Jumlah" in name)
