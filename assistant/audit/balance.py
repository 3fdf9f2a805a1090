"""Rows that carry an amount on: opening, added, taken away, closing; and amounts of several years with their sum."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.book import Book, Line, Page, empty
from assistant.audit.finding import Finding, spot_of
from assistant.numerals import plain_number
from corpus.fact import Fact


def check(book: Book) -> Iterator[Finding]:
    """Every closing amount that its row denies, and every sum of years where most rows of its table add up."""
    for page in book.pages:
        for line in page.lines:
            yield from _closing(book, line)
        yield from _years(book, page)


def _closing(book: Book, line: Line) -> Iterator[Finding]:
    added, taken = _one(line, "bertambah"), _one(line, "berkurang")
    stock = sorted((f for f in line.of("nilai_aset") if f.value is not None), key=lambda fact: fact.period_year or 0)
    if added is None or taken is None or len(stock) != 2 or stock[0].period_year == stock[1].period_year:
        return
    before, after = stock
    expected = (before.value or Decimal(0)) + (added.value or Decimal(0)) - (taken.value or Decimal(0))
    if after.value is None or after.value == expected:
        return
    yield rules.finding(
        "balance",
        book.id,
        [spot_of(fact) for fact in (after, before, added, taken)],
        subject=line.name,
        expected=plain_number(expected),
        formula=f"{before.as_printed} + {added.as_printed} - {taken.as_printed}",
        root=f"balance {after.source.table}",
        printed=after.as_printed,
        before=before.as_printed,
        added=added.as_printed,
        taken=taken.as_printed,
    )


def _one(line: Line, measure: str) -> Fact | None:
    """The only figure of a column on a row; one that says "none" counts as nothing, one that was misread as absent."""
    found = [fact for fact in line.of(measure) if fact.value is not None or empty(fact)]
    return found[0] if len(found) == 1 else None


def _years(book: Book, page: Page) -> Iterator[Finding]:
    """The column of a plan's whole period against the amounts of its years."""
    rows = [row for line in page.lines if (row := _of_plan(line)) is not None]
    right = [row for row in rows if row[0].value == _sum(row[1])]
    if len(right) * 2 <= len(rows):
        return  # the column is of something else, or begins before these years
    for whole, years in rows:
        if (whole, years) in right or any(fact.value == whole.value for fact in years):
            continue  # right, or the cell of another year
        yield rules.finding(
            "years",
            book.id,
            [spot_of(whole), *map(spot_of, years)],
            expected=plain_number(_sum(years)),
            formula=" + ".join(fact.as_printed for fact in years),
            root=f"years {whole.source.table} {whole.indicator}",
            severity="low" if abs(_sum(years) - (whole.value or 0)) < rules.number("petty") else None,
            printed=whole.as_printed,
            count=len(years),
        )


def _of_plan(line: Line) -> tuple[Fact, tuple[Fact, ...]] | None:
    ends = [fact for fact in line.of("pagu_akhir_renstra") if fact.value]
    years = tuple(fact for fact in line.of("pagu") if fact.value)
    dated = {fact.period_year for fact in years} - {None}
    return (ends[0], years) if len(ends) == 1 and len(years) >= 2 and len(dated) == len(years) else None


def _sum(years: tuple[Fact, ...]) -> Decimal:
    return sum((fact.value or Decimal(0) for fact in years), Decimal(0))
