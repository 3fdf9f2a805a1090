"""A report read for its parts: chapters, tables by what their columns mean, regions, the main indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from assistant.checklist.parts import APPENDIX, Region, TableRule, chapters, part, regions
from corpus.fact import Fact, Source
from corpus.facts.columns import understand
from corpus.report import Block, Place, Report, Table
from corpus.words import plain, squash

_EMPTY = re.compile(r"^(?:|-+|n/?a|nihil|tidak ada.*|tad|\.+)$", re.IGNORECASE)
_MAIN_LEVELS = ("tujuan", "sasaran")
_SAME_NAME = 87
_SPELT = 82
"""From this likeness on two words are one word spelt in two ways."""
_TELLING = 5
_KINDS = frozenset({"kecamatan", "dinas", "badan", "kabupaten", "kota", "nilai"})
"""Words that one print of a name has and another leaves out."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with the meaning of its columns: (role, year) each; `index` is its block's position."""

    index: int
    table: Table
    chapter: int
    section: tuple[str, ...]
    columns: tuple[tuple[str, int | None], ...]

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the columns."""
        return frozenset(role for role, _ in self.columns)

    def years(self, role: str) -> frozenset[int]:
        """The years printed above columns of a role."""
        return frozenset(year for name, year in self.columns if name == role and year is not None)

    def cells(self, role: str) -> tuple[str, ...]:
        """The filled cells of all columns of a role, as plain text; "-", NIHIL, "tidak ada ..." and blanks are none."""
        where = [index for index, (name, _) in enumerate(self.columns) if name == role]
        found = (plain(row.cells[index]) for row in self.table.rows for index in where if index < len(row.cells))
        return tuple(text for text in found if not _EMPTY.match(text))

    def fits(self, rule: TableRule) -> bool:
        """Whether the table prints what a rule of `parts.yaml` says."""
        if not set(rule.roles) <= self.roles:
            return False
        if rule.years and len(frozenset().union(*(self.years(role) for role in rule.roles))) < rule.years:
            return False
        return rule.caption is None or bool(rule.caption.search(squash(self.table.caption)))


@dataclass(frozen=True)
class Reading:
    """A report and its facts, with what the checks look at, each worked out once when first asked for."""

    report: Report
    facts: tuple[Fact, ...]

    @cached_property
    def chapters(self) -> tuple[int, ...]:
        """The chapter of each block."""
        return chapters(self.report)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """The regions of all parts."""
        return regions(self.report)

    @cached_property
    def tables(self) -> tuple[TableView, ...]:
        """All tables with the meaning of their columns."""
        office = self.report.identity.organisation
        return tuple(
            TableView(
                index,
                block.table,
                self.chapters[index],
                block.section,
                tuple((column.role, column.year) for column in understand(block.table, office)),
            )
            for index, block in enumerate(self.report.blocks)
            if block.table is not None
        )

    @cached_property
    def main(self) -> tuple[Fact, ...]:
        """The main indicators: one fact each (realisasi of the year) of the first table of chapter III that has them.

        Those of goals and objectives; where a table names no level, its own rows. Empty where no table has a target
        beside a realisasi.
        """
        for view in self.of_chapter(3):
            if {"target", "realisasi"} <= view.roles and (found := self._goals(view)):
                return found
        return ()

    def _goals(self, view: TableView) -> tuple[Fact, ...]:
        year = self.report.identity.year
        facts = [
            fact
            for fact in self.inside(view)
            if fact.measure == "realisasi" and fact.level in _MAIN_LEVELS and fact.period_year in (year, None)
        ]
        kept: list[Fact] = []
        for fact in facts:
            if not any(same_indicator(fact, other) for other in kept):
                kept.append(fact)
        return tuple(kept)

    def of_chapter(self, number: int) -> tuple[TableView, ...]:
        """The tables of a chapter; of the whole body where the report has no such chapter."""
        here = tuple(view for view in self.tables if view.chapter == number)
        return here or tuple(view for view in self.tables if view.chapter != APPENDIX and number not in self.chapters)

    def inside(self, view: TableView) -> tuple[Fact, ...]:
        """The facts that a table prints."""
        return tuple(fact for fact in self.facts if _stands_in(fact, view.table))

    def regions_of(self, name: str) -> tuple[Region, ...]:
        """The regions of a part, in reading order."""
        return tuple(region for region in self.regions if region.part == name)

    def tables_of(self, name: str) -> tuple[TableView, ...]:
        """The tables of a part: in its chapters and with its columns, those under its headings first."""
        wanted = part(name)
        own = [i for region in self.regions_of(name) for i in range(region.start, region.end)]
        body = [view for view in self.tables if self._in_chapters(view, wanted.chapters)]
        fitting = [view for view in body if any(view.fits(rule) for rule in wanted.tables)]
        return tuple(sorted(fitting, key=lambda view: view.index not in own))

    def tables_in(self, name: str) -> tuple[TableView, ...]:
        """The tables that stand in the sections of a part, whatever they print, in reading order."""
        inside = {index for region in self.regions_of(name) for index in range(region.start, region.end)}
        return tuple(view for view in self.tables if view.index in inside)

    def _in_chapters(self, view: TableView, wanted: Sequence[int]) -> bool:
        known = [number for number in wanted if number in self.chapters]
        return view.chapter in known if known else view.chapter != APPENDIX

    def blocks(self, region: Region) -> tuple[Block, ...]:
        """The blocks of a region, its heading first."""
        return self.report.blocks[region.start : region.end]

    def source(self, place: Place, table: str | None = None) -> Source:
        """A place of this report as a citable source."""
        return Source.at(place, self.report.file, table)

    def source_of(self, block: Block) -> Source:
        """Where a block stands."""
        return self.source(block.place, block.table.caption or None if block.table else None)

    def last_chapter(self) -> int:
        """The number of the last numbered chapter, 0 where there is none."""
        return max((number for number in self.chapters if number != APPENDIX), default=0)


def _stands_in(fact: Fact, table: Table) -> bool:
    place, source = table.place, fact.source
    if "narrative" in fact.flags:
        return False
    if place.line_start is not None and place.line_end is not None and source.line_start is not None:
        return place.line_start <= source.line_start <= place.line_end
    pages = {place.page, *(row.place.page for row in table.rows)}
    return source.page is not None and source.page in pages and source.table == (table.caption or None)


def row_key(fact: Fact) -> tuple[object, ...]:
    """What the facts of one printed row have in common: the line, or where there is none the page, table and row."""
    source = fact.source
    if source.line_start is not None:
        return (source.line_start, source.table)
    return (source.page, source.table, source.row)


def same_indicator(one: Fact, other: Fact) -> bool:
    """Whether two facts are about the same indicator: the same code, or nearly the same name."""
    if one.code is not None and other.code is not None:
        return one.code == other.code
    return same_name(one.indicator, other.indicator)


def about(fact: Fact, indicator: Fact) -> bool:
    """Whether a fact is about an indicator: by its name, or as the budget of its row (then `item` names it)."""
    return same_indicator(fact, indicator) or (fact.item is not None and same_name(fact.item, indicator.indicator))


def same_name(one: str, other: str) -> bool:
    """Whether two printed names mean the same: "Meningkatkan ..." and "Meningkatnya ..." do, broken words too.

    Names of which each has a telling word of its own ("pengurangan sampah", "penanganan sampah") do not.
    """
    left, right = _name(one), _name(other)
    if left.replace(" ", "") == right.replace(" ", ""):
        return True
    if fuzz.token_sort_ratio(left, right) < _SAME_NAME:
        return False
    return not _strange(left, right) or not _strange(right, left)


def _strange(name: str, other: str) -> list[str]:
    """The telling words of a name that the other name does not hold, in any spelling."""
    words, glued = other.split(), other.replace(" ", "")
    return [
        word
        for word in name.split()
        if len(word) >= _TELLING
        and word not in _KINDS
        and word not in glued
        and not any(fuzz.ratio(word, known) >= _SPELT for known in words)
    ]


def _name(text: str) -> str:
    text = re.sub(r"^\W*(?:\d+(?:\.\d+)*[.)]?\s+)?", "", plain(text).lower())
    text = re.sub(r"\b(?:ke|pe|me)?ningkat(?:nya|kan|an)\b", "tingkat", text)
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"\bmeningkat(?:nya|kan)\b", "tingkat", text)))


def named(texts: Iterable[str], name: str) -> bool:
    """Whether one of several texts is this name, or holds it whole."""
    wanted = _name(name)
    return any(same_name(text, name) or (len(wanted) > 12 and wanted in _name(text)) for text in texts)
