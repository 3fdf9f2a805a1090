"""The data sheet of a report: what was read of it, table by table, and what was not, with the reason.

No table vanishes silently: one that gives no fact says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

from corpus.fact import Fact
from corpus.facts.columns import understand
from corpus.formulas import Formula, formulas
from corpus.report import Identity, Place, Report, Table
from corpus.scales import Scale, scale_of, scales
from corpus.visible import visible
from corpus.vocabulary import load
from corpus.words import squash


@dataclass(frozen=True, slots=True)
class ColumnSheet:
    """One column as it was understood: its header path, role, year and version."""

    header: tuple[str, ...]
    role: str
    year: int | None
    version: str | None


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One table as it was understood. `reason` says why it gave no fact, None where it gave some."""

    place: Place
    caption: str
    caption_printed: bool
    type: str
    columns: tuple[ColumnSheet, ...]
    rows: int
    facts: int
    doubts: tuple[tuple[str, int], ...]
    flags: tuple[str, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole data sheet of a report."""

    identity: Identity
    file: str
    lines: int
    sections: tuple[tuple[int, str, Place], ...]
    tables: tuple[TableSheet, ...]
    scales: tuple[Scale, ...]
    formulas: tuple[Formula, ...]
    facts: int
    narrative_facts: int
    unread: tuple[TableSheet, ...]

    def to_json(self) -> dict[str, Any]:
        """The sheet as plain JSON data; Decimals as text."""
        data: dict[str, Any] = _plain(asdict(self))
        return data


def sheet(report: Report, facts: Sequence[Fact]) -> Sheet:
    """The data sheet of a report and its facts."""
    printed = [fact for fact in facts if "narrative" not in fact.flags]
    tables = tuple(_table(table, report, printed) for table in report.tables)
    return Sheet(
        identity=report.identity,
        file=report.file,
        lines=len(report.lines),
        sections=tuple((block.level, block.text, block.place) for block in report.blocks if block.kind == "heading"),
        tables=tables,
        scales=scales(report),
        formulas=formulas(report),
        facts=len(facts),
        narrative_facts=len(facts) - len(printed),
        unread=tuple(table for table in tables if table.reason is not None),
    )


def _table(table: Table, report: Report, facts: Sequence[Fact]) -> TableSheet:
    columns = understand(table, report.identity.organisation, report.identity.region)
    own = [fact for fact in facts if _inside(fact, table.place)]
    doubts = Counter(flag for fact in own for flag in fact.flags)
    measures = {column.role for column in columns if column.is_measure}
    return TableSheet(
        place=table.place,
        caption=table.caption,
        caption_printed=table.caption_printed,
        type=type_of(table, frozenset(measures)),
        columns=tuple(ColumnSheet(column.path, column.role, column.year, column.version) for column in columns),
        rows=len(table.rows),
        facts=len(own),
        doubts=tuple(sorted(doubts.items())),
        flags=table.flags,
        reason=None if own else _reason(table, any(column.is_measure for column in columns), columns=len(columns)),
    )


def _inside(fact: Fact, place: Place) -> bool:
    first, last, line = place.line_start, place.line_end, fact.source.line_start
    if first is None or last is None or line is None:
        return fact.source.page is not None and fact.source.page == place.page
    return first <= line <= last


def _reason(table: Table, has_measures: bool, *, columns: int) -> str:
    """Why a table gave no fact."""
    if scale_of(table) is not None:
        return "skala penilaian, disimpan sebagai skala"
    if table.rows and all(len(row.cells) > 1 and row.cells[1] in (":", "") for row in table.rows):
        return "daftar isian (nama : isi), bukan tabel angka"
    if not table.header:
        return "tanpa baris judul kolom: arti kolom tidak diketahui"
    if not table.rows:
        return "tidak ada baris isi"
    if not has_measures:
        return "hanya teks, tidak ada kolom angka"
    return f"kolom angka kosong atau tanpa nama baris ({columns} kolom)"


@cache
def _types() -> list[tuple[str, re.Pattern[str], frozenset[str]]]:
    return [
        (entry["type"], re.compile(entry["caption"]), frozenset(entry.get("measures", ())))
        for entry in load("table_types")["types"]
    ]


def type_of(table: Table, measures: frozenset[str]) -> str:
    """What a table is for, by its caption and measures; "lain" where nothing tells."""
    caption = squash(table.caption)
    return next((name for name, pattern, needed in _types() if pattern.search(caption) and needed <= measures), "lain")


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON data has no one type
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value if isinstance(value, str | int | bool) or value is None else str(value)


def markdown(data: Sheet) -> str:
    """The sheet as Markdown, in Indonesian."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Sheet) -> Iterator[str]:
    who = data.identity
    yield f"# Lembar data: {_cell(who.organisation)} {who.year or ''}".rstrip()
    yield ""
    yield f"- Berkas: {_cell(data.file)} ({data.lines} baris)"
    yield f"- Wilayah: {_cell(who.region) or 'tidak disebut'}"
    yield f"- Fakta: {data.facts} ({data.narrative_facts} dari kalimat)"
    yield f"- Tabel: {len(data.tables)}, tanpa fakta: {len(data.unread)}"
    yield ""
    yield "## Bagian"
    yield ""
    for level, text, place in data.sections:
        yield f"{'  ' * (min(level, 4) - 1)}- {_cell(text)} ({_spoken(place)})"
    yield ""
    yield "## Tabel"
    yield ""
    yield "| Tempat | Judul | Jenis | Kolom dipahami | Baris isi | Fakta | Keraguan |"
    yield "|---|---|---|---|---|---|---|"
    for table in data.tables:
        yield _table_line(table)
    if data.unread:
        yield ""
        yield "## Tanpa fakta"
        yield ""
        for table in data.unread:
            yield f"- {_spoken(table.place)}: {_cell(table.caption) or '(tanpa judul)'}: {table.reason}"
    yield from _scale_lines(data.scales)


def _table_line(table: TableSheet) -> str:
    columns = ", ".join(f"{column.role} {column.year}" if column.year else column.role for column in table.columns)
    doubts = ", ".join(f"{flag} {count}" for flag, count in table.doubts) or "-"
    cells = (_where(table.place), _cell(table.caption), table.type, columns, str(table.rows), str(table.facts), doubts)
    return f"| {' | '.join(cells)} |"


def _scale_lines(found: Sequence[Scale]) -> Iterator[str]:
    for scale in found:
        yield ""
        yield f"## Skala: {_cell(scale.caption)} ({_spoken(scale.place)})"
        yield ""
        for band in scale.bands:
            more = f" ({_cell(band.interpretation)})" if band.interpretation else ""
            yield f"- {_cell(band.label)}{more}: {_cell(band.as_printed)}"


def _where(place: Place) -> str:
    if place.page is not None:
        return f"hal. {place.page}"
    return f"{place.line_start}-{place.line_end}"


def _spoken(place: Place) -> str:
    """A place in a sentence: the page where there are pages, else the line or lines."""
    if place.page is not None:
        return f"hal. {place.page}"
    return f"baris {place.line_start}" if place.line_start == place.line_end else f"baris {_where(place)}"


def _cell(text: str) -> str:
    """Report text inside Markdown: signs that Markdown, LaTeX or HTML would read are escaped, addresses no links."""
    shown = re.sub(r"([\\`*_{}\[\]<>|#~$!&])", r"\\\1", " ".join(visible(text).split()))
    return re.sub(r"(?i):(?=//)|@|(?<=www)\.", r"\\\g<0>", shown)
