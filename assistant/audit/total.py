"""Total and average rows against the rows above them, in every reading of what they add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, half, places, shown
from assistant.audit.book import Book, Page
from assistant.audit.column import Cell, Column, columns
from assistant.audit.finding import Finding, Spot, spot_of
from assistant.audit.reading import gap, readings_of
from assistant.numerals import plain_number
from corpus.words import squash


def check(book: Book) -> Iterator[Finding]:
    """Every total that no selection of its rows adds up to, and every average that none has."""
    for page in book.pages:
        for column in columns(page):
            for place, cell in enumerate(column.cells):
                above = column.cells[_start(column, place) : place]
                if cell.line.level == "total" and len(above) >= 2:
                    yield from _row(book, page, column, cell, above)


def _has_holes(page: Page, column: Column, above: Sequence[Cell]) -> bool:
    """Whether a row between has figures of the same unit but none in this column: its cell was not read."""
    held = {cell.at for cell in column.cells}
    unit = column.cells[0].fact.unit
    return unit == "rupiah" and any(
        at not in held and any(fact.unit == unit and fact.value is not None for fact in line.facts)
        for at, line in enumerate(page.lines)
        if above[0].at <= at <= above[-1].at
    )


def _adds_up(page: Page, cell: Cell) -> bool:
    """Whether another column of the same total row is the sum of its rows: then the table lists them all."""
    for column in columns(page):
        for place, other in enumerate(column.cells):
            if other.at != cell.at or other.fact.measure == cell.fact.measure or other.fact.unit != cell.fact.unit:
                continue
            above = column.cells[_start(column, place) : place]
            if other.fact.value and any(
                gap(other.fact.value, rows) == 0 for rows in readings_of(above) if len(rows) >= 2
            ):
                return True
    return False


def _start(column: Column, place: int) -> int:
    """Where the rows of a total begin: below the total before it, unless that is the table's first row."""
    before = [at for at, cell in enumerate(column.cells[:place]) if cell.line.level == "total"]
    return before[-1] + 1 if before else 0


def _row(book: Book, page: Page, column: Column, cell: Cell, above: Sequence[Cell]) -> Iterator[Finding]:
    words = squash(cell.line.name)
    measure = cell.fact.measure
    if rules.cue("average").search(words):
        if measure in rules.rules()["averaged"]:
            yield from _average(book, page, cell, above)
        return
    summed = _is_sum(page, cell, words) and measure not in rules.rules()["never_summed"]
    if summed and column.whole and not page.unread and not _has_holes(page, column, above):
        yield from _sum(book, page, cell, above)


def _is_sum(page: Page, cell: Cell, words: str) -> bool:
    """Whether the row adds up: it says so, or its weights do (then its score is the sum of weighted parts)."""
    if rules.cue("sum").search(words):
        return True
    weights = [fact.value for line in page.lines for fact in line.facts if fact.measure == "bobot" and fact.value]
    own = [fact.value for fact in cell.line.facts if fact.measure == "bobot"]
    parts = weights[: -len(own)] if own else []
    whole = rules.number("whole_weight")
    if not own or own[0] != whole or cell.fact.measure == "bobot":
        return False
    return sum(parts, Decimal(0)) in (whole, 2 * whole)


def _sum(book: Book, page: Page, cell: Cell, above: Sequence[Cell]) -> Iterator[Finding]:
    printed = cell.fact.value
    readings = [rows for rows in readings_of(above) if len(rows) >= 2]
    if not printed or not readings or any(not gap(printed, rows) for rows in readings):
        return
    rows = min(readings, key=lambda rows: gap(printed, rows))
    if gap(printed, rows) > abs(printed) * rules.number("far_total") and not _adds_up(page, cell):
        return  # rather a list that goes on elsewhere than a wrong total
    total = sum((row.fact.value or Decimal(0) for row in rows), Decimal(0))
    yield _finding(book, "total", cell, rows, plain_number(total), " + ".join(row.fact.as_printed for row in rows))


def _average(book: Book, page: Page, cell: Cell, above: Sequence[Cell]) -> Iterator[Finding]:
    printed = cell.fact.value
    readings = [rows for rows in readings_of(above) if rows]
    if printed is None or not readings or _is_quotient(cell, printed):
        return
    for rows in readings:
        values = [row.fact.value or Decimal(0) for row in rows]
        for capped in (values, [min(value, Decimal(100)) for value in values]):
            mean = sum(capped, Decimal(0)) / len(capped)
            slack = max(half(value) for value in values) + rules.number("rounding") / 2
            if agrees(printed, Span(mean, mean - slack, mean + slack), cut=True):
                return
    rows = min(readings, key=lambda rows: abs(_mean(rows) - printed))
    mean = _mean(rows)
    severity = "low" if abs(mean - printed) < rules.number("moving") / 10 and places(printed) > 1 else None
    benign = "of_totals" if _is_of_totals(page, printed) else None
    yield _finding(book, "average", cell, rows, shown(mean), f"rata-rata {len(rows)} baris", severity, benign)


def _mean(rows: Sequence[Cell]) -> Decimal:
    return sum((row.fact.value or Decimal(0) for row in rows), Decimal(0)) / len(rows)


def _is_of_totals(page: Page, printed: Decimal) -> bool:
    """Whether an average is in truth the quotient of two totals of the table."""
    for line in page.lines:
        values = [fact.value for fact in line.facts if fact.value] if line.level == "total" else []
        for one in values:
            for two in values:
                if one is not two and any(
                    agrees(printed, Span.exact(one / two * scale), cut=True) for scale in (1, 100)
                ):
                    return True
    return False


def _is_quotient(cell: Cell, printed: Decimal) -> bool:
    """Whether an average rate is that of the totals in its own row (all spending over all budgets)."""
    for part, whole in rules.rules()["ratios"].get(cell.fact.measure, ()):
        ones = [fact.value for fact in cell.line.of(part) if fact.value is not None]
        twos = [fact.value for fact in cell.line.of(whole) if fact.value]
        if ones and twos and twos[0] and agrees(printed, Span.exact(ones[0] / twos[0] * 100), cut=True):
            return True
    return False


def _finding(
    book: Book,
    rule: str,
    cell: Cell,
    rows: Sequence[Cell],
    expected: str,
    formula: str,
    severity: str | None = None,
    benign: str | None = None,
) -> Finding:
    spots: list[Spot] = [spot_of(cell.fact), *(spot_of(row.fact) for row in rows)]
    return rules.finding(
        rule,
        book.id,
        spots,
        subject=cell.line.name,
        expected=expected,
        formula=formula,
        severity=severity,
        benign="third_part" if rule == "total" and cell.fact.code == "IPP" else benign,
        root=f"total {cell.fact.source.table} {cell.fact.source.line_start}",
        measure=rules.name(cell.fact.measure),
        measure_en=rules.name(cell.fact.measure, "en"),
        printed=cell.fact.as_printed,
        count=len(rows),
    )
