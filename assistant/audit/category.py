"""Categories against the scale that the report prints."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import places, shown
from assistant.audit.book import Book, Line
from assistant.audit.finding import Finding, spot_of
from assistant.audit.percent import ratios
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
        yield _finding(book, "category", category, reached, band)
    elif (real := _real(book, reached)) is not None and value > 0 and not any(band.holds(real) for band in scale.bands):
        yield _finding(book, "gap", category, reached, band, shown(real))


def _real(book: Book, reached: Fact) -> Decimal | None:
    """The achievement before it was rounded to a whole number, below 100, by the figures of its own row."""
    if reached.value is None or places(reached.value):
        return None
    for line in book.lines:
        if reached in line.facts:
            value = next((ratio.best for ratio in ratios(line) if ratio.fact is reached), None)
            return value if value is not None and value < 100 and value != reached.value else None
    return None


def _finding(book: Book, rule: str, category: Fact, reached: Fact, band: Band, real: str | None = None) -> Finding:
    return rules.finding(
        rule,
        book.id,
        [spot_of(category), spot_of(reached)],
        subject=category.indicator,
        expected=None if real else band.label,
        formula=f"{band.label}: {band.as_printed}",
        printed=category.as_printed,
        reached=real or reached.as_printed,
    )
