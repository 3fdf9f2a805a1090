"""Running heads, feet and page numbers: lines at the edge of the pages that say the same on many of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.pdf.page import Line
from corpus.readers.pdf.parts import PageParts

_EDGE = 0.13
_LEAST, _SHARE = 3, 0.2
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
    return [
        replace(page, lines=tuple(line for line in page.lines if not _is_running(page, line, running)))
        for page in pages
    ]


def _is_running(page: PageParts, line: Line, running: set[str]) -> bool:
    return _at_edge(page, line) and (_key(line) in running or bool(_PAGE_NUMBER.match(line.text)))


def _at_edge(page: PageParts, line: Line) -> bool:
    box = line.box
    return box[3] <= _EDGE * page.height or box[1] >= (1 - _EDGE) * page.height


def _key(line: Line) -> str:
    """The words of a line without its numbers: a page number in a foot differs on every page."""
    return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text.lower())
