"""The parts of a report that regulations ask for, and the regions of a report that belong to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus.report import Block, Report
from corpus.vocabulary import load
from corpus.words import plain

_PACKAGE = "assistant.checklist"
_NUMBERING = re.compile(
    r"^(?:\W*(?:bab\s+[ivxl\d]+|[ivxl]{1,5}[.)]|[a-z][.)]|\d{1,2}(?:\.\d{1,2})*[.)]?(?=\s))\s*)*", re.IGNORECASE
)
_CHAPTER = re.compile(r"^BAB\s+([IVXL]+|\d{1,2})\b", re.IGNORECASE)
_APPENDIX = re.compile(r"^lampiran\b", re.IGNORECASE)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
_SIGNED = re.compile(
    r"^\W*[A-Z][\w .]{2,30},\s*(?:\d{1,2}\s+)?(?:januari|[fp]ebruari|maret|april|mei|juni|juli|agustus|september|"
    r"oktober|no[pv]ember|desember)\s+(?:19|20)\d\d\b.{0,140}$",
    re.IGNORECASE,
)
_OPENING = 8
"""An unmarked line that closes with a colon is a title of what follows up to so many words."""
_LONGEST_TITLE = 130
_SOFT = 9
"""The depth of a title that the reader did not mark as a heading: deeper than every heading."""
_FIRM = 4
"""Headings down to this depth (chapters, decimal numbers) end what stands before them on their own depth."""

_THIRD, _CLOSING = 3, 4
"""The chapter that reports on performance, and the one that closes a report."""

FRONT, APPENDIX = 0, 99
"""Chapter numbers of what stands before the first chapter, and of the appendices."""


@dataclass(frozen=True, slots=True)
class TableRule:
    """What a table of a part prints: column roles, at least so many years under them, a caption."""

    roles: tuple[str, ...]
    years: int
    caption: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a report, as `parts.yaml` describes it."""

    name: str
    title: str
    title_en: str
    article: str
    heading: re.Pattern[str]
    unless: re.Pattern[str] | None
    chapters: tuple[int, ...]
    tables: tuple[TableRule, ...]
    ask: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A run of blocks under one heading of a part: half-open positions in `report.blocks`, heading included."""

    part: str
    start: int
    end: int


@cache
def parts() -> tuple[Part, ...]:
    """All parts, in the order in which a heading is held against them."""
    return tuple(
        Part(
            name=str(entry["part"]),
            title=str(entry["title"]),
            title_en=str(entry["title_en"]),
            article=str(entry["article"]),
            heading=re.compile(entry["heading"]),
            unless=re.compile(entry["unless"]) if entry.get("unless") else None,
            chapters=tuple(entry.get("chapters", ())),
            tables=tuple(
                TableRule(
                    tuple(rule["roles"]),
                    int(rule.get("years", 0)),
                    re.compile(rule["caption"]) if rule.get("caption") else None,
                )
                for rule in entry["tables"]
            ),
            ask=tuple(entry["ask"]),
        )
        for entry in load("parts", _PACKAGE)
    )


def part(name: str) -> Part:
    """The part of a name; raises KeyError for one that `parts.yaml` does not hold."""
    found = next((entry for entry in parts() if entry.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def title_of(text: str) -> str:
    """A heading's words: lower case, without markup, number and closing signs, single blanks."""
    bare = _NUMBERING.sub("", plain(text).lower(), count=1)
    return " ".join(re.sub(r"[^\w/()%.-]+", " ", bare).split()).strip(" .:;,-")


def chapters(report: Report) -> tuple[int, ...]:
    """The chapter of each block: 1, 2, ... by its number; FRONT before the first, APPENDIX in the appendices.

    What follows the place and date of signing in the last chapter is an appendix, too. A report without numbered
    chapters is FRONT throughout, up to its appendices.
    """
    found: list[int] = []
    current = FRONT
    for block in report.blocks:
        if block.kind == "heading" and block.level == 1:
            current = _chapter(block.text, current)
        elif _CLOSING <= current < APPENDIX and _is_appendix_title(block):
            current = APPENDIX
        found.append(current)
        if _CLOSING <= current < APPENDIX and is_signed(block):
            current = APPENDIX
    return tuple(found)


def _is_appendix_title(block: Block) -> bool:
    text = plain(block.text)
    return text.startswith("LAMPIRAN") and len(text) <= _LONGEST_TITLE and block.kind != "table"


def is_signed(block: Block) -> bool:
    """Whether a block is the place and date of signing ("Melati, 3 Februari 2025")."""
    return bool(_SIGNED.match(plain(block.text)))


def _chapter(text: str, before: int) -> int:
    match = _CHAPTER.match(plain(text))
    if match:
        number = match[1].upper()
        return int(number) if number.isdigit() else _ROMAN.get(number, before)
    if _APPENDIX.match(plain(text)):
        return APPENDIX
    return before if before else FRONT


def regions(report: Report) -> tuple[Region, ...]:
    """The regions of all parts, in reading order.

    A region begins at a heading that fits a part, or at a short title that the reader did not mark as one. It ends
    before the next heading of another part, the next heading above its own depth, or the next one of its own depth
    where headings of that depth are numbered by chapter.
    """
    where = chapters(report)
    numbered = any(FRONT < chapter < APPENDIX for chapter in where)
    starts = [
        _part_of(block, where[index] if numbered else None) if _has_more(report.blocks, index) else None
        for index, block in enumerate(report.blocks)
    ]
    found = [
        Region(name, index, _end(report.blocks, starts, where, index))
        for index, name in enumerate(starts)
        if name is not None
    ]
    return tuple(found)


def _part_of(block: Block, chapter: int | None) -> str | None:
    """The part that a block's text is the title of, else None.

    Unmarked titles count from chapter III on: before it they are the duties and offices of an organisation chart.
    """
    if not is_title(block) or (block.kind != "heading" and chapter is not None and not _THIRD <= chapter < APPENDIX):
        return None
    title = title_of(block.text)
    for entry in parts():
        here = not entry.chapters or chapter is None or chapter in entry.chapters
        if here and entry.heading.search(title) and not (entry.unless and entry.unless.search(title)):
            return entry.name
    return None


def is_title(block: Block) -> bool:
    """Whether a block is a heading (not a chapter's), or a short line that introduces what follows."""
    if block.kind == "heading":
        return block.level > 1 or not _CHAPTER.match(plain(block.text))
    text = plain(block.text)
    if block.kind == "table" or len(text) > _LONGEST_TITLE or text.endswith((".", ";", ",")):
        return False
    marked = text.isupper() or bool(re.match(r"^\W*(?:[a-z]|\d{1,2}(?:\.\d{1,2})*)[.)]+\s", text, re.IGNORECASE))
    words = len(text.split())
    # A numbered line may as well be a list item: a title is short, or closes with a colon.
    return (marked and (text.endswith(":") or words <= 6)) or (text.endswith(":") and words <= _OPENING)


def _has_more(blocks: Sequence[Block], index: int) -> bool:
    """Whether text or a table follows before the next heading at or above the block's own depth."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None:
        return False
    return following.kind != "heading" or following.level > depth(blocks[index])


def depth(block: Block) -> int:
    """How deep a title stands: a heading's level, below all headings for an unmarked title."""
    return block.level if block.kind == "heading" else _SOFT


def _end(blocks: Sequence[Block], starts: Sequence[str | None], where: Sequence[int], start: int) -> int:
    own = depth(blocks[start])
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        other = starts[index]
        if where[index] != where[start] or (other is None and is_signed(block)):
            return index
        if other is not None and (other != starts[start] or depth(block) <= own):
            return index
        if block.kind == "heading" and (block.level < own or (block.level == own and own <= _FIRM)):
            return index
        if own == _SOFT and is_title(block) and block.kind == "paragraph":
            return index
    return len(blocks)
