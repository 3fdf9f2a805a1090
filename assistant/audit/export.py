"""The findings as files: JSON lines, a spreadsheet, a document to send back to the office."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from io import BytesIO
from pathlib import Path

from assistant.audit.finding import Finding
from assistant.audit.rows import Row, place_of, rows, summary
from assistant.export import harmless
from corpus.errors import BadInput
from corpus.rows import ReportRow
from corpus.words import plain

FORMS = ("jsonl", "xlsx", "docx")
Titles = Mapping[str, str]
NO_TITLES: Titles = {}
HEADERS = (
    "Laporan", "Tingkat", "Jenis", "Tempat", "Tabel", "Yang diperiksa", "Tercetak", "Hitung ulang", "Rumus",
    "Penjelasan", "Bacaan yang wajar", "Tanggapan perangkat daerah",
)  # fmt: skip
_WIDTHS = (24, 9, 18, 12, 32, 40, 22, 22, 32, 60, 40, 40)
_DOCUMENT = ("No", "Tempat", "Tercetak", "Hitung ulang", "Penjelasan", "Tanggapan")


def write(findings: Sequence[Finding], output: Path, titles: Titles = NO_TITLES) -> int:
    """Write findings to `output`, the form told by its ending (.jsonl, .xlsx, .docx); how many were written.

    Raises BadInput for another ending and for a place that cannot be written.
    """
    form = output.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise BadInput("jenis keluaran tidak dikenal", where=str(output), remedy="gunakan .jsonl, .xlsx atau .docx")
    data = content(findings, form, titles)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(data)
    except OSError as error:
        raise BadInput(
            f"tidak dapat ditulis ({error.strerror})", where=str(output), remedy="pilih tempat lain"
        ) from error
    return len(findings)


def content(findings: Sequence[Finding], form: str, titles: Titles = NO_TITLES) -> bytes:
    """The bytes of a file of findings; `form` is one of FORMS, `titles` names reports by id (else the id stands there).

    Raises BadInput for another form.
    """
    if form not in FORMS:
        raise BadInput(f"jenis keluaran tidak dikenal: {form}", remedy="gunakan jsonl, xlsx atau docx")
    if form == "jsonl":
        return jsonl(findings).encode()
    held = BytesIO()
    (_xlsx if form == "xlsx" else _docx)(findings, held, titles)
    return held.getvalue()


def titles_of(reports: Iterable[ReportRow]) -> dict[str, str]:
    """What to call reports, by id: office, region and year, and the file."""
    return {
        row.id: f"{', '.join(filter(None, (row.organisation, row.region)))} {row.year or ''}".strip() + f" ({row.file})"
        for row in reports
    }


def jsonl(findings: Sequence[Finding]) -> str:
    """Findings as JSON lines."""
    return "".join(json.dumps(finding.to_json(), ensure_ascii=False) + "\n" for finding in findings)


def _xlsx(findings: Sequence[Finding], output: BytesIO, titles: Titles) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "temuan"
    sheet.append(HEADERS)
    for row in rows(findings):
        named = replace(row, report=titles.get(row.report, row.report))
        sheet.append([harmless(_printable(text)) for text in (*astuple(named), "")])
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.row == 1:
                cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    book.save(output)


def _docx(findings: Sequence[Finding], output: BytesIO, titles: Titles) -> None:
    """A document with a table for each report: figures as printed and recomputed side by side, room for an answer."""
    from docx import Document
    from docx.enum.section import WD_ORIENT

    document = Document()
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    document.add_heading("Temuan pemeriksaan angka laporan kinerja", level=0)
    document.add_paragraph(
        "Setiap temuan dihitung dari angka yang tercetak di laporan itu sendiri. Tempat, angka tercetak dan hasil "
        "hitung ulang disandingkan; kolom terakhir untuk tanggapan perangkat daerah."
    )
    document.add_paragraph(summary(findings))
    for report in dict.fromkeys(finding.report for finding in findings):
        document.add_heading(_printable(titles.get(report, report)), level=1)
        table = document.add_table(rows=1, cols=len(_DOCUMENT), style="Table Grid")
        _fill(table.rows[0], _DOCUMENT)
        for number, finding in enumerate((f for f in findings if f.report == report), start=1):
            for cells in _cells(number, finding):
                _fill(table.add_row(), cells)
    document.save(output)


def _cells(number: int, finding: Finding) -> list[tuple[str, ...]]:
    head, *parts = rows([finding])
    label = f"{number} ({head.severity})"
    reading = f"\nBacaan yang wajar: {head.benign}" if head.benign else ""
    others = "; ".join(
        f"{place_of(spot.source)}: {plain(spot.as_printed)[:80]}" for spot in finding.spots[1:9] if not parts
    )
    text = f"{head.explanation}{reading}" + (f"\nDibandingkan dengan {others}." if others else "")
    first = (label, _where(head), head.printed, head.expected or "-", text, "")
    return [first, *(("", _where(part), part.printed, part.expected or "-", part.subject, "") for part in parts)]


def _where(row: Row) -> str:
    return f"{row.place}\n{row.table}" if row.table else row.place


def _fill(row: object, texts: Sequence[str]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):  # type: ignore[attr-defined]
        cell.text = _printable(text)


def _printable(text: str) -> str:
    """The text without control characters, which a document may not hold."""
    return "".join(char for char in text if char in "\n\t" or ord(char) >= 32)
