"""Categories against the scale that the report prints."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.book import Book, Line
from assistant.audit.finding import Finding, spot_of
from corpus.fact import Fact
from corpus.scales import Band, Scale, scales
from corpus.words import squash


def check(book: Book) -> Iterator[Finding]:
    """Every printed category that is not that of its achievement, by the report's own scale."""
    known = scales(book.report)
    for page in book.pages:
        rows = [row for line in page.lines if (row := _row(line)) is not None]
        scale = _meant(known, [category for category, _ in rows])
        for category, reached in rows:
            if scale is not None:
                yield from _judged(book, scale, category, reached)


def _row(line: Line) -> tuple[Fact, Fact] | None:
    for category in line.of("kategori"):
        for reached in line.of("capaian", category):
            if reached.value is not None:
                return category, reached
    return None


def _meant(known: tuple[Scale, ...], categories: list[Fact]) -> Scale | None:
    """The scale whose labels a table uses, where one only has them all."""
    words = {squash(fact.as_printed) for fact in categories}
    found = [scale for scale in known if words and words <= {squash(band.label) for band in scale.bands}]
    return found[0] if len(found) == 1 else None


def _judged(book: Book, scale: Scale, category: Fact, reached: Fact) -> Iterator[Finding]:
    value = reached.value or Decimal(0)
    band = scale.band(value)
    if band is None:
        return
    if squash(band.label) != squash(category.as_printed):
        yield _finding(book, "category", scale, category, reached, band)


def _finding(book: Book, rule: str, scale: Scale, category: Fact, reached: Fact, band: Band) -> Finding:
    return rules.finding(
        rule,
        book.id,
        [spot_of(category), spot_of(reached)],
        subject=category.indicator,
        expected=band.label,
        formula=f"{band.label}: {band.as_printed}",
        printed=category.as_printed,
        reached=reached.as_printed,
    )
