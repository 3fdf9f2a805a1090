#!/usr/bin/env python3
"""Print text reports as .docx, and as .pdf through LibreOffice.

    python scripts/print_samples.py [--style ruled|unruled|landscape] [--output FOLDER] FILE.txt ...

Each line with tabs becomes a row of a table, each other line a paragraph; lines of chapters and bold or numbered
titles become headings. The samples in `samples/` are made with `--output samples samples/*.txt`. The PDF needs the
program `soffice` (Debian: libreoffice-writer); without it only the .docx is written.
"""

from __future__ import annotations

import argparse
import datetime
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Pt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STYLES = ("ruled", "unruled", "landscape")
_CHAPTER = re.compile(r"^(BAB\s+[IVX]+\b|KATA PENGANTAR|LAMPIRAN|DAFTAR)")
_NUMBERED = re.compile(r"^\d{1,2}(\.\d{1,2})+\.?\s+\S")
_BOLD = re.compile(r"^\s*(?:#{1,6}\s+(.*)|\*\*(.+)\*\*)\s*$")
_PAGE = re.compile(r"^\W*\d{1,3}\W*$")
_WHEN = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)


def write_docx(lines: Sequence[str], output: Path, style: str) -> None:
    """Write the lines of a text report as a Word document."""
    document: Any = docx.Document()
    document.core_properties.created = document.core_properties.modified = _WHEN
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    if style == "landscape":
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(2.0)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].font.name = "Liberation Serif"
    section.footer.paragraphs[0].text = "Laporan Kinerja"
    for kind, content in _pieces(lines):
        if kind == "table":
            _table(document, content, style)
        elif kind == "heading":
            document.add_paragraph().add_run(content).bold = True
        else:
            document.add_paragraph(content)
    output.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(output))


def _pieces(lines: Sequence[str]) -> Iterator[tuple[str, Any]]:
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if "\t" in line:
            rows.append([cell.strip() for cell in line.split("\t")])
            continue
        if rows:
            yield "table", rows
            rows = []
        text = line.strip()
        if not text or _PAGE.match(text):
            continue
        bold = _BOLD.match(text)
        if bold or _CHAPTER.match(text) or _NUMBERED.match(text):
            yield "heading", (bold[1] or bold[2]) if bold else text
        else:
            yield "paragraph", text


def _table(document: Any, rows: Sequence[Sequence[str]], style: str) -> None:  # noqa: ANN401 - python-docx
    width = max(len(row) for row in rows)
    table = document.add_table(rows=len(rows), cols=width)
    if style != "unruled":
        table.style = "Table Grid"
    section = document.sections[0]
    space = section.page_width - section.left_margin - section.right_margin
    lengths = [
        min(40, max([4, *(len(word) for row in rows if at < len(row) for word in row[at].split()),
                     *(len(row[at]) / 3 for row in rows if at < len(row))]))
        for at in range(width)
    ]  # fmt: skip
    size = Pt(8) if width < 12 else Pt(6)
    for number, row in enumerate(rows):
        cells = table.rows[number].cells
        for at, text in enumerate(row):
            run = cells[at].paragraphs[0].add_run(text)
            run.font.size = size
            cells[at].width = int(space * lengths[at] / sum(lengths))
    document.add_paragraph()


def to_pdf(document: Path) -> Path | None:
    """The PDF that LibreOffice makes of a Word document, beside it; None where LibreOffice is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    command = [program, "--headless", "--convert-to", "pdf", "--outdir", str(document.parent), str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)  # noqa: S603 - our own arguments
    return document.with_suffix(".pdf")


def main() -> int:
    """Print the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.txt")
    parser.add_argument("--style", choices=STYLES, default="ruled")
    parser.add_argument("--output", type=Path, default=Path())
    args = parser.parse_args()
    for path in args.files:
        document = args.output / f"{path.stem}.docx"
        write_docx(path.read_text(encoding="utf-8-sig").splitlines(), document, args.style)
        made = to_pdf(document)
        sys.stdout.write(f"{document}{f', {made}' if made else ' (tanpa PDF: soffice tidak ada)'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
