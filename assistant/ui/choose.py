"""The choice of reports that answers are limited to: by office, by year, or one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assistant.ui.shelf import Shelf
from assistant.ui.words import Words

OFFICE, YEAR = "kantor:", "tahun:"
NOTHING = "-"
"""The name of no report: a choice that fits none must not be taken for no choice, which means all."""


def choices(shelf: Shelf, say: Words) -> list[tuple[str, str]]:
    """What can be chosen, as labels and values: years, then offices, then the reports."""
    years = sorted({row.year for row in shelf.rows if row.year is not None}, reverse=True)
    offices = dict.fromkeys(row.organisation for row in shelf.rows if row.organisation)
    return [
        *((say("choose_year", year=year), f"{YEAR}{year}") for year in years),
        *((say("choose_office", office=name), f"{OFFICE}{name}") for name in offices),
        *shelf.choices(),
    ]


def known(values: Iterable[str], shelf: Shelf) -> list[str]:
    """The values that can be chosen now; a report that is gone, or nonsense of an address, is left out."""
    allowed = (
        {f"{OFFICE}{row.organisation}" for row in shelf.rows if row.organisation}
        | {f"{YEAR}{row.year}" for row in shelf.rows if row.year is not None}
        | {row.id for row in shelf.rows}
    )
    return [value for value in dict.fromkeys(values) if value in allowed]


def reports(values: Sequence[str] | None, shelf: Shelf) -> tuple[str, ...]:
    """The ids of the reports chosen: those of the offices and of the years chosen, and those chosen one by one.

    Nothing chosen is empty, which means all; a choice that fits no report is (NOTHING,), which finds nothing.
    """
    if not values:
        return ()
    offices = {value.removeprefix(OFFICE) for value in values if value.startswith(OFFICE)}
    years = {value.removeprefix(YEAR) for value in values if value.startswith(YEAR)}
    single = set(values)
    found = [
        row.id
        for row in shelf.rows
        if row.id in single
        or (
            (offices or years)
            and (not offices or row.organisation in offices)
            and (not years or str(row.year) in years)
        )
    ]
    return tuple(found) or (NOTHING,)


def scope(values: Sequence[str] | None, shelf: Shelf, say: Words) -> str:
    """A line that says from what is answered."""
    if not values:
        return say("reports_all")
    ids = reports(values, shelf)
    return say("reports_none") if ids == (NOTHING,) else say("reports_some", n=len(ids))


def from_address(query: Mapping[str, str], shelf: Shelf) -> list[str]:
    """The choice that an address names (`?pilih=...,...`, also `kantor=` and `tahun=`), as far as it is known."""
    named = [part for part in (query.get("pilih") or "").split(",") if part]
    named += [f"{OFFICE}{part}" for part in (query.get("kantor") or "").split(",") if part]
    named += [f"{YEAR}{part}" for part in (query.get("tahun") or "").split(",") if part]
    return known(named, shelf)
