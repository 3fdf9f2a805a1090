"""Conflicts: one quantity printed with two values, in tables or between a sentence and a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.audit import rules
from assistant.audit.amount import agrees, quotient, same
from assistant.audit.book import Book
from assistant.audit.finding import Finding, spot_of, where
from assistant.audit.naming import Names
from assistant.audit.percent import ratios
from assistant.audit.quantity import GOALS, Quantity, Subject, meant, quantities, subject_of
from assistant.numerals import numeric_tokens, readings
from corpus.fact import Fact
from corpus.words import plain, squash

Earlier = Mapping[tuple[Subject, str, int], Quantity]
"""Quantities by what they are of, their measure and their year."""


def check(book: Book) -> Iterator[Finding]:
    """Every quantity that two places print with different values."""
    names = book.names
    known = list(quantities(book, names, rules.rules()["compared"]))
    said: dict[int, list[Fact]] = {}
    odd: dict[int, list[Fact]] = {}
    for stated in book.stated:
        quantity = meant(stated, known, names)
        if quantity is None or stated.value is None or any(fact.value is None for fact in quantity.facts):
            continue
        agrees = any(fact.value is not None and same(stated.value, fact.value) for fact in quantity.facts)
        if not agrees and _is_swapped(book, stated, quantity, known):
            continue
        (said if agrees else odd).setdefault(id(quantity), []).append(stated)
    derived = rules.rules()["derived"]
    earlier = {(q.subject, q.measure, q.year): q for q in known if q.year is not None}
    for quantity in known:
        values = quantity.values()
        if len(values) > 1 and quantity.measure not in derived:
            yield _finding(book, quantity, values, said.get(id(quantity), []), earlier)
        for stated in odd.get(id(quantity), []):
            yield _stated(book, quantity, stated, values)
    yield from _totals(book, names)


def _is_swapped(book: Book, stated: Fact, quantity: Quantity, known: Sequence[Quantity]) -> bool:
    """Whether the sentence prints the table's value too and the stated one is another measure's: both mixed up."""
    values = {fact.value for fact in quantity.facts}
    alike = [q for q in known if (q.subject, q.year) == (quantity.subject, quantity.year) and q is not quantity]
    if not any(fact.value == stated.value for other in alike for fact in other.facts):
        return False
    place = (stated.source.line_start, stated.source.page, stated.source.bbox)
    return any(
        values & readings(token)
        for sentence in book.sentences
        if (sentence.source.line_start, sentence.source.page, sentence.source.bbox) == place
        and plain(stated.as_printed) in sentence.text
        for token in numeric_tokens(sentence.text)
    )


def _finding(
    book: Book, quantity: Quantity, values: list[list[Fact]], said: Sequence[Fact], earlier: Earlier
) -> Finding:
    most, rest = values[0], values[1:]
    more = len({f.source.table for f in most}) > sum(len({f.source.table for f in group}) for group in rest)
    clear = more and not any(_holds(book, fact, most[0]) for group in rest for fact in group)
    odd = rest[0][0] if more else most[0]
    facts = [odd, *(fact for group in (rest[0], most, *rest[1:], said) for fact in group if fact is not odd)]
    if more and _is_stale(quantity, odd, earlier):
        return rules.finding(
            "stale",
            book.id,
            [spot_of(fact) for fact in facts],
            subject=odd.indicator,
            expected=plain(most[0].as_printed) if clear else None,
            severity=_severity(odd, values),
            root=f"stale {quantity.measure} {odd.source.table}",
            measure=rules.name(quantity.measure),
            measure_en=rules.name(quantity.measure, "en"),
            year=quantity.year,
            last=(quantity.year or 0) - 1,
            printed="; ".join(_where(group) for group in values),
        )
    return rules.finding(
        "two_values",
        book.id,
        [spot_of(fact) for fact in facts],
        subject=odd.indicator,
        expected=plain(most[0].as_printed) if clear else None,
        severity=_severity(odd, values),
        root=f"values {sorted(quantity.subject.heads)} {quantity.subject.code} {quantity.year} {odd.unit == 'rupiah'}",
        measure=rules.name(quantity.measure),
        measure_en=rules.name(quantity.measure, "en"),
        year=quantity.year or "",
        printed="; ".join(_where(group) for group in values),
    )


def _is_stale(quantity: Quantity, odd: Fact, earlier: Earlier) -> bool:
    """Whether the odd value is the one that the report prints for the year before."""
    last = earlier.get((quantity.subject, quantity.measure, (quantity.year or 0) - 1))
    return last is not None and odd.value is not None and any(fact.value == odd.value for fact in last.facts)


def _holds(book: Book, fact: Fact, other: Fact) -> bool:
    """Whether a value stands against that of more tables: it was pledged, or only it fits the rate of its own row."""
    if fact.measure == "target" and rules.cue("pledge").search(squash(fact.source.table or "")):
        return True
    line = next((line for page in book.pages for line in page.lines if fact in line.facts), None)
    for ratio in ratios(line) if line is not None else ():
        if fact not in (ratio.part, ratio.whole) or ratio.fact.value is None:
            continue
        part, whole = (other if one is fact else one for one in (ratio.part, ratio.whole))
        if part.value is None or not whole.value or not any(agrees(ratio.fact.value, s, cut=True) for s in ratio.spans):
            continue
        if not agrees(ratio.fact.value, quotient(part.value, whole.value), cut=True):
            return True
    return False


def _stated(book: Book, quantity: Quantity, stated: Fact, values: list[list[Fact]]) -> Finding:
    return rules.finding(
        "stated",
        book.id,
        [spot_of(stated), *(spot_of(fact) for group in values for fact in group)],
        subject=stated.indicator,
        expected=plain(values[0][0].as_printed) if len(values) == 1 else None,
        severity="high" if stated.unit == "rupiah" or stated.measure in ("target", "realisasi") else None,
        root=f"stated {quantity.measure} {stated.indicator} {quantity.year}",
        measure=rules.name(quantity.measure),
        measure_en=rules.name(quantity.measure, "en"),
        year=quantity.year or "",
        said=stated.as_printed,
        printed="; ".join(_where(group) for group in values),
    )


def _totals(book: Book, names: Names) -> Iterator[Finding]:
    """Whole budgets and averages that sentences state and no table's total row prints."""
    for stated in book.stated:
        if stated.level != "total" or stated.value is None or stated.measure not in rules.rules()["totals"]:
            continue
        rows = [
            fact
            for fact in book.printed
            if fact.level == "total" and fact.value is not None and fact.period_year == stated.period_year
        ]
        alike = [fact for fact in rows if fact.measure == stated.measure and fact.version in (stated.version, None)]
        if not alike or any(fact.unit == stated.unit and same(fact.value, stated.value) for fact in rows if fact.value):
            continue
        if len({fact.value for fact in alike}) == 1:
            quantity = Quantity(subject_of(stated, names), stated.measure, stated.period_year, tuple(alike))
            yield _stated(book, quantity, stated, [alike])


def _where(group: Sequence[Fact]) -> str:
    return f"{group[0].as_printed} ({where(fact.source for fact in group)})"


def _severity(fact: Fact, values: list[list[Fact]]) -> str:
    if fact.unit == "rupiah":
        numbers = [group[0].value for group in values if group[0].value is not None]
        petty = max(numbers) - min(numbers) < rules.number("petty") if numbers else False
        return "low" if petty else "high"
    return "high" if fact.level in GOALS or fact.code else "medium"
