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
