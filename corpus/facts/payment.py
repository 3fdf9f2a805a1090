"""Whose the amounts of a table are: its programmes' (or goals'), or each indicator's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.facts import names
from corpus.facts.roles import MONEY, Column
from corpus.facts.subject import GOALS, LEVELS, Subject
from corpus.numbers import parse
from corpus.report import Row

_LEAST_INDICATORS = 2
_MOSTLY = 0.7
_PROGRAMMES = LEVELS - GOALS


def is_money(column: Column, has_money: bool) -> bool:
    """Whether a column tells of money: an amount, or a share of amounts that the table prints."""
    return (
        column.role in MONEY
        or column.role.startswith("pagu")
        or (column.role in ("serapan", "persen_anggaran") and has_money)
    )


def paid_by_indicator(rows: Sequence[tuple[Row, Mapping[int, Subject]]], columns: Sequence[Column]) -> bool:
    """Whether each indicator of a table has amounts of its own.

    So it is where one programme or goal stands with different amounts beside two or more of its indicators, and nearly
    every row with an amount names an indicator.
    """
    money = [column.index for column in columns if column.role in MONEY]
    beside: dict[str, dict[str, object]] = {}
    paid = named = 0
    for row, subjects in rows:
        amounts = [row.cells[index] for index in money if index < len(row.cells) and index in subjects]
        amount = next((value for cell in amounts if (value := parse(cell, "money").value) is not None), None)
        if amount is None or any(subject.level == "total" or subject.summed for subject in subjects.values()):
            continue
        paid += 1
        indicator = _indicator(subjects.values())
        named += indicator is not None
        subject = next((subjects[index] for index in money if index in subjects and subjects[index].item), None)
        if subject is not None and subject.level in _PROGRAMMES and subject.indicator is not None:
            return False  # a programme keeps its amount: the indicator beside it only measures it
        if indicator is not None and subject is not None and subject.item:
            beside.setdefault(names.key(subject.item), {})[names.key(indicator)] = amount
    if not paid or named < _MOSTLY * paid:
        return False
    return any(len(found) >= _LEAST_INDICATORS and len(set(found.values())) > 1 for found in beside.values())


def with_indicator(subject: Subject, subjects: Mapping[int, Subject]) -> Subject:
    """The subject of an amount as that of the row's indicator, its programme or goal kept as the item."""
    if subject.indicator is not None or subject.level == "total":
        return subject
    other = next((one for one in subjects.values() if one.indicator is not None), None)
    if other is None:
        return subject
    level = other.level if other.level in GOALS else subject.level
    return replace(subject, indicator=other.indicator, level=level)


def _indicator(subjects: Iterable[Subject]) -> str | None:
    return next((subject.indicator for subject in subjects if subject.indicator is not None), None)
