"""Headers that slipped: the body is wider than its header, or stands beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.facts.roles import PERCENT, Column
from corpus.numbers import parse
from corpus.words import plain

_MOSTLY = 0.8


def years_moved(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """Year headers moved right where the body is wider than its header.

    Then names stand under the first years, and figures in unlabelled columns behind the last one; a name column under a
    year names the indicator.
    """
    dated = [column.index for column in columns if column.year is not None and column.is_measure]
    if not dated:
        return columns
    behind = 0
    for column in columns[dated[-1] + 1 :]:
        if column.path or not any(parse(cell).kind in ("number", "range") for cell in cells[column.index]):
            break
        behind += 1
    words = [index for index in dated if _mostly_names(cells[index])]
    if not behind or not words:
        return columns
    result = list(columns)
    for index in range(dated[0], dated[-1] + behind + 1):
        origin = (
            columns[index - behind] if index - behind >= dated[0] else Column(index, (), "text", None, None, "unknown")
        )
        result[index] = replace(origin, index=index)
    for index in range(dated[0], dated[-1] + behind + 1):
        if _mostly_names(cells[index]):
            result[index] = Column(index, ("Indikator",), "indikator", None, None, "unknown")
    return result


def percent_moved(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A percent header that slipped over an empty column: the one column of percentages without a measure is meant."""

    def is_percent(column: Column) -> bool:
        filled = [plain(cell) for cell in cells[column.index] if plain(cell)]
        return len(filled) > 1 and sum(text.endswith("%") for text in filled) >= _MOSTLY * len(filled)

    empty = [
        column
        for column in columns
        if column.role in PERCENT
        and "%" in " ".join(column.path)
        and not any(parse(cell).kind == "number" for cell in cells[column.index])
    ]
    bare = [column for column in columns if not column.is_measure and not column.is_name and is_percent(column)]
    if len(empty) != 1 or len(bare) != 1:
        return columns
    result = list(columns)
    result[bare[0].index] = replace(empty[0], index=bare[0].index)
    result[empty[0].index] = replace(empty[0], role="text")
    return result


def _mostly_names(cells: Sequence[str]) -> bool:
    filled = [plain(cell) for cell in cells if plain(cell)]
    return bool(filled) and sum(parse(cell).kind == "text" for cell in filled) >= 0.8 * len(filled)


def numbered_names(columns: list[Column], cells: Sequence[Sequence[str]]) -> list[Column]:
    """A name header over two columns, the first with the rows' numbers: the names stand in the second one."""
    result = list(columns)
    for left, right in itertools.pairwise(columns):
        filled = [plain(cell) for cell in cells[left.index] if plain(cell)]
        if left.is_name and not right.path and any(plain(cell) for cell in cells[right.index]):
            numbers = sum(1 for text in filled if re.fullmatch(r"[\dA-Za-zIVX]{1,3}(\.\d+)*[.)]?", text))
            if numbers >= 0.6 * len(filled):
                result[right.index] = replace(right, role=left.role, path=left.path)
                result[left.index] = replace(left, role="no")
    return result
