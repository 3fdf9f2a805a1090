"""What each row of a table is about: item and indicator for each figure, carried down over empty cells; its level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.facts import names
from corpus.facts.cells import Cells
from corpus.facts.levels import Levels
from corpus.facts.roles import Column
from corpus.facts.sections import Sections
from corpus.facts.splitting import split, subtotals, sums_up
from corpus.facts.subject import GOALS, Known, Subject
from corpus.report import Row, Table
from corpus.words import squash

_ITEM_ORDER = (
    "sub_kegiatan",
    "kegiatan",
    "program",
    "program_kegiatan",
    "sasaran",
    "tujuan_sasaran",
    "tujuan",
    "uraian",
    "sasaran_program",
)
_REVISED = re.compile(r"^(setelah|sesudah)perubahan$")
Item = tuple[str | None, str | None, bool]
"""The item of a row, its level, and whether it stands in a row above."""


@dataclass(slots=True)
class _Above:
    """What earlier rows leave behind for rows with empty name cells, by the first of their name columns."""

    items: dict[int, tuple[str, str]] = field(default_factory=dict)
    indicators: dict[int, str] = field(default_factory=dict)
    paid: set[int] = field(default_factory=set)
    goal: str | None = None


class Reader:
    """Reads the rows of one table in order.

    `words` are the report's word counts (for broken words), `known` is what other tables proved of the names.
    """

    def __init__(self, table: Table, columns: Sequence[Column], words: Mapping[str, int], known: Known) -> None:
        self.table, self.columns, self.known = table, columns, known
        self.above = _Above()
        self.cells = Cells(columns, words)
        self.levels = Levels(table, self.cells, known)
        self.sections = Sections(table, columns)
        self.groups = {column.index: _group(columns, column.index) for column in columns if column.is_measure}
        self.revised = self._first_revised()
        self.subtotals = subtotals(table, columns)

    def subjects(self) -> Iterator[tuple[Row, dict[int, Subject]]]:
        """Each row that may hold figures, with the subject of each measure column."""
        lines = enumerate(self.table.rows)
        for position, row in ((position, part) for position, whole in lines for part in split(whole, self.columns)):
            if self.sections.opens(row):
                continue
            subjects = self._named(row, position in self.subtotals)
            if self.cells.is_nameless(row):
                subjects = self._nameless(row, subjects)
            if subjects:
                yield row, subjects

    def _named(self, row: Row, is_sum: bool) -> dict[int, Subject]:
        own = {group: self._subject(row, group) for group in dict.fromkeys(self.groups.values())}
        if is_sum:
            own = {group: self._of_the_item(subject, group) for group, subject in own.items()}
        return {index: own[group] for index, group in self.groups.items()}

    def _nameless(self, row: Row, subjects: dict[int, Subject]) -> dict[int, Subject]:
        """The subjects of a row without a name: the last row is the total if it sums up the others, else nothing."""
        if row.place != self.table.rows[-1].place:
            return {index: replace(subject, nameless=True) for index, subject in subjects.items()}
        if not sums_up(self.table, self.columns):
            return {}
        return dict.fromkeys(subjects, Subject(None, "Jumlah", "total", self.sections.scope, unlabelled=True))

    def _of_the_item(self, total: Subject, group: tuple[Column, ...]) -> Subject:
        """A sum row inside the table as the sum of the objective or programme whose rows it adds up."""
        item, level, _ = self._carried(group)
        return total if item is None else Subject(None, item, level or "other", total.scope, summed=True)

    def _first_revised(self) -> int | None:
        """The position of the row from which a table prints the plan after its change; None where it does not."""
        silent = [column.index for column in self.columns if not column.is_measure]
        for position, row in enumerate(self.table.rows):
            if any(_REVISED.match(squash(row.cells[index])) for index in silent if index < len(row.cells)):
                return position
        return None

    def version(self, row: Row) -> str | None:
        """The version of a plan's row where the table prints the plan before and after its change, else None."""
        if self.revised is None:
            return None
        first, own = self.table.rows[self.revised].place.line_start, row.place.line_start
        return None if first is None or own is None else "perubahan" if own >= first else "murni"

    def _subject(self, row: Row, group: tuple[Column, ...]) -> Subject:
        scope = self.sections.scope_of(row)
        total = self.cells.total(row, group)
        if total is not None:
            return Subject(None, total, "total", scope)
        indicator = self._indicator(row, group)
        item, level, carried = self._item(row, group)
        if carried and indicator is not None and level not in GOALS:
            own = self._of_indicator(row, group, indicator, scope)
            if own is not None:
                return own
        place = group[0].index if group else None
        if not carried and place is not None:
            (self.above.paid.add if self.cells.has_money(row) else self.above.paid.discard)(place)
        if indicator is None and carried and place is not None:
            indicator = self.above.indicators.get(place) if item is None else None
        elif indicator is not None and place is not None:
            self.above.indicators[place] = indicator
        if level in (None, "other") and indicator is not None:
            level = self.known.indicators.get(names.key(indicator))
        return Subject(indicator, item, level or "other", scope, carried)

    def _of_indicator(self, row: Row, group: tuple[Column, ...], indicator: str, scope: str | None) -> Subject | None:
        """A row under a programme whose indicator is not that programme's; None where it may well be."""
        if self.cells.only_money(row):
            return Subject(None, indicator, self.levels.of_name(indicator), scope)
        home = self.known.homes.get(names.key(indicator))
        if home and home[1] in GOALS:
            return Subject(indicator, home[0], home[1], scope, carried=True)
        if group and group[0].index in self.above.paid and self.cells.has_money(row):
            item, level = home or self._goal_of(indicator)
            return Subject(indicator, item, level, scope)
        return None

    def _goal_of(self, indicator: str) -> tuple[str | None, str]:
        """The goal above a row for an indicator that other tables count among the goals'; else its level alone."""
        level = self.levels.of_name(indicator)
        return (self.above.goal, level) if level in GOALS else (None, level)

    def _indicator(self, row: Row, group: tuple[Column, ...]) -> str | None:
        """The indicator that a row names, in the last of the columns for one."""
        columns = (column.index for column in reversed(group) if column.role == "indikator")
        return next((text for index in columns if (text := self.cells.name(row, index))), None)

    def _item(self, row: Row, group: tuple[Column, ...]) -> Item:
        """The item of a row: the most exact filled name column; an empty one takes that of the rows above."""
        columns = [column for column in group if column.role != "indikator"]
        if not columns:
            return None, self.levels.of_indicator(group), False
        filled = [column for column in columns if self.cells.name(row, column.index)]
        if not filled:
            return self._carried(group)
        column = min(filled, key=lambda column: (_ITEM_ORDER.index(column.role), -column.index))
        text = self.cells.name(row, column.index)
        level = self.levels.of_item(row, column, self.sections.level)
        self.above.items[group[0].index] = (text, level)
        self.above.goal = text if level in GOALS else self.above.goal
        return text, level, False

    def _carried(self, group: tuple[Column, ...]) -> Item:
        """The item of the rows above, else the level of the section."""
        if group and group[0].index in self.above.items:
            return (*self.above.items[group[0].index], True)
        return None, self.sections.level, False


def _group(columns: Sequence[Column], index: int) -> tuple[Column, ...]:
    """The name columns that a measure column belongs to: the nearest run of name columns to its left.

    Several measures in turn share the names before them; a table whose names stand at the right uses those.
    """
    left = [column for column in columns[:index] if column.is_name]
    if not left:
        return tuple(column for column in columns[index + 1 :] if column.is_name)
    nearest = left[-1].index
    barrier = max((column.index for column in columns[:nearest] if column.is_measure), default=-1)
    return tuple(column for column in left if column.index > barrier)
