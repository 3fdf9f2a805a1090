"""Rates in tables that do not print what they are made of, against the inputs that other tables print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.audit import rules
from assistant.audit.amount import agrees, quotient, shown
from assistant.audit.book import LEVELS, Book, Line
from assistant.audit.finding import Finding, spot_of
from assistant.audit.quantity import GOALS, Quantity, quantities, subject_of
from corpus.fact import Fact

_INPUTS = {"capaian": ("realisasi", "target"), "serapan": ("realisasi_anggaran", "pagu")}


def check(book: Book) -> Iterator[Finding]:
    """Achievements and absorptions unlike the one pair of inputs that the report prints of the same thing."""
    known = list(quantities(book, book.names, ("target", "realisasi", "pagu", "realisasi_anggaran")))
    for page in book.pages:
        if any(fact.measure == "pembanding" for fact in page.facts):
            continue
        for line in page.lines:
            for fact in line.facts:
                if fact.measure in _INPUTS and fact.value is not None and _is_alone(line, fact):
                    yield from _judged(book, fact, known)


def _is_alone(line: Line, fact: Fact) -> bool:
    """Whether a rate stands on its row without what it is made of, the only one of its kind."""
    taken = fact.level in GOALS and (fact.note or "").startswith("indicator named")
    return (
        line.is_only(fact)
        and not taken
        and not any(line.of(measure, fact) for measure in (*_INPUTS[fact.measure], "nilai"))
    )


def _judged(book: Book, fact: Fact, known: Sequence[Quantity]) -> Iterator[Finding]:
    found = {
        quantity.measure: quantity.facts[0]
        for quantity in known
        if quantity.year == fact.period_year and _is_meant(book, quantity, fact) and len(quantity.values()) == 1
    }
    part, whole = (found.get(measure) for measure in _INPUTS[fact.measure])
    if part is None or whole is None or not whole.value or part.value is None or fact.value is None:
        return
    span = quotient(part.value, whole.value)
    other = quotient(2 * whole.value - part.value, whole.value)
    if agrees(fact.value, span, cut=True) or agrees(fact.value, other, cut=True):
        return
    if (fact.value == 100 and span.best > 100) or abs(fact.value - span.best) <= rules.number("rounding"):
        return
    yield rules.finding(
        "borrowed",
        book.id,
        [spot_of(fact), spot_of(whole), spot_of(part)],
        subject=(fact.item or fact.indicator) if fact.measure == "serapan" else fact.indicator,
        expected=shown(span.best),
        formula=f"{part.as_printed} / {whole.as_printed} x 100",
        root=f"borrowed {fact.measure} {fact.source.table} {fact.source.line_start}",
        measure=rules.name(fact.measure),
        measure_en=rules.name(fact.measure, "en"),
        printed=fact.as_printed,
        part=part.as_printed,
        whole=whole.as_printed,
    )


def _is_meant(book: Book, quantity: Quantity, fact: Fact) -> bool:
    """Whether a quantity is of the very thing that a rate is of; budgets only of programmes and what is below them."""
    if quantity.measure not in _INPUTS[fact.measure]:
        return False
    if fact.measure == "capaian":
        return fact.level in (*GOALS, *LEVELS) and quantity.subject == subject_of(fact, book.names)
    heads = frozenset({book.names.head(fact.indicator), book.names.head(fact.item)} - {""})
    return (
        fact.level in LEVELS
        and fact.code is None
        and quantity.subject.level == fact.level
        and quantity.subject.heads <= heads
    )
