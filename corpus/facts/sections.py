"""Section rows of a table: rows that only name the level or the part of the office that the rows below are of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.facts import names
from corpus.facts.roles import Column
from corpus.numbers import parse
from corpus.report import Row, Table
from corpus.words import plain, squash

_UNIT = re.compile(r"^(?:\d[\d.]*\s*)?(?:kelurahan|kel\.?|desa|upt|uptd|bagian|bidang|seksi)\s+[A-Z]", re.IGNORECASE)
_PART = re.compile(r"^(?:kelurahan|kel\.?|upt|uptd)\s+(?!tahun\b)[A-Z]\w+", re.IGNORECASE)
_CAPTION_PART = re.compile(r"^\W*(?:tabel[\s\d.]*)?(?P<part>kelurahan\s+(?!tahun\b)[A-Z]\w+)", re.IGNORECASE)
_WHOLE = re.compile(r"^(kecamatan|dinas|badan)\b", re.IGNORECASE)
_LEVEL_WORDS = {
    "tujuan": "tujuan", "sasaran": "sasaran", "sasaranstrategis": "sasaran", "program": "program",
    "kegiatan": "kegiatan", "subkegiatan": "sub_kegiatan",
}  # fmt: skip
"""What a section row says (squashed) and the level that it announces."""
_MOST_CELLS, _LONGEST = 2, 90


class Sections:
    """The section that a table's rows stand in, read in their order.

    `level` is the level that it announces, `scope` the part of the office; None where it tells none.
    """

    def __init__(self, table: Table, columns: Sequence[Column]) -> None:
        self.columns = columns
        self.measures = {column.index for column in columns if column.is_measure}
        self.places = [column.index for column in columns if column.role in ("text", "uraian")]
        self.level: str | None = None
        part = _CAPTION_PART.match(table.caption)
        self.scope = part["part"].title() if part else None

    def opens(self, row: Row) -> bool:
        """Whether a row opens a section: then the section is the one from here on."""
        text = self._title(row)
        if text is None:
            return False
        self.level = _LEVEL_WORDS.get(_word(text))
        if _UNIT.match(text):
            self.scope = text.title()
        elif _WHOLE.match(text):
            self.scope = None
        return True

    def scope_of(self, row: Row) -> str | None:
        """The part of the office that a row is about: as its unit or place column says, else the section's."""
        for index in self.places:
            if index < len(row.cells) and _PART.match(plain(row.cells[index])):
                return " ".join(plain(row.cells[index]).split()[:2]).title()
        return self.scope

    def _title(self, row: Row) -> str | None:
        """The words of a row that only names a part of the table, in a name or number column; None for others."""
        filled = [(index, cell) for index, cell in enumerate(row.cells) if plain(cell)]
        if not filled or len(filled) > _MOST_CELLS:
            return None
        if any(index in self.measures and parse(cell).kind in ("number", "range", "absent") for index, cell in filled):
            return None
        texts = [plain(cell) for _, cell in filled if names.code(cell) is None]
        if len(texts) != 1 or len(texts[0]) > _LONGEST:
            return None
        in_names = any(not self.columns[index].is_measure for index, _ in filled if index < len(self.columns))
        return texts[0] if in_names and (_word(texts[0]) in _LEVEL_WORDS or texts[0].isupper()) else None


def _word(text: str) -> str:
    return squash(text).rstrip(".:")
