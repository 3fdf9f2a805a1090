"""Places made exact: the one line of several that prints a figure, and the page and box of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.report import Place, Printed


def narrow(
    place: Place, as_printed: str, lines: Sequence[str], printed: Sequence[Printed | None] = (), before: int = 0
) -> Place | None:
    """The place of a figure within a block or row that spans several lines.

    The single line that prints it verbatim (blanks folded), else the whole place if the lines together print it; None
    if they do not. A place without lines is returned as it is. Where the lines are `printed` on pages, page and box
    are those of the line; of a table's line those of the cell, the one after `before` equal cells.
    """
    first, last = place.line_start, place.line_end
    if first is None or last is None:
        return place
    wanted = _folded(as_printed)
    for number in range(first, last + 1):
        if wanted in _folded(lines[number - 1]):
            exact = paged(replace(place, line_start=number, line_end=number), printed)
            return _celled(exact, wanted, lines[number - 1], printed, before)
    return place if wanted in _folded("\n".join(lines[first - 1 : last])) else None


def paged(place: Place, printed: Sequence[Printed | None]) -> Place:
    """A place of lines with the page and box where they are printed: those on the first of its pages.

    A place stays as it is where nothing tells of pages.
    """
    if not printed or place.line_start is None or place.line_end is None:
        return place
    spots = [spot for spot in printed[place.line_start - 1 : place.line_end] if spot is not None]
    if not spots:
        return place
    page = spots[0].page
    boxes = [spot.bbox for spot in spots if spot.page == page and spot.bbox is not None]
    if not boxes:
        return replace(place, page=page)
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return replace(place, page=page, bbox=box)


def _celled(place: Place, wanted: str, line: str, printed: Sequence[Printed | None], before: int) -> Place:
    spot = printed[place.line_start - 1] if printed and place.line_start else None
    if spot is None or not spot.cells:
        return place
    equal = [index for index, cell in enumerate(line.split("\t")) if _folded(cell) == wanted]
    box = spot.cells[equal[min(before, len(equal) - 1)]] if equal else None
    return replace(place, bbox=box) if box is not None else place


def _folded(text: str) -> str:
    return " ".join(text.split())
