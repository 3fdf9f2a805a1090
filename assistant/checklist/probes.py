"""The probes that an item of the checklist is made of: each looks for one thing in a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from assistant.checklist.finding import Found, Spot
from assistant.checklist.parts import APPENDIX, part
from assistant.checklist.reading import Reading, TableView, about, named
from corpus.fact import Fact
from corpus.report import Block, Place
from corpus.vocabulary import codes_in
from corpus.words import plain, squash

Probe = Callable[..., Found]

_WORDS = frozenset({"probe", "absent", "missing", "only"})
_NONE = re.compile(r"^\W*$|^(n/?a|nihil|tidak|belum|tad)\b", re.IGNORECASE)
_LEAST_TEXT = 60
_SHOWN = 3
_LABEL = 90


def section(reading: Reading, of: str) -> Found:
    """Whether the report has a section of a part, with text or a table in it."""
    title = part(of).title
    spots = []
    for region in reading.regions_of(of):
        blocks = reading.blocks(region)
        if any(block.table is not None for block in blocks) or _length(blocks[1:]) >= _LEAST_TEXT:
            spots.append(Spot(short(blocks[0].text), reading.source_of(blocks[0])))
    if not spots:
        return Found("not_found", f"tidak ada bagian berjudul {title}")
    return Found("found", "", tuple(spots[:_SHOWN]))


def table(reading: Reading, of: str, least: int = 1) -> Found:
    """Whether a table of a part is there, with at least so many filled rows."""
    views = [view for view in reading.tables_of(of) if len(view.table.rows) >= least]
    if not views:
        return Found("not_found", f"tidak ada tabel {part(of).title}")
    return Found("found", "", spots_of(reading, views))


def covers(reading: Reading, measures: list[str], what: str, of: str | None = None, enough: str = "all") -> Found:
    """How many of the main indicators have a figure of these measures (every one of them) in a table of chapter III.

    `of` limits it to the tables of a part; with `enough: any` one indicator is enough.
    """
    if not reading.main:
        return Found("cannot_judge", "indikator utama tidak terbaca dari tabel Bab III")
    views = reading.tables_of(of) if of else reading.of_chapter(3)
    facts = [(view, fact) for view in views for fact in reading.inside(view) if fact.measure in measures]
    have = []
    spots: dict[Spot, None] = {}
    for indicator in reading.main:
        own = [(view, fact) for view, fact in facts if about(fact, indicator)]
        if {fact.measure for _, fact in own if not _says_none(fact)} >= set(measures):
            have.append(indicator)
            spots[spot_of(reading, own[0][0])] = None
    total = len(reading.main)
    return _share(have, total, f"{what} untuk", tuple(spots), enough, missing=_without(reading.main, have))


def _without(all_of: Iterable[Fact], have: list[Fact]) -> list[str]:
    return [fact.indicator for fact in all_of if fact not in have]


def _share(have: list[Fact], total: int, what: str, spots: tuple[Spot, ...], enough: str, missing: list[str]) -> Found:
    said = f"{what} {len(have)} dari {total} indikator utama"
    if len(have) == total or (have and enough == "any"):
        return Found("found", said, spots[:_SHOWN])
    lacking = f" (tidak untuk: {short('; '.join(missing), 160)})" if have else ""
    return Found("partly" if have else "not_found", said + lacking, spots[:_SHOWN])


def _says_none(fact: Fact) -> bool:
    return fact.value is None and bool(
        re.match(r"^\W*$|^(n/?a|nihil|tidak|belum|tad)\b", fact.as_printed, re.IGNORECASE)
    )


def years(reading: Reading, least: int) -> Found:
    """How many of the main indicators have a realisasi of at least so many years (the report's own included)."""
    if not reading.main:
        return Found("cannot_judge", "indikator utama tidak terbaca dari tabel Bab III")
    facts = [
        (view, fact)
        for view in reading.of_chapter(3)
        for fact in reading.inside(view)
        if fact.measure in ("realisasi", "capaian") and fact.period_year is not None and not _says_none(fact)
    ]
    own_year = reading.report.identity.year
    have: list[Fact] = []
    spots: dict[Spot, None] = {}
    for indicator in reading.main:
        own = [(view, fact) for view, fact in facts if about(fact, indicator)]
        if len({_year(fact, own_year) for _, fact in own}) >= least:
            have.append(indicator)
            spots |= {spot_of(reading, view): None for view, fact in own if fact.period_year != own_year}
    what = f"realisasi {least} tahun untuk" if least > 2 else "realisasi tahun lalu untuk"
    return _share(have, len(reading.main), what, tuple(spots), "all", _without(reading.main, have))


def _year(fact: Fact, own: int | None) -> int | None:
    """The year of a figure; under "(n-1)" the year before the report's, whatever year is printed beside it."""
    back = re.search(r"\bn\s*-\s*(\d)\b", " ".join(fact.source.header).lower())
    return own - int(back[1]) if back and own is not None else fact.period_year


def names_indicators(reading: Reading, of: str, what: str) -> Found:
    """How many of the main indicators the sections and tables of a part name."""
    views = reading.tables_of(of) if part(of).tables else reading.tables_in(of)
    fitting = {view.index for view in views}
    own = [block for block in blocks_of(reading, of) if block.table is None]
    own += [reading.report.blocks[index] for index in sorted(fitting)]
    texts = [(block, text) for block in own for text in in_words(block)]
    if not texts or not reading.main:
        return Found("not_found", f"{what}: tidak ada")
    have: list[Fact] = []
    spots: dict[Spot, None] = {}
    for indicator in reading.main:
        naming = [block for block, text in texts if tells(text, indicator)]
        if naming:
            have.append(indicator)
            spots[Spot(short(label_of(naming[0])), reading.source_of(naming[0]))] = None
    return _share(have, len(reading.main), f"{what} untuk", tuple(spots), "all", _without(reading.main, have))


def tells(text: str, indicator: Fact) -> bool:
    """Whether a text speaks of an indicator: by its code, its name or its goal."""
    if indicator.code is not None and any(match.code == indicator.code for match in codes_in(text)):
        return True
    goal = indicator.item or ""
    return named([text], indicator.indicator) or (len(goal) > 12 and named([text], goal))


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
    return Found("found", f"{what}: {count} sel terisi", tuple(spots[:_SHOWN]))


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
    return Found("found", "", tuple(spots[:_SHOWN]))


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
    return Found("found", f"kolom {what} terisi", tuple(spots[:_SHOWN]))


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
        enough = _length(after) >= 400 or any(block.table is not None for block in after)
        titled = [block for block in after if block.table is not None or (block.kind == "heading" and block.level > 1)]
        fitting = (titled or after[:1]) if enough else []
    if not fitting:
        return Found("not_found", f"berkas ini tidak memuat {what}")
    return Found("found", "", tuple(Spot(short(label_of(b)), reading.source_of(b)) for b in fitting[:_SHOWN]))


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
    if _length(blocks[1:]) < least and not any(block.table for block in blocks):
        return Found("partly", f"bab {what} hampir kosong", (spot,))
    return Found("found", "", (spot,))


def blocks_of(reading: Reading, of: str) -> list[Block]:
    """The blocks of all regions of a part and its tables, in reading order, each once."""
    inside = {index for region in reading.regions_of(of) for index in range(region.start, region.end)}
    inside |= {view.index for view in reading.tables_of(of)}
    return [reading.report.blocks[index] for index in sorted(inside)]


def in_chapters(reading: Reading, chapters: list[int] | None) -> list[Block]:
    """The blocks of some chapters; of the whole body where none is named or the report has no such chapters."""
    known = set(chapters or ()) & set(reading.chapters)
    return [
        block
        for index, block in enumerate(reading.report.blocks)
        if (reading.chapters[index] in known if known else reading.chapters[index] != APPENDIX and not chapters)
    ]


def in_words(block: Block) -> list[str]:
    """A block's text, or the caption and the cells of its table, without markup."""
    if block.table is None:
        return [plain(block.text)]
    cells = [plain(cell) for row in block.table.rows for cell in row.cells if cell.strip()]
    return [plain(block.table.caption), *cells]


def label_of(block: Block) -> str:
    """What to call a block: its text, or its table's caption."""
    if block.table is None:
        return plain(block.text)
    return block.table.caption or "tabel tanpa judul"


def spot_of(reading: Reading, view: TableView) -> Spot:
    """A table as a place."""
    block = reading.report.blocks[view.index]
    return Spot(short(label_of(block)), reading.source_of(block))


def spots_of(reading: Reading, views: Iterable[TableView]) -> tuple[Spot, ...]:
    """Tables as places, the first few."""
    return tuple(spot_of(reading, view) for view in list(views)[:_SHOWN])


def _around(said: str, wanted: re.Pattern[str]) -> str:
    match = wanted.search(said)
    start = said.rfind(" ", 0, max(0, match.start() - 30)) + 1 if match else 0
    return short(("... " if start else "") + said[start:])


def short(text: str, limit: int = _LABEL) -> str:
    """A text on one line, cut at a word."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " ..."


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(plain(block.text)) for block in blocks if block.kind != "heading")


PROBES: dict[str, Probe] = {
    "section": section,
    "table": table,
    "covers": covers,
    "years": years,
    "names": names_indicators,
    "cells": cells,
    "text": text,
    "header": header,
    "columns": columns,
    "appendix": appendix,
    "chapter": chapter,
}
"""The probes that look for contents, by their name in the data files."""


def run(reading: Reading, need: dict[str, Any], extra: dict[str, Probe] | None = None) -> Found:
    """The outcome of one need of a data file: its probe with its arguments; `any` is the best of several.

    `missing` is the reason to give where the need is not met; with `absent` a need that is not met cannot be judged,
    for the reason it gives; with `only` it is never met in full, for the reason it gives. Raises KeyError for a probe
    of no known name.
    """
    if "any" in need:
        order = ("found", "partly", "not_found", "cannot_judge", "not_applicable")
        found = min((run(reading, one, extra) for one in need["any"]), key=lambda one: order.index(one.state))
    else:
        arguments = {key: value for key, value in need.items() if key not in _WORDS}
        found = {**PROBES, **(extra or {})}[need["probe"]](reading, **arguments)
    if found.state == "not_found" and "absent" in need:
        return Found("cannot_judge", need["absent"], found.spots)
    if found.state == "found" and "only" in need:
        return Found("partly", need["only"], found.spots)
    if found.state == "not_found" and "missing" in need:
        return Found("not_found", need["missing"], found.spots)
    return found
