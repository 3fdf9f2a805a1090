"""Where a report says something: blocks in words, and as places to show."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.checklist.finding import Spot
from assistant.checklist.parts import APPENDIX
from assistant.checklist.reading import Reading, TableView, named
from assistant.render import shortened
from corpus.fact import Fact
from corpus.report import Block
from corpus.vocabulary import codes_in
from corpus.words import plain

_LABEL = 90
SHOWN = 3


def tells(text: str, indicator: Fact) -> bool:
    """Whether a text speaks of an indicator: by its code, its name or its goal."""
    if indicator.code is not None and any(match.code == indicator.code for match in codes_in(text)):
        return True
    goal = indicator.item or ""
    return named([text], indicator.indicator) or (len(goal) > 12 and named([text], goal))


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
    return tuple(spot_of(reading, view) for view in list(views)[:SHOWN])


def short(text: str, limit: int = _LABEL) -> str:
    """A text on one line, cut at a word."""
    return shortened(" ".join(text.split()), limit)


def length(blocks: Iterable[Block]) -> int:
    """The letters of the texts of some blocks, headings left out."""
    return sum(len(plain(block.text)) for block in blocks if block.kind != "heading")
