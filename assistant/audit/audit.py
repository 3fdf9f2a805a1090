"""The audit of a report: all rules over its figures, their findings in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from assistant.audit import (
    across,
    balance,
    borrowed,
    category,
    change,
    cited,
    claims,
    counts,
    difference,
    double,
    efficiency,
    goals,
    near,
    percent,
    period,
    separators,
    spelled,
    staff,
    step,
    sweeping,
    targets,
    total,
    tree,
    trend,
    values,
    versions,
    weight,
    wholes,
)
from assistant.audit.book import Book, open_book
from assistant.audit.finding import Finding
from assistant.audit.group import grouped
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
    balance.check,
    across.check,
    separators.check,
    change.check,
    category.check,
    values.check,
    versions.check,
    near.check,
    staff.check,
    difference.check,
    claims.check,
    targets.check,
    step.check,
    trend.check,
    sweeping.check,
    wholes.check,
    counts.check,
    goals.check,
    period.check,
    cited.check,
    spelled.check,
)


def audit(report: Report, facts: Iterable[Fact]) -> list[Finding]:
    """What does not follow in one report, findings of one root joined, in reading order; [] where everything does."""
    book = open_book(report, facts)
    return grouped(finding for rule in RULES for finding in rule(book))
