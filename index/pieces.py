"""What passages are cut from: a piece of prose or of a table, before it has an id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.report import Place

Kind = Literal["paragraph", "list", "table", "row", "descriptor"]

# Characters. The embedded model reads 512 tokens, about 1,700 characters of this language, of which headings,
# caption and prompt take up to 300. Chosen with benchmarks/retrieval.py.
TARGET = 900
LIMIT = 1300


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a report: `text` as printed, `said` as it is searched, `columns` the column names of its table."""

    kind: Kind
    text: str
    section: tuple[str, ...]
    caption: str
    table: int | None
    place: Place
    said: str
    columns: str = ""


def span(places: Sequence[Place]) -> Place:
    """One place from the first of the places to the last; a box only where all are on one page."""
    starts = [place.line_start for place in places if place.line_start is not None]
    ends = [place.line_end for place in places if place.line_end is not None]
    pages = [place.page for place in places if place.page is not None]
    boxes = [place.bbox for place in places if place.bbox is not None]
    whole = None
    # A box means something on one page only.
    if boxes and len(boxes) == len(places) and len(set(pages)) == 1:
        whole = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Place(min(starts, default=None), max(ends, default=None), min(pages, default=None), whole)
