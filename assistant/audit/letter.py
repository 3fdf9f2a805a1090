"""The findings as a document to send back to the office: printed and recomputed side by side, room for an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.audit.finding import Finding
from assistant.audit.rows import Row, place_of, rows, summary
from corpus.visible import visible
from corpus.words import plain

if TYPE_CHECKING:
    from docx.document import Document as Paper
    from docx.table import _Row as Cells

_HEADERS = ("No", "Tempat", "Tercetak", "Hitung ulang", "Penjelasan", "Tanggapan")
_WIDTHS = (1.8, 4.4, 3.4, 4.0, 7.6, 4.0)
"""Centimetres; together the width of a page on its side."""
_MARGIN = 1.8
_SMALL = 8.5
"""Points of the letters in tables."""
_COMPARED = 8
_NAME = 160


def letter(findings: Sequence[Finding], output: BytesIO, titles: Mapping[str, str]) -> None:
    """Write a Word document with a table for each report; `titles` names reports by id."""
    from docx import Document

    document = Document()
    _lay_out(document)
    document.add_heading("Temuan pemeriksaan angka laporan kinerja", level=0)
    document.add_paragraph(
        "Setiap temuan dihitung dari angka yang tercetak di laporan itu sendiri. Tempat, angka tercetak dan hasil "
        "hitung ulang disandingkan; kolom terakhir untuk tanggapan perangkat daerah."
    )
    document.add_paragraph(summary(findings))
    for report in dict.fromkeys(finding.report for finding in findings):
        own = [finding for finding in findings if finding.report == report]
        document.add_heading(visible(titles.get(report, report)), level=1)
        if len(own) < len(findings):
            document.add_paragraph(summary(own))
        _table(document, own)
    document.save(output)


def _lay_out(document: Paper) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(_MARGIN)


def _table(document: Paper, findings: Sequence[Finding]) -> None:
    """A table whose header is repeated on every page and whose rows no page break cuts."""
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(_HEADERS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    _mark(table.rows[0], "tblHeader")
    _fill(table.rows[0], _HEADERS, bold=True)
    for number, finding in enumerate(findings, start=1):
        for cells in _cells(number, finding):
            row = table.add_row()
            _mark(row, "cantSplit")
            _fill(row, cells)


def _mark(row: Cells, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(f"w:{name}"))


def _cells(number: int, finding: Finding) -> list[tuple[str, ...]]:
    head, *parts = rows([finding])
    label = f"{number} ({head.severity})"
    reading = f"\nBacaan yang wajar: {head.benign}" if head.benign else ""
    others = "; ".join(
        f"{place_of(spot.source)}: {plain(spot.as_printed)[:80]}"
        for spot in finding.spots[1 : _COMPARED + 1]
        if not parts
    )
    text = f"{head.explanation}{reading}" + (f"\nDibandingkan dengan {others}." if others else "")
    first = (label, _where(head), head.printed, _again(head), text, "")
    return [first, *(("", _where(part), part.printed, _again(part), part.subject[:_NAME], "") for part in parts)]


def _where(row: Row) -> str:
    return f"{row.place}\n{row.table[:_NAME]}" if row.table else row.place


def _again(row: Row) -> str:
    """The recomputed value with its formula."""
    if not row.expected:
        return "-"
    return f"{row.expected}\n= {row.formula[:_NAME]}" if row.formula else row.expected


def _fill(row: Cells, texts: Sequence[str], *, bold: bool = False) -> None:
    from docx.shared import Cm, Pt

    for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
        cell.width = Cm(width)
        cell.text = visible(text)
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                run.font.size, run.font.bold = Pt(_SMALL), bold
