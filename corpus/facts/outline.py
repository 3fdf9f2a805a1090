"""Levels of rows by the way a table numbers and nests them, where neither a code nor the name tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus import nomenclature
from corpus.facts import names
from corpus.facts.roles import Column
from corpus.report import Row, Table
from corpus.words import plain

Style = tuple[int, int, str]
"""The column of the name, the depth of the row's number (0 for none), and the list mark before the name."""

_MARK = re.compile(r"^\W*(?:(?P<digit>\d{1,2}[.)])|(?P<letter>[a-z][.)]))\s*(?=\D)", re.IGNORECASE)
_LEAST_VOTES, _MOSTLY = 2, 0.7
_LONG_CODE = 7
"""Parts of a code before the nomenclature of 2019 that numbers a programme; one part more is its activity."""


@dataclass(frozen=True, slots=True)
class Outline:
    """How a table numbers its rows: the level that rows of one style mostly have, and the level of each code."""

    numbers: tuple[int, ...] = ()
    styles: Mapping[Style, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, numbers: Sequence[int], columns: Sequence[Column], levels: Mapping[str, str]) -> Outline:
        """Read from the rows whose level is known by their name: a level word, another table, the nomenclature."""
        votes: dict[Style, Counter[str]] = {}
        codes: dict[str, str] = {}
        silent: set[Style] = set()
        for row in table.rows:
            for column in columns:
                if not column.is_name or column.role == "indikator" or column.index >= len(row.cells):
                    continue
                text = plain(row.cells[column.index])
                bare = names.clean(text, {})
                level = names.level_word(text) or levels.get(names.key(bare)) or nomenclature.level_of(bare)
                if not level:
                    if bare and column.role == "program_kegiatan":
                        silent.add(_style(row, column, numbers))
                    continue
                votes.setdefault(_style(row, column, numbers), Counter())[level] += 1
                if (code := code_in(row, numbers)) is not None:
                    codes.setdefault(code, level)
        styles = {
            style: level
            for style, counter in votes.items()
            for level, count in counter.most_common(1)
            if count >= _LEAST_VOTES and count >= _MOSTLY * counter.total()
        }
        # Where some rows say "Program ..." and others like them say nothing, those are the activities below.
        styles |= {style: "kegiatan" for style in silent if styles.get(style) == "program"}
        return cls(tuple(numbers), styles, codes)

    def level(self, row: Row, column: Column) -> str | None:
        """The level that rows numbered like this one have in this table; None where they do not agree."""
        return self.styles.get(_style(row, column, self.numbers))

    def below(self, row: Row) -> str | None:
        """`kegiatan` for a row whose long code goes one part beyond that of a programme of this table."""
        code = code_in(row, self.numbers)
        if code is None or code.count(".") < _LONG_CODE:
            return None
        return "kegiatan" if self.codes.get(code.rpartition(".")[0]) == "program" else None


def _style(row: Row, column: Column, numbers: Sequence[int]) -> Style:
    code = code_in(row, numbers)
    mark = _MARK.match(plain(row.cells[column.index]))
    return column.index, code.count(".") + 1 if code else 0, str(mark.lastgroup) if mark else ""


def code_in(row: Row, numbers: Sequence[int]) -> str | None:
    """The number or code of a row in the first of its number columns that holds one; None where none does."""
    return next((code for index in numbers if index < len(row.cells) and (code := names.code(row.cells[index]))), None)
