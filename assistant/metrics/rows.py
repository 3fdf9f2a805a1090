"""Figures that one printed row holds together: they were printed to be compared."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.metrics.lookup import choose, name_rank
from corpus.fact import Fact


def one_row(
    facts: tuple[Fact, ...], measure: str, years: Sequence[int | None], version: str | None
) -> tuple[Fact, ...]:
    """The facts of one printed row that holds all the years, if one does and agrees with the figure of the last year.

    Figures of one row were printed to be compared; a row that contradicts the better table is not used.
    """
    rows: dict[tuple[str, int | None, int | None], list[Fact]] = {}
    for fact in facts:
        if fact.period_year in years and name_rank(fact, measure) == 0 and fact.value is not None:
            rows.setdefault((fact.report, fact.source.line_start, fact.source.page), []).append(fact)
    best = choose(facts, measure, years[-1], version) if years else None
    for found in rows.values():
        last = choose(found, measure, years[-1], version)
        complete = {f.period_year for f in found} >= set(years)
        if complete and best and last and last.fact.value == best.fact.value:
            return tuple(found)
    return ()
