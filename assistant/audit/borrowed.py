"""Rates in tables that do not print what they are made of, against the inputs that other tables print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, quotient, shown
from assistant.audit.book import LEVELS, Book, Line
from assistant.audit.column import Cell, Column, columns
from assistant.audit.finding import Finding, spot_of
from assistant.audit.quantity import GOALS, Quantity, quantities, subject_of
from assistant.audit.reading import readings_of
from corpus.fact import Fact

_INPUTS = {"capaian": ("realisasi", "target"), "serapan": ("realisasi_anggaran", "pagu")}


def check(book: Book) -> Iterator[Finding]:
    """Achievements and absorptions unlike the one pair of inputs that the report prints of the same thing."""
    known = list(quantities(book, book.names, ("target", "realisasi", "pagu", "realisasi_anggaran")))
    yield from _totals(book)
    yield from _goals(book)
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


def _totals(book: Book) -> Iterator[Finding]:
    """The absorption in a total row without amounts, against the amounts that most total rows print."""
    year = book.report.identity.year
    pairs = [pair for page in book.pages for line in page.lines if (pair := _whole(line, year)) is not None]
    values = [(part.value, whole.value) for part, whole in pairs]
    most = max(values, key=values.count, default=None)
    if most is None or (values.count(most) * 2 <= len(values)):
        return
    inputs = pairs[values.index(most)]
    for page in book.pages:
        for column in columns(page):
            for cell in column.cells:
                fact = cell.fact
                alone = cell.line.level == "total" and fact.measure == "serapan" and _is_alone(cell.line, fact)
                if alone and fact.period_year == year and not _is_mean(fact, column):
                    yield from _against(book, fact, *inputs)


def _whole(line: Line, year: int | None) -> tuple[Fact, Fact] | None:
    """The spending and the budget of a total row that prints one of each for the year."""
    found = [
        [fact for fact in line.of(measure) if fact.value and fact.period_year == year] for measure in _INPUTS["serapan"]
    ]
    return (found[0][0], found[1][0]) if line.level == "total" and all(len(one) == 1 for one in found) else None


def _goals(book: Book) -> Iterator[Finding]:
    """The absorption of an objective's indicator, against the amounts that every other row of it prints."""
    held: dict[tuple[frozenset[str], int | None], list[tuple[Fact, Fact]]] = {}
    alone: list[Fact] = []
    for page in book.pages:
        for line in page.lines:
            for fact in line.of("serapan"):
                if fact.value is None or fact.level in (*LEVELS, "total") or "shifted" in fact.flags:
                    continue
                pair = [line.of(measure, fact) for measure in _INPUTS["serapan"]]
                if all(len(one) == 1 for one in pair):
                    held.setdefault((_heads(book, fact), fact.period_year), []).append((pair[0][0], pair[1][0]))
                elif _is_alone(line, fact):
                    alone.append(fact)
    for fact in alone:
        pairs = held.get((_heads(book, fact), fact.period_year), [])
        if len({(part.value, whole.value) for part, whole in pairs}) == 1:
            yield from _against(book, fact, *pairs[0])


def _is_mean(fact: Fact, column: Column) -> bool:
    """Whether a rate is the average of the rows above it, in some choice of them."""
    rows = [cell for cell in column.cells if cell.line.level != "total"]
    return any(
        agrees(fact.value or Decimal(0), _mean(choice), cut=True) for choice in readings_of(rows) if len(choice) >= 2
    )


def _mean(cells: Sequence[Cell]) -> Span:
    values = [cell.fact.value or Decimal(0) for cell in cells]
    mean, slack = sum(values, Decimal(0)) / len(values), rules.number("rounding")
    return Span(mean, mean - slack, mean + slack)


def _judged(book: Book, fact: Fact, known: Sequence[Quantity]) -> Iterator[Finding]:
    found = {
        quantity.measure: quantity.facts[0]
        for quantity in known
        if quantity.year == fact.period_year and _is_meant(book, quantity, fact) and len(quantity.values()) == 1
    }
    part, whole = (found.get(measure) for measure in _INPUTS[fact.measure])
    if part is not None and whole is not None:
        yield from _against(book, fact, part, whole)


def _against(book: Book, fact: Fact, part: Fact, whole: Fact) -> Iterator[Finding]:
    """The finding of a rate that its two inputs deny by either rumus."""
    if not whole.value or part.value is None or fact.value is None:
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
        subject=(fact.item or fact.indicator) if fact.measure == "serapan" and fact.level in LEVELS else fact.indicator,
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
    return (
        fact.level in LEVELS
        and fact.code is None
        and quantity.subject.level == fact.level
        and quantity.subject.heads <= _heads(book, fact)
    )


def _heads(book: Book, fact: Fact) -> frozenset[str]:
    """The two names of a figure, whichever of them is the indicator."""
    return frozenset({book.names.head(fact.indicator), book.names.head(fact.item)} - {""})
