"""A report laid out for checking: its tables as printed lines of figures, and the figures of its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.audit.naming import Names
from assistant.audit.prose import Sentence, sentences
from assistant.audit.stated import sure
from corpus.fact import Fact, Source
from corpus.report import Place, Report, Table
from corpus.words import plain, squash

NOT_AUDITED = frozenset({"nameless", "example"})
"""Flags of facts that nothing is checked against: rows whose name was lost, and figures given only as an example.

A row whose name was lost is still held against itself.
"""
UNNAMED = "baris tanpa nama"
_EARLIER = ("murni", "renja", "renstra")
"""Versions that a row without a version of its own is not measured against while it has a later one."""
LEVELS = ("program", "kegiatan", "sub_kegiatan")
_WORDY = 4
_LETTER = re.compile(r"\(?([a-h])[.)](?:\s|$)")
_NO_VALUE = re.compile(r"^\W*(?:n/?a|nihil|tad|tidak ada)?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row: what it is about, its level, its outline number as printed, and its figures in order."""

    name: str
    level: str
    number: str
    facts: tuple[Fact, ...]
    letter: str = ""
    """The letter before its name ("a) Belanja Pegawai"), "" where there is none."""

    def of(self, measure: str, like: Fact | None = None) -> list[Fact]:
        """The figures of a measure; with `like`, those of its subject and year, its own version first, then a later."""
        found = [fact for fact in self.facts if fact.measure == measure]
        if like is None:
            return found
        kept = [
            fact
            for fact in found
            if (subject(fact) == subject(like) and like.period_year in (fact.period_year, None))
            or (measure == "target_akhir_renstra" and subject(fact) == subject(like))
        ]
        return sorted(kept, key=lambda fact: (fact.version != like.version, fact.version in _EARLIER))

    def is_only(self, fact: Fact) -> bool:
        """Whether no other figure of the row is of the same measure, thing, year and version: else one is misread."""
        return not any(
            other is not fact
            and (other.measure, other.period_year, other.version) == (fact.measure, fact.period_year, fact.version)
            and subject(other) == subject(fact)
            for other in self.facts
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A table with its lines in printed order."""

    table: Table
    lines: tuple[Line, ...]
    unread: int = 0
    """Rows with an amount in them that became no line: their figures are missing from every sum."""

    @property
    def facts(self) -> Iterator[Fact]:
        """All figures of the table."""
        return (fact for line in self.lines for fact in line.facts)


@dataclass(frozen=True)
class Book:
    """The report: its tables as pages, the figures that its text surely states, and its sentences, in reading order."""

    report: Report
    pages: tuple[Page, ...]
    stated: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]
    names: Names
    unnamed: tuple[Line, ...] = ()
    """Rows whose name was lost: only what stands on one of them can be checked."""

    @property
    def id(self) -> str:
        """The report's id in its library."""
        return self.report.identity.id

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all tables, then what each sentence states of one thing."""
        said: dict[object, list[Fact]] = {}
        for fact in self.stated:
            said.setdefault(_spot(fact.source), []).append(fact)
        return (*(line for page in self.pages for line in page.lines), *(_line(found, "") for found in said.values()))

    @cached_property
    def printed(self) -> tuple[Fact, ...]:
        """The figures of all tables in reading order."""
        return tuple(fact for page in self.pages for fact in page.facts)


@lru_cache(maxsize=65536)
def key(text: str | None) -> str:
    """A name as its bare letters and digits, for comparing."""
    return re.sub(r"[^a-z0-9]", "", squash(text or ""))


def subject(fact: Fact) -> frozenset[str]:
    """What a figure is about: its indicator and its item, whichever of the two is which."""
    return frozenset({key(fact.indicator), key(fact.item)} - {""})


def empty(fact: Fact) -> bool:
    """Whether the cell holds no number because there is none ("-", "N/A", nothing)."""
    return fact.value is None and bool(_NO_VALUE.match(fact.as_printed))


def open_book(report: Report, facts: Iterable[Fact]) -> Book:
    """The book of a report; figures without a table of their own count as stated in the text."""
    given = list(facts)
    kept = [fact for fact in given if not NOT_AUDITED & set(fact.flags)]
    said = tuple(sentences(report))
    names = Names(report.identity)
    stated = tuple(sure([fact for fact in kept if "narrative" in fact.flags], said, names))
    held: dict[int, list[Fact]] = {}
    tables = report.tables
    for fact in kept:
        if "narrative" not in fact.flags and (found := _table_of(fact, tables)) is not None:
            held.setdefault(found.ordinal, []).append(fact)
    pages = tuple(_page(table, held[table.ordinal]) for table in tables if table.ordinal in held)
    return Book(report, pages, stated, said, names, tuple(_unnamed(given)))


def _unnamed(facts: Iterable[Fact]) -> Iterator[Line]:
    held: dict[object, list[Fact]] = {}
    for fact in facts:
        if "nameless" in fact.flags and not {"example", "narrative"} & set(fact.flags):
            place = (_spot(fact.source), fact.indicator)
            held.setdefault(place, []).append(replace(fact, indicator=UNNAMED, item=None, code=None))
    return (Line(UNNAMED, "other", "", tuple(found)) for found in held.values())


def _table_of(fact: Fact, tables: Iterable[Table]) -> Table | None:
    source = fact.source
    for table in tables:
        place = table.place
        if source.line_start and place.line_start and place.line_end:
            if place.line_start <= source.line_start <= place.line_end:
                return table
        elif source.page and any(row.place.page == source.page and row.place.bbox == source.bbox for row in table.rows):
            return table
    return None


def _page(table: Table, facts: list[Fact]) -> Page:
    rows: dict[object, list[Fact]] = {}
    for fact in facts:
        rows.setdefault(_spot(fact.source), []).append(fact)
    numbers = {_spot(row.place): (_number(row.cells), _letter(row.cells)) for row in table.rows}
    lines = tuple(_line(found, *numbers.get(spot, ("", ""))) for spot, found in rows.items())
    unread = [row for row in table.rows if _spot(row.place) not in rows and any(map(_is_amount, row.cells))]
    return Page(table, lines, len(unread))


def _spot(place: Place | Source) -> object:
    return place.line_start or (place.page, place.bbox)


def _line(facts: list[Fact], number: str, letter: str = "") -> Line:
    budget = next((fact for fact in facts if fact.unit == "rupiah"), None)
    first = budget or facts[0]
    return Line(first.indicator, first.level, number, tuple(facts), letter)


def _letter(cells: tuple[str, ...]) -> str:
    """The letter that begins a row or its name; "" where none does."""
    return next((match[1] for cell in cells[:3] if (match := _LETTER.match(plain(cell).lower()))), "")


def _number(cells: tuple[str, ...]) -> str:
    """The outline number of a row ("1.2.1", "II"), "" where it has none."""
    for cell in cells[:4]:
        text = squash(cell).strip(".()")
        if re.fullmatch(r"\d{1,2}(?:\.\d{1,2}){0,5}(?:\.\d{4})?|[ivx]{1,5}|[a-h]", text):
            return text
        if sum(char.isalpha() for char in text) >= _WORDY:
            break  # the name: what follows are figures
    return ""


def _is_amount(cell: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:Rp\.?\s*)?\d{1,3}(?:[.,]\d{3}){1,4}(?:[.,]\d{1,2}|,-)?\s*", cell))
