"""Changes: the column of what a budget gained or lost, and shares of a whole, against the columns they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import agrees, quotient, shown
from assistant.audit.book import Book, Line, Page, subject
from assistant.audit.finding import Finding, spot_of
from assistant.numerals import plain_number
from corpus.fact import Fact


@dataclass(frozen=True, slots=True)
class Change:
    """A printed change with the amounts before and after."""

    fact: Fact
    before: Fact
    after: Fact

    @property
    def value(self) -> Decimal:
        """After less before."""
        return (self.after.value or Decimal(0)) - (self.before.value or Decimal(0))


def check(book: Book) -> Iterator[Finding]:
    """Every change that is not after less before, and every share that is not part over whole."""
    for page in book.pages:
        yield from _changes(book, page)
        yield from _shares(book, page)


def _changes(book: Book, page: Page) -> Iterator[Finding]:
    found = [change for line in page.lines for change in _of_line(line)]
    for header in dict.fromkeys(change.fact.source.header for change in found):
        column = [change for change in found if change.fact.source.header == header]
        wrong = [change for change in column if change.fact.value != change.value]
        signs = [change for change in wrong if change.fact.value == -change.value]
        # A column that prints every decrease without its sign has one fault, not many.
        falls = [change for change in column if change.value < 0]
        if len(falls) >= rules.number("unsigned_rows") and len(signs) == len(falls):
            yield _finding(book, "unsigned", signs, "low", "; ".join(plain_number(c.value) for c in signs[:6]))
            wrong = [change for change in wrong if change not in signs]
        for change in wrong:
            yield _finding(book, "sign" if change in signs else "change", [change], None, plain_number(change.value))


def _of_line(line: Line) -> Iterator[Change]:
    for fact in line.of("bertambah_berkurang"):
        if fact.value is None:
            continue
        amounts = [
            other
            for other in line.facts
            if other.measure == "pagu"
            and other.value is not None
            and other.period_year == fact.period_year
            and subject(other) == subject(fact)
        ]
        after = [other for other in amounts if other.version in ("perubahan", "pergeseran")]
        before = [Change(fact, other, after[0]) for other in amounts if len(after) == 1 and other is not after[0]]
        if before:
            fits = [change for change in before if change.value == fact.value]
            # The earlier amount that the printed change is measured from, be it with the wrong sign; else the last one.
            near = [change for change in before if abs(change.value) == abs(fact.value)]
            yield (fits or near or before[-1:])[0]


def _shares(book: Book, page: Page) -> Iterator[Finding]:
    totals = [line for line in page.lines if line.level == "total" and line.of("pagu") and line.of("persen_anggaran")]
    if len(totals) != 1 or not (whole := totals[0].of("pagu")[0]).value:
        return
    for line in page.lines:
        for fact in line.of("persen_anggaran"):
            part = next(iter(line.of("pagu", fact) or line.of("pagu")), None)
            if fact.value is None or part is None or part.value is None:
                continue
            span = quotient(part.value, whole.value or Decimal(1))
            if agrees(fact.value, span, cut=True) or abs(fact.value - span.best) <= rules.number("rounding"):
                continue
            yield rules.finding(
                "share",
                book.id,
                [spot_of(fact), spot_of(part), spot_of(whole)],
                subject=line.name,
                expected=shown(span.best),
                formula=f"{part.as_printed} / {whole.as_printed} x 100",
                printed=fact.as_printed,
            )


def _finding(book: Book, rule: str, changes: list[Change], severity: str | None, expected: str) -> Finding:
    first = changes[0]
    return rules.finding(
        rule,
        book.id,
        [spot_of(fact) for change in changes for fact in (change.fact, change.before, change.after)],
        subject=first.fact.indicator if len(changes) == 1 else (first.fact.source.table or first.fact.indicator),
        expected=expected,
        formula="; ".join(f"{c.after.as_printed} - {c.before.as_printed}" for c in changes[:6]),
        severity=severity,
        root=f"{rule} {first.fact.source.table} {first.fact.source.line_start}",
        printed=first.fact.as_printed,
        before=first.before.as_printed,
        after=first.after.as_printed,
        count=len(changes),
    )
