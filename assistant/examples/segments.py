"""The text of a part cut into passages that can be quoted: each under its own title, tables by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer import Passage
from assistant.checklist.parts import Region
from assistant.checklist.reading import Reading
from assistant.checklist.spots import label_of
from corpus.fact import Source
from corpus.report import Block
from corpus.words import plain

_LONGEST = 1400
"""Characters after which a passage ends at the next block."""
_ROWS = 12
"""Rows of a table that are quoted; the place names the whole table."""


def passages(reading: Reading, of: str) -> tuple[Passage, ...]:
    """The passages of a part: its sections in reading order, then its tables that stand elsewhere; () without any.

    The score of a passage is 1 within the part's own sections, else a half.
    """
    regions = reading.regions_of(of)
    found = [_passage(reading, blocks, regions) for blocks in _segments(reading, of)]
    return tuple(passage for passage in found if passage is not None)


def _segments(reading: Reading, of: str) -> Iterator[list[Block]]:
    regions = reading.regions_of(of)
    inside = {index for region in regions for index in range(region.start, region.end)}
    starts = {region.start for region in regions}
    outside = [view.index for view in reading.tables_of(of) if view.index not in inside]
    current: list[Block] = []
    last = -1
    for index in sorted(inside):
        block = reading.report.blocks[index]
        apart = index in starts or index != last + 1 or block.table is not None or _is_full(current, block)
        if apart and current and not (index == last + 1 and _only_titles(current)):
            yield current
            current = []
        current.append(block)
        last = index
        if block.table is not None:
            yield current
            current = []
    if current:
        yield current
    for index in outside:
        yield [reading.report.blocks[index]]


def _only_titles(current: Sequence[Block]) -> bool:
    """Whether nothing but headings was taken so far: they belong to what comes next."""
    return all(block.kind == "heading" for block in current)


def _is_full(current: Sequence[Block], block: Block) -> bool:
    return sum(len(plain(one.text)) for one in current) >= _LONGEST or block.kind == "heading"


def _titles(reading: Reading, first: int, regions: Sequence[Region]) -> tuple[str, ...]:
    """The headings above a passage, down to the title of its section (marked as a heading or not)."""
    block = reading.report.blocks[first]
    above = [region for region in regions if region.start <= first < region.end]
    title = reading.report.blocks[above[-1].start] if above else None
    if title is None or title.kind == "heading":
        return (*block.section, *([plain(block.text)] if block.kind == "heading" else []))
    return (*title.section, plain(title.text))


def _passage(reading: Reading, blocks: Sequence[Block], regions: Sequence[Region]) -> Passage | None:
    text = "\n".join(said for block in blocks if (said := _text(block)))
    if not any(block.kind != "heading" for block in blocks) or not text:
        return None
    first, last = blocks[0], blocks[-1]
    position = reading.report.blocks.index(first)
    titles = _titles(reading, position, regions)
    table = next((block.table.caption for block in blocks if block.table is not None), None)
    source = Source(
        reading.report.file,
        first.place.line_start,
        last.place.line_end,
        first.place.page,
        first.place.bbox if first is last else None,
        table or None,
    )
    inside = any(region.start <= position < region.end for region in regions)
    return Passage(text, " > ".join(titles), reading.report.identity.id, 1.0 if inside else 0.5, source)


def _text(block: Block) -> str:
    if block.table is None:
        return plain(block.text)
    rows = [row.cells for row in (*block.table.header, *block.table.rows[:_ROWS])]
    lines = [" | ".join(plain(cell) for cell in cells).strip(" |") for cells in rows]
    return "\n".join([label_of(block), *(line for line in lines if line)])
