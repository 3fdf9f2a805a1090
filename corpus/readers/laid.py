"""A file laid out as lines of text: what the readers of pages and of documents hand to the common structure reading.

A line of a table holds its cells with tabs between them, as in a text report. Beside each line stands where it is
printed, so that a place of lines becomes one of pages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus import identity, structure
from corpus.places import paged
from corpus.readers import folder
from corpus.report import Block, Printed, Report, Row, Table


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line: its text, and where it is printed (None for a blank line between blocks).

    `goes_on` marks the first row of a table on a page where the columns stand as on the page before: the same table.
    """

    text: str = ""
    printed: Printed | None = None
    goes_on: bool = False


def report(data: bytes, file: str, encoding: str, lines: Sequence[LaidLine], notes: Sequence[str] = ()) -> Report:
    """The report of these lines; `encoding` names the kind of file, `notes` what could not be read."""
    texts = tuple(line.text for line in lines)
    printed = tuple(line.printed for line in lines)
    continued = frozenset(number for number, line in enumerate(lines) if line.goes_on)
    blocks = [_placed(block, printed) for block in structure.blocks(texts, continued)]
    return Report(
        identity=identity.identify(texts, blocks, file),
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        lines=texts,
        blocks=tuple(blocks),
        printed=printed,
        notes=tuple(notes),
    )


def joined(parts: Sequence[Report], file: str) -> Report:
    """One report of several: their lines one after another, their pages counted on; `file` is its name.

    Its notes tell which pages (or, without pages, lines) are those of which file.
    """
    lines: list[str] = []
    printed: list[Printed | None] = []
    notes: list[str] = []
    pages = 0
    for part in parts:
        spots = part.printed or (None,) * len(part.lines)
        last = max((spot.page for spot in spots if spot is not None), default=0)
        notes.append(_extent(part, pages, last, len(lines)))
        notes += [f"{part.file}: {note}" for note in part.notes]
        lines += [*part.lines, ""]
        printed += [*(None if spot is None else replace(spot, page=spot.page + pages) for spot in spots), None]
        pages += last
    blocks = [_placed(block, printed) for block in structure.blocks(lines)]
    return Report(
        identity=identity.identify(lines, blocks, file),
        file=file,
        sha256=folder.joined([part.sha256 for part in parts]),
        encoding=parts[0].encoding,
        lines=tuple(lines),
        blocks=tuple(blocks),
        printed=tuple(printed) if pages else (),
        notes=tuple(notes),
    )


def _extent(part: Report, pages: int, last: int, lines: int) -> str:
    """Which pages or lines of the whole are those of a part."""
    if last:
        return f"halaman {pages + 1}-{pages + last}: {part.file}"
    return f"baris {lines + 1}-{lines + len(part.lines)}: {part.file}"


def _placed(block: Block, printed: Sequence[Printed | None]) -> Block:
    table = None if block.table is None else _table(block.table, printed)
    return replace(block, place=paged(block.place, printed), table=table)


def _table(table: Table, printed: Sequence[Printed | None]) -> Table:
    return replace(
        table,
        header=_rows(table.header, printed),
        rows=_rows(table.rows, printed),
        place=paged(table.place, printed),
    )


def _rows(rows: Sequence[Row], printed: Sequence[Printed | None]) -> tuple[Row, ...]:
    return tuple(replace(row, place=paged(row.place, printed)) for row in rows)
