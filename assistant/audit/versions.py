"""Targets of a goal that its plans set differently: Renstra, Renja, Perjanjian Kinerja before and after its change."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.audit import rules
from assistant.audit.book import Book
from assistant.audit.finding import Finding, spot_of
from assistant.audit.quantity import FINAL, GOALS
from corpus.fact import Fact
from corpus.words import plain


def check(book: Book) -> Iterator[Finding]:
    """Each goal whose final target is not the one of an earlier plan for the same year."""
    held: dict[str, dict[bool, list[Fact]]] = {}
    for fact in book.printed:
        if fact.measure != "target" or fact.level not in GOALS or fact.period_year != book.report.identity.year:
            continue
        code = book.names.code(fact.indicator)
        if code is not None and fact.value is not None and fact.version in (*FINAL, *rules.rules()["plans"]):
            held.setdefault(code, {}).setdefault(fact.version in FINAL, []).append(fact)
    for plans in held.values():
        final, early = plans.get(True, []), plans.get(False, [])
        if len({fact.value for fact in final}) != 1:
            continue  # a conflict of its own
        other = [fact for fact in early if fact.value != final[0].value]
        if other:
            yield _finding(book, final[0], other)


def _finding(book: Book, final: Fact, other: list[Fact]) -> Finding:
    first = {(fact.version, fact.value): fact for fact in reversed(other)}.values()
    plans = [f"{rules.name(fact.version or '')} {plain(fact.as_printed)}" for fact in reversed(list(first))]
    return rules.finding(
        "versions",
        book.id,
        [spot_of(final), *map(spot_of, other)],
        subject=final.indicator,
        severity="medium" if any((fact.value or 0) > (final.value or 0) for fact in other) else None,
        benign="new_plan",
        root=f"versions {final.indicator}",
        printed=final.as_printed,
        plans=", ".join(plans),
    )
