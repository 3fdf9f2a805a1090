"""The facts frame as a file: JSON lines, CSV or a spreadsheet; personal data masked, nothing hidden or run in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from assistant.answer import source_json
from assistant.output import placed
from assistant.privacy import masked
from corpus.errors import BadInput
from corpus.fact import Fact
from corpus.frame import frame
from corpus.visible import cell as harmless
from corpus.visible import dumps


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


def write(facts: Iterable[Fact], output: Path) -> int:
    """Write facts to `output`, the form told by its ending (.jsonl, .csv, .xlsx); how many were written.

    Raises BadInput for another ending and for a place that cannot be written.
    """
    writers = {".jsonl": _jsonl, ".csv": _csv, ".xlsx": _xlsx}
    writer = writers.get(output.suffix.lower())
    if writer is None:
        raise BadInput("jenis keluaran tidak dikenal", where=str(output), remedy="gunakan .jsonl, .csv atau .xlsx")
    listed = [masked(fact) for fact in facts]
    with placed(output):
        writer(listed, output)
    return len(listed)


def jsonl(facts: Iterable[Fact]) -> str:
    """Facts as JSON lines."""
    return "".join(dumps(fact_json(masked(fact))) + "\n" for fact in facts)


def _jsonl(facts: list[Fact], output: Path) -> None:
    output.write_text(jsonl(facts), encoding="utf-8")


def _csv(facts: list[Fact], output: Path) -> None:
    data = frame(facts)
    data["value"] = [None if value is None else format(value, "f") for value in data["value"]]
    # The mark at the start makes spreadsheets read UTF-8.
    data.map(_safe).to_csv(output, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def _xlsx(facts: list[Fact], output: Path) -> None:
    frame(facts).map(_safe).to_excel(output, sheet_name="facts", index=False, engine="openpyxl")


def _safe(cell: object) -> object:
    return harmless(cell) if isinstance(cell, str) else cell
