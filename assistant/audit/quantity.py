"""Quantities: one thing, measured in one way for one year, with all the places that print it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import same
from assistant.audit.book import LEVELS, Book, Page
from assistant.audit.naming import Names
from assistant.metrics.achievement import range_of
from corpus.fact import Fact
from corpus.words import squash

GOALS = ("tujuan", "sasaran")
EXACT = ("target", "target_akhir_renstra", "pagu", "realisasi_anggaran", "bobot")
"""Measures that are set, not measured: nobody rounds them."""
FINAL = (None, "perubahan", "pergeseran")
"""Versions of what is accounted for in the end."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about: a code alone, or the heads of its two names with its level."""

    code: str | None
    heads: frozenset[str]
    level: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is measured, for which year, and the figures that tables print of it."""

    subject: Subject
    measure: str
    year: int | None
    facts: tuple[Fact, ...]

    def values(self) -> list[list[Fact]]:
        """The figures by the value they print, the value of most tables first."""
        groups: list[list[Fact]] = []
        for fact in self.facts:
            group = next((group for group in groups if _equal(group[0], fact)), None)
            if group is None:
                groups.append([fact])
            else:
                group.append(fact)
        return sorted(groups, key=lambda group: -len({fact.source.table for fact in group}))


def _equal(one: Fact, other: Fact) -> bool:
    if one.value is not None and other.value is not None:
        return one.value == other.value if one.measure in EXACT else same(one.value, other.value)
    return squash(one.as_printed) == squash(other.as_printed)


def subject_of(fact: Fact, names: Names) -> Subject:
    """The subject of a figure under the names of its report."""
    if fact.unit != "rupiah" and fact.level in (*GOALS, "program", "other"):
        code = names.code(fact.indicator)
        if code is not None:
            return Subject(code, frozenset(), "")
    if fact.level in ("komponen", "unsur", "total"):
        return Subject(None, frozenset({names.head(fact.indicator)}), f"{fact.level} {fact.code or ''}")
    if fact.unit == "rupiah":
        return Subject(None, frozenset({names.head(fact.indicator)}), fact.level)
    heads = frozenset({names.head(fact.indicator), names.head(fact.item)} - {""})
    return Subject(None, heads, fact.level)


def quantities(book: Book, names: Names, measures: Iterable[str]) -> Iterator[Quantity]:
    """The quantities of the tables; one that a single table prints with several values is left out as ambiguous."""
    held: dict[tuple[str, int | None], dict[Subject, list[tuple[int, Fact]]]] = {}
    wanted = set(measures)
    for page in book.pages:
        for fact in page.facts:
            if fact.measure not in wanted or not _counts(fact, page):
                continue
            found = held.setdefault((fact.measure, fact.period_year), {})
            found.setdefault(subject_of(fact, names), []).append((page.table.ordinal, fact))
    for (measure, year), subjects in held.items():
        for about, group in _joined(subjects, names):
            if not _ambiguous(group):
                yield Quantity(about, measure, year, tuple(fact for _, fact in group))


def _counts(fact: Fact, page: Page) -> bool:
    if fact.version not in FINAL or (fact.value is None and range_of(fact.as_printed) is None):
        return False
    if fact.measure == "capaian" and any(other.measure == "pembanding" for line in page.lines for other in line.facts):
        return False  # measured against another office
    if fact.level in GOALS and (fact.note or "").startswith("indicator named"):
        return False  # its name was taken from another table
    if fact.measure == "target" and rules.cue("long_plan").search(page.table.caption):
        return False  # what a plan of several years once set
    if {"shifted", "ambiguous_separator", "damaged", "carried"} & set(fact.flags):
        return False
    if fact.unit == "rupiah":
        # What a plan once had is no second value of what was accounted for.
        return fact.level in LEVELS and any(other.measure == "realisasi_anggaran" for other in page.facts)
    return True


def _joined(
    subjects: dict[Subject, list[tuple[int, Fact]]], names: Names
) -> Iterator[tuple[Subject, list[tuple[int, Fact]]]]:
    """The figures by subject; an indicator stays itself where only its programme is named shorter or not at all."""
    groups: list[tuple[Subject, list[tuple[int, Fact]]]] = []
    for subject, facts in subjects.items():
        match = next((group for known, group in groups if _one(known, subject, group, facts, names)), None)
        if match is None:
            groups.append((subject, list(facts)))
        else:
            match += facts
    return iter(groups)


def _one(
    one: Subject, other: Subject, first: list[tuple[int, Fact]], second: list[tuple[int, Fact]], names: Names
) -> bool:
    if one.code or other.code or one.level != other.level or one.level.startswith(("total", "komponen", "unsur")):
        return False
    if {table for table, _ in first} & {table for table, _ in second}:
        return False
    common = one.heads & other.heads
    if not common or first[0][1].unit == "rupiah":
        return False
    rest = [" ".join(one.heads - common), " ".join(other.heads - common)]
    if not all(rest):
        # One of them names no programme, or no indicator of its own.
        return all(len(head.split()) >= rules.number("telling_words") for head in common)
    return names.within(rest[0].split(), rest[1].split()) and _same_kind(first[0][1], second[0][1])


def _same_kind(one: Fact, other: Fact) -> bool:
    return one.unit == other.unit or None in (one.unit, other.unit)


def meant(stated: Fact, known: Iterable[Quantity], names: Names) -> Quantity | None:
    """The quantity that a sentence states a value of, by code or by name; None where none or several."""
    about = subject_of(stated, names)
    found = [
        quantity
        for quantity in known
        if quantity.measure == stated.measure
        and quantity.year == stated.period_year
        and (quantity.subject.code == about.code if about.code else _names_it(quantity, about))
    ]
    return found[0] if len(found) == 1 else None


def _names_it(quantity: Quantity, about: Subject) -> bool:
    return not quantity.subject.code and bool(about.heads) and about.heads <= quantity.subject.heads


def _ambiguous(group: list[tuple[int, Fact]]) -> bool:
    tables: dict[int, set[Decimal | str]] = {}
    for table, fact in group:
        tables.setdefault(table, set()).add(fact.value if fact.value is not None else squash(fact.as_printed))
    return any(len(values) > 1 for values in tables.values())
