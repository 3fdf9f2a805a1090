"""Roles held against the neighbours: what a column is beside the others of its table."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from corpus.facts.columns.checked import is_money
from corpus.facts.roles import MONEY, Column, role_of
from corpus.numbers import parse
from corpus.words import squash

_MEASURES = frozenset({"realisasi", "realisasi_anggaran", "pagu", "target"})
_LOW = 40
"""An achievement in percent below this is rare."""
_MONEY_WORD = re.compile(r"anggaran|keuangan|pagu|belanja|dana|serapan|rp", re.IGNORECASE)


def one_name(columns: list[Column]) -> list[Column]:
    """An unknown column of words names the rows only where no name column stands left of it (a brand is no name)."""
    result: list[Column] = []
    for column in columns:
        guessed = column.role == "uraian" and role_of(column.path) != "uraian"
        named = guessed and any(done.is_name for done in result)
        result.append(replace(column, role="text") if named else column)
    return result


def results_before(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A "Capaian Tahun 2015" beside target and realisasi of a later year whose cells are no percentages is a realisasi.

    Several small figures without a sign ("1", "17", "5") are results; an achievement so low is rare.
    """
    later = max((column.year or 0 for column in columns if column.role == "realisasi"), default=0)
    result = list(columns)
    for column in columns:
        figures = [number.value for cell in cells[column.index] if (number := parse(cell)).value is not None]
        low = sum(1 for value in figures if value is not None and value < _LOW)
        earlier = column.role == "capaian" and column.year is not None and column.year < later
        marked = "%" in " ".join([*column.path, *cells[column.index]]) or "persen" in squash(" ".join(column.path))
        alone = not any(other.role == "realisasi" and other.year == column.year for other in columns)
        if earlier and alone and not marked and low >= max(2, len(figures) / 3):
            result[column.index] = replace(column, role="realisasi")
    return result


def by_neighbours(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A bare "%" or "Capaian" is the absorption behind a budget column; without any realisasi it is the realisasi."""
    roles = {column.role for column in columns}
    result: list[Column] = []
    for column in columns:
        role = _percent_of(column, roles)
        before = [done.role for done in result]
        if role == "capaian":
            role = _achievement(column, cells[column.index], before, roles)
        elif role == "realisasi":
            role = _result(column, cells[column.index], before, roles)
        result.append(column if role == column.role else replace(column, role=role))
    return result


def _percent_of(column: Column, roles: Set[str]) -> str:
    """An absorption in a table without money is the achievement: "% Realisasi" beside target and realisasi."""
    of_money = roles & MONEY or _MONEY_WORD.search(" ".join(column.path))
    return "capaian" if column.role == "serapan" and "realisasi" in roles and not of_money else column.role


def _achievement(column: Column, cells: Sequence[str], before: Sequence[str], roles: Set[str]) -> str:
    """What a column headed as an achievement is of, by the columns before it and the others of its table."""
    planned = "target_akhir_renstra" in roles and "target" not in roles
    if planned and "realisasi" in roles and squash(column.path[-1]).strip("()") == "%":
        return "tingkat_kemajuan"
    last = next((role for role in reversed(before) if role in _MEASURES), None)
    if last == "realisasi_anggaran":
        return "serapan"
    header = squash(" ".join(column.path))
    percent = "%" in header or "persen" in header or any("%" in cell for cell in cells)
    is_result = last == "target" and "realisasi" not in roles and not percent and column.path
    return "realisasi" if is_result else "capaian"


def _result(column: Column, cells: Sequence[str], before: Sequence[str], roles: Set[str]) -> str:
    """A column headed as a result beside money: the absorption behind an amount spent, or the amount spent itself."""
    bare = squash(column.path[-1]).replace("realisasi", "").strip("()") in ("%", "persen", "persentase")
    if bare and before and before[-1] == "realisasi_anggaran":
        return "serapan"
    if "pagu" in before and "target" not in roles and is_money(cells):
        return "realisasi_anggaran"
    return "realisasi"


def without_scales(columns: list[Column]) -> list[Column]:
    """In a table without figures a category column belongs to a scale: it says nothing about a result."""
    if any(column.role in ("target", "realisasi", "capaian", "nilai", "serapan", "efisiensi") for column in columns):
        return columns
    return [replace(column, role="text") if column.role == "kategori" else column for column in columns]


def dated(columns: list[Column]) -> list[Column]:
    """A capaian or kategori column without a year of its own has that of the realisasi before it."""
    result: list[Column] = []
    for column in columns:
        if column.year is None and column.role in ("capaian", "kategori", "serapan") and result:
            before = next((done for done in reversed(result) if done.is_measure), None)
            if before is not None and before.year is not None:
                column = replace(column, year=before.year)  # noqa: PLW2901
        result.append(column)
    return result
