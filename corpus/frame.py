"""The facts frame: facts as one pandas table, the form in which they leave the room and are analysed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.fact import Fact

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "report", "organisation", "region", "report_year", "level", "indicator", "item", "code", "period_year", "version",
    "measure", "value", "as_printed", "unit", "file", "line_start", "line_end", "page", "table", "row", "header",
    "flags", "note",
)  # fmt: skip
"""The columns of the frame, in order: those of `Fact`, with its source laid flat."""

_YEARS_AND_PLACES = ("report_year", "period_year", "line_start", "line_end", "page")


def frame(facts: Iterable[Fact]) -> pandas.DataFrame:
    """The facts as a frame of one row a fact, in their order.

    Columns as in `COLUMNS`. `value` holds Decimal objects (None for N/A, words and ranges), never floats; years, lines
    and pages are nullable integers; `header` is the header path joined with " > ", `flags` words joined with blanks;
    every other column is text or None. No facts give an empty frame with all columns.
    """
    import pandas

    data = pandas.DataFrame([row(fact) for fact in facts], columns=list(COLUMNS), dtype=object)
    return data.astype(dict.fromkeys(_YEARS_AND_PLACES, "Int64"))


def row(fact: Fact) -> tuple[object, ...]:
    """One fact as the cells of its row, in the order of `COLUMNS`."""
    source = fact.source
    return (
        fact.report, fact.organisation, fact.region, fact.report_year, fact.level, fact.indicator, fact.item, fact.code,
        fact.period_year, fact.version, fact.measure, fact.value, fact.as_printed, fact.unit, source.file,
        *source.cited_lines, source.page, source.table, source.row, " > ".join(source.header),
        " ".join(fact.flags), fact.note,
    )  # fmt: skip
