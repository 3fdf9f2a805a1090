"""A report's words as pieces in reading order: headings, paragraphs, list items, telling cells of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Passage
from assistant.audit.prose import split
from assistant.checklist.parts import APPENDIX
from assistant.checklist.reading import Reading, TableView
from corpus.fact import Source
from corpus.report import Block, Row
from corpus.words import plain

_THIRD = 3
"""The chapter that reports on performance."""
_TELLING = 6
"""A cell with so many words says something; a shorter one names something."""
_PARAGRAPHS = re.compile(
    r"</p>|<br\s*/?>|</li>|"
    r"\s+(?=(?:Hambatan|Kendala|Rekomendasi(?: perbaikan)?|Rencana [Tt]indak [Ll]anjut|Solusi)\s*:)"
)
_TITLE = 22
"""A line of so many words that ends in no full stop introduces what follows."""

_MARK = 3
"""The longest mark of an item ("12."), which is no sentence."""

_HALF = 8
_ENDED = re.compile(r"[.;:!?)”\"]\s*$")
_LABEL = re.compile(r"^\W*(?:tabel|gambar|grafik|sumber|sasaran|tujuan|bab)\b", re.IGNORECASE)

Kind = Literal["heading", "paragraph", "list_item", "cell"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of running text, or a telling cell; `row` holds the naming cells of a cell's row.

    `index` is the position among the report's blocks, the same for all cells of one table.
    """

    kind: Kind
    index: int
    text: str
    source: Source
    section: tuple[str, ...]
    row: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences, each as printed with blanks folded."""
        found: list[str] = []
        for text in split(self.text):
            if found and len(found[-1]) <= _MARK:
                found[-1] = f"{found[-1]} {text}"
            else:
                found.append(text)
        return tuple(found)

    @property
    def is_title(self) -> bool:
        """Whether it only introduces what follows: a heading, or a short line that is no sentence."""
        return self.kind == "heading" or (
            self.kind != "cell" and len(self.text.split()) <= _TITLE and len(self.sentences) == 1
        )

    def passage(self, report: str, text: str | None = None) -> Passage:
        """The piece, or a part of its text, as a quotation with its place."""
        return Passage(self.text if text is None else text, " > ".join(self.section), report, 1.0, self.source)


def pieces(reading: Reading) -> tuple[Piece, ...]:
    """All pieces of a report in reading order."""
    views = {view.index: view for view in reading.tables}
    found: list[Piece] = []
    for index, block in enumerate(reading.report.blocks):
        if block.table is not None:
            found += _cells(reading, views[index])
        elif text := plain(block.text):
            piece = _piece(reading, block, index, text)
            if found and _is_cut(found[-1], piece):
                found[-1] = _whole(found[-1], piece)
            else:
                found.append(piece)
    return tuple(found)


def _is_cut(one: Piece, other: Piece) -> bool:
    """Whether two paragraphs are the halves of one that a page break cut: the first is long and ends in no sign."""
    return (
        (one.kind, other.kind) == ("paragraph", "paragraph")
        and one.section == other.section
        and one.source.page == other.source.page
        and len(one.text.split()) >= _HALF
        and not _ENDED.search(one.text)
        and not _LABEL.match(one.text)
        and not _LABEL.match(other.text)
    )


def _whole(one: Piece, other: Piece) -> Piece:
    source = replace(one.source, line_end=other.source.line_end, bbox=None)
    return replace(one, text=f"{one.text} {other.text}", source=source)


def body(reading: Reading, found: Sequence[Piece]) -> tuple[Piece, ...]:
    """Of a report's pieces those of the chapters on results and after; all where no chapter is numbered."""
    where = reading.chapters
    numbered = any(_THIRD <= chapter < APPENDIX for chapter in where)
    return tuple(piece for piece in found if not numbered or where[piece.index] >= _THIRD)


def _piece(reading: Reading, block: Block, index: int, text: str) -> Piece:
    kind: Kind = block.kind if block.kind != "table" else "paragraph"
    return Piece(kind, index, text, reading.source_of(block), block.section)


def _cells(reading: Reading, view: TableView) -> Iterator[Piece]:
    """The telling cells of a table, each with the names of its row; rows without names continue the row above."""
    names: tuple[str, ...] = ()
    section = view.section
    filled = 0
    for row in view.table.rows:
        own = tuple(text for cell in row.cells if (text := plain(cell)) and _names(text))
        count = sum(bool(cell.strip()) for cell in row.cells)
        if own and (not filled or count >= filled or row.cells[0].strip()):
            names, filled = own, count
        source = replace(reading.source(row.place, view.table.caption or None), row=" | ".join(names)[:200] or None)
        for text in _said(row):
            yield Piece("cell", view.index, text, source, section, names)


def _names(cell: str) -> bool:
    return bool(re.search(r"[a-z]{3}", cell.lower())) and len(cell.split()) <= _TITLE and not cell.endswith(".")


def _said(row: Row) -> Iterator[str]:
    for cell in row.cells:
        for part in _PARAGRAPHS.split(cell):
            text = plain(part)
            if len(text.split()) >= _TELLING:
                yield text


def of_passages(passages: Sequence[Passage]) -> tuple[Piece, ...]:
    """Passages that were found as pieces, for libraries whose reports cannot be read in whole."""
    return tuple(
        Piece("paragraph", index, text, passage.source, tuple(passage.heading.split(" > ")))
        for index, passage in enumerate(passages)
        for line in passage.text.split("\n")
        if " | " not in line and (text := plain(line))
    )
