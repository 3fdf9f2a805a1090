"""Word reports: tables with merged cells, numbered headings, text boxes and nested tables."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.facts.extract import extract
from corpus.readers import word
from corpus.report import Report


def report_document() -> Any:
    """A small report: cover, a chapter, a table whose header and objective are merged."""
    document = docx.Document()
    for line in ("LAPORAN KINERJA", "DINAS PERTANIAN", "TAHUN 2024"):
        document.add_paragraph(line)
    document.add_heading("BAB III AKUNTABILITAS KINERJA", level=1)
    document.add_heading("3.1 Capaian Kinerja", level=2)
    document.add_paragraph("Tabel 3.1 Capaian Kinerja Tahun 2024")
    table = document.add_table(rows=4, cols=4)
    for column, said in enumerate(("Sasaran", "Indikator Kinerja", "Tahun 2024", "")):
        table.cell(0, column).text = said
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(1, 2).text, table.cell(1, 3).text = "Target", "Realisasi"
    for row, (goal, name, target, actual) in enumerate(
        (("Meningkatnya layanan", "Nilai SAKIP", "72,00", "73,42"), ("", "Indeks Kepuasan Masyarakat", "84", "83,5")), 2
    ):
        for column, said in enumerate((goal, name, target, actual)):
            table.cell(row, column).text = said
    table.cell(2, 0).merge(table.cell(3, 0))
    return document


def read(document: Any) -> Report:
    out = io.BytesIO()
    document.save(out)
    return word.parse(out.getvalue(), "laporan.docx")


def test_merged_cells_keep_their_text_in_their_first_place():
    table = read(report_document()).tables[0]
    assert table.columns == (
        ("Sasaran",),
        ("Indikator Kinerja",),
        ("Tahun 2024", "Target"),
        ("Tahun 2024", "Realisasi"),
    )
    assert [row.cells for row in table.rows] == [
        ("Meningkatnya layanan", "Nilai SAKIP", "72,00", "73,42"),
        ("", "Indeks Kepuasan Masyarakat", "84", "83,5"),
    ]


def test_facts_and_identity_are_those_of_a_text_report():
    report = read(report_document())
    assert (report.identity.organisation, report.identity.year) == ("Dinas Pertanian", 2024)
    facts = {(fact.indicator, fact.measure): fact.value for fact in extract(report)}
    assert facts["Indeks Kepuasan Masyarakat", "realisasi"] == Decimal("83.5")


def test_headings_have_the_depth_of_their_numbers():
    found = [(block.level, block.text) for block in read(report_document()).blocks if block.kind == "heading"]
    assert found == [(1, "BAB III AKUNTABILITAS KINERJA"), (2, "3.1 Capaian Kinerja")]


def test_numbers_that_word_writes_itself_are_read():
    document = docx.Document()
    document.add_paragraph("Langkah kerja dinas ini adalah:")
    for said in ("menyusun rencana", "menjalankan rencana"):
        document.add_paragraph(said, style="List Number")
    texts = [line for line in read(document).lines if line]
    assert texts[1:] == ["1. menyusun rencana", "2. menjalankan rencana"]


def test_text_boxes_nested_tables_and_deleted_text():
    document = docx.Document()
    paragraph = document.add_paragraph("Di luar kotak.")
    box = (
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Di dalam kotak.</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>Dihapus.</w:delText></w:r></w:del>"))
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "kiri", "kanan"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "dalam satu", "dalam dua"
    lines = [line for line in read(document).lines if line]
    assert lines == ["Di luar kotak.", "Di dalam kotak.", "kiri\tkanan", "dalam satu\tdalam dua"]
