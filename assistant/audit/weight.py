"""Scores of components: each is its raw score times its weight, and the weights are 100 together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, half, shown
from assistant.audit.book import Book, Line, Page
from assistant.audit.column import Column, columns
from assistant.audit.finding import Finding, spot_of
from assistant.audit.reading import readings_of
from assistant.numerals import plain_number
from corpus.fact import Fact
from corpus.words import squash


def check(book: Book) -> Iterator[Finding]:
    """Components whose score follows from other weights than those beside them, and weights that are not 100."""
    for page in book.pages:
        for column in columns(page):
            if column.measure == "bobot" and column.whole:
                yield from _whole(book, page, column)
        rows = [row for line in page.lines if (row := _row(line)) is not None]
        wrong = [row for row in rows if not _fits(*row)]
        if len(rows) >= rules.number("component_rows") and wrong:
            yield _finding(book, page, wrong, len(rows))


def _whole(book: Book, page: Page, column: Column) -> Iterator[Finding]:
    """The weights of a table whose last row has 100 of them, where no choice of the others makes 100."""
    end = column.cells[-1]
    parts = [cell for cell in column.cells[:-1] if cell.line.level != "total"]
    whole = rules.number("whole_weight")
    if rules.cue("sum").search(squash(end.line.name)):
        return  # a sum by its name, checked as every sum
    if page.unread or end.fact.value != whole or len(parts) < rules.number("component_rows"):
        return
    sums = {sum((cell.fact.value or Decimal(0) for cell in rows), Decimal(0)) for rows in readings_of(parts) if rows}
    if whole in sums:
        return
    near = min(sums, key=lambda one: abs(one - whole))
    yield rules.finding(
        "weights",
        book.id,
        [spot_of(end.fact), *(spot_of(cell.fact) for cell in parts)],
        subject=page.table.caption or end.line.name,
        expected=plain_number(near),
        formula=" + ".join(cell.fact.as_printed for cell in parts),
        root=f"weights {page.table.ordinal}",
        printed=end.fact.as_printed,
        sum=plain_number(near),
    )


def _row(line: Line) -> tuple[Fact, Fact, Fact] | None:
    """The weight, the raw and the weighted score of a component; None for other rows."""
    weight, score = line.of("bobot"), line.of("nilai")
    raw = line.of("jumlah_nilai_indikator")
    if line.level == "total" or not (weight and raw and score):
        return None
    row = (weight[0], raw[0], score[0])
    return None if any(fact.value is None for fact in row) else row


def _fits(weight: Fact, raw: Fact, score: Fact) -> bool:
    parts = (weight.value or Decimal(0)) / 100, raw.value or Decimal(0)
    value, slack = parts[0] * parts[1], half(parts[1]) * parts[0]
    return agrees(score.value or Decimal(0), Span(value, value - slack, value + slack), cut=True)


def _finding(book: Book, page: Page, wrong: list[tuple[Fact, Fact, Fact]], count: int) -> Finding:
    expected = [shown((weight.value or Decimal(0)) * (raw.value or Decimal(0)) / 100) for weight, raw, _ in wrong]
    return rules.finding(
        "weight",
        book.id,
        [spot_of(fact) for weight, raw, score in wrong for fact in (score, weight, raw)],
        subject=page.table.caption or wrong[0][2].indicator,
        expected="; ".join(expected),
        formula="; ".join(f"{raw.as_printed} x {weight.as_printed}" for weight, raw, _ in wrong),
        benign="other_weights",
        root=f"weight {page.table.ordinal}",
        wrong=len(wrong),
        count=count,
    )
