"""The probes that an item of the checklist is made of, by their names in the data files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from assistant.checklist.contents import appendix, cells, chapter, columns, header, section, table, text
from assistant.checklist.finding import Found
from assistant.checklist.indicators import covers, names_indicators, years
from assistant.checklist.reading import Reading

Probe = Callable[..., Found]
PROBES: dict[str, Probe] = {
    "section": section,
    "table": table,
    "covers": covers,
    "years": years,
    "names": names_indicators,
    "cells": cells,
    "text": text,
    "header": header,
    "columns": columns,
    "appendix": appendix,
    "chapter": chapter,
}
"""The probes that look for contents, by their name in the data files."""
_WORDS = frozenset({"probe", "absent", "missing", "only"})


def run(reading: Reading, need: dict[str, Any], extra: dict[str, Probe] | None = None) -> Found:
    """The outcome of one need of a data file: its probe with its arguments; `any` is the best of several.

    `missing` is the reason to give where the need is not met; with `absent` a need that is not met cannot be judged,
    for the reason it gives; with `only` it is never met in full, for the reason it gives. Raises KeyError for a probe
    of no known name.
    """
    if "any" in need:
        order = ("found", "partly", "not_found", "cannot_judge", "not_applicable")
        found = min((run(reading, one, extra) for one in need["any"]), key=lambda one: order.index(one.state))
    else:
        arguments = {key: value for key, value in need.items() if key not in _WORDS}
        found = {**PROBES, **(extra or {})}[need["probe"]](reading, **arguments)
    if found.state == "not_found" and "absent" in need:
        return Found("cannot_judge", need["absent"], found.spots)
    if found.state == "found" and "only" in need:
        return Found("partly", need["only"], found.spots)
    if found.state == "not_found" and "missing" in need:
        return Found("not_found", need["missing"], found.spots)
    return found
