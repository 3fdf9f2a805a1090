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
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm, Pt

from corpus.words import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STYLES = ("ruled", "unruled", "landscape")
_CHAPTER = re.compile(r"^(BAB\s+[IVX]+\b|KATA PENGANTAR|LAMPIRAN|DAFTAR)")
_NUMBERED = re.compile(r"^\d{1,2}(\.\d{1,2})+\.?\s+\S")
_BOLD = re.compile(r"^\s*(?:#{1,6}\s+(.*)|\*\*(.+)\*\*)\s*$")
_PAGE = re.compile(r"^\W*\d{1,3}\W*$")
_LETTER, _LONGEST_WORD, _PADDING = 0.64, 24, Cm(0.42)
"""The width of a letter in its size, the longest word kept whole, and what stands free beside a text in a cell."""
_SIZES, _SMALLEST = (8, 7, 6, 5), Pt(6)
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
            rows.append([plain(cell) for cell in line.split("\t")])
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
            yield "paragraph", plain(text)


def _table(document: Any, rows: Sequence[Sequence[str]], style: str) -> None:  # noqa: ANN401 - python-docx
    width = max(len(row) for row in rows)
    turned = style != "landscape" and _fitted(rows, width, _space(document.sections[-1]))[1] < _SMALLEST
    if turned:
        _turn(document)
    table = document.add_table(rows=len(rows), cols=width)
    if style != "unruled":
        table.style = "Table Grid"
    section = document.sections[-1]
    widths, size = _fitted(rows, width, _space(section))
    table.autofit = False
    for at in range(width):
        table.columns[at].width = widths[at]
    for number, row in enumerate(rows):
        cells = table.rows[number].cells
        for at, text in enumerate(row):
            run = cells[at].paragraphs[0].add_run(text)
            run.font.size = size
            cells[at].width = widths[at]
    document.add_paragraph()
    if turned:
        _turn(document)


def _turn(document: Any) -> None:  # noqa: ANN401 - python-docx
    """Begin pages of the other orientation: a table too wide for upright pages stands on landscape ones."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    upright = section.orientation == WD_ORIENT.PORTRAIT
    section.orientation = WD_ORIENT.LANDSCAPE if upright else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = section.page_height, section.page_width


def _space(section: Any) -> int:  # noqa: ANN401 - python-docx
    return int(section.page_width - section.left_margin - section.right_margin)


def _fitted(rows: Sequence[Sequence[str]], width: int, space: int) -> tuple[list[int], int]:
    """The widths of the columns, and the largest letters with which no word of the table is cut."""
    for points in _SIZES:
        widths = _widths(rows, width, Pt(points), space)
        if widths is not None:
            return widths, Pt(points)
    return [space // width] * width, Pt(_SIZES[-1] - 1)


def _widths(rows: Sequence[Sequence[str]], width: int, size: int, space: int) -> list[int] | None:
    """Widths as a word processor fits them: the longest word first, what is left by the length of the texts.

    None where the words alone are wider than the page.
    """
    texts = [[row[at] for row in rows if at < len(row)] for at in range(width)]
    words = [max([2, *(min(len(word), _LONGEST_WORD) for text in column for word in text.split())]) for column in texts]
    least = [_LETTER * size * letters + _PADDING for letters in words]
    if sum(least) >= space:
        return None
    more = [min(60, max([1, *(len(text) for text in column)])) for column in texts]
    rest = space - sum(least)
    return [int(one + rest * length / sum(more)) for one, length in zip(least, more, strict=True)]


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
