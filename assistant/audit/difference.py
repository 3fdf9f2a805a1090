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
    results, parts = series(book), _components(book)
    for stated in book.stated:
        if stated.measure != "perubahan" or stated.code is None or stated.period_year is None or not stated.value:
            continue
        if stated.level == "komponen":
            years = parts.get((stated.code, book.names.head(stated.indicator)), {})
        elif book.names.code(stated.indicator) == stated.code:
            years = results.get(stated.code, {})
        else:
            continue  # of a part of the indicator that no table scores
        now, before = years.get(stated.period_year), years.get(stated.period_year - 1)
        if now is None or before is None or now.value is None or before.value is None:
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
            root=f"difference {stated.code} {stated.level} {stated.period_year}",
            said=stated.as_printed,
            before=before.as_printed,
            after=now.as_printed,
            percent=shown(change / before.value * 100) if before.value else "-",
        )


def _components(book: Book) -> dict[tuple[str, str], dict[int, Fact]]:
    """The scores of each component by its indicator's code and its name, by year, where tables print one a year."""
    held: dict[tuple[str, str], dict[int, list[Fact]]] = {}
    for fact in book.printed:
        if fact.level == "komponen" and fact.measure == "nilai" and fact.code and fact.period_year and fact.value:
            years = held.setdefault((fact.code, book.names.head(fact.indicator)), {})
            years.setdefault(fact.period_year, []).append(fact)
    return {
        name: {year: found[0] for year, found in years.items() if len({fact.value for fact in found}) == 1}
        for name, years in held.items()
    }


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
