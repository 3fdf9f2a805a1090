"""Scores of components: each is its raw score times its weight, and the weights are 100 together."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, half, shown
from assistant.audit.book import Book, Line, Page
from assistant.audit.finding import Finding, spot_of
from corpus.fact import Fact


def check(book: Book) -> Iterator[Finding]:
    """Components whose weighted score follows from other weights than those printed beside them."""
    for page in book.pages:
        rows = [row for line in page.lines if (row := _row(line)) is not None]
        wrong = [row for row in rows if not _fits(*row)]
        if len(rows) >= rules.number("component_rows") and wrong:
            yield _finding(book, page, wrong, len(rows))


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
