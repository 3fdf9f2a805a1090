"""Which lines of a report are its table of contents or lists of tables, and what those lists name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.words import plain, squash

_START = re.compile(r"^\W*daftar (isi|tabel|gambar|grafik|lampiran|bagan|diagram)\W*$", re.IGNORECASE)
_LEADER = re.compile(r"(\.{3,}|…{2,}|_{4,})")
_PAGE_AT_END = re.compile(r"(\t|\s{2,}|\.{2,}\s*)(\d{1,3}|[ivxl]{1,6})\s*$", re.IGNORECASE)
_PAGE = re.compile(r"^\W*(\d{1,3}|[ivxl]{1,6})\W*$", re.IGNORECASE)
_LONG = 160
"""A line longer than this is a paragraph, no entry of a list."""


def spans(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open line ranges (0-based) of the tables of contents and lists of tables or figures."""
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(lines):
        if _START.match(plain(lines[position])):
            end = _end(lines, position + 1)
            found.append((position, end))
            position = end
        else:
            position += 1
    return found


def _end(lines: Sequence[str], start: int) -> int:
    """The line after the last entry: before the first paragraph, or the first title that was already listed."""
    seen: set[str] = set()
    last = start
    for position in range(start, len(lines)):
        text = plain(lines[position])
        if not text:
            continue
        if is_entry(lines[position]):
            last = position + 1
        elif _is_end(text, _title(lines[position]), seen) or not _followed_by_entry(lines, position):
            break
        seen.add(_title(lines[position]))
    return last


def _is_end(text: str, title: str, seen: set[str]) -> bool:
    """Whether a line that is no entry ends the list: a paragraph, a title already listed, or another list's title."""
    return len(text) > _LONG or title in seen or bool(_START.match(text))


def _followed_by_entry(lines: Sequence[str], position: int) -> bool:
    """Whether an entry with a page number comes within the next few lines, before any paragraph."""
    ahead = [line for line in lines[position + 1 : position + 9] if line.strip()][:4]
    for line in ahead:
        if len(plain(line)) > _LONG:
            return False
        if is_entry(line):
            return True
    return False


def is_entry(line: str) -> bool:
    """Whether a line looks like an entry: dot leaders, a page number at its end, or cells with only a page number."""
    if len(line) > 2 * _LONG:
        return False
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > 1:
        return all(not cell or _PAGE.match(cell) for cell in cells[1:]) or bool(
            _PAGE.match(cells[-1]) and len(cells) <= 3
        )
    return bool(_LEADER.search(line) or (_PAGE_AT_END.search(line.rstrip()) and not line.strip().isdigit()))


def _title(line: str) -> str:
    return squash(plain_entry(line))


def titles(lines: Sequence[str], ranges: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The squashed titles that the tables of contents name: evidence that a line is a heading."""
    return frozenset(
        title for start, end in ranges for line in lines[start + 1 : end] if len(title := _title(line)) > 5
    )


def plain_entry(line: str) -> str:
    """An entry without its page number and leaders."""
    first = _LEADER.split(plain(line.split("\t")[0]))[0]
    return (first if "\t" in line else re.sub(r"[\s.…_;]+\d{0,3}$", "", first)).strip(" .;…_")
