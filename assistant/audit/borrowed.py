"""Rates in tables that do not print what they are made of, against the inputs that other tables print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.audit import rules
from assistant.audit.amount import agrees, quotient, shown
from assistant.audit.book import Book, Line
from assistant.audit.finding import Finding, spot_of
from assistant.audit.naming import Names
from assistant.audit.quantity import GOALS, Quantity, quantities, subject_of
from corpus.fact import Fact


def check(book: Book) -> Iterator[Finding]:
    """Achievements of goals that differ from the one target and the one result which the report prints of them."""
    names = book.names
    known = list(quantities(book, names, ("target", "realisasi")))
    for page in book.pages:
        if any(fact.measure == "pembanding" for fact in page.facts):
            continue
        for line in page.lines:
            for fact in line.of("capaian"):
                if fact.value is not None and fact.level in GOALS and not _has_inputs(line, fact):
                    yield from _judged(book, fact, known, names)


def _has_inputs(line: Line, fact: Fact) -> bool:
    return bool(line.of("target", fact) or line.of("realisasi", fact))


def _judged(book: Book, fact: Fact, known: Sequence[Quantity], names: Names) -> Iterator[Finding]:
    about = subject_of(fact, names)
    found: dict[str, list[Fact]] = {}
    for quantity in known:
        if quantity.subject == about and quantity.year == fact.period_year and len(quantity.values()) == 1:
            found[quantity.measure] = list(quantity.facts)
    target, real = found.get("target"), found.get("realisasi")
    if not target or not real or not target[0].value or real[0].value is None or fact.value is None:
        return
    span = quotient(real[0].value, target[0].value)
    other = quotient(2 * target[0].value - real[0].value, target[0].value)
    if agrees(fact.value, span, cut=True) or agrees(fact.value, other, cut=True):
        return
    if (fact.value == 100 and span.best > 100) or abs(fact.value - span.best) <= rules.number("rounding"):
        return
    yield rules.finding(
        "borrowed",
        book.id,
        [spot_of(fact), spot_of(target[0]), spot_of(real[0])],
        expected=shown(span.best),
        formula=f"{real[0].as_printed} / {target[0].as_printed} x 100",
        root=f"borrowed {fact.source.table} {fact.source.line_start}",
        measure=rules.name(fact.measure),
        measure_en=rules.name(fact.measure, "en"),
        printed=fact.as_printed,
        part=real[0].as_printed,
        whole=target[0].as_printed,
    )
