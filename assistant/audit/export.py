"""The findings as files: JSON lines, a spreadsheet, a document to send back to the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, replace
from io import BytesIO
from pathlib import Path

from assistant.audit.finding import Finding
from assistant.audit.letter import letter
from assistant.audit.rows import rows
from assistant.output import placed
from assistant.spreadsheet import lay_out
from corpus.errors import BadInput
from corpus.rows import ReportRow
from corpus.visible import cell as harmless
from corpus.visible import dumps

FORMS = ("jsonl", "xlsx", "docx")
Titles = Mapping[str, str]
NO_TITLES: Titles = {}
HEADERS = (
    "Laporan", "Tingkat", "Jenis", "Tempat", "Tabel", "Yang diperiksa", "Tercetak", "Hitung ulang", "Rumus",
    "Penjelasan", "Bacaan yang wajar", "Tanggapan perangkat daerah",
)  # fmt: skip
_WIDTHS = (24, 9, 18, 12, 32, 40, 22, 22, 32, 60, 40, 40)


def write(findings: Sequence[Finding], output: Path, titles: Titles = NO_TITLES) -> int:
    """Write findings to `output`, the form told by its ending (.jsonl, .xlsx, .docx); how many were written.

    Raises BadInput for another ending and for a place that cannot be written.
    """
    form = output.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise BadInput("jenis keluaran tidak dikenal", where=str(output), remedy="gunakan .jsonl, .xlsx atau .docx")
    data = content(findings, form, titles)
    with placed(output):
        output.write_bytes(data)
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
    (_xlsx if form == "xlsx" else letter)(findings, held, titles)
    return held.getvalue()


def titles_of(reports: Iterable[ReportRow]) -> dict[str, str]:
    """What to call reports, by id: office, region and year, and the file."""
    return {
        row.id: f"{', '.join(filter(None, (row.organisation, row.region)))} {row.year or ''}".strip() + f" ({row.file})"
        for row in reports
    }


def jsonl(findings: Sequence[Finding]) -> str:
    """Findings as JSON lines."""
    return "".join(dumps(finding.to_json()) + "\n" for finding in findings)


def _xlsx(findings: Sequence[Finding], output: BytesIO, titles: Titles) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "temuan"
    sheet.append(HEADERS)
    for row in rows(findings):
        named = replace(row, report=titles.get(row.report, row.report))
        sheet.append([harmless(text) for text in (*astuple(named), "")])
    lay_out(sheet, _WIDTHS)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"
    book.save(output)
