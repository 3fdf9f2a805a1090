"""From the lines of a text report to its blocks: headings, paragraphs, list items and tables with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus import contents, headings
from corpus.report import Block, BlockKind, Place, Row, Table
from corpus.tables.assemble import tables
from corpus.tables.header import Header, alike, detect
from corpus.words import plain

_CAPTION = re.compile(r"^\W*tabel\b\.?\s*[\dA-Z]", re.IGNORECASE)
_LIST = re.compile(r"^\s*(?:[-•▪➢*o]\s+)?(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,5})[.)]\s+|[-•▪➢*]\s+)\S")
_PAGE_NUMBER = re.compile(r"^\W*\d{1,3}\W*$")
_ENDED = re.compile(r"[.:;!?”\"]\W*$")
_FORM = re.compile(
    r"^\W*(?:\d{1,2}\W+)?(?:nama|nip|pangkat|jabatan|unit kerja|skpd|opd|perangkat daerah|tahun anggaran"
    r"|tahun 20\d\d\W*$"
    r"|kecamatan|kelurahan|dinas|badan|biro|sekretariat|inspektorat|rumah sakit|provinsi|pemerintah)\b",
    re.IGNORECASE,
)
"""The lines of a form between its title and its table: whose it is, of which office and year."""
_YEAR_LINE = re.compile(r"^\W*tahun(?: anggaran)?\W*20\d\d\W*$", re.IGNORECASE)
_TITLE_WORDS = re.compile(
    r"perjanjian kinerja|pengukuran|rencana|target|realisasi|capaian|rekapitulasi|rincian|daftar", re.IGNORECASE
)
_FORM_LINES = 6
_UNFINISHED = re.compile(
    r"\b(?:adalah|yaitu|yakni|sebesar|sejumlah|tahun|dengan|dari|nilai|target|realisasi|mencapai|menjadi)\s*$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"^Rp\.?\s*\d")
_CAPTION_LINES = 5
_LONGEST_CAPTION = 220


def blocks(lines: Sequence[str], continued: frozenset[int] = frozenset()) -> list[Block]:
    """The blocks of a report in reading order.

    `continued` are the lines, counted from 0, where a table goes on from the page before in the same columns. Tables of
    contents and lists of tables are left out: their lines are no headings and no tables.
    """
    return _Scanner(lines, continued).scan()


@dataclass(slots=True)
class _Scanner:
    """One pass over the lines; keeps the section path, and what was found so far."""

    lines: Sequence[str]
    continued: frozenset[int]
    found: list[Block] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    chapter: str = ""
    decimals: bool = False
    table_count: int = 0

    def scan(self) -> list[Block]:
        ranges = contents.spans(self.lines)
        skip = {line for start, end in ranges for line in range(start, end)}
        listed = contents.titles(self.lines, ranges)
        listings = headings.listings(self.lines)
        position = 0
        while position < len(self.lines):
            if position in skip or not self.lines[position].strip() or _PAGE_NUMBER.match(self.lines[position]):
                position += 1
            elif "\t" in self.lines[position]:
                position = self._tables(position)
            elif position not in listings and (heading := self._heading_at(position, listed)):
                position = self._open(position, heading)
            else:
                position = self._text(position, skip)
        return self.found

    def _section(self) -> tuple[str, ...]:
        return tuple(title for _, title in self.path)

    def _add(
        self, kind: BlockKind, text: str, start: int, end: int, *, level: int = 0, table: Table | None = None
    ) -> None:
        """Add a block of the 0-based half-open line range [start, end)."""
        self.found.append(Block(kind, len(self.found), text, Place(start + 1, end), self._section(), level, table))

    def _heading_at(self, position: int, listed: frozenset[str]) -> headings.Heading | None:
        """The heading at a line; a lettered one only in its turn ("B." after "A."), so that "H. Name" is none."""
        found = headings.find(self.lines, position, listed=listed, chapter=self.chapter, decimals=self.decimals)
        if found is None or not headings.is_lettered(found.title):
            return found
        before = [title for level, title in self.path if level == found.level and headings.is_lettered(title)]
        turn = ord(found.title[0]) - (ord(before[0][0]) if before else ord("@"))
        return found if 0 <= turn <= 2 else None

    def _open(self, position: int, heading: headings.Heading) -> int:
        while self.path and self.path[-1][0] >= heading.level:
            self.path.pop()
        if heading.chapter is not None:
            self.chapter, self.decimals = heading.chapter, False
        elif 1 < heading.level <= 4 and heading.title[0].isdigit():
            self.decimals = True
        self._add("heading", heading.title, position, position + heading.size, level=heading.level)
        self.path.append((heading.level, heading.title))
        return position + heading.size

    def _text(self, position: int, skip: set[int]) -> int:
        """A paragraph or list item: lines up to a blank one, the next list item, heading or table."""
        end = position + 1
        is_list = bool(_LIST.match(self.lines[position]))
        caption = bool(_CAPTION.match(plain(self.lines[position])))
        while end < len(self.lines) and end not in skip:
            line = self.lines[end]
            if not line.strip() or "\t" in line or _LIST.match(line) or _CAPTION.match(plain(line)):
                break
            if not caption and _ENDED.search(self.lines[end - 1].rstrip()) and len(self.lines[end - 1]) > 60:
                break
            if headings.find(self.lines, end, listed=frozenset(), chapter=self.chapter, decimals=self.decimals):
                break
            end += 1
        text = plain(" ".join(self.lines[position:end]))
        if text and not self._rejoin(text, position, end, is_list):
            self._add("list_item" if is_list else "paragraph", text, position, end)
        return end

    def _rejoin(self, text: str, start: int, end: int, is_list: bool) -> bool:
        """Join a paragraph that a page break cut: the one before has no end, this one goes on in lower case.

        Behind a word that cannot end a sentence ("adalah") it may go on with a figure as well.
        """
        before = self.found[-1] if self.found else None
        if before is None or is_list or before.kind not in ("paragraph", "list_item"):
            return False
        figure = text[0].isdigit() or _AMOUNT.match(text)
        if not text[0].islower() and not (figure and _UNFINISHED.search(before.text)):
            return False
        if _ENDED.search(before.text) or before.place.line_end is None or start - before.place.line_end > 4:
            return False
        place = Place(before.place.line_start, end)
        self.found[-1] = Block(before.kind, before.ordinal, f"{before.text} {text}", place, before.section)
        return True

    def _tables(self, position: int) -> int:
        runs, end = self._runs(position)
        caption, printed = self._caption(runs)
        for table in tables(
            runs, caption=caption, caption_printed=printed, ordinal=self.table_count, continued=self.continued
        ):
            first, last = table.place.line_start, table.place.line_end
            if first is not None and last is not None:
                self._add("table", "", first - 1, last, table=table)
            self.table_count += 1
        return end

    def _runs(self, position: int) -> tuple[list[list[Row]], int]:
        """Runs of tabbed lines from `position` on that only blank lines and page numbers separate."""
        runs: list[list[Row]] = [[]]
        end = position
        for number in range(position, len(self.lines)):
            line = self.lines[number]
            if "\t" in line:
                cells = tuple(cell.strip() for cell in line.split("\t"))
                if any(cells):
                    runs[-1].append(Row(cells, Place(number + 1, number + 1)))
                end = number + 1
            elif not line.strip() or _PAGE_NUMBER.match(line):
                if runs[-1]:
                    runs.append([])
            else:
                break
        return [run for run in runs if run], end

    def _caption(self, runs: Sequence[Sequence[Row]]) -> tuple[str, bool]:
        """The caption above a table (its blocks are taken out), else the sentence before it (which stays).

        Over the lines of a form (office, name, year) the title above them is the caption; a table that goes on behind
        an office's name with the header it had before keeps its caption.
        """
        taken: list[Block] = []
        for block in reversed(self.found[-_CAPTION_LINES:]):
            if block.kind == "table" or len(block.text) > _LONGEST_CAPTION:
                break
            taken.insert(0, block)
            if _CAPTION.match(block.text):
                return self._take_caption(taken), True
        last = self.found[-1] if self.found else None
        if last is None:
            return "", False
        if last.table is not None:
            return last.table.caption, False
        return self._above_form(runs) or (_last_sentence(last.text), False)

    def _above_form(self, runs: Sequence[Sequence[Row]]) -> tuple[str, bool] | None:
        """The title above the lines of a form, or the caption of the table that goes on below them; else None."""
        lines = 0
        while lines < min(_FORM_LINES, len(self.found)) and _is_form_line(self.found[-1 - lines]):
            lines += 1
        if not lines or lines == len(self.found):
            return None
        above = self.found[-1 - lines]
        if above.table is not None:
            again = detect(runs[0]) if runs else None
            same = again is not None and again.rows and alike(Header(above.table.header, 0), again)
            return (above.table.caption, False) if same else None
        years = [block.text for block in self.found[-lines:] if _YEAR_LINE.match(block.text)]
        return (" ".join([above.text, *years]), True) if _is_title(above.text) else None

    def _take_caption(self, taken: list[Block]) -> str:
        """Remove the blocks of a caption; a heading among them no longer opens a section."""
        del self.found[-len(taken) :]
        for block in taken:
            if block.kind == "heading" and self.path and self.path[-1][1] == block.text:
                self.path.pop()
        return " ".join(block.text for block in taken)


def _is_form_line(block: Block) -> bool:
    return block.kind != "table" and len(block.text) <= _LONGEST_CAPTION and bool(_FORM.match(block.text))


def _is_title(text: str) -> bool:
    """Whether a line is a title in capitals that says what a table holds."""
    letters = [char for char in text if char.isalpha()]
    capitals = sum(char.isupper() for char in letters) > 0.9 * len(letters)
    return capitals and len(text) <= _LONGEST_CAPTION and bool(_TITLE_WORDS.search(text))


def _last_sentence(text: str) -> str:
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)
    return sentences[-1][-_LONGEST_CAPTION:].strip()
