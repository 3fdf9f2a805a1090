"""Amounts whose separators are broken or mixed ("1,689.395.603.00", "290.633,500"): legible, but no numbers."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.audit import rules
from assistant.audit.amount import Span, agrees
from assistant.audit.book import Book, Line
from assistant.audit.finding import Finding, spot_of
from assistant.audit.percent import ratios
from assistant.numerals import plain_number
from corpus.fact import Fact

_BROKEN = frozenset({"damaged", "ambiguous_separator"})


def check(book: Book) -> Iterator[Finding]:
    """One finding a table for its amounts with broken separators, those left out that its rates show to be damaged."""
    for lines in (*(page.lines for page in book.pages), book.unnamed):
        held: dict[str, list[tuple[Fact, bool]]] = {}
        for line in lines:
            for fact in line.facts:
                if fact.unit == "rupiah" and fact.value and _BROKEN & set(fact.flags):
                    sure = _confirmed(book, line, fact)
                    if sure is not None:
                        held.setdefault(fact.source.table or "", []).append((fact, sure))
        for found in held.values():
            yield _finding(book, found)


def _confirmed(book: Book, line: Line, fact: Fact) -> bool | None:
    """Whether a rate on its row or the same amount elsewhere confirms the value read; None where the rate denies it."""
    for ratio in ratios(line):
        if fact in (ratio.part, ratio.whole) and ratio.fact.value is not None:
            return True if agrees(ratio.fact.value, Span.exact(ratio.best), cut=True) else None
    return any(
        other.value == fact.value and other.measure == fact.measure and not _BROKEN & set(other.flags)
        for other in book.printed
    )


def _finding(book: Book, found: list[tuple[Fact, bool]]) -> Finding:
    first, sure = found[0]
    return rules.finding(
        "separators",
        book.id,
        [spot_of(fact) for fact, _ in found],
        expected=plain_number(first.value) if sure and first.value is not None else None,
        root=f"separators {first.source.table}",
        printed=first.as_printed,
        read=plain_number(first.value) if first.value is not None else "-",
        count=len(found),
    )
