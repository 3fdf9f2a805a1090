"""PDF reports: bytes to pages to laid out lines to a Report."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium

from corpus.readers import laid
from corpus.readers.pdf import glyphs, layout, margins, parts
from corpus.readers.pdf.parts import PageParts
from corpus.report import Report


def read(path: Path) -> Report:
    """Read a PDF file."""
    data = path.read_bytes()
    return parse(data, path.name)


def parse(data: bytes, file: str) -> Report:
    pages = _pages(data)
    lines = list(layout.laid(margins.without(pages)))
    return laid.report(data, file, "pdf", lines)


def _pages(data: bytes) -> list[PageParts]:
    pdf = pdfium.PdfDocument(data)
    return [parts.take_apart(glyphs.read(pdf[n], n + 1)) for n in range(len(pdf))]
