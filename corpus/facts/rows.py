"""What each row of a table is about: item and indicator for each figure, carried down over empty cells; its level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus import nomenclature
from corpus.facts import names
from corpus.facts.outline import Outline
from corpus.facts.roles import MONEY, Column
from corpus.facts.splitting import split, subtotals, sums_up
from corpus.numbers import parse
from corpus.report import Row, Table
from corpus.words import plain, squash

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
_BY_NOMENCLATURE = {3: "program", 4: "kegiatan", 5: "kegiatan", 6: "sub_kegiatan", 7: "sub_kegiatan", 8: "sub_kegiatan"}
"""Parts of a code of the national nomenclature (7.01.01.2.06.0001, Permendagri 90/2019) and what they number."""
_UNIT = re.compile(r"^(?:\d[\d.]*\s*)?(?:kelurahan|kel\.?|desa|upt|uptd|bagian|bidang|seksi)\s+[A-Z]", re.IGNORECASE)
_PART = re.compile(r"^(?:kelurahan|kel\.?|upt|uptd)\s+(?!tahun\b)[A-Z]\w+", re.IGNORECASE)
_CAPTION_PART = re.compile(r"^\W*(?:tabel[\s\d.]*)?(?P<part>kelurahan\s+(?!tahun\b)[A-Z]\w+)", re.IGNORECASE)
_REVISED = re.compile(r"^(setelah|sesudah)perubahan$")
_OFFICE = re.compile(
    r"^(kecamatan|kelurahan|dinas|badan|biro|sekretariat|inspektorat)(\s+[A-Z]\w+){0,2}$", re.IGNORECASE
)
LEVELS = frozenset({"sub_kegiatan", "kegiatan", "program", "sasaran", "tujuan"})
GOALS = frozenset({"sasaran", "tujuan"})


@dataclass(frozen=True, slots=True)
class Known:
    """What all tables of a report prove of its names, by name key.

    `levels` holds the level of an item, `homes` the item and level that an indicator belongs to (the one that
    most tables print beside it), `indicators` the level that an indicator mostly has.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about.

    `indicator` and `item` are cleaned names, either may be None; `scope` is a unit named by a section row of the table
    ("Kelurahan Mawar"), None for the whole office; `carried` tells that the name stands in a row above, `unlabelled`
    that the row prints no label and only its arithmetic shows that it is the total; `nameless` that the row prints no
    name at all and may be another line than the one above; `summed` that it is a sum row inside the table, of the item.
    """

    indicator: str | None
    item: str | None
    level: str
    scope: str | None = None
    carried: bool = False
    unlabelled: bool = False
    nameless: bool = False
    summed: bool = False


@dataclass(slots=True)
class _Context:
    """What earlier rows leave behind for rows with empty name cells."""

    items: dict[int, tuple[str, str]] = field(default_factory=dict)
    indicators: dict[int, str] = field(default_factory=dict)
    section_level: str | None = None
    scope: str | None = None
    paid: set[int] = field(default_factory=set)
    goal: str | None = None


class Reader:
    """Reads the rows of one table in order.

    `words` are the report's word counts (for broken words), `known` is what other tables proved of the names.
    """

    def __init__(self, table: Table, columns: Sequence[Column], words: Mapping[str, int], known: Known) -> None:
        self.table, self.columns, self.words, self.known = table, columns, words, known
        self.context = _Context()
        self._cleaned: dict[str, str] = {}
        self.groups = {column.index: _group(columns, column.index) for column in columns if column.is_measure}
        self.number_columns = [column.index for column in columns if column.role == "no"]
        self.word_columns = [column.index for column in columns if column.role in ("text", "uraian")]
        part = _CAPTION_PART.match(table.caption)
        self.context.scope = part["part"].title() if part else None
        self.revised = self._first_revised()
        self.subtotals = subtotals(table, columns)
        self.outline = Outline.of(table, self.number_columns, columns, known.levels)

    def subjects(self) -> Iterator[tuple[Row, dict[int, Subject]]]:
        """Each row that may hold figures, with the subject of each measure column."""
        lines = enumerate(self.table.rows)
        for position, row in ((position, part) for position, whole in lines for part in split(whole, self.columns)):
            if self._is_section(row):
                self._open_section(row)
                continue
            own = {group: self._subject(row, group) for group in dict.fromkeys(self.groups.values())}
            if position in self.subtotals:
                own = {group: self._of_the_item(subject, group) for group, subject in own.items()}
            subjects = {index: own[group] for index, group in self.groups.items()}
            if self._is_nameless(row) and row.place == self.table.rows[-1].place:
                if not sums_up(self.table, self.columns):
                    continue
                total = Subject(None, "Jumlah", "total", self.context.scope, unlabelled=True)
                subjects = dict.fromkeys(subjects, total)
            elif self._is_nameless(row):
                subjects = {index: replace(subject, nameless=True) for index, subject in subjects.items()}
            yield row, subjects

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

    def _is_nameless(self, row: Row) -> bool:
        """Whether nothing in a row names it, not even a number."""
        named = {column.index for column in self.columns if column.is_name or column.role == "no"}
        return not any(plain(row.cells[index]) for index in named if index < len(row.cells))

    def _cell(self, row: Row, index: int) -> str:
        return self._clean(row.cells[index]) if index < len(row.cells) else ""

    def _clean(self, cell: str) -> str:
        if cell not in self._cleaned:
            self._cleaned[cell] = names.clean(cell, self.words)
        return self._cleaned[cell]

    def _is_section(self, row: Row) -> bool:
        """A row that only names a part of the table: words in a name or number column, no figure anywhere."""
        filled = [(index, cell) for index, cell in enumerate(row.cells) if plain(cell)]
        if not filled or len(filled) > 2:
            return False
        measures = {column.index for column in self.columns if column.is_measure}
        if any(index in measures and parse(cell).kind in ("number", "range", "absent") for index, cell in filled):
            return False
        texts = [plain(cell) for index, cell in filled if names.code(cell) is None]
        if len(texts) != 1 or len(texts[0]) > 90:
            return False
        in_names = any(not self.columns[index].is_measure for index, cell in filled if index < len(self.columns))
        return in_names and (self._is_level(texts[0]) or texts[0].isupper())

    @staticmethod
    def _is_level(text: str) -> bool:
        return squash(text).rstrip(".:") in (
            "tujuan",
            "sasaran",
            "sasaranstrategis",
            "program",
            "kegiatan",
            "subkegiatan",
        )

    def _open_section(self, row: Row) -> None:
        text = next(plain(cell) for cell in row.cells if plain(cell) and names.code(cell) is None)
        word = squash(text).rstrip(".:").replace("sasaranstrategis", "sasaran").replace("subkegiatan", "sub_kegiatan")
        self.context.section_level = word if word in LEVELS else None
        if _UNIT.match(text):
            self.context.scope = text.title()
        elif re.match(r"^(kecamatan|dinas|badan)\b", text, re.IGNORECASE):
            self.context.scope = None

    def _subject(self, row: Row, group: tuple[Column, ...]) -> Subject:
        scope = self._scope(row)
        total = self._total(row, group)
        if total is not None:
            return Subject(None, total, "total", scope)
        indicator = self._last(row, [column for column in group if column.role == "indikator"])
        item, level, carried = self._item(row, group)
        if carried and indicator is not None and level not in GOALS and self._only_money(row):
            return Subject(None, indicator, self._level_named(indicator), scope)
        if carried and indicator is not None and level not in GOALS:
            home = self.known.homes.get(names.key(indicator))
            if home and home[1] in GOALS:
                return Subject(indicator, home[0], home[1], scope, carried)
            if group and group[0].index in self.context.paid and self._has_money(row):
                item, level = home or self._goal_of(indicator)
                return Subject(indicator, item, level, scope)
        if not carried and group:
            (self.context.paid.add if self._has_money(row) else self.context.paid.discard)(group[0].index)
        if indicator is None and carried and group:
            indicator = self.context.indicators.get(group[0].index) if item is None else None
        elif indicator is not None and group:
            self.context.indicators[group[0].index] = indicator
        if level in (None, "other") and indicator is not None:
            level = self.known.indicators.get(names.key(indicator))
        return Subject(indicator, item, level or "other", scope, carried)

    def _level_named(self, name: str) -> str:
        key = names.key(name)
        return self.known.levels.get(key) or self.known.indicators.get(key, "other")

    def _goal_of(self, indicator: str) -> tuple[str | None, str]:
        """The goal above a row for an indicator that other tables count among the goals'; else its level alone."""
        level = self._level_named(indicator)
        return (self.context.goal, level) if level in GOALS else (None, level)

    def _scope(self, row: Row) -> str | None:
        """The part of the office that a row is about: as its unit or place column says, else the section's."""
        for index in self.word_columns:
            if index < len(row.cells) and _PART.match(plain(row.cells[index])):
                return " ".join(plain(row.cells[index]).split()[:2]).title()
        return self.context.scope

    def _total(self, row: Row, group: tuple[Column, ...]) -> str | None:
        """The label of a total or average row: in the number column or a name column, with no indicator beside it."""
        indicators = {column.index for column in self.columns if column.role == "indikator"}
        places = {*self.number_columns, *(column.index for column in group), 0}
        for index in sorted(places):
            if index < len(row.cells) and names.is_total(row.cells[index]):
                label = plain(row.cells[index])
                beside = any(
                    plain(row.cells[other]) for other in indicators if other != index and other < len(row.cells)
                )
                if not beside and (index not in indicators or names.is_sum(label)):
                    return self._clean(label)
        return self._label_beside(row, group)

    def _label_beside(self, row: Row, group: tuple[Column, ...]) -> str | None:
        """Words in the number column of a row without a name: the label of a total ("Indeks Pelayanan Publik")."""
        if any(plain(row.cells[column.index]) for column in group if column.index < len(row.cells)):
            return None
        texts = [plain(row.cells[index]) for index in self.number_columns if index < len(row.cells)]
        label = next((text for text in texts if sum(char.isalpha() for char in text) > 4), None)
        return self._clean(label) if label else None

    def _has_money(self, row: Row) -> bool:
        """Whether a row has an amount of its own: under a programme that has one already it is a line of its own."""
        return any(
            column.role in MONEY and column.index < len(row.cells) and parse(row.cells[column.index]).kind == "number"
            for column in self.columns
        )

    def _only_money(self, row: Row) -> bool:
        """Whether a row has amounts but no performance figure: then its one name is that of a budget line."""
        figures = [
            column
            for column in self.columns
            if column.is_measure
            and column.index < len(row.cells)
            and parse(row.cells[column.index]).kind in ("number", "range")
        ]
        performance = any(column.role in ("target", "realisasi", "capaian") for column in figures)
        return not performance and any(column.role in MONEY for column in figures)

    def _last(self, row: Row, columns: Sequence[Column]) -> str | None:
        return next((text for column in reversed(columns) if (text := self._cell(row, column.index))), None)

    def _item(self, row: Row, group: tuple[Column, ...]) -> tuple[str | None, str | None, bool]:
        """The item of a row: the most exact filled name column; an empty one takes that of the rows above."""
        candidates = sorted(
            (column for column in group if column.role != "indikator" and self._cell(row, column.index)),
            key=lambda column: (_ITEM_ORDER.index(column.role), -column.index),
        )
        if candidates:
            column = candidates[0]
            text = self._cell(row, column.index)
            level = self._level(row, column, text)
            self.context.items[group[0].index] = (text, level)
            self.context.goal = text if level in GOALS else self.context.goal
            return text, level, False
        if not any(column.role != "indikator" for column in group):
            return None, self._level_of_indicator(group), False
        return self._carried(group)

    def _carried(self, group: tuple[Column, ...]) -> tuple[str | None, str | None, bool]:
        if group and group[0].index in self.context.items:
            return (*self.context.items[group[0].index], True)
        return None, self.context.section_level, False

    def _level(self, row: Row, column: Column, text: str) -> str:
        if column.role in LEVELS:
            return self._level_under(column.role, plain(row.cells[column.index]))
        if column.role == "uraian" and (part := self._kind_of_part(column)) != "other":
            return part
        stated = names.level_word(plain(row.cells[column.index]))
        if stated:
            return stated
        if _OFFICE.match(text) and self._has_money(row):
            return "total"
        if self.context.section_level and column.role != "uraian":
            return self.context.section_level
        below = self.outline.below(row)
        if below:
            return below
        known = self.known.levels.get(names.key(text)) or nomenclature.level_of(text)
        if known:
            return known
        level = None if column.role == "uraian" else self._level_of_code(self._code(row), column)
        return level or self.outline.level(row, column) or "other"

    def _code(self, row: Row) -> str | None:
        codes = (names.code(row.cells[index]) for index in self.number_columns if index < len(row.cells))
        return next((code for code in codes if code), None)

    def _level_under(self, role: str, text: str) -> str:
        """The level under a header that names one, unless the text is plainly of another level."""
        stated = names.level_word(text)
        known = self.known.levels.get(names.key(text)) or nomenclature.level_of(self._clean(text))
        if role in GOALS:
            if names.is_goal(text):
                return "sasaran" if "sasaran" in (role, known) else "tujuan"
            return stated or known or "other"
        if (
            role == "program"
            and stated is None
            and any(
                names.level_word(row.cells[column.index]) == "program"
                for column in self.columns
                if column.role == "program"
                for row in self.table.rows
                if column.index < len(row.cells)
            )
        ):
            return known if known not in (None, "program") else "kegiatan"
        return role

    @staticmethod
    def _level_of_code(code: str | None, column: Column) -> str | None:
        if code is None:
            return None
        if column.role == "tujuan_sasaran":
            return "tujuan" if "." not in code else "sasaran"
        if code.isalpha() and set(code) <= set("ivx"):
            return "program"
        parts = code.split(".")
        if len(parts) > 2 and len(parts[1]) == 2:
            return _BY_NOMENCLATURE.get(len(parts))
        depth = len(parts)
        return {1: "program", 2: "kegiatan", 3: "sub_kegiatan"}.get(depth, "sub_kegiatan")

    def _kind_of_part(self, column: Column) -> str:
        header = squash(" ".join(column.path))
        if "unsur" in header or "layanan" in header:
            return "unsur"
        if "komponen" in header or "aspek" in header:
            return "komponen"
        return "other"

    def _level_of_indicator(self, group: tuple[Column, ...]) -> str:
        header = squash(" ".join(part for column in group for part in column.path))
        for word, level in (
            ("indikatorkegiatanutama", "komponen"),
            ("subkegiatan", "sub_kegiatan"),
            ("kegiatan", "kegiatan"),
            ("program", "program"),
            ("tujuan", "tujuan"),
        ):
            if word in header:
                return level
        return "sasaran" if "sasaran" in squash(self.table.caption) or "kinerjautama" in header else "other"


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
