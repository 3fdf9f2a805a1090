"""A report as passages: pieces that can be found, read and quoted alone.

Paragraphs of one section are joined up to a size and split at sentence ends; a list keeps its lead-in; a table
is never cut inside a row, and its rows are passages of their own beside it. `text` is what the report prints
(without markup, joined and cut only between words, rows and items), `embed_text` adds the heading path, caption and
column names that the piece needs to be found.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.report import Block, Place, Report, Row, Table
from corpus.words import plain

Kind = Literal["paragraph", "list", "table", "row"]

# Part of what is stored with the passages: raise it when the same report would give other passages.
RECIPE = 2
# Characters. The embedded model reads 512 tokens, about 1,700 characters of this language, of which headings,
# caption and prompt take up to 300. Chosen with benchmarks/retrieval.py.
TARGET = 900
LIMIT = 1300
_LEAD_IN = 320
_HEADINGS = 3
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+(?=[\"“(A-Z0-9])")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report.

    `id` is a positive 63-bit number from the report's bytes and `ordinal`. `report` is the report id.
    `heading` is the section path joined by " > ". `caption` is that of the table, or the lead-in of a list.
    `table` is the ordinal of the table that a table or row passage comes from, else None. `content_hash` is that
    of `embed_text`, the text that is indexed, and embedded but for rows.
    """

    id: int
    report: str
    ordinal: int
    kind: Kind
    text: str
    heading: str
    caption: str
    table: int | None
    source: Place
    content_hash: str
    embed_text: str

    @property
    def embedded(self) -> bool:
        """Whether it is searched by meaning: all but rows.

        Their table is; to embed them too costs three times as much as all else and finds no more
        (benchmarks/README.md).
        """
        return self.kind != "row"


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: Kind
    text: str
    section: tuple[str, ...]
    caption: str
    table: int | None
    place: Place
    said: str


def passages(report: Report) -> list[Passage]:
    """The passages of a report in reading order; empty for a report of headings alone."""
    return [_passage(report, ordinal, piece) for ordinal, piece in enumerate(_pieces(report.blocks))]


def passage_id(sha256: str, ordinal: int) -> int:
    """The stable id of the passage `ordinal` of the report with these bytes: 63 bits, never negative."""
    digest = hashlib.sha256(f"{sha256}:{ordinal}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _passage(report: Report, ordinal: int, piece: _Piece) -> Passage:
    heading = " > ".join(piece.section)
    # The last headings say what a piece is about; the first are chapter names that all reports share.
    embed = "\n".join(part for part in (" > ".join(piece.section[-_HEADINGS:]), piece.said) if part)
    return Passage(
        passage_id(report.sha256, ordinal),
        report.identity.id,
        ordinal,
        piece.kind,
        piece.text,
        heading,
        piece.caption,
        piece.table,
        piece.place,
        hashlib.sha256(embed.encode("utf-8", "surrogatepass")).hexdigest(),
        embed,
    )


def _pieces(blocks: Sequence[Block]) -> Iterator[_Piece]:
    for section, run in _runs(blocks):
        yield from _prose(section, [block for block in run if block.table is None])
        for block in run:
            if block.table is not None:
                yield from _table(section, block.table)


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[tuple[str, ...], list[Block]]]:
    """Blocks without headings: prose of one section up to a table, or one table."""
    run: list[Block] = []
    for block in blocks:
        apart = block.kind == "heading" or block.table is not None
        if run and (apart or block.section != run[-1].section):
            yield run[-1].section, run
            run = []
        if block.table is not None:
            yield block.section, [block]
        elif block.kind != "heading" and block.text.strip():
            run.append(block)
    if run:
        yield run[-1].section, run


# Prose


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph, a list item, or a piece of one, with the lead-in it needs to be understood."""

    text: str
    place: Place
    item: bool
    lead: str


def _prose(section: tuple[str, ...], blocks: Sequence[Block]) -> Iterator[_Piece]:
    group: list[_Part] = []
    size = 0
    parts = list(_parts(blocks))
    for number, part in enumerate(parts):
        leads = not part.item and number + 1 < len(parts) and parts[number + 1].item
        # A lead-in goes with its list, not with what stands before it.
        full = size + len(part.text) > LIMIT or (size >= TARGET and (not part.item or size > LIMIT))
        if group and (full or (leads and size + len(part.text) > TARGET)):
            yield _prose_piece(section, group)
            group, size = [], 0
        group.append(part)
        size += len(part.text) + 1
    if group:
        yield _prose_piece(section, group)


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    lead = ""
    for block in blocks:
        item = block.kind == "list_item"
        for text in _split(block.text.strip()):
            yield _Part(text, block.place, item, lead if item else "")
        if not item:
            lead = _last_sentence(block.text)


def _prose_piece(section: tuple[str, ...], group: Sequence[_Part]) -> _Piece:
    text = "\n".join(part.text for part in group)
    lead = group[0].lead
    items = sum(part.item for part in group)
    said = f"{lead}\n{text}" if lead else text
    return _Piece(
        "list" if 2 * items >= len(group) and items else "paragraph", text, section, lead, None, _span(group), said
    )


def _last_sentence(text: str) -> str:
    """The end of a paragraph that leads into a list, short enough to be repeated."""
    last = _SENTENCE_END.split(text.strip())[-1]
    return last if len(last) <= _LEAD_IN else ""


def _split(text: str) -> Iterator[str]:
    """A long text cut at sentence ends, or between words where a sentence itself is too long."""
    if len(text) <= LIMIT:
        yield text
        return
    held = ""
    for sentence in _SENTENCE_END.split(text):
        for piece in _words(sentence):
            if held and len(held) + len(piece) > TARGET:
                yield held
                held = ""
            held = f"{held} {piece}" if held else piece
    if held:
        yield held


def _words(sentence: str) -> Iterator[str]:
    while len(sentence) > LIMIT:
        at = sentence.rfind(" ", 0, TARGET)
        at = at if at > 0 else TARGET
        yield sentence[:at]
        sentence = sentence[at:].lstrip()
    yield sentence


# Tables


def _table(section: tuple[str, ...], table: Table) -> Iterator[_Piece]:
    body = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    for number, rows in enumerate(_portions(body)):
        yield _portion(section, table, rows, first=number == 0)
    labels: list[str] = []
    for row in body:
        labels = _carried(row, labels)
        said = row_text(table, row, labels)
        if len(_WORD.findall(said)) >= 2 and sum(bool(cell.strip()) for cell in row.cells) > 1:
            text = " | ".join(shown for cell in row.cells if (shown := plain(cell)))
            spoken = f"{table.caption}\n{said}" if table.caption else said
            yield _Piece("row", text, section, table.caption, table.ordinal, row.place, spoken)


def _portions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows in groups of at most LIMIT characters, at least one row each."""
    group: list[Row] = []
    size = 0
    for row in rows:
        length = len(_printed(row))
        if group and size + length > LIMIT:
            yield group
            group, size = [], 0
        group.append(row)
        size += length
    if group:
        yield group


def _portion(section: tuple[str, ...], table: Table, rows: Sequence[Row], *, first: bool) -> _Piece:
    header = " | ".join(name for name in dict.fromkeys(map(column_name, table.columns)) if name)
    printed = "\n".join(_printed(row) for row in rows)
    text = "\n".join(part for part in (table.caption, header, printed) if part)
    start = table.place if first else rows[0].place
    place = _span_places([start if not first else _up_to(table.place, rows[-1].place), rows[-1].place])
    return _Piece("table", text, section, table.caption, table.ordinal, place, text)


def _up_to(whole: Place, last: Place) -> Place:
    """The head of a table, to the end of its row `last`."""
    return Place(whole.line_start, last.line_end, whole.page if whole.page is not None else last.page)


def column_name(path: Sequence[str]) -> str:
    """A header path as one name: ("Tahun 2023", "Target") is "Tahun 2023 > Target"; "" for no header."""
    return " > ".join(dict.fromkeys(part.strip() for part in path if part.strip()))


def row_text(table: Table, row: Row, labels: Sequence[str] = ()) -> str:
    """A row that reads alone: "Indikator: IKM; Tahun 2023 > Target: 89,95".

    `labels` holds, by column, the label of an earlier row that an empty cell of this one stands for.
    """
    parts = []
    for at, cell in enumerate(row.cells):
        value = plain(cell) or (labels[at] if at < len(labels) else "")
        name = column_name(table.columns[at]) if at < len(table.columns) else ""
        if value:
            parts.append(f"{name}: {value}" if name else value)
    return "; ".join(parts)


def _carried(row: Row, labels: Sequence[str]) -> list[str]:
    """What the empty leading cells of the next rows stand for: merged cells are printed once."""
    filled = next((at for at, cell in enumerate(row.cells) if cell.strip()), len(row.cells))
    kept = [labels[at] if at < len(labels) else "" for at in range(filled)]
    own = [plain(cell) if _WORD.search(cell) else "" for cell in row.cells[filled:]]
    # Values at the right are never carried: only words to the left of the first figure.
    words: list[str] = []
    for cell, label in zip(row.cells[filled:], own, strict=True):
        if words and not label and cell.strip():
            break
        words.append(label)
    return kept + words


def _printed(row: Row) -> str:
    return " | ".join(plain(cell) for cell in row.cells).strip(" |")


# Places


def _span(parts: Sequence[_Part]) -> Place:
    return _span_places([part.place for part in parts])


def _span_places(places: Sequence[Place]) -> Place:
    starts = [place.line_start for place in places if place.line_start is not None]
    ends = [place.line_end for place in places if place.line_end is not None]
    pages = [place.page for place in places if place.page is not None]
    boxes = [place.bbox for place in places if place.bbox is not None]
    whole = None
    # A box means something on one page only.
    if boxes and len(boxes) == len(places) and len(set(pages)) == 1:
        whole = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Place(min(starts, default=None), max(ends, default=None), min(pages, default=None), whole)
