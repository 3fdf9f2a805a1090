"""The cells of a table's rows by the roles of their columns: names cleaned, amounts, labels of totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.facts import names
from corpus.facts.outline import code_in
from corpus.facts.roles import MONEY, Column
from corpus.numbers import parse
from corpus.report import Row
from corpus.words import plain

_PERFORMANCE = frozenset({"target", "realisasi", "capaian"})
_LEAST_LABEL = 5
"""Letters of a label; fewer are part of a number."""


class Cells:
    """Reads the cells of rows under these columns; `words` are the report's word counts (for broken words)."""

    def __init__(self, columns: Sequence[Column], words: Mapping[str, int]) -> None:
        self.columns, self.words = columns, words
        self.numbers = [column.index for column in columns if column.role == "no"]
        self._cleaned: dict[str, str] = {}

    def name(self, row: Row, index: int) -> str:
        """The cleaned name in a cell; "" where the row has no such cell."""
        return self.clean(row.cells[index]) if index < len(row.cells) else ""

    def clean(self, cell: str) -> str:
        """A name as it should have been printed: without its number, broken words joined."""
        if cell not in self._cleaned:
            self._cleaned[cell] = names.clean(cell, self.words)
        return self._cleaned[cell]

    def code(self, row: Row) -> str | None:
        """The number or code of a row; None where it has none."""
        return code_in(row, self.numbers)

    def is_nameless(self, row: Row) -> bool:
        """Whether nothing in a row names it, not even a number."""
        named = {column.index for column in self.columns if column.is_name or column.role == "no"}
        return not any(plain(row.cells[index]) for index in named if index < len(row.cells))

    def has_money(self, row: Row) -> bool:
        """Whether a row has an amount of its own: under a programme that has one already it is a line of its own."""
        return any(
            column.role in MONEY and column.index < len(row.cells) and parse(row.cells[column.index]).kind == "number"
            for column in self.columns
        )

    def only_money(self, row: Row) -> bool:
        """Whether a row has amounts but no performance figure: then its one name is that of a budget line."""
        figures = [
            column
            for column in self.columns
            if column.is_measure
            and column.index < len(row.cells)
            and parse(row.cells[column.index]).kind in ("number", "range")
        ]
        performance = any(column.role in _PERFORMANCE for column in figures)
        return not performance and any(column.role in MONEY for column in figures)

    def total(self, row: Row, group: tuple[Column, ...]) -> str | None:
        """The label of a total or average row: in the number column or a name column, with no indicator beside it."""
        indicators = {column.index for column in self.columns if column.role == "indikator"}
        places = {*self.numbers, *(column.index for column in group), 0}
        for index in sorted(places):
            if index < len(row.cells) and names.is_total(row.cells[index]):
                label = plain(row.cells[index])
                beside = any(
                    plain(row.cells[other]) for other in indicators if other != index and other < len(row.cells)
                )
                if not beside and (index not in indicators or names.is_sum(label)):
                    return self.clean(label)
        return self._label_beside(row, group)

    def _label_beside(self, row: Row, group: tuple[Column, ...]) -> str | None:
        """Words in the number column of a row without a name: the label of a total ("Indeks Pelayanan Publik")."""
        if any(plain(row.cells[column.index]) for column in group if column.index < len(row.cells)):
            return None
        texts = [plain(row.cells[index]) for index in self.numbers if index < len(row.cells)]
        label = next((text for text in texts if sum(char.isalpha() for char in text) >= _LEAST_LABEL), None)
        return self.clean(label) if label else None
