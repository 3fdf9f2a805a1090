"""Rows that hold several printed lines in each cell, and rows that only arithmetic shows to be totals of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from corpus.facts import names
from corpus.facts.roles import MONEY, Column
from corpus.numbers import parse
from corpus.report import Row, Table
from corpus.words import plain

_AMOUNT = re.compile(r"\d[\d.,]*(?:,-)?(?=\s|$)")
_ITEM = re.compile(r"(?:^|\s)(\d{1,2})[.)]\s+(?=\D)")
_LEAST_SPLIT, _LEAST_SUMMANDS = 2, 2
_MOST = Decimal("0.6")


def split(row: Row, columns: Sequence[Column]) -> list[Row]:
    """The lines of a row whose cells each hold several: an item list 1..n beside n amounts in every filled measure.

    A row of any other shape is returned as it is. The parts keep the row's place and are flagged "split".
    """
    measures = [column.index for column in columns if column.is_measure and column.index < len(row.cells)]
    amounts = {index: _AMOUNT.findall(row.cells[index]) for index in measures if plain(row.cells[index])}
    counts = {len(found) for found in amounts.values()}
    if len(counts) != 1 or (count := counts.pop()) < _LEAST_SPLIT:
        return [row]
    if any(re.sub(r"[\s.,\-]", "", _AMOUNT.sub("", row.cells[index])) for index in amounts):
        return [row]
    for column in columns:
        if column.is_name and column.index < len(row.cells):
            items = _items(plain(row.cells[column.index]))
            if len(items) == count:
                return [_part(row, column.index, items[number], amounts, number) for number in range(count)]
    return [row]


def _items(text: str) -> list[str]:
    """The texts of a list 1..n inside a cell, without what stands before its first number."""
    marks = list(_ITEM.finditer(text))
    if not marks or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip(" .;") for mark, end in zip(marks, ends, strict=True)]


def _part(row: Row, name_index: int, name: str, amounts: dict[int, list[str]], number: int) -> Row:
    cells = list(row.cells)
    cells[name_index] = name
    for index, found in amounts.items():
        cells[index] = found[number]
    return Row(tuple(cells), row.place, (*row.flags, "split"))


def sums_up(table: Table, columns: Sequence[Column]) -> bool:
    """Whether the last row of a table is the total of the rows above it.

    The rows above are either all of them, or those with a number of their own (lettered ones are parts of these). Most
    money columns must add up: a single misprint in a report does not make its total something else.
    """
    numbered = [column.index for column in columns if column.role == "no"]
    money = [column.index for column in columns if column.role in MONEY]
    *above, last = table.rows
    if len(above) < _LEAST_SUMMANDS:
        return False
    main = [row for row in above if any(names.code(row.cells[index]) for index in numbered if index < len(row.cells))]
    totals = {
        index: value
        for index in money
        if index < len(last.cells) and (value := parse(last.cells[index], "money").value) is not None
    }
    right = sum(value in (_sum(above, index), _sum(main, index)) for index, value in totals.items())
    return right > 0 and right >= _MOST * len(totals)


def subtotals(table: Table, columns: Sequence[Column]) -> frozenset[int]:
    """The positions of sum rows inside a table that add up just the rows since the sum row before.

    A sum row that ends the table is its total, unless sum rows came before it and it adds up rows since the last.
    """
    money = [column.index for column in columns if column.role in MONEY]
    labels = [column.index for column in columns if not column.is_measure]
    found: list[int] = []
    since: list[Row] = []
    for position, row in enumerate(table.rows):
        if not any(names.is_sum(row.cells[index]) for index in labels if index < len(row.cells)):
            since.append(row)
            continue
        if since and _adds_up(row, since, money):
            found.append(position)
        since = []
    last = found[-1] if found else None
    whole = last is not None and len(found) == 1 and last == len(table.rows) - 1
    return frozenset() if whole else frozenset(found)


def _adds_up(row: Row, rows: Sequence[Row], money: Sequence[int]) -> bool:
    values = {index: parse(row.cells[index], "money").value for index in money if index < len(row.cells)}
    printed = {index: value for index, value in values.items() if value is not None}
    right = sum(value == _sum(rows, index) for index, value in printed.items())
    return right > 0 and right >= _MOST * len(printed)


def _sum(rows: Sequence[Row], index: int) -> Decimal:
    return sum(
        (parse(row.cells[index], "money").value or Decimal(0) for row in rows if index < len(row.cells)), Decimal(0)
    )
