"""The audit of a report: all rules over its figures, their findings in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.audit import (
    borrowed,
    category,
    change,
    claims,
    counts,
    double,
    efficiency,
    percent,
    sweeping,
    total,
    tree,
    trend,
    values,
    weight,
)
from assistant.audit.book import Book, open_book
from assistant.audit.finding import Finding, place
from corpus.fact import Fact
from corpus.report import Report

RULES: tuple[Callable[[Book], Iterator[Finding]], ...] = (
    percent.check,
    borrowed.check,
    efficiency.check,
    tree.check,
    total.check,
    double.check,
    weight.check,
    change.check,
    category.check,
    values.check,
    claims.check,
    trend.check,
    sweeping.check,
    counts.check,
)


def audit(report: Report, facts: Iterable[Fact]) -> list[Finding]:
    """What does not follow in one report, in reading order; [] where everything does."""
    book = open_book(report, facts)
    found = [finding for rule in RULES for finding in rule(book)]
    return sorted(found, key=lambda finding: place(finding.source))
