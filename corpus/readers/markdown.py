"""Markdown reports: as text reports, with pipe tables and HTML tables; each line keeps its number in the file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from corpus import identity, structure
from corpus.readers import hypertext, opening, text
from corpus.report import Block, Place, Report, Row, Table

_DIVIDER = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_UNDERLINE = re.compile(r"^\s{0,3}(=+|-{3,})\s*$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_LINK = re.compile(r"!?\[([^\]\n]{0,300})\]\([^)\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)")
_CELL = re.compile(r"(?<!\\)\|")
_TABLE_START, _TABLE_END = re.compile(r"<table\b", re.IGNORECASE), re.compile(r"</table\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

Numbered = tuple[int, str]
"""A line as the common reading of structure takes it, after the number of the file's line that it comes from."""


def read(path: Path) -> Report:
    """Read a .md file.

    Raises:
        MissingFile, TooLarge: it cannot be opened, or is larger than a text report may be.
        EmptyFile, NotText: as for `parse`.
    """
    return parse(opening.bytes_of(path, text.MAX_BYTES, "pecah file atau pastikan ini satu laporan"), path.name)


def parse(data: bytes, file: str) -> Report:
    """Make a Report of the bytes of a Markdown file; `file` is its bare name.

    Raises:
        EmptyFile, NotText, TooLarge: as for a text report.
    """
    written, encoding = text.decode(data, file)
    lines = text.checked(text.split_lines(written), file)
    numbered = list(_numbered(lines))
    texts = [said for _, said in numbered]
    found = structure.blocks(texts)
    shown = list(lines)
    for number, said in numbered:
        if "\t" in said and not _TABLE_START.search(lines[number - 1]) and "<t" not in lines[number - 1]:
            shown[number - 1] = said
    return Report(
        identity=identity.identify(texts, found, file),
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        lines=tuple(shown),
        blocks=tuple(_placed(block, numbered) for block in found),
    )


def _numbered(lines: Sequence[str]) -> Iterator[Numbered]:
    """The lines with their numbers: rows of tables with tabs between cells, marks of Markdown left out."""
    at = 0
    while at < len(lines):
        line = lines[at]
        if _TABLE_START.search(line) and (end := _table_end(lines, at)) is not None:
            yield from _of_html(lines, at, end)
            at = end
        elif _is_table(lines, at):
            end = next((n for n in range(at, len(lines)) if not _CELL.search(lines[n])), len(lines))
            yield from ((n + 1, _row(lines[n])) for n in range(at, end) if not _DIVIDER.match(lines[n]))
            at = end
        elif at + 1 < len(lines) and line.strip() and _is_title(line, lines[at + 1]):
            yield at + 1, f"{'#' if lines[at + 1].strip()[0] == '=' else '##'} {line.strip()}"
            at += 2
        else:
            if not _FENCE.match(line):
                yield at + 1, _LINK.sub(r"\1", line)
            at += 1


def _is_title(line: str, after: str) -> bool:
    return bool(_UNDERLINE.match(after)) and not re.match(r"^\s*(?:#|[-*+]\s|\d+[.)]\s|>)", line) and "\t" not in line


def _is_table(lines: Sequence[str], at: int) -> bool:
    """Whether a pipe table begins here: a row and its divider, or a row between pipes."""
    if not _CELL.search(lines[at]):
        return False
    divided = at + 1 < len(lines) and bool(_DIVIDER.match(lines[at + 1])) and "-" in lines[at + 1]
    stripped = lines[at].strip()
    return divided or (len(stripped) > 2 and stripped.startswith("|") and stripped.endswith("|"))


def _row(line: str) -> str:
    stripped = line.strip()
    stripped = stripped.removeprefix("|")
    stripped = stripped[:-1] if stripped.endswith("|") and not stripped.endswith("\\|") else stripped
    cells = (_LINK.sub(r"\1", _BREAK.sub(" ", cell)).replace("\\|", "|") for cell in _CELL.split(stripped))
    return "\t".join(" ".join(cell.split()) for cell in cells)


def _table_end(lines: Sequence[str], at: int) -> int | None:
    """The number of lines up to the end of an HTML table, None where it has none."""
    return next((n + 1 for n in range(at, len(lines)) if _TABLE_END.search(lines[n])), None)


def _of_html(lines: Sequence[str], start: int, end: int) -> Iterator[Numbered]:
    """The rows of an HTML table, each on the line where it begins."""
    for number, cells in hypertext.rows_of("\n".join(lines[start:end])):
        if any(cells):
            yield min(start + number, end), "\t".join(cells) if len(cells) > 1 else cells[0]
    yield end, ""


def _placed(block: Block, numbered: Sequence[Numbered]) -> Block:
    table = None if block.table is None else _table(block.table, numbered)
    return replace(block, place=_in_file(block.place, numbered), table=table)


def _table(table: Table, numbered: Sequence[Numbered]) -> Table:
    return replace(
        table,
        header=_rows(table.header, numbered),
        rows=_rows(table.rows, numbered),
        place=_in_file(table.place, numbered),
    )


def _rows(rows: Sequence[Row], numbered: Sequence[Numbered]) -> tuple[Row, ...]:
    return tuple(replace(row, place=_in_file(row.place, numbered)) for row in rows)


def _in_file(place: Place, numbered: Sequence[Numbered]) -> Place:
    if place.line_start is None or place.line_end is None:
        return place
    return replace(place, line_start=numbered[place.line_start - 1][0], line_end=numbered[place.line_end - 1][0])
