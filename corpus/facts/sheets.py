"""Tables ready to be read: their columns, default year and version, and what their plan is of."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.facts import period
from corpus.facts.columns import understand
from corpus.facts.roles import Column
from corpus.numbers import parse
from corpus.report import Block, Report, Table

_LARGE = 100_000
"""An amount of rupiah, where most of a column are so large."""
_EXAMPLE = re.compile(r"^\W*contoh\b[^.]{0,60}:?\W*$", re.IGNORECASE)
_NEAR = 3
"""How many blocks above a table may announce it as an example."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table ready to be read: its columns, the heading path above it, its default year and version.

    `inferred` tells that only the other plan's table shows this one to be the first version. `amounts` are the
    columns that mostly hold whole amounts of rupiah; `example` tells that the report gives the table only as an
    example ("Contoh:").
    """

    table: Table
    columns: tuple[Column, ...]
    section: tuple[str, ...]
    year: int | None
    version: str | None
    amounts: frozenset[int]
    example: bool
    inferred: bool = False


def sheet_of(block: Block, report: Report, index: int) -> Sheet:
    """The table of a block, the `index`-th of the report."""
    table = block.table
    if table is None:
        raise ValueError("a block of kind table holds a table")
    columns = understand(table, report.identity.organisation, report.identity.region)
    return Sheet(
        table,
        columns,
        block.section,
        period.of_table(table, block.section, report.identity.year),
        period.version_of(table, block.section),
        frozenset(column.index for column in columns if _holds_amounts(table, column.index)),
        any(_EXAMPLE.match(before.text) for before in report.blocks[max(0, index - _NEAR) : index]),
    )


def _holds_amounts(table: Table, index: int) -> bool:
    values = [
        number.value
        for row in table.rows
        if index < len(row.cells) and (number := parse(row.cells[index], "money")).value
    ]
    return sum(abs(value) >= _LARGE for value in values) > len(values) / 2


def told_apart(sheets: list[Sheet]) -> list[Sheet]:
    """The tables of a report with the version of a plan told where another table shows that it was changed."""
    versions = period.tell_apart(
        [sheet.version for sheet in sheets],
        [tuple(sorted({column.role for column in sheet.columns} - {"satuan", "no", "text"})) for sheet in sheets],
        [
            not any(column.role in ("realisasi", "realisasi_anggaran", "nilai") for column in sheet.columns)
            for sheet in sheets
        ],
    )
    return [
        replace(sheet, version=version, inferred=version != sheet.version)
        for sheet, version in zip(sheets, versions, strict=True)
    ]


def changed(sheet: Sheet, version: str | None) -> Sheet:
    """The sheet as a row of it stands, where it prints a plan before and after its change.

    Of a plan of several years the changed one keeps the plan's name, and the first is `renstra_murni`.
    """
    if version is None:
        return sheet
    if sheet.version in ("renstra", "renja"):
        return sheet if version == "perubahan" else replace(sheet, version=f"{sheet.version}_murni")
    return replace(sheet, version=version)
