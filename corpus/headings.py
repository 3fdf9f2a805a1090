"""Which lines are headings, and how deep: chapters, decimal numbers, letters, Markdown, bold lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.words import plain, squash

_CHAPTER = re.compile(r"^BAB\s+([IVXL]{1,5}|\d{1,2})\b[.:\s-]*(.*)$")
_FRONT = re.compile(
    r"^(kata pengantar|ikhtisar eksekutif|ringkasan( eksekutif| laporan)?|executive summary|lampiran(-lampiran)?"
    r"|surat pengantar|pernyataan telah di ?reviu|daftar pustaka)\W*$",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(\S.*)$")
_LETTER = re.compile(r"^([A-Z])\.\s+(\S.*)$")
_NUMBER = re.compile(r"^(\d{1,2})[.)]\s+(\S.*)$")
_SMALL = re.compile(r"^([a-z])[.)]\s+(\S.*)$")
_MARKDOWN = re.compile(r"^\s*(#{1,6})\s+(\S.*)$")
_BOLD = re.compile(r"^\s*\*\*(?P<text>[^*]+)\*\*\s*$|^\s*<b>(?P<tag>[^<]+)</b>\s*$")
_CAPTION = re.compile(r"^\W*(tabel|table|gambar|grafik|bagan|diagram)\b\.?\s*[\dA-Z]", re.IGNORECASE)
_SENTENCE_END = (".", ";", ",", ":")
_LONGEST = 170
_LISTING_GAP = 20
_LISTING_LEAST = 2

CHAPTER, LETTER_ALONE, LETTER_BELOW, NUMBER, SMALL, UNNUMBERED = 1, 2, 5, 6, 7, 8
"""Depths of the kinds of heading; a decimal number has the depth of its parts (3.1.2 is 3)."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading found at a line: its title, its depth, how many lines it takes, and its chapter number if one."""

    title: str
    level: int
    size: int = 1
    chapter: str | None = None


def is_lettered(title: str) -> bool:
    """Whether a title begins with a capital letter as its number ("A. Latar Belakang")."""
    return bool(_LETTER.match(title))


def listings(lines: Sequence[str]) -> frozenset[int]:
    """Lines that name chapters without opening them: a run of chapter titles close together ("Sistematika")."""
    chapters = [
        (position, int(_arabic(match[1])))
        for position, line in enumerate(lines)
        if "\t" not in line and (match := _CHAPTER.match(plain(line.lstrip("# "))))
    ]
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for position, number in [*chapters, (10**9, 0)]:
        if run and (number != run[-1][1] + 1 or position - run[-1][0] > _LISTING_GAP):
            if len(run) > _LISTING_LEAST:
                found.update(range(run[0][0], run[-1][0] + 1))
            run = []
        run.append((position, number))
    return frozenset(found)


def find(
    lines: Sequence[str], position: int, *, listed: frozenset[str], chapter: str, decimals: bool
) -> Heading | None:
    """The heading that begins at `lines[position]`, or None.

    `listed` are the squashed titles of the table of contents; `chapter` the current chapter's number ("3", ""
    outside); `decimals` whether the chapter uses decimal numbers (then "A." stands below them).
    """
    raw = lines[position]
    text = plain(raw.lstrip("# ") if raw.lstrip().startswith("#") else raw)
    if not text or len(text) > _LONGEST or "\t" in raw or _CAPTION.match(text):
        return None
    marked = bool(_MARKDOWN.match(raw) or _BOLD.match(raw))
    sure = marked or squash(text.rstrip(" .;:,")) in listed
    return (
        _chapter(lines, position, text)
        or _front(text)
        or _decimal(text, chapter, marked)
        or _lettered(lines, position, text, decimals, sure)
        or _numbered(lines, position, text, sure)
        or (_unnumbered(text) if marked else None)
    )


def _chapter(lines: Sequence[str], position: int, text: str) -> Heading | None:
    match = _CHAPTER.match(text)
    if not match:
        return None
    number, title = match[1], match[2].strip()
    if title:
        return None if title[0].islower() else Heading(f"BAB {number} {title}", CHAPTER, 1, _arabic(number))
    for offset, line in enumerate(lines[position + 1 : position + 4], start=1):
        following = plain(line.lstrip("# "))
        if following:
            if len(following) <= 100 and "\t" not in line and not _DECIMAL.match(following):
                return Heading(f"BAB {number} {following}", CHAPTER, offset + 1, _arabic(number))
            break
    return Heading(f"BAB {number}", CHAPTER, 1, _arabic(number))


def _front(text: str) -> Heading | None:
    return Heading(text, CHAPTER, 1, "") if _FRONT.match(text) else None


def _decimal(text: str, chapter: str, marked: bool) -> Heading | None:
    match = _DECIMAL.match(text)
    if not match or match[2][0].isdigit() or match[2][0] in "%=":
        return None
    parts = match[1].split(".")
    if not marked and chapter and parts[0] != chapter:
        return None
    if not marked and text.rstrip().endswith((";", ",")):
        return None
    foreign = bool(chapter) and parts[0] != chapter
    return Heading(text, SMALL if foreign else min(len(parts), 4))


def _lettered(lines: Sequence[str], position: int, text: str, decimals: bool, sure: bool) -> Heading | None:
    match = _LETTER.match(text)
    if not match or text.endswith((";", ",")):
        return None
    if sure or (_stands_alone(lines, position) and not _next_is(lines, position, _LETTER)):
        return Heading(text, LETTER_BELOW if decimals else LETTER_ALONE)
    return None


def _numbered(lines: Sequence[str], position: int, text: str, sure: bool) -> Heading | None:
    small = _SMALL.match(text)
    if small:
        return Heading(text, SMALL) if sure else None
    if not _NUMBER.match(text) or (text.endswith((";", ",")) and not sure):
        return None
    if sure or (
        not text.endswith(_SENTENCE_END) and _stands_alone(lines, position) and not _next_is(lines, position, _NUMBER)
    ):
        return Heading(text, NUMBER)
    return None


def _unnumbered(text: str) -> Heading | None:
    return (
        None if text.endswith(_SENTENCE_END) or not any(char.isalpha() for char in text) else Heading(text, UNNUMBERED)
    )


def _stands_alone(lines: Sequence[str], position: int) -> bool:
    """Blank lines (or the file's edge) on both sides."""
    before = position == 0 or not lines[position - 1].strip()
    after = position + 1 >= len(lines) or not lines[position + 1].strip()
    return before and after


def _next_is(lines: Sequence[str], position: int, pattern: re.Pattern[str]) -> bool:
    """Whether the next line with text has the same kind of number: then both are items of a list."""
    following = next((line for line in lines[position + 1 : position + 6] if line.strip()), "")
    return bool(pattern.match(plain(following)))


def _arabic(number: str) -> str:
    if number.isdigit():
        return str(int(number))
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    total = 0
    for char, following in zip(number, [*number[1:], "I"], strict=True):
        total += -values[char] if values[char] < values[following] else values[char]
    return str(total)
