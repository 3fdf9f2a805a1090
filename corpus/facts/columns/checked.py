"""Roles held against the cells: money under "Target", numbers under "Satuan", words under a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.facts.roles import Column, own_name, role_of
from corpus.numbers import Number, parse
from corpus.words import plain, squash

LARGE = 100_000
"""No count is so large: an amount of rupiah."""


def checked(column: Column, cells: Sequence[str]) -> Column:
    """A role held against its cells: money under "Target", numbers under "Satuan", words under a measure."""
    parsed = [parse(cell) for cell in cells]
    numbers = [number for number in parsed if number.kind == "number"]
    filled = [cell for cell, number in zip(cells, parsed, strict=True) if number.kind != "absent"]
    figures = len(numbers) / len(filled) if filled else 0.0
    if column.is_name:
        return _name_checked(column, figures, len(filled))
    return replace(column, role=_role(column, parsed, numbers, filled, figures))


def _role(
    column: Column, parsed: Sequence[Number], numbers: Sequence[Number], filled: Sequence[str], figures: float
) -> str:
    """The role by the cells; `figures` is the share of numbers among the `filled` ones."""
    role = column.role
    if role in ("target", "realisasi") and sum(map(_is_large, numbers)) > 0.5 * len(numbers):
        return "pagu" if role == "target" else "realisasi_anggaran"
    if role == "satuan" and figures > 0.8:
        return role_of(column.path[:-1]) or "jumlah"
    if role == "target" and _are_units(filled):
        return "satuan"
    if role in ("capaian", "nilai") and sum(number.kind == "range" for number in parsed) > 0.6 * len(filled) > 0:
        return "batas_kategori"
    if role == "capaian" and sum(_counts(number.unit) for number in numbers) > 0.3 * len(numbers):
        return "realisasi"
    unknown = column.path and filled and figures < 0.2 and role_of(column.path) is None
    return "uraian" if unknown else role


def _name_checked(column: Column, figures: float, filled: int) -> Column:
    """A name column that holds figures is a measure of its own ("Jumlah nilai indikator"), or no name at all."""
    if filled < 2 or figures <= 0.8:
        return column
    counted = re.match(r"(jumlah|jml|total|nilai|golongan)", squash(" ".join(column.path)))
    return replace(column, role=own_name(column.path) if column.role == "uraian" or counted else "text")


def _is_large(number: Number) -> bool:
    return number.value is not None and abs(number.value) >= LARGE


def _are_units(filled: Sequence[str]) -> bool:
    """Short words without any digit, several of them: units under a header that should hold figures."""
    return len(filled) > 2 and all(
        len(plain(cell)) < 20 and not any(char.isdigit() for char in cell) for cell in filled
    )


def _counts(unit: str | None) -> bool:
    return bool(unit) and unit not in ("%", "persen", "Persen")


def is_money(cells: Sequence[str]) -> bool:
    """Whether a column holds an amount of rupiah."""
    return any(abs(number.value) >= LARGE for cell in cells if (number := parse(cell, "money")).value is not None)
