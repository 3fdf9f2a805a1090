"""A report as passages: pieces that can be found, read and quoted alone.

Paragraphs of one section are joined up to a size and split at sentence ends; a list keeps its lead-in; a table
is never cut inside a row, its rows are passages of their own beside it, and a table of several portions has one
that says what it holds. `text` is what the report prints (without markup, joined and cut only between words, rows and
items), `embed_text` adds the heading path, caption and column names that the piece needs to be found.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.report import Block, Place, Report
from index import prose, tabular
from index.kinds import kinds_of
from index.pieces import LIMIT, TARGET, Kind, Piece
from index.tabular import column_name, row_text

# Part of what is stored with the passages: raise it when the same report would give other passages.
RECIPE = 3
_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report.

    `id` is a positive 63-bit number from the report's bytes and `ordinal`. `report` is the report id.
    `heading` is the section path joined by " > ". `caption` is that of the table, or the lead-in of a list.
    `table` is the ordinal of the table that a table, row or descriptor passage comes from, else None.
    `content_hash` is that of `embed_text`, the text that is indexed, and embedded but for rows.
    `kinds` are the part of the report it stands in and what it says (see index/kinds.py).
    """

    id: int
    report: str
    ordinal: int
    kind: Kind
    text: str
    heading: str
    caption: str
    table: int | None
    source: Place
    content_hash: str
    embed_text: str
    kinds: tuple[str, ...] = ()

    @property
    def embedded(self) -> bool:
        """Whether it is searched by meaning: all but rows.

        Their table is; to embed them too costs three times as much as all else and finds no more
        (benchmarks/README.md).
        """
        return self.kind != "row"


def passages(report: Report) -> list[Passage]:
    """The passages of a report in reading order; empty for a report of headings alone."""
    return [_passage(report, ordinal, piece) for ordinal, piece in enumerate(_pieces(report.blocks))]


def passage_id(sha256: str, ordinal: int) -> int:
    """The stable id of the passage `ordinal` of the report with these bytes: 63 bits, never negative."""
    digest = hashlib.sha256(f"{sha256}:{ordinal}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _passage(report: Report, ordinal: int, piece: Piece) -> Passage:
    heading = " > ".join(piece.section)
    # The last headings say what a piece is about; the first are chapter names that all reports share.
    embed = "\n".join(part for part in (" > ".join(piece.section[-_HEADINGS:]), piece.said) if part)
    in_table = piece.table is not None
    return Passage(
        passage_id(report.sha256, ordinal),
        report.identity.id,
        ordinal,
        piece.kind,
        piece.text,
        heading,
        piece.caption,
        piece.table,
        piece.place,
        hashlib.sha256(embed.encode("utf-8", "surrogatepass")).hexdigest(),
        embed,
        kinds_of(piece.section, piece.caption, piece.columns, piece.text, table=in_table),
    )


def _pieces(blocks: Sequence[Block]) -> Iterator[Piece]:
    for section, run in _runs(blocks):
        if run[0].table is not None:
            yield from tabular.pieces(section, run[0].table)
        else:
            yield from prose.pieces(section, run)


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[tuple[str, ...], list[Block]]]:
    """Blocks of one section: prose up to a table or heading, or one table.

    A heading with nothing under it that follows prose is one more item of it: the last item of a list is often taken
    for a heading, and would be lost.
    """
    run: list[Block] = []
    for number, block in enumerate(blocks):
        goes_on = bool(run) and block.section == run[-1].section
        bare = block.kind == "heading" and goes_on and not _has_body(blocks, number)
        apart = (block.kind == "heading" and not bare) or block.table is not None
        if run and (apart or not goes_on):
            yield run[-1].section, run
            run = []
        if block.table is not None:
            yield block.section, [block]
        elif (block.kind != "heading" or bare) and block.text.strip():
            run.append(block)
    if run:
        yield run[-1].section, run


def _has_body(blocks: Sequence[Block], number: int) -> bool:
    """Whether anything stands under the heading at `number`: text, a table, or a heading below it."""
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if after is None:
        return False
    return after.level > blocks[number].level if after.kind == "heading" else True


__all__ = ["LIMIT", "RECIPE", "TARGET", "Kind", "Passage", "column_name", "passage_id", "passages", "row_text"]
