"""The facts frame as a file: JSON lines, CSV or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.answer import source_json
from corpus.errors import BadInput
from corpus.fact import Fact

COLUMNS = (
    "report", "organisation", "region", "report_year", "level", "indicator", "item", "code", "period_year", "version",
    "measure", "value", "as_printed", "unit", "file", "line_start", "line_end", "page", "table", "row", "header",
    "flags", "note",
)  # fmt: skip
# A spreadsheet takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def fact_json(fact: Fact) -> dict[str, Any]:
    """A fact as plain values, the source as an object; the value as a plain decimal string."""
    return {
        "report": fact.report,
        "organisation": fact.organisation,
        "region": fact.region,
        "report_year": fact.report_year,
        "level": fact.level,
        "indicator": fact.indicator,
        "item": fact.item,
        "code": fact.code,
        "period_year": fact.period_year,
        "version": fact.version,
        "measure": fact.measure,
        "value": None if fact.value is None else format(fact.value, "f"),
        "as_printed": fact.as_printed,
        "unit": fact.unit,
        "source": source_json(fact.source),
        "flags": list(fact.flags),
        "note": fact.note,
    }


def fact_row(fact: Fact) -> list[str]:
    """A fact as flat cells in the order of COLUMNS."""
    plain = fact_json(fact)
    source = plain.pop("source") or {}
    flat = {**plain, **source}
    flat["header"] = " > ".join(fact.source.header)
    flat["flags"] = " ".join(fact.flags)
    return ["" if flat[name] is None else str(flat[name]) for name in COLUMNS]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; plain numbers stay numbers."""
    if not cell.startswith(_FORMULA):
        return cell
    body = cell[1:]
    if cell[0] in "+-" and body.replace(".", "", 1).isdigit():
        return cell
    return f"'{cell}"


def write(facts: Iterable[Fact], output: Path) -> int:
    """Write facts to `output`, the form told by its ending (.jsonl, .csv, .xlsx); how many were written.

    Raises BadInput for another ending, for a place that cannot be written, and for .xlsx without openpyxl.
    """
    writers = {".jsonl": _jsonl, ".csv": _csv, ".xlsx": _xlsx}
    writer = writers.get(output.suffix.lower())
    if writer is None:
        raise BadInput("jenis keluaran tidak dikenal", where=str(output), remedy="gunakan .jsonl, .csv atau .xlsx")
    listed = list(facts)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        writer(listed, output)
    except OSError as error:
        raise BadInput(
            f"tidak dapat ditulis ({error.strerror})", where=str(output), remedy="pilih tempat lain"
        ) from error
    return len(listed)


def jsonl(facts: Iterable[Fact]) -> str:
    """Facts as JSON lines."""
    return "".join(json.dumps(fact_json(fact), ensure_ascii=False) + "\n" for fact in facts)


def _jsonl(facts: list[Fact], output: Path) -> None:
    output.write_text(jsonl(facts), encoding="utf-8")


def _csv(facts: list[Fact], output: Path) -> None:
    buffer = io.StringIO(newline="")
    table = csv.writer(buffer)
    table.writerow(COLUMNS)
    table.writerows([harmless(cell) for cell in fact_row(fact)] for fact in facts)
    # The mark at the start makes spreadsheets read UTF-8.
    output.write_text(buffer.getvalue(), encoding="utf-8-sig", newline="")


def _xlsx(facts: list[Fact], output: Path) -> None:
    try:
        import openpyxl
    except ImportError as error:
        raise BadInput(
            "untuk .xlsx diperlukan openpyxl", where=str(output), remedy="pip install openpyxl, atau gunakan .csv"
        ) from error
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("facts")
    sheet.append(list(COLUMNS))
    value_column = COLUMNS.index("value")
    for fact in facts:
        row: list[Any] = [harmless(cell) for cell in fact_row(fact)]
        row[value_column] = fact.value
        sheet.append(row)
    book.save(output)
