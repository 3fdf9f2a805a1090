"""From the parts of the pages to laid out lines: paragraphs rejoined, captions whole, tables with tabs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.readers.laid import LaidLine
from corpus.readers.pdf import parts, slots
from corpus.readers.pdf.page import surety
from corpus.readers.pdf.paragraphs import CAPTION, ENDED, MARK, PICTURE, Paragraph, paragraphs
from corpus.readers.pdf.parts import PageParts, TablePart
from corpus.readers.pdf.slots import Shape
from corpus.readers.pdf.words import counted, whole
from corpus.report import Printed

_LONGEST_TITLE = 130
_CAPTION_GAP = 2.6
_SAME_EDGE = 4.5

_T = TypeVar("_T")


def laid(pages: Sequence[PageParts]) -> Iterator[LaidLine]:
    """The lines of all pages in reading order, a blank one behind each paragraph and table.

    No blank line parts the two halves of a paragraph that a page break cut.
    """
    before: TablePart | None = None
    open_end: Paragraph | None = None
    shape: Shape | None = None
    counts = counted(pages)
    for page, pieces in _pages(pages):
        for position, piece in enumerate(pieces):
            goes_on = position == 0 and open_end is not None and _goes_on(open_end, piece)
            if position == 0 and open_end is not None and not goes_on:
                yield LaidLine()
            if isinstance(piece, TablePart):
                shape = _shaped(piece, before if position == 0 else None, shape)
                yield from _table_lines(page, piece, before if position == 0 else None, shape, counts)
            else:
                shape = None
                text = piece.text.replace("\t", " ")
                sure = surety(word for line in piece.lines for word in line.words)
                yield LaidLine(text if goes_on else _titled(piece, text), Printed(page.number, piece.box, (), sure))
            if piece is not pieces[-1]:
                yield LaidLine()
        if pieces:
            before, open_end = (last, None) if isinstance(last := pieces[-1], TablePart) else (None, last)
            if open_end is not None and not _is_open(open_end, page):
                open_end = None
            if open_end is None:
                yield LaidLine()


def _pages(pages: Sequence[PageParts]) -> list[tuple[PageParts, list[Paragraph | TablePart]]]:
    """The pages with what stands on each, tables without lines followed from page to page."""
    found: list[tuple[PageParts, list[Paragraph | TablePart]]] = []
    last: list[Paragraph | TablePart] = []
    for page in pages:
        before = last[-1] if last else None
        if isinstance(before, TablePart) and before.gutters:
            page, last[-1] = parts.going_on(page, before)  # noqa: PLW2901
            before = last[-1]
        pieces = _in_order(_settled(page, before if isinstance(before, TablePart) else None))
        found.append((page, pieces))
        last = pieces or last
    return found


def _is_open(paragraph: Paragraph, page: PageParts) -> bool:
    """Whether a paragraph at a page's end may go on: its last line is full and ends no sentence."""
    right = max(line.box[2] for line in page.lines) if page.lines else page.width
    last = paragraph.lines[-1]
    full = last.box[2] > right - 2 * last.size and len(paragraph.lines) > 1
    return full and not paragraph.bold and not ENDED.search(last.text) and not CAPTION.match(paragraph.text)


def _goes_on(before: Paragraph, piece: Paragraph | TablePart) -> bool:
    """Whether the first text of a page goes on the open paragraph of the page before."""
    if isinstance(piece, TablePart) or piece.bold or abs(piece.lines[0].size - before.lines[-1].size) > 1.5:
        return False
    return not any(mark.match(piece.lines[0].text) for mark in (MARK, CAPTION, PICTURE))


def _settled(page: PageParts, before: TablePart | None) -> PageParts:
    """The page with its doubted tables decided: one at the top that goes on from the page before stays a table."""
    kept: list[TablePart] = []
    lines = list(page.lines)
    for table in page.tables:
        first = all(line.box[1] >= table.box[1] for line in page.lines) and not kept
        goes_on = first and before is not None and len(before.edges) == len(table.edges)
        if table.doubted and not goes_on:
            lines += parts.lines_of(table)
        else:
            kept.append(table)
    return replace(page, lines=tuple(lines), tables=tuple(kept))


def _titled(piece: Paragraph, text: str) -> str:
    """A short bold text that stands alone is marked bold, as a text report marks its headings."""
    title = piece.bold and len(text) <= _LONGEST_TITLE and len(piece.lines) <= 3 and not ENDED.search(text)
    telling = sum(char.isalpha() for char in text) > 3 and not CAPTION.match(text) and not PICTURE.match(text)
    return f"**{text}**" if title and telling and "*" not in text else text


def _in_order(page: PageParts) -> list[Paragraph | TablePart]:
    """Paragraphs and tables from top to bottom; a caption takes in its title lines."""
    pieces: list[Paragraph | TablePart] = [*paragraphs(page.lines, page.width), *page.tables]
    pieces.sort(key=lambda piece: (piece.box[1], piece.box[0]))
    found: list[Paragraph | TablePart] = []
    for piece in pieces:
        before = found[-1] if found else None
        if isinstance(before, Paragraph) and isinstance(piece, Paragraph) and _goes_with(before, piece):
            before.lines += piece.lines
        else:
            found.append(piece)
    return found


def _goes_with(caption: Paragraph, title: Paragraph) -> bool:
    """Whether a text is the title under a caption's number: close below it, in the same weight, no sentence."""
    if not CAPTION.match(caption.lines[0].text) or len(title.lines) > 3 or ENDED.search(title.text):
        return False
    last, first = caption.lines[-1], title.lines[0]
    if first.base - last.base > _CAPTION_GAP * last.size or last.bold != first.bold:
        return False
    if CAPTION.match(first.text) or MARK.match(first.text) or len(caption.lines) > 4:
        return False
    middle, other = (last.box[0] + last.box[2]) / 2, (first.box[0] + first.box[2]) / 2
    return abs(middle - other) < 2 * last.size or abs(last.box[0] - first.box[0]) < 2 * last.size


def _shaped(table: TablePart, before: TablePart | None, shape: Shape | None) -> Shape:
    """The shape of a table with one more part: of the table before where no text stands between and it goes on."""
    places = None
    if shape is not None and table.gutters:
        again = before is not None and _same(table, before)
        places = shape.places if again else slots.find(table.rows, table.box, shape)
        again = again or places is not None
    if shape is None or not table.gutters or not again:
        shape = Shape(len(table.edges) - 1, table.box[0], table.box[2])
    shape.places = places
    shape.add(table.rows)
    return shape


def _table_lines(
    page: PageParts, table: TablePart, before: TablePart | None, shape: Shape, counts: Mapping[str, int]
) -> Iterator[LaidLine]:
    """The rows of a table; one that goes on from the page before takes over its columns where they stand alike."""
    places = _places(table.edges, before.edges) if before is not None else None
    goes_on = places is not None or (before is not None and _same(table, before))
    if shape.places is not None:
        places, width = shape.places, shape.width
    else:
        width = len(before.edges) - 1 if before is not None else 0
    for position, row in enumerate(table.rows):
        texts = [whole(cell, counts).replace("\t", " ") for cell in row.cells]
        boxes = list(row.boxes)
        if places is not None:
            texts = _spread(texts, places, width, "")
            boxes = _spread(boxes, places, width, None)
        printed = Printed(page.number, row.box, tuple(boxes), row.sure)
        yield LaidLine("\t".join(texts), printed, goes_on=goes_on and position == 0)


def _same(table: TablePart, before: TablePart) -> bool:
    """Whether two parts have the same columns: equal edges, or for tables without lines strips that overlap."""
    if len(table.edges) != len(before.edges) or bool(table.gutters) != bool(before.gutters):
        return False
    if table.gutters:
        return all(a[0] < b[1] and b[0] < a[1] for a, b in zip(table.gutters, before.gutters, strict=True))
    return all(abs(one - two) <= _SAME_EDGE for one, two in zip(table.edges, before.edges, strict=True))


def _places(edges: Sequence[float], before: Sequence[float]) -> list[int] | None:
    """For each column its place among the columns of the page before; None where the columns are no part of those."""
    if len(edges) >= len(before):
        return None
    found: list[int] = []
    for edge in edges[:-1]:
        place = min(range(len(before) - 1), key=lambda index: abs(before[index] - edge))
        if abs(before[place] - edge) > _SAME_EDGE or (found and place <= found[-1]):
            return None
        found.append(place)
    return found


def _spread(cells: Sequence[_T], places: Sequence[int], width: int, empty: _T) -> list[_T]:
    found = [empty] * width
    for cell, place in zip(cells, places, strict=True):
        found[place] = cell
    return found
