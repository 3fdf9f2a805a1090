"""The figures of one table as facts: each with its row, column, year, unit, version and place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from corpus.fact import Fact, Source
from corpus.facts import names, period
from corpus.facts.payment import is_money, paid_by_indicator, with_indicator
from corpus.facts.roles import MONEY, SPOKEN, WORDED, Column
from corpus.facts.rows import Reader
from corpus.facts.sheets import Sheet, changed
from corpus.facts.subject import GOALS, Known, Subject
from corpus.facts.units import canonical, tail_unit, tail_word, unit_of
from corpus.numbers import Number, parse
from corpus.places import narrow
from corpus.report import Report, Row
from corpus.vocabulary import code_of
from corpus.words import plain

_LONGEST_CELL, _LONGEST_TEXT = 400, 4000
_LEAST_AMOUNT = 1000
"""In a column of large amounts no budget line is below a thousand rupiah."""
_COUNTS = frozenset(
    {"paket", "dokumen", "laporan", "orang", "unit", "kegiatan", "kali", "bulan", "persen", "desa", "lembaga"}
)
"""Units that no amount of money has."""
_MOSTLY = 0.6
_COUNTED = frozenset({"target", "realisasi", "kondisi_awal", "target_akhir_renstra"})


def facts_of(
    sheet: Sheet, report: Report, words: Mapping[str, int], known: Known, dates: period.Periods
) -> Iterator[Fact]:
    """The facts of a table in reading order.

    `words` are the report's word counts, `known` is what its tables prove of the names, `dates` what its text tells of
    the years of its plan.
    """
    measures = [column for column in sheet.columns if column.is_measure]
    has_money = any(column.role in MONEY for column in measures)
    unit_in_row = _units(sheet)
    reader = Reader(sheet.table, sheet.columns, words, known)
    rows = list(reader.subjects())
    paid = paid_by_indicator(rows, sheet.columns)
    for row, subjects in rows:
        own, unit = changed(sheet, reader.version(row)), unit_in_row(row)
        for column in (column for column in measures if column.index < len(row.cells)):
            subject = subjects[column.index]
            if paid and is_money(column, has_money):
                subject = with_indicator(subject, subjects)
            fact = _fact(row, column, subject, own, report, unit, has_money and not paid)
            if fact is not None:
                yield dates.settle(fact, column)


def _units(sheet: Sheet) -> Callable[[Row], str | None]:
    """Tells the unit that a row prints: in its unit column, at the end of a figure or of its name; None for none."""
    units = [column.index for column in sheet.columns if column.role == "satuan"]
    tails = [column.index for column in sheet.columns if column.role == "indikator" and _ends_in_units(sheet, column)]

    def unit_in(row: Row) -> str | None:
        printed = (row.cells[index] for index in units if index < len(row.cells) and plain(row.cells[index]))
        of_figures = (unit for cell in row.cells if (unit := tail_unit(cell)))
        of_names = (unit for index in tails if (unit := tail_word(row.cells[index])))
        return next(printed, None) or next(of_figures, None) or next(of_names, None)

    return unit_in


def _ends_in_units(sheet: Sheet, column: Column) -> bool:
    """Whether the names of a column mostly end with a unit: then the last word is no part of the name."""
    filled = [row.cells[column.index] for row in sheet.table.rows if column.index < len(row.cells)]
    filled = [cell for cell in filled if plain(cell)]
    return bool(filled) and sum(tail_word(cell) is not None for cell in filled) >= _MOSTLY * len(filled)


def _fact(
    row: Row, column: Column, subject: Subject, sheet: Sheet, report: Report, unit: str | None, has_money: bool
) -> Fact | None:
    cell, identity = row.cells[column.index], report.identity
    number = _number(cell, column, subject, sheet)
    if number is None:
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
        unit=unit_of(column, number.unit, unit, subject.indicator or subject.item, code),
        source=Source.at(place, report.file, sheet.table.caption or None, item or indicator, column.path),
        flags=_flags(number, subject, row, example=sheet.example),
        note=_note(number, subject),
    )


def _number(cell: str, column: Column, subject: Subject, sheet: Sheet) -> Number | None:
    """What a cell holds, as a number or as words; None where it is no figure of its column or of no named subject."""
    longest = _LONGEST_TEXT if column.role in WORDED else _LONGEST_CELL
    if not plain(cell) or len(cell) > longest:
        return None
    hint = "count" if column.role in _COUNTED and names.counts_things(subject.indicator) else column.hint
    number = Number("text") if column.role in WORDED else parse(cell, hint)
    if number.kind == "text" and column.role not in SPOKEN:
        return None
    if (column.role == "kategori" and number.kind != "text") or _is_no_amount(number, column, sheet):
        return None
    named = any(names.is_name(name) for name in (subject.indicator, subject.item) if name)
    return number if named else None


def _code(indicator: str, item: str | None, column: Column, level: str, sheet: Sheet) -> str | None:
    """The short name of what a figure is about: by its name, a goal's by its indicator, a part's by its table."""
    own = code_of(indicator)
    if own is None and level in GOALS and item:
        return code_of(item)
    if own is None and level in ("komponen", "unsur"):
        return code_of(" ".join(column.path)) or code_of(sheet.table.caption)
    return own


def _is_no_amount(number: Number, column: Column, sheet: Sheet) -> bool:
    """Whether a column of amounts holds a small count here: a cell of another column that slipped, no amount."""
    if column.role not in MONEY or number.value is None:
        return False
    if canonical(number.unit) in _COUNTS:
        return True
    if column.index not in sheet.amounts:
        return False
    return 0 < abs(number.value) < _LEAST_AMOUNT


def _version(column: Column, sheet: Sheet) -> str | None:
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
