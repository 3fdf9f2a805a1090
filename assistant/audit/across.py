"""Rows that add up from left to right: columns under one heading ("Golongan I ... IV") and their total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.book import Book, Line, Page, empty
from assistant.audit.finding import Finding, spot_of
from assistant.numerals import plain_number
from corpus.fact import Fact
from corpus.words import plain

_TOTAL = re.compile(r"^(?:jumlah|jml|total)\.?$", re.IGNORECASE)
Sum = tuple[Fact, tuple[Fact, ...]]
"""The total of a row and the cells that it adds up."""


def check(book: Book) -> Iterator[Finding]:
    """Every row that does not add up in a table whose other rows do."""
    for page in book.pages:
        for heading in dict.fromkeys(heading for line in page.lines for heading in _headings(line)):
            yield from _rows(book, page, heading)


def _headings(line: Line) -> Iterator[str]:
    """Headings that stand over several columns."""
    return (fact.source.header[0] for fact in line.facts if len(fact.source.header) > 1)


def _rows(book: Book, page: Page, heading: str) -> Iterator[Finding]:
    rows = [row for line in page.lines if (row := _of_line(line, heading)) is not None]
    wrong = [row for row in rows if row[0].value != _sum(row[1])]
    if not wrong or len(wrong) * 2 >= len(rows) or len(rows) < rules.number("component_rows"):
        return  # the columns are no parts of that total
    for total, parts in wrong:
        yield rules.finding(
            "across",
            book.id,
            [spot_of(total), *map(spot_of, parts)],
            expected=plain_number(_sum(parts)),
            formula=" + ".join(fact.as_printed for fact in parts if fact.value is not None),
            root=f"across {page.table.ordinal} {total.source.line_start}",
            printed=total.as_printed,
            heading=plain(heading),
        )


def _of_line(line: Line, heading: str) -> Sum | None:
    """The one total of a row and its cells under a heading; None where a cell was misread or there is no total."""
    parts = tuple(fact for fact in line.facts if len(fact.source.header) > 1 and fact.source.header[0] == heading)
    totals = [
        fact
        for fact in line.facts
        if fact not in parts
        and fact.value is not None
        and _TOTAL.match(plain(fact.source.header[-1] if fact.source.header else ""))
    ]
    if len(totals) != 1 or not parts or any(fact.value is None and not empty(fact) for fact in parts):
        return None
    units = {fact.unit for fact in (*parts, *totals)} - {None}
    known = [fact for fact in parts if fact.value is not None]
    return (totals[0], parts) if known and len(units) <= 1 and "persen" not in units else None


def _sum(parts: tuple[Fact, ...]) -> Decimal:
    return sum((fact.value or Decimal(0) for fact in parts), Decimal(0))
