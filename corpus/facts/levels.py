"""The level of a row's name: by its header, a level word, its code, other tables, the nomenclature, the outline."""

from __future__ import annotations

import re

from corpus import nomenclature
from corpus.facts import names
from corpus.facts.cells import Cells
from corpus.facts.outline import Outline
from corpus.facts.roles import Column
from corpus.facts.subject import GOALS, LEVELS, Known
from corpus.report import Row, Table
from corpus.words import plain, squash

_BY_NOMENCLATURE = {3: "program", 4: "kegiatan", 5: "kegiatan", 6: "sub_kegiatan", 7: "sub_kegiatan", 8: "sub_kegiatan"}
"""Parts of a code of the national nomenclature (7.01.01.2.06.0001, Permendagri 90/2019) and what they number."""
_BY_DEPTH = {1: "program", 2: "kegiatan", 3: "sub_kegiatan"}
_OF_INDICATORS = (
    ("indikatorkegiatanutama", "komponen"),
    ("subkegiatan", "sub_kegiatan"),
    ("kegiatan", "kegiatan"),
    ("program", "program"),
    ("tujuan", "tujuan"),
)
"""Words in the headers of the name columns (squashed) and the level of indicators under them, tried in order."""
_OFFICE = re.compile(
    r"^(kecamatan|kelurahan|dinas|badan|biro|sekretariat|inspektorat)(\s+[A-Z]\w+){0,2}$", re.IGNORECASE
)


class Levels:
    """Tells the levels of the names of one table; `known` is what other tables proved of the names."""

    def __init__(self, table: Table, cells: Cells, known: Known) -> None:
        self.table, self.cells, self.known = table, cells, known
        self.outline = Outline.of(table, cells.numbers, cells.columns, known.levels)

    def of_name(self, name: str) -> str:
        """The level that other tables give a name, as an item or as an indicator; else `other`."""
        key = names.key(name)
        return self.known.levels.get(key) or self.known.indicators.get(key, "other")

    def of_item(self, row: Row, column: Column, section: str | None) -> str:
        """The level of the name in a column of a row, under a section row of such a level."""
        cell, text = plain(row.cells[column.index]), self.cells.name(row, column.index)
        if column.role in LEVELS:
            return self._under(column.role, cell)
        if column.role == "uraian" and (part := _kind_of_part(column)) != "other":
            return part
        stated = names.level_word(cell)
        if stated:
            return stated
        if _OFFICE.match(text) and self.cells.has_money(row):
            return "total"
        if section and column.role != "uraian":
            return section
        known = self.outline.below(row) or self.known.levels.get(names.key(text)) or nomenclature.level_of(text)
        if known:
            return known
        level = None if column.role == "uraian" else _of_code(self.cells.code(row), column)
        return level or self.outline.level(row, column) or "other"

    def _under(self, role: str, text: str) -> str:
        """The level under a header that names one, unless the text is plainly of another level."""
        stated = names.level_word(text)
        known = self.known.levels.get(names.key(text)) or nomenclature.level_of(self.cells.clean(text))
        if role in GOALS:
            if names.is_goal(text):
                return "sasaran" if "sasaran" in (role, known) else "tujuan"
            return stated or known or "other"
        if role == "program" and stated is None and self._some_say_programme():
            return known if known not in (None, "program") else "kegiatan"
        return role

    def _some_say_programme(self) -> bool:
        """Whether some rows under "program" call themselves one, so that the others are none."""
        columns = [column.index for column in self.cells.columns if column.role == "program"]
        cells = (row.cells[index] for row in self.table.rows for index in columns if index < len(row.cells))
        return any(names.level_word(cell) == "program" for cell in cells)

    def of_indicator(self, group: tuple[Column, ...]) -> str:
        """The level of an indicator that stands beside no item, by the headers of its name columns."""
        header = squash(" ".join(part for column in group for part in column.path))
        for word, level in _OF_INDICATORS:
            if word in header:
                return level
        return "sasaran" if "sasaran" in squash(self.table.caption) or "kinerjautama" in header else "other"


def _of_code(code: str | None, column: Column) -> str | None:
    if code is None:
        return None
    if column.role == "tujuan_sasaran":
        return "tujuan" if "." not in code else "sasaran"
    if code.isalpha() and set(code) <= set("ivx"):
        return "program"
    parts = code.split(".")
    if len(parts) > 2 and len(parts[1]) == 2:
        return _BY_NOMENCLATURE.get(len(parts))
    return _BY_DEPTH.get(len(parts), "sub_kegiatan")


def _kind_of_part(column: Column) -> str:
    """The level of the parts that a column lists, by its header: `unsur`, `komponen` or `other`."""
    header = squash(" ".join(column.path))
    if "unsur" in header or "layanan" in header:
        return "unsur"
    if "komponen" in header or "aspek" in header:
        return "komponen"
    return "other"
