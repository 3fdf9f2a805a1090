"""Running heads, feet and page numbers: lines at the edge of the pages that say the same on many of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from corpus.readers.pdf.page import Line
from corpus.readers.pdf.parts import PageParts

_EDGE, _NUMBER_EDGE = 0.13, 0.2
_LEAST, _SHARE = 3, 0.2
_SAME_PLACE, _ALIKE = 0.015, 60
"""What OCR reads of a running foot differs from page to page: share of the height, percent of its letters."""
_PAGE_NUMBER = re.compile(
    r"^\W*(?:hal(?:aman|\.)?|page|p\.)?\W*(?:\d{1,3}|[ivxl]{1,7})\W*(?:(?:dari|of|/)\s*\d{1,3})?\W*(?:\|?\s*p\s*a\s*g\s*e\W*)?$",
    re.IGNORECASE,
)


def without(pages: Sequence[PageParts]) -> list[PageParts]:
    """The pages without their running heads and feet and their page numbers."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_key(line) for line in page.lines if _at_edge(page, line)})
    least = max(_LEAST, _SHARE * len(pages))
    running = {key for key, count in counts.items() if count >= least}
    blurred = [page for page in pages if "ocr" in page.notes]
    return [
        replace(
            page,
            lines=tuple(
                line
                for line in page.lines
                if not _is_running(page, line, running) and not _is_alike(page, line, blurred, least)
            ),
        )
        for page in pages
    ]


def _is_alike(page: PageParts, line: Line, pages: Sequence[PageParts], least: float) -> bool:
    """Whether a line at the edge of a page read by OCR says much the same, in the same place, on many such pages."""
    if page not in pages or not _at_edge(page, line):
        return False

    def repeats(other: PageParts) -> bool:
        return any(
            abs(line.base / page.height - one.base / other.height) < _SAME_PLACE
            and fuzz.ratio(_key(line), _key(one)) >= _ALIKE
            for one in other.lines
            if _at_edge(other, one)
        )

    return sum(repeats(other) for other in pages) >= least


def _is_running(page: PageParts, line: Line, running: set[str]) -> bool:
    if _at_edge(page, line) and _key(line) in running:
        return True
    return bool(_PAGE_NUMBER.match(line.text)) and _at_edge(page, line, _NUMBER_EDGE) and _is_outermost(page, line)


def _at_edge(page: PageParts, line: Line, share: float = _EDGE) -> bool:
    box = line.box
    return box[3] <= share * page.height or box[1] >= (1 - share) * page.height


def _is_outermost(page: PageParts, line: Line) -> bool:
    """Whether nothing stands above a line, or nothing below it, but running lines at the very edge."""
    others = [other.base for other in page.lines if other is not line]
    others += [edge for table in page.tables for edge in (table.box[1], table.box[3])]
    beyond = [base for base in others if (base > line.base if line.base > page.height / 2 else base < line.base)]
    return all(min(base, page.height - base) < _EDGE * page.height for base in beyond)


def _key(line: Line) -> str:
    """The words of a line without its numbers: a page number in a foot differs on every page."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.lower())
