"""A table as pieces: portions of whole rows, each row readable alone, and one that says what the table holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.report import Place, Row, Table
from corpus.words import plain
from index.pieces import LIMIT, Piece, span

_WORD = re.compile(r"[^\W\d_]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONGEST_LABEL = 90
_UNITS = re.compile(
    r"\b(?:rupiah|rp|persen|%|nilai|indeks|skor|dokumen|laporan|orang|unit|desa|bulan|paket|predikat)\b", re.I
)


def pieces(section: tuple[str, ...], table: Table) -> Iterator[Piece]:
    """What the table holds, then its portions, then its rows."""
    body = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    columns = " | ".join(name for name in dict.fromkeys(map(column_name, table.columns)) if name)
    portions = list(_portions(body))
    told = list(_rows(table, body))
    if len(portions) > 1:
        yield _descriptor(section, table, columns, body)
    for number, rows in enumerate(portions):
        yield _portion(section, table, columns, rows, first=number == 0)
    for row, said in told:
        if len(_WORD.findall(said)) >= 2 and sum(bool(cell.strip()) for cell in row.cells) > 1:
            text = " | ".join(shown for cell in row.cells if (shown := plain(cell)))
            spoken = f"{table.caption}\n{said}" if table.caption else said
            yield Piece("row", text, section, table.caption, table.ordinal, row.place, spoken, columns)


def column_name(path: Sequence[str]) -> str:
    """A header path as one name: ("Tahun 2023", "Target") is "Tahun 2023 > Target"; "" for no header."""
    return " > ".join(dict.fromkeys(part.strip() for part in path if part.strip()))


def row_text(table: Table, row: Row, labels: Sequence[str] = ()) -> str:
    """A row that reads alone: "Indikator: IKM; Tahun 2023 > Target: 89,95".

    `labels` holds, by column, the label of an earlier row that an empty cell of this one stands for.
    """
    parts = []
    for at, cell in enumerate(row.cells):
        value = plain(cell) or (labels[at] if at < len(labels) else "")
        name = column_name(table.columns[at]) if at < len(table.columns) else ""
        if value:
            parts.append(f"{name}: {value}" if name else value)
    return "; ".join(parts)


def _rows(table: Table, body: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    labels: list[str] = []
    for row in body:
        labels = _carried(row, labels)
        yield row, row_text(table, row, labels)


def _descriptor(section: tuple[str, ...], table: Table, columns: str, body: Sequence[Row]) -> Piece:
    """What a table of several portions holds: caption, columns, what its rows are about, years and units."""
    room = LIMIT - len(columns) - len(table.caption)
    share = room // max(1, len(body))
    # A few long rows are told by their beginnings, many by their names alone.
    told = [_cut(_printed(row), share) if share > 2 * _LONGEST_LABEL else _label(row) for row in body]
    kept: list[str] = []
    for label in dict.fromkeys(told):
        if sum(map(len, kept)) + len(label) > room:
            break
        if label:
            kept.append(label)
    text = "\n".join(part for part in (table.caption, columns, "; ".join(kept)) if part)
    head = f"{table.caption} {columns}"
    years = sorted({*_YEAR.findall(head), *(y for row in body for cell in row.cells for y in _YEAR.findall(cell))})
    units = dict.fromkeys(unit.lower() for unit in _UNITS.findall(head))
    said = "\n".join(
        part
        for part in (
            f"Tabel: {table.caption}" if table.caption else "Tabel",
            f"Kolom: {columns}" if columns else "",
            f"Tahun: {', '.join(years)}" if years and len(years) < 9 else "",
            f"Satuan: {', '.join(units)}" if units else "",
            f"Isi: {'; '.join(kept)}" if kept else "",
        )
        if part
    )
    return Piece("descriptor", text, section, table.caption, table.ordinal, table.place, said, columns)


def _label(row: Row) -> str:
    """What a row is about: its longest words to the left of its first figure."""
    named = []
    for cell in row.cells:
        said = plain(cell)
        if _WORD.search(said):
            named.append(said)
        elif said and named:
            break
    return _cut(max(named, key=len, default=""), _LONGEST_LABEL)


def _cut(text: str, length: int) -> str:
    """The beginning of a text, cut between words."""
    return text if len(text) <= length else text[: length + 1].rpartition(" ")[0] or text[:length]


def _portions(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows in groups of at most LIMIT characters, at least one row each."""
    group: list[Row] = []
    size = 0
    for row in rows:
        length = len(_printed(row))
        if group and size + length > LIMIT:
            yield group
            group, size = [], 0
        group.append(row)
        size += length
    if group:
        yield group


def _portion(section: tuple[str, ...], table: Table, columns: str, rows: Sequence[Row], *, first: bool) -> Piece:
    printed = "\n".join(_printed(row) for row in rows)
    text = "\n".join(part for part in (table.caption, columns, printed) if part)
    start = _up_to(table.place, rows[-1].place) if first else rows[0].place
    place = span([start, rows[-1].place])
    return Piece("table", text, section, table.caption, table.ordinal, place, text, columns)


def _up_to(whole: Place, last: Place) -> Place:
    """The head of a table, to the end of its row `last`."""
    return Place(whole.line_start, last.line_end, whole.page if whole.page is not None else last.page)


def _carried(row: Row, labels: Sequence[str]) -> list[str]:
    """What the empty leading cells of the next rows stand for: merged cells are printed once."""
    filled = next((at for at, cell in enumerate(row.cells) if cell.strip()), len(row.cells))
    kept = [labels[at] if at < len(labels) else "" for at in range(filled)]
    own = [plain(cell) if _WORD.search(cell) else "" for cell in row.cells[filled:]]
    # Values at the right are never carried: only words to the left of the first figure.
    words: list[str] = []
    for cell, label in zip(row.cells[filled:], own, strict=True):
        if words and not label and cell.strip():
            break
        words.append(label)
    return kept + words


def _printed(row: Row) -> str:
    return " | ".join(plain(cell) for cell in row.cells).strip(" |")
