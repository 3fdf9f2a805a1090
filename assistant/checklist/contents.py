"""Probes for contents: sections, chapters, appendices, words, tables and their columns."""

from __future__ import annotations

import re

from assistant.checklist.finding import Found, Spot
from assistant.checklist.parts import APPENDIX, part
from assistant.checklist.reading import Reading, TableView
from assistant.checklist.spots import (
    SHOWN,
    blocks_of,
    in_chapters,
    in_words,
    label_of,
    length,
    short,
    spot_of,
    spots_of,
)
from corpus.report import Place
from corpus.words import plain, squash

_LEAST_TEXT = 60


def section(reading: Reading, of: str) -> Found:
    """Whether the report has a section of a part, with text or a table in it."""
    title = part(of).title
    spots = []
    for region in reading.regions_of(of):
        blocks = reading.blocks(region)
        if any(block.table is not None for block in blocks) or length(blocks[1:]) >= _LEAST_TEXT:
            spots.append(Spot(short(blocks[0].text), reading.source_of(blocks[0])))
    if not spots:
        return Found("not_found", f"tidak ada bagian berjudul {title}")
    return Found("found", "", tuple(spots[:SHOWN]))


def table(reading: Reading, of: str, least: int = 1) -> Found:
    """Whether a table of a part is there, with at least so many filled rows."""
    views = [view for view in reading.tables_of(of) if len(view.table.rows) >= least]
    if not views:
        return Found("not_found", f"tidak ada tabel {part(of).title}")
    return Found("found", "", spots_of(reading, views))


def cells(reading: Reading, role: str, what: str, of: str | None = None, words: int = 1) -> Found:
    """Whether a column of a role is filled somewhere, with cells of at least so many words."""
    views = reading.tables_of(of) if of else [v for v in reading.tables if v.chapter != APPENDIX]
    spots, count = [], 0
    for view in views:
        filled = [text for text in view.cells(role) if len(text.split()) >= words]
        if filled:
            count += len(filled)
            spots.append(spot_of(reading, view))
    if not spots:
        return Found("not_found", f"tidak ada kolom {what}")
    return Found("found", f"{what}: {count} sel terisi", tuple(spots[:SHOWN]))


def text(
    reading: Reading,
    pattern: str,
    what: str,
    of: str | None = None,
    chapters: list[int] | None = None,
    never: str | None = None,
    everywhere: bool = False,
) -> Found:
    """Whether a block says something, in a part, in some chapters, in the body, or everywhere (captions included).

    A text or cell that `never` fits too does not count.
    """
    wanted, unwanted = re.compile(pattern, re.IGNORECASE), re.compile(never or r"(?!)", re.IGNORECASE)
    blocks = blocks_of(reading, of) if of else in_chapters(reading, chapters)
    if everywhere:
        blocks = list(reading.report.blocks)
    spots = []
    for block in blocks:
        said = next((t for t in in_words(block) if wanted.search(t) and not unwanted.search(t)), None)
        if said is not None:
            spots.append(Spot(_around(said, wanted), reading.source_of(block)))
    if not spots:
        return Found("not_found", f"tidak ditemukan {what}")
    return Found("found", "", tuple(spots[:SHOWN]))


def _around(said: str, wanted: re.Pattern[str]) -> str:
    match = wanted.search(said)
    start = said.rfind(" ", 0, max(0, match.start() - 30)) + 1 if match else 0
    return short(("... " if start else "") + said[start:])


def header(
    reading: Reading, pattern: str, what: str, of: str | None = None, body: bool = True, within: str | None = None
) -> Found:
    """Whether a table has a column whose header fits, with at least one filled cell.

    `within` limits it to tables whose caption or header fits (squashed); `body: false` takes in the appendices.
    """
    wanted = re.compile(pattern, re.IGNORECASE)
    views = [v for v in reading.tables if not body or v.chapter != APPENDIX]
    if of is not None:
        views = list(dict.fromkeys((*reading.tables_of(of), *reading.tables_in(of))))
    if within is not None:
        views = [view for view in views if re.search(within, _heading(view))]
    spots = []
    for view in views:
        columns = [index for index, path in enumerate(view.table.columns) if wanted.search(plain(" ".join(path)))]
        if any(
            index < len(row.cells) and len(plain(row.cells[index])) > 1 and not _is_dash(row.cells[index])
            for row in view.table.rows
            for index in columns
        ):
            spots.append(spot_of(reading, view))
    if not spots:
        return Found("not_found", f"tidak ada kolom {what}")
    return Found("found", f"kolom {what} terisi", tuple(spots[:SHOWN]))


def _heading(view: TableView) -> str:
    return squash(f"{view.table.caption} {' '.join(' '.join(path) for path in view.table.columns)}")


def columns(reading: Reading, roles: list[str], what: str, chapter: int = 3) -> Found:
    """Whether a table of a chapter has columns of all these roles."""
    views = [view for view in reading.of_chapter(chapter) if set(roles) <= view.roles]
    if not views:
        return Found("not_found", f"tidak ada tabel {what}")
    return Found("found", "", spots_of(reading, views))


def _is_dash(cell: str) -> bool:
    return bool(re.match(r"^(?:-+|n/?a|nihil|tidak ada.*)$", plain(cell).strip(), re.IGNORECASE))


def appendix(reading: Reading, pattern: str = "", what: str = "lampiran") -> Found:
    """Whether the appendices hold something: any text of some length, or a heading or table that fits a pattern."""
    wanted = re.compile(pattern, re.IGNORECASE) if pattern else None
    after = [
        block
        for index, block in enumerate(reading.report.blocks)
        if reading.chapters[index] == APPENDIX and index > _last_body(reading)
    ]
    if not after:
        listed = _listed_appendix(reading)
        if listed:
            return Found("not_found", f"daftar isi menyebut lampiran, tetapi berkas ini tidak memuat {what}", (listed,))
        return Found("not_found", f"berkas ini tidak memuat {what}")
    fitting = [block for block in after if wanted is None or wanted.search(label_of(block))]
    if wanted is None:
        enough = length(after) >= 400 or any(block.table is not None for block in after)
        titled = [block for block in after if block.table is not None or (block.kind == "heading" and block.level > 1)]
        fitting = (titled or after[:1]) if enough else []
    if not fitting:
        return Found("not_found", f"berkas ini tidak memuat {what}")
    return Found("found", "", tuple(Spot(short(label_of(b)), reading.source_of(b)) for b in fitting[:SHOWN]))


def _last_body(reading: Reading) -> int:
    """The last block of the last numbered chapter: an "outline" of the report may name appendices before it."""
    last = reading.last_chapter()
    return max((i for i, number in enumerate(reading.chapters) if number == last and last), default=-1)


def _listed_appendix(reading: Reading) -> Spot | None:
    for number, line in enumerate(reading.report.lines, start=1):
        if re.match(r"^\W*lampiran", plain(line), re.IGNORECASE):
            return Spot(short(plain(line)), reading.source(Place(number, number)))
    return None


def chapter(reading: Reading, numbers: list[int], what: str, least: int = 300) -> Found:
    """Whether a chapter is there with text of some length."""
    blocks = in_chapters(reading, numbers)
    if not blocks:
        return Found("not_found", f"tidak ada bab {what}")
    spot = Spot(short(label_of(blocks[0])), reading.source_of(blocks[0]))
    if length(blocks[1:]) < least and not any(block.table for block in blocks):
        return Found("partly", f"bab {what} hampir kosong", (spot,))
    return Found("found", "", (spot,))
