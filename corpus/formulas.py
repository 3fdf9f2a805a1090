"""The formulas that a report prints: displayed ones, and those of the indicator tables, as text with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.facts.roles import role_of
from corpus.report import Block, Place, Report
from corpus.words import plain, squash

_DISPLAYED = re.compile(r"^\s*\$\$(?P<body>.+?)\$\$\s*$|^(?P<plain>[^=]{2,80}=\s*.*[x×/]\s*100\s*%?.*)$")
_HEADER = re.compile(r"formula|rumus|caraperhitungan|penghitungan")


@dataclass(frozen=True, slots=True)
class Formula:
    """A printed formula: the indicator it is for (None for a general one), its text as printed, the words before it."""

    indicator: str | None
    text: str
    lead: str
    place: Place


def formulas(report: Report) -> tuple[Formula, ...]:
    """The formulas of a report in reading order; () where it prints none."""
    found: list[Formula] = []
    before = ""
    for block in report.blocks:
        if block.table is not None:
            found += _of_table(block)
        elif match := _DISPLAYED.match(_printed(report, block)):
            found.append(Formula(None, (match["body"] or match["plain"]).strip(), before, block.place))
        if block.kind != "table":
            before = block.text
    return tuple(found)


def _printed(report: Report, block: Block) -> str:
    first, last = block.place.line_start, block.place.line_end
    return " ".join(report.lines[first - 1 : last]) if first and last else block.text


def _of_table(block: Block) -> Iterator[Formula]:
    """The cells below a header "Formulasi" or "Rumus", with the indicator of their row."""
    table = block.table
    if table is None:
        return
    columns = [index for index, path in enumerate(table.columns) if _HEADER.search(squash(" ".join(path)))]
    names = [index for index, path in enumerate(table.columns) if path and role_of(path) == "indikator"]
    for row in table.rows:
        texts = [plain(row.cells[index]) for index in reversed(names) if index < len(row.cells)]
        name = next((text for text in texts if sum(char.isalpha() for char in text) > 1), None)
        for index in columns:
            if index < len(row.cells) and plain(row.cells[index]):
                yield Formula(name, row.cells[index], table.caption, row.place)
