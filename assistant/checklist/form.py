"""The checklist as the form that reviewers fill in (.docx), after anak lampiran III/2-2 of PermenPAN-RB 53/2014.

The program's own finding stands in a column of its own; the column "Check list" stays empty for the reviewer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.checklist.finding import STATES, where
from assistant.checklist.judge import Checklist, Group, Verdict
from assistant.output import placed
from assistant.privacy import mask
from corpus.errors import BadInput

if TYPE_CHECKING:
    from docx.document import Document

_HEADERS = ("No", "Pernyataan", "Usul program", "Tempat dan alasan", "Check list")
_WIDTHS = (2.2, 8.2, 3.0, 10.1, 2.8)
"""Column widths in centimetres, together the width of a sideways A4 page within its margins."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(checklist: Checklist, output: Path) -> None:
    """Write the form to `output`; raises BadInput where its ending is not .docx or it cannot be written."""
    if output.suffix.lower() != ".docx":
        raise BadInput("jenis keluaran tidak dikenal", where=str(output), remedy="gunakan .docx")
    document = form(checklist)
    with placed(output):
        document.save(str(output))


def form(checklist: Checklist) -> Document:
    """The form as a document of python-docx."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = docx.Document()
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(10)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = Cm(1.7)
    page.top_margin = page.bottom_margin = Cm(1.7)
    who = checklist.identity
    document.add_heading("Formulir Checklist Reviu Laporan Kinerja", level=0)
    document.add_paragraph(clean(f"Instansi: {who.organisation}{f', {who.region}' if who.region else ''}"))
    document.add_paragraph(clean(f"Tahun: {who.year or '....'}    Berkas: {checklist.file}"))
    counts = ", ".join(f"{name} {checklist.count(state)}" for state, name in STATES.items())
    document.add_paragraph(f"Usul program: {counts}.")
    document.add_paragraph(
        "Kolom Check list diisi oleh pereviu. Usul program hanya menyatakan apa yang terbaca dari berkas laporan;"
        " nomor baris atau halaman menunjuk tempatnya."
    )
    for group in checklist.groups:
        _group(document, group, checklist.of(group.name))
    _signature(document)
    return document


def _group(document: Document, group: Group, verdicts: Sequence[Verdict]) -> None:
    from docx.shared import Cm

    document.add_heading(group.title, level=1)
    document.add_paragraph(group.article + (f". {group.note}" if group.note else ""))
    table = document.add_table(rows=1, cols=len(_HEADERS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    _fill(table.rows[0], _HEADERS, bold=True)
    _repeat(table.rows[0])
    heading = None
    for verdict in verdicts:
        if verdict.item.heading and verdict.item.heading != heading:
            heading = verdict.item.heading
            row = table.add_row()
            row.cells[0].merge(row.cells[-1])
            row.cells[0].text = heading
            row.cells[0].paragraphs[0].runs[0].bold = True
        _fill(table.add_row(), _cells(verdict))


def _cells(verdict: Verdict) -> tuple[str, ...]:
    found = verdict.found
    places = [f"{where(spot.source)}: {spot.label}" for spot in found.spots]
    return verdict.item.number, verdict.item.text, STATES[found.state], "\n".join([found.reason, *places]).strip(), ""


def _fill(row: Any, texts: Sequence[str], *, bold: bool = False) -> None:  # noqa: ANN401 - a row of python-docx
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
        cell.width = Cm(width)
        cell.text = clean(text)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(0)
            for run in paragraph.runs:
                run.font.size = Pt(9)
                run.bold = bold


def _repeat(row: Any) -> None:  # noqa: ANN401 - a row of python-docx
    """Print a table's first row again on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _signature(document: Document) -> None:
    document.add_paragraph()
    document.add_paragraph("Catatan pereviu: " + "." * 120)
    document.add_paragraph("(Nama kota), (tanggal, bulan, tahun)")
    document.add_paragraph("Pereviu,")
    document.add_paragraph("\n(nama penanda tangan)\nNIP")


def clean(text: str) -> str:
    """Text of a report that a document can hold: no control characters, personal data masked."""
    return mask(_CONTROL.sub("", text))
