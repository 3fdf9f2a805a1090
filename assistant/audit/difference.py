"""Differences that sentences state ("naik 0,04 poin") against the figures that they are between."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, shown
from assistant.audit.book import Book
from assistant.audit.finding import Finding, spot_of
from assistant.audit.trend import series
from assistant.numerals import plain_number
from corpus.fact import Fact


def check(book: Book) -> Iterator[Finding]:
    """Stated changes of an indicator that are neither in points nor in per cent between any two of its figures."""
    results = series(book)
    for stated in book.stated:
        if stated.measure != "perubahan" or stated.code is None or stated.period_year is None or not stated.value:
            continue
        if book.names.code(stated.indicator) != stated.code:
            continue  # of a part of the indicator
        years = results.get(stated.code, {})
        now, before = years.get(stated.period_year), years.get(stated.period_year - 1)
        if now is None or before is None or now.value is None or before.value is None or stated.level == "komponen":
            continue
        if any(
            agrees(abs(stated.value), Span.exact(abs(value)), cut=True)
            for value in _candidates(book, stated, now, before)
        ):
            continue
        change = now.value - before.value
        yield rules.finding(
            "difference",
            book.id,
            [spot_of(stated), spot_of(now), spot_of(before)],
            subject=stated.indicator,
            expected=plain_number(abs(change)),
            formula=f"{now.as_printed} - {before.as_printed}",
            severity="low" if abs(abs(change) - abs(stated.value)) <= rules.number("rounding") else None,
            root=f"difference {stated.code} {stated.period_year}",
            said=stated.as_printed,
            before=before.as_printed,
            after=now.as_printed,
            percent=shown(change / before.value * 100) if before.value else "-",
        )


def _candidates(book: Book, stated: Fact, now: Fact, before: Fact) -> Iterator[Decimal]:
    """What the difference may be: to last year (points, per cent), to a target or to another office."""
    value = now.value or Decimal(0)
    last = before.value or Decimal(0)
    yield value - last
    if last:
        yield (value - last) / last * 100
    for fact in (*book.printed, *book.stated):
        if fact.code == stated.code and fact.value is not None and fact.measure in rules.rules()["compared_with"]:
            yield value - fact.value
