"""Spreadsheets (.xlsx): each sheet a chapter of its own, each run of filled rows a table."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.errors import Damaged, EmptyFile
from corpus.readers import archive, laid, opening
from corpus.readers.laid import LaidLine
from corpus.report import Report

MAX_ROWS, MAX_COLUMNS = 20_000, 200


def read(path: Path) -> Report:
    """Read a .xlsx file.

    Raises:
        MissingFile: it cannot be opened.
        TooLarge, EmptyFile, Damaged, Encrypted: as for `parse`.
    """
    return parse(opening.bytes_of(path, archive.MAX_BYTES, "pecah menurut lembar"), path.name)


def parse(data: bytes, file: str) -> Report:
    """Make a Report of the bytes of a .xlsx file; `file` is its bare name.

    Values of formulas are those that the file holds; numbers are written as their cells show them. Sheets longer than
    MAX_ROWS are read up to there, which the report's notes say.

    Raises:
        EmptyFile: no filled cell.
        Damaged, Encrypted, TooLarge: what `archive.check` refuses, or sheets that cannot be read.
    """
    import openpyxl

    archive.check(data, file, "xl/workbook.xml")
    try:
        book: Any = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        lines = [line for sheet in shown for line in _lines(sheet)]
        notes = [note for sheet in book.worksheets for note in _notes(sheet)]
    except Exception as error:  # openpyxl raises errors of many kinds on broken sheets
        raise Damaged("isi lembar kerja rusak", where=file, remedy="buka dan simpan ulang dengan Excel") from error
    if not any("\t" in line.text for line in lines) and len([line for line in lines if line.text]) <= len(
        book.worksheets
    ):
        raise EmptyFile("tidak ada sel yang terisi", where=file, remedy="pilih file yang berisi tabel")
    return laid.report(data, file, "xlsx", lines, notes)


def _lines(sheet: Any) -> Iterator[LaidLine]:  # noqa: ANN401 - openpyxl is untyped
    """A heading with the sheet's name, then its rows; a row with one filled cell is a line of text."""
    hidden = _hidden_columns(sheet)
    yield LaidLine(f"# {' '.join(str(sheet.title).split())}")
    yield LaidLine()
    rows = [
        [_shown(cell) for cell in row if cell.column not in hidden]
        for row in sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS), max_col=min(sheet.max_column, MAX_COLUMNS))
        if not sheet.row_dimensions[row[0].row].hidden
    ]
    in_table = False
    for number, row in enumerate(rows):
        filled = [text for text in row if text]
        if not filled:
            in_table = False
            yield LaidLine()
        elif len(filled) > 1 or (in_table and number + 1 < len(rows) and sum(map(bool, rows[number + 1])) > 1):
            in_table = True
            yield LaidLine("\t".join(row))
        else:
            yield LaidLine(filled[0])
            yield LaidLine()
    yield LaidLine()


def _notes(sheet: Any) -> Iterator[str]:  # noqa: ANN401
    """What of a sheet is not read."""
    if sheet.sheet_state != "visible":
        yield f"lembar {sheet.title}: tersembunyi, tidak dipakai"
        return
    if sheet.max_row > MAX_ROWS:
        yield f"lembar {sheet.title}: hanya {MAX_ROWS} dari {sheet.max_row} baris dibaca"
    rows = sum(1 for number, row in sheet.row_dimensions.items() if row.hidden and number <= sheet.max_row)
    columns = len(_hidden_columns(sheet))
    if rows or columns:
        yield f"lembar {sheet.title}: {rows} baris dan {columns} kolom tersembunyi, tidak dipakai"


def _hidden_columns(sheet: Any) -> set[int]:  # noqa: ANN401
    """The numbers of the columns that the sheet does not show."""
    return {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 1, min(column.max or column.min or 1, sheet.max_column) + 1)
    }


def _shown(cell: Any) -> str:  # noqa: ANN401
    """A cell's value as the sheet shows it, in Indonesian style."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), str(cell.number_format or "General"))
    return " ".join(str(value).split())


def _number(value: Decimal, style: str) -> str:
    """A number in the style of its cell: as many decimals as it shows, percent as percent."""
    shown = style.split(";")[0].split('"')[0]
    percent = "%" in shown
    value = value * 100 if percent else value
    places = len(shown.split(".", 1)[1].replace("%", "").rstrip("_) ")) if "." in shown and "0" in shown else None
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-min(places, 10)))
    elif shown not in ("General", "@") and percent:
        value = value.quantize(Decimal(1))
    text = format(value.normalize() if places is None else value, ",f" if "," in shown else "f")
    return text.translate(str.maketrans(",.", ".,")) + ("%" if percent else "")
