"""All facts of a report's tables: each figure once, with its header path, row, year, unit and place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.fact import Fact, Source
from corpus.facts import checking, kinship, names, narrative, period
from corpus.facts.columns import understand
from corpus.facts.payment import is_money, paid_by_indicator, with_indicator
from corpus.facts.roles import MONEY, SPOKEN, WORDED, Column
from corpus.facts.rows import GOALS, LEVELS, Known, Reader, Subject
from corpus.facts.units import canonical, tail_unit, tail_word, unit_of
from corpus.numbers import Number, parse
from corpus.places import narrow
from corpus.report import Block, Report, Row, Table
from corpus.vocabulary import code_of
from corpus.words import plain

_LONGEST_CELL, _LONGEST_TEXT = 400, 4000
_LEAST_AMOUNT, _LARGE = 1000, 100_000
"""In a column of large amounts no budget line is below a thousand rupiah."""
_COUNTS = frozenset(
    {"paket", "dokumen", "laporan", "orang", "unit", "kegiatan", "kali", "bulan", "persen", "desa", "lembaga"}
)
"""Units that no amount of money has."""
_COUNTED = frozenset({"target", "realisasi", "kondisi_awal", "target_akhir_renstra"})
_MOSTLY = 0.6
_EXAMPLE = re.compile(r"^\W*contoh\b[^.]{0,60}:?\W*$", re.IGNORECASE)
_NEAR = 3
"""How many blocks above a table may announce it as an example."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table ready to be read: its columns, the heading path above it, its default year and version.

    `inferred` tells that only the other plan's table shows this one to be the first version. `amounts` are the
    columns that mostly hold whole amounts of rupiah; `example` tells that the report gives the table only as an
    example ("Contoh:").
    """

    table: Table
    columns: tuple[Column, ...]
    section: tuple[str, ...]
    year: int | None
    version: str | None
    amounts: frozenset[int]
    example: bool
    inferred: bool = False


def extract(report: Report) -> tuple[Fact, ...]:
    """The facts of a report: those of its tables in reading order, then those of its sentences.

    A first pass learns which level each name has where the table proves it; the second reads the facts.
    """
    words = names.word_counts(report.lines)
    sheets = _told_apart([_sheet(block, report, index) for index, block in enumerate(report.blocks) if block.table])
    known = _known(sheets, words)
    dates = period.Periods.of(report)
    read = [(sheet, list(_facts(sheet, report, words, known, dates))) for sheet in sheets]
    facts = kinship.one_scope(kinship.complete(_results([fact for _, found in _really_first(read) for fact in found])))
    return tuple(checking.by_ocr((*facts, *narrative.extract(report, facts, dates.plan_end)), report))


def _results(facts: list[Fact]) -> list[Fact]:
    """Totals of component tables that print an indicator's realisasi are named so.

    "Indeks Pelayanan Publik 3,45" under the aspects is the realisasi of that indicator, where another table says that
    it is; other totals keep the measure nilai.
    """
    known = {(fact.code, fact.period_year, fact.value) for fact in facts if fact.measure == "realisasi" and fact.code}
    return [
        replace(fact, measure="realisasi")
        if fact.level == "total" and fact.measure == "nilai" and (fact.code, fact.period_year, fact.value) in known
        else fact
        for fact in facts
    ]


def _sheet(block: Block, report: Report, index: int) -> _Sheet:
    table = block.table
    if table is None:
        raise ValueError("a block of kind table holds a table")
    columns = understand(table, report.identity.organisation, report.identity.region)
    return _Sheet(
        table,
        columns,
        block.section,
        period.of_table(table, block.section, report.identity.year),
        period.version_of(table, block.section),
        frozenset(column.index for column in columns if _holds_amounts(table, column.index)),
        any(_EXAMPLE.match(before.text) for before in report.blocks[max(0, index - _NEAR) : index]),
    )


def _holds_amounts(table: Table, index: int) -> bool:
    values = [
        number.value
        for row in table.rows
        if index < len(row.cells) and (number := parse(row.cells[index], "money")).value
    ]
    return sum(abs(value) >= _LARGE for value in values) > len(values) / 2


def _told_apart(sheets: list[_Sheet]) -> list[_Sheet]:
    versions = period.tell_apart(
        [sheet.version for sheet in sheets],
        [tuple(sorted({column.role for column in sheet.columns} - {"satuan", "no", "text"})) for sheet in sheets],
        [
            not any(column.role in ("realisasi", "realisasi_anggaran", "nilai") for column in sheet.columns)
            for sheet in sheets
        ],
    )
    return [
        replace(sheet, version=version, inferred=version != sheet.version)
        for sheet, version in zip(sheets, versions, strict=True)
    ]


def _really_first(read: list[tuple[_Sheet, list[Fact]]]) -> list[tuple[_Sheet, list[Fact]]]:
    """A table taken for the first version keeps that name only if a figure of it was changed later.

    Where all its figures stand in the revised plan too, both print the same plan.
    """
    revised = {_said(fact) for _, facts in read for fact in facts if fact.version == "perubahan"}
    return [
        (sheet, [replace(fact, version=None) if fact.version == "murni" else fact for fact in facts])
        if sheet.inferred and all(_said(fact) in revised for fact in facts if fact.version == "murni")
        else (sheet, facts)
        for sheet, facts in read
    ]


def _said(fact: Fact) -> tuple[str, str, object]:
    return names.key(fact.indicator), fact.measure, fact.value


def _known(sheets: list[_Sheet], words: Mapping[str, int]) -> Known:
    """What the tables prove of the names: levels that codes, headers or the name itself state, homes of indicators.

    The commonest level wins. An indicator has a home where it is mostly printed beside one item.
    """
    votes: dict[str, Counter[str]] = {}
    measured: dict[str, Counter[str]] = {}
    homes: dict[str, Counter[str]] = {}
    labels: dict[str, str] = {}
    for sheet in sheets:
        for _, subjects in Reader(sheet.table, sheet.columns, words, Known()).subjects():
            for subject in subjects.values():
                if subject.level not in LEVELS:
                    continue
                if subject.indicator:
                    measured.setdefault(names.key(subject.indicator), Counter())[subject.level] += 1
                if not subject.item or (subject.carried and subject.level not in GOALS):
                    continue
                item = names.key(subject.item)
                votes.setdefault(item, Counter())[subject.level] += 1
                labels.setdefault(item, subject.item)
                if subject.indicator:
                    homes.setdefault(names.key(subject.indicator), Counter())[item] += 1
    levels = {item: counter.most_common(1)[0][0] for item, counter in votes.items() if item}
    usual = {indicator: counter.most_common(1)[0] for indicator, counter in homes.items() if indicator}
    own = {
        indicator: (labels[item], levels[item])
        for indicator, (item, count) in usual.items()
        if item in levels and count >= _MOSTLY * homes[indicator].total()
    }
    return Known(levels, own, {name: counter.most_common(1)[0][0] for name, counter in measured.items() if name})


def _facts(
    sheet: _Sheet, report: Report, words: Mapping[str, int], known: Known, dates: period.Periods
) -> Iterator[Fact]:
    measures = [column for column in sheet.columns if column.is_measure]
    units = [column.index for column in sheet.columns if column.role == "satuan"]
    tails = [column.index for column in sheet.columns if column.role == "indikator" and _ends_in_units(sheet, column)]
    has_money = any(column.role in MONEY for column in measures)
    reader = Reader(sheet.table, sheet.columns, words, known)
    rows = list(reader.subjects())
    paid = paid_by_indicator(rows, sheet.columns)
    for row, subjects in rows:
        changed = _changed(sheet, reader.version(row))
        satuan = next((row.cells[index] for index in units if index < len(row.cells) and plain(row.cells[index])), None)
        satuan = satuan or next((unit for cell in row.cells if (unit := tail_unit(cell))), None)
        satuan = satuan or next((unit for index in tails if (unit := tail_word(row.cells[index]))), None)
        for column in measures:
            if column.index >= len(row.cells):
                continue
            subject = subjects[column.index]
            if paid and is_money(column, has_money):
                subject = with_indicator(subject, subjects)
            fact = _fact(row, column, subject, changed, report, satuan, has_money and not paid)
            if fact is not None:
                yield dates.settle(fact, column)


def _changed(sheet: _Sheet, version: str | None) -> _Sheet:
    """The sheet as a row of it stands, where it prints a plan before and after its change.

    Of a plan of several years the changed one keeps the plan's name, and the first is `renstra_murni`.
    """
    if version is None:
        return sheet
    if sheet.version in ("renstra", "renja"):
        return sheet if version == "perubahan" else replace(sheet, version=f"{sheet.version}_murni")
    return replace(sheet, version=version)


def _ends_in_units(sheet: _Sheet, column: Column) -> bool:
    """Whether the names of a column mostly end with a unit: then the last word is no part of the name."""
    filled = [row.cells[column.index] for row in sheet.table.rows if column.index < len(row.cells)]
    filled = [cell for cell in filled if plain(cell)]
    return bool(filled) and sum(tail_word(cell) is not None for cell in filled) >= _MOSTLY * len(filled)


def _fact(
    row: Row, column: Column, subject: Subject, sheet: _Sheet, report: Report, satuan: str | None, has_money: bool
) -> Fact | None:
    cell, identity = row.cells[column.index], report.identity
    if (
        not plain(cell)
        or len(cell) > (_LONGEST_TEXT if column.role in WORDED else _LONGEST_CELL)
        or (subject.indicator is None and subject.item is None)
    ):
        return None
    hint = "count" if column.role in _COUNTED and names.counts_things(subject.indicator) else column.hint
    number = Number("text") if column.role in WORDED else parse(cell, hint)
    if number.kind == "text" and column.role not in SPOKEN:
        return None
    if (column.role == "kategori" and number.kind != "text") or _is_no_amount(number, column, sheet):
        return None
    if not any(names.is_name(name) for name in (subject.indicator, subject.item) if name):
        return None
    place = narrow(row.place, cell, report.lines, report.printed, row.cells[: column.index].count(cell))
    if place is None:
        return None
    indicator, item = _named(column, subject, has_money)
    code = _code(indicator, item, column, subject.level, sheet)
    return Fact(
        report=identity.id,
        organisation=identity.organisation,
        region=identity.region,
        report_year=identity.year,
        level=subject.level,
        indicator=indicator,
        item=column.other or item if column.role == "pembanding" else item,
        code=code,
        period_year=column.year or sheet.year,
        version=_version(column, sheet),
        measure=column.role,
        value=number.value,
        as_printed=cell,
        unit=unit_of(column, number.unit, satuan, subject.indicator or subject.item, code),
        source=Source(
            file=report.file,
            line_start=place.line_start,
            line_end=place.line_end,
            page=place.page,
            bbox=place.bbox,
            table=sheet.table.caption or None,
            row=item or indicator,
            header=column.path,
        ),
        flags=_flags(number, subject, row, example=sheet.example),
        note=_note(number, subject),
    )


def _code(indicator: str, item: str | None, column: Column, level: str, sheet: _Sheet) -> str | None:
    """The short name of what a figure is about: by its name, a goal's by its indicator, a part's by its table."""
    own = code_of(indicator)
    if own is None and level in GOALS and item:
        return code_of(item)
    if own is None and level in ("komponen", "unsur"):
        return code_of(" ".join(column.path)) or code_of(sheet.table.caption)
    return own


def _is_no_amount(number: Number, column: Column, sheet: _Sheet) -> bool:
    """Whether a column of amounts holds a small count here: a cell of another column that slipped, no amount."""
    if column.role not in MONEY or number.value is None:
        return False
    if canonical(number.unit) in _COUNTS:
        return True
    if column.index not in sheet.amounts:
        return False
    return 0 < abs(number.value) < _LEAST_AMOUNT


def _version(column: Column, sheet: _Sheet) -> str | None:
    """The version of a plan figure; results have none, whatever plan their table is held against.

    Only a result up to a year of several ("s/d tahun 2024") is marked `kumulatif`: it is not the year's own.
    """
    if column.version == "kumulatif":
        return column.version
    if column.role not in ("target", "pagu", "bobot") and not column.role.startswith("target_"):
        return None
    return column.version or sheet.version


def _named(column: Column, subject: Subject, has_money: bool) -> tuple[str, str | None]:
    """Indicator and item of a fact: money belongs to the programme, performance to the indicator."""
    money = has_money and is_money(column, has_money)
    first, second = (subject.item, subject.indicator) if money else (subject.indicator, subject.item)
    if first is None:
        return second or "", None
    return first, second


def _flags(number: Number, subject: Subject, row: Row, *, example: bool) -> tuple[str, ...]:
    flags = {*number.flags, *row.flags} - {"rejoined", "split"}
    if subject.carried and subject.indicator is None:
        flags.add("carried")
    if example:
        flags.add("example")
    if subject.nameless:
        flags.add("nameless")
    if subject.unlabelled:
        flags.add("unlabelled_total")
    return tuple(sorted(flags))


def _note(number: Number, subject: Subject) -> str | None:
    notes = []
    if number.kind == "range":
        notes.append(
            f"range: {number.low if number.low is not None else ''}..{number.high if number.high is not None else ''}"
        )
    if number.other is not None:
        notes.append(f"other reading: {number.other}")
    if subject.scope:
        notes.append(f"scope: {subject.scope}")
    return "; ".join(notes) or None
