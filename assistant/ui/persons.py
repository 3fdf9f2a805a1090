"""Where on a page personal data stands, so that its picture hides what its text does."""

from __future__ import annotations

from assistant.privacy import mask
from corpus.readers.pdf.picture import Box
from corpus.report import Report


def boxes(report: Report, page: int) -> tuple[Box, ...]:
    """The boxes of a page that hold personal data by the one rule of `privacy`: cells of tables, else whole lines."""
    found: list[Box] = []
    for line, where in zip(report.lines, report.printed, strict=False):
        if where is None or where.page != page or mask(line) == line:
            continue
        cells = line.split("\t")
        places = where.cells if len(where.cells) == len(cells) else ()
        own = [box for cell, box in zip(cells, places, strict=False) if box is not None and mask(cell) != cell]
        found += own or ([where.bbox] if where.bbox else [])
    return tuple(found)
