"""Reports and facts as rows of the library's tables, and back: what goes in comes out equal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Literal

from corpus.fact import Fact, Source
from corpus.report import Block, Identity, Place, Printed, Report, Row, Table

Status = Literal["added", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class PutResult:
    """What `Library.put` did, the id and the file name that the report has in this library.

    `beside` are the ids of other reports whose files came under the same bare name.
    """

    status: Status
    report_id: str
    file: str = ""
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of the list of reports: who, when, which file, and how much of it.

    `key` is the number under which this very content is stored; it is never used again.
    """

    key: int
    id: str
    organisation: str
    region: str
    year: int | None
    file: str
    sha256: str
    encoding: str
    lines: int
    blocks: int
    tables: int
    facts: int


REPORT_ROW = (
    "SELECT key, id, organisation, region, year, file, sha256, encoding, line_count, block_count, table_count,"
    " fact_count FROM reports"
)
FACT_COLUMNS = (
    "organisation, region, report_year, level, indicator, item, code, period_year, version, measure, value,"
    " as_printed, unit, source, flags, note"
)


def dump(value: object) -> str:
    """JSON in its shortest form, letters kept as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def place_out(place: Place) -> list[Any]:
    """A place as a JSON list."""
    return [place.line_start, place.line_end, place.page, place.bbox]


def place_in(parts: Sequence[Any]) -> Place:
    """The place of a JSON list."""
    start, end, page, bbox = parts
    return Place(start, end, page, None if bbox is None else tuple(bbox))


def printed_out(spot: Printed | None) -> str | None:
    """Where a line is printed as JSON; None for a line of a text file."""
    return None if spot is None else dump([spot.page, spot.bbox, spot.cells, spot.sure])


def printed_in(text: str | None) -> Printed | None:
    """Where a line is printed, from JSON."""
    if text is None:
        return None
    page, bbox, cells, sure = json.loads(text)
    boxes = tuple(None if cell is None else tuple(cell) for cell in cells)
    return Printed(page, None if bbox is None else tuple(bbox), boxes, sure)


def _rows_out(rows: Iterable[Row]) -> str:
    return dump([[row.cells, place_out(row.place), row.flags] for row in rows])


def _rows_in(text: str) -> tuple[Row, ...]:
    return tuple(Row(tuple(cells), place_in(place), tuple(flags)) for cells, place, flags in json.loads(text))


def block_out(position: int, block: Block) -> tuple[Any, ...]:
    """The row of a block in `blocks`, after the report key."""
    place = dump(place_out(block.place))
    return position, block.ordinal, block.kind, block.level, dump(block.section), block.text, place


def table_out(position: int, table: Table) -> tuple[Any, ...]:
    """The row of a table in `tables`, after the report key; `position` is that of its block."""
    return (
        position,
        table.ordinal,
        table.caption,
        int(table.caption_printed),
        dump(table.columns),
        _rows_out(table.header),
        _rows_out(table.rows),
        dump(place_out(table.place)),
        dump(table.flags),
    )


def blocks_in(blocks: Iterable[Sequence[Any]], tables: Iterable[Sequence[Any]]) -> Iterator[Block]:
    """The blocks of a report from its rows of `blocks` (by position) and `tables`."""
    by_position = {row[0]: _table_in(row) for row in tables}
    for position, ordinal, kind, level, section, text, place in blocks:
        yield Block(
            kind,
            ordinal,
            text,
            place_in(json.loads(place)),
            tuple(json.loads(section)),
            level,
            by_position.get(position),
        )


def _table_in(row: Sequence[Any]) -> Table:
    _, ordinal, caption, printed, columns, header, rows, place, flags = row
    return Table(
        ordinal,
        caption,
        bool(printed),
        tuple(tuple(path) for path in json.loads(columns)),
        _rows_in(header),
        _rows_in(rows),
        place_in(json.loads(place)),
        tuple(json.loads(flags)),
    )


def fact_out(fact: Fact) -> tuple[Any, ...]:
    """The row of a fact in `facts`, in the order of FACT_COLUMNS."""
    s = fact.source
    source = [s.file, s.line_start, s.line_end, s.page, s.bbox, s.table, s.row, s.header]
    return (
        fact.organisation,
        fact.region,
        fact.report_year,
        fact.level,
        fact.indicator,
        fact.item,
        fact.code,
        fact.period_year,
        fact.version,
        fact.measure,
        None if fact.value is None else str(fact.value),
        fact.as_printed,
        fact.unit,
        dump(source),
        dump(fact.flags),
        fact.note,
    )


def fact_in(report_id: str, row: Sequence[Any]) -> Fact:
    """The fact of a row with the columns of FACT_COLUMNS."""
    (*names, value, as_printed, unit, source, flags, note) = row
    organisation, region, report_year, level, indicator, item, code, period_year, version, measure = names
    file, start, end, page, bbox, table, label, header = json.loads(source)
    return Fact(
        report=report_id,
        organisation=organisation,
        region=region,
        report_year=report_year,
        level=level,
        indicator=indicator,
        item=item,
        code=code,
        period_year=period_year,
        version=version,
        measure=measure,
        value=None if value is None else Decimal(value),
        as_printed=as_printed,
        unit=unit,
        source=Source(file, start, end, page, None if bbox is None else tuple(bbox), table, label, tuple(header)),
        flags=tuple(json.loads(flags)),
        note=note,
    )


def insert_report(connection: sqlite3.Connection, report_id: str, report: Report, facts: Sequence[Fact]) -> int:
    """Store a report under an id, with its lines, blocks, tables and facts, in the caller's transaction; its key."""
    who = report.identity
    printed = (who.id, who.organisation, who.region, who.year, report.file, report.sha256, report.encoding)
    counts = (len(report.lines), len(report.blocks), len(report.tables), len(facts))
    key = connection.execute(
        "INSERT INTO reports (id, printed_id, organisation, region, year, file, sha256, encoding,"
        " line_count, block_count, table_count, fact_count, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (report_id, *printed, *counts, dump(report.notes)),
    ).lastrowid
    connection.executemany(
        "INSERT INTO lines (report, number, text, printed) VALUES (?, ?, ?, ?)",
        (
            (key, number, text, printed_out(spot))
            for number, (text, spot) in enumerate(zip_longest(report.lines, report.printed), 1)
        ),
    )
    connection.executemany(
        "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((key, *block_out(position, block)) for position, block in enumerate(report.blocks)),
    )
    connection.executemany(
        "INSERT INTO tables VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (key, *table_out(position, block.table))
            for position, block in enumerate(report.blocks)
            if block.table is not None
        ),
    )
    connection.executemany(
        f"INSERT INTO facts (report, position, {FACT_COLUMNS}) VALUES ({', '.join('?' * 18)})",  # noqa: S608
        ((key, position, *fact_out(fact)) for position, fact in enumerate(facts)),
    )
    assert key is not None
    return key


def report_in(who: ReportRow, part: Callable[[str], Sequence[tuple[Any, ...]]]) -> Report:
    """The stored report of a row of `reports`; `part` gives the rows of each of its parts (see corpus/seals.py)."""
    (*_, notes) = part("report")[0]
    lines = part("lines")
    return Report(
        Identity(who.id, who.organisation, who.region, who.year),
        who.file,
        who.sha256,
        who.encoding,
        tuple(text for _, text, _ in lines),
        tuple(blocks_in(part("blocks"), part("tables"))),
        _printed(lines),
        tuple(json.loads(notes)),
    )


def _printed(lines: Sequence[tuple[Any, ...]]) -> tuple[Printed | None, ...]:
    """Where each line of a report is printed; empty for a text file."""
    if not any(text for *_, text in lines):
        return ()
    return tuple(printed_in(text) for *_, text in lines)


def facts_in(report_id: str, found: Sequence[tuple[Any, ...]]) -> tuple[Fact, ...]:
    """The facts of the rows of a report's part "facts", in the order they were put."""
    return tuple(fact_in(report_id, fact) for _, *fact in found)
