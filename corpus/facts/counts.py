"""Tables that count people or goods, and ratios: units and measures that only the table as a whole tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import Any

from corpus.facts.roles import Column
from corpus.numbers import Number, parse
from corpus.report import Table
from corpus.vocabulary import load
from corpus.words import squash

_CORE = frozenset(
    {"target", "realisasi", "capaian", "nilai", "pagu", "realisasi_anggaran", "serapan", "bobot", "kondisi_awal"}
)
_BARE = re.compile(r"^(jumlah|jml|total|banyaknya)?(barang|pegawai|personil|orang|unit)?(yangada)?(jml|jumlah)?$")
_DATED = re.compile(r"^(per|posisi|keadaan)(\d|tanggal|desember)|^(nilai|harga)")
_LARGE = 100_000
_RATIO_MOST = 5
_ABOUT_ONE = (0.3, 1.6)


@dataclass(frozen=True, slots=True)
class _Count:
    """What a kind of table counts: pattern of its caption and header, unit, measures of bare and of money columns.

    `named` must be said too for the bare columns to get that measure.
    """

    pattern: re.Pattern[str]
    unit: str
    measure: str
    money: str | None
    named: re.Pattern[str]


@cache
def _counts() -> tuple[_Count, ...]:
    return tuple(
        _Count(
            re.compile(entry["pattern"]),
            entry["unit"],
            entry["measure"],
            entry.get("money"),
            re.compile(entry.get("named", "")),
        )
        for entry in load("table_types")["counts"]
    )


@cache
def _people() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["measure"], re.compile(entry["pattern"])) for entry in load("table_types")["people"]]


def counted(columns: list[Column], cells: Sequence[Sequence[str]], table: Table) -> list[Column]:
    """`columns` with measure and unit of bare counts, where the table counts people or goods; else as they are.

    A table with targets, budgets or results is never taken for one: its "Jumlah" is something else.
    """
    columns = [_as_ratio(column, cells[column.index]) for column in columns]
    if any(column.role in _CORE for column in columns):
        return columns
    text = squash(f"{table.caption} {' '.join(' '.join(column.path) for column in columns)}")
    kind = next((count for count in _counts() if count.pattern.search(text)), None)
    if kind is None:
        return columns
    named = bool(kind.named.search(text))
    return [_as_count(column, cells[column.index], kind, named) if column.is_measure else column for column in columns]


def _as_count(column: Column, cells: Sequence[str], kind: _Count, named: bool) -> Column:
    leaf = squash(column.path[-1]) if column.path else ""
    people = next((measure for measure, pattern in _people() if pattern.match(leaf)), None)
    if kind.unit == "orang" and people:
        return replace(column, role=people, unit="orang")
    if kind.money and (_holds_money(cells) or "(rp" in squash(" ".join(column.path))):
        role = kind.money if _DATED.match(leaf) or _BARE.match(leaf) else column.role
        return replace(column, role=role, unit="rupiah", hint="money")
    bare = _BARE.match(squash(re.sub(r"\([^()]*\)", "", column.path[-1]))) if column.path else None
    if column.role.startswith("efisiensi"):
        return column
    return replace(column, role=kind.measure if bare and named else column.role, unit=kind.unit)


def _values(cells: Sequence[str]) -> list[Number]:
    return [number for cell in cells if (number := parse(cell)).value is not None]


def _holds_money(cells: Sequence[str]) -> bool:
    values = [number.value for cell in cells if (number := parse(cell, "money")).value is not None]
    return sum(value is not None and abs(value) >= _LARGE for value in values) > len(values) / 2


def _as_ratio(column: Column, cells: Sequence[str]) -> Column:
    """Efficiency printed as a ratio: all figures are near one and none has a percent sign."""
    if not column.role.startswith("efisiensi"):
        return column
    numbers = _values(cells)
    values: list[Any] = [number.value for number in numbers]
    if not values or any(number.unit for number in numbers):
        return column
    near = _ABOUT_ONE[0] <= median(values) <= _ABOUT_ONE[1]
    return replace(column, unit="rasio") if near and max(values) <= _RATIO_MOST else column
