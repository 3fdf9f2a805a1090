"""Word reports: tables with merged cells, numbered headings, text boxes and nested tables."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from corpus.facts.extract import extract
from corpus.readers import word
from corpus.report import Report
from tests.corpus.readers import raw_word
from tests.shared_data import shared

_WML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


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


@pytest.mark.parametrize("name", ["iku-2017.docx", "perjanjian-kinerja-bpkad-2017.docx"])
def test_every_cell_of_a_real_file_is_where_its_xml_has_it(name):
    path = shared("reports", "docx", name)
    printed = [row for table in raw_word.tables(path) for row in table if any(row)]
    report = word.read(path)
    assert [line.split("\t") for line in report.lines if "\t" in line] == printed
    assert [list(row.cells) for table in report.tables for row in (*table.header, *table.rows)] == printed


def test_spans_over_columns_and_rows_are_where_the_xml_has_them(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=5, cols=6)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"isi {number}"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 3))
    table.cell(2, 2).merge(table.cell(4, 3))
    table.cell(3, 4).merge(table.cell(3, 5))
    path = tmp_path / "rentang.docx"
    document.save(str(path))
    (printed,) = raw_word.tables(path)
    assert [line.split("\t") for line in word.read(path).lines if "\t" in line] == printed
    assert printed[0][2:4] == ["", ""]


def field_caption(document: Any, before: str, number: str, behind: str) -> None:
    """A caption whose number is a field, as Word inserts it."""
    paragraph = document.add_paragraph(before)
    for piece in (
        '<w:fldChar w:fldCharType="begin"/>', "<w:instrText> SEQ Tabel \\* ARABIC </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{number}</w:t>", '<w:fldChar w:fldCharType="end"/>',
    ):  # fmt: skip
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{piece}</w:r>"))
    paragraph.add_run(behind)


def test_captions_numbered_by_fields_and_headings_numbered_by_word():
    document = docx.Document()
    document.add_heading("BAB III AKUNTABILITAS KINERJA", level=1)
    field_caption(document, "Tabel 3.", "2", " Capaian Kinerja Tahun 2024")
    table = document.add_table(rows=2, cols=3)
    for row, said in zip(table.rows, (("No", "Indikator", "Target"), ("1", "Nilai SAKIP", "72")), strict=True):
        for cell, text in zip(row.cells, said, strict=True):
            cell.text = text
    (found,) = read(document).tables
    assert (found.caption, found.caption_printed) == ("Tabel 3.2 Capaian Kinerja Tahun 2024", True)


def test_footnotes_follow_their_paragraph(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("Nilai diambil dari survei")
    reference = f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'
    paragraph._p.append(parse_xml(reference))
    document.add_paragraph("Paragraf berikut.")
    notes = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>Survei tahun 2023.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), f"{_WML}.footnotes+xml", notes.encode(), document.part.package)
    document.part.relate_to(part, f"{_OFFICE}/footnotes")
    lines = [line for line in read(document).lines if line]
    assert lines == ["Nilai diambil dari survei", "Survei tahun 2023.", "Paragraf berikut."]


def test_hidden_text_is_told_and_not_read():
    document = docx.Document()
    document.add_paragraph("Terlihat.")
    document.add_paragraph().add_run("Target SAKIP 99").font.hidden = True
    report = read(document)
    assert [line for line in report.lines if line] == ["Terlihat."]
    assert report.notes == ("memuat teks tersembunyi, tidak dipakai",)


@pytest.mark.parametrize(("colour", "size"), [("FFFFFF", None), (None, 1)])
def test_white_and_tiny_text_is_told_and_not_read(colour, size):
    document = docx.Document()
    document.add_paragraph("Terlihat.")
    run = document.add_paragraph().add_run("Target SAKIP 99")
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    if size:
        run.font.size = Pt(size)
    report = read(document)
    assert not any("99" in line for line in report.lines)
    assert report.notes


def test_white_letters_on_a_shaded_cell_are_read():
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, said in zip(
        (cell for row in table.rows for cell in row.cells), ("Indikator", "Target", "SAKIP", "72"), strict=True
    ):
        cell.paragraphs[0].add_run(said).font.color.rgb = RGBColor(255, 255, 255)
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="1F3864"/>'))
    report = read(document)
    assert [line for line in report.lines if line] == ["Indikator\tTarget", "SAKIP\t72"]
    assert report.notes == ()
