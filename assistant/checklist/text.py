"""The checklist as text for the terminal: a table a group, one line an item, then what is missing with its places."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from assistant.checklist.finding import STATES, where
from assistant.checklist.judge import Checklist, Verdict

_MARKS = {"found": "ada", "partly": "sebagian", "not_found": "TIDAK", "cannot_judge": "?", "not_applicable": "-"}
_WIDTH = 62
_PLACES = 2


def table(checklist: Checklist) -> str:
    """The whole checklist, in Indonesian."""
    return "\n".join(_lines(checklist))


def _lines(checklist: Checklist) -> Iterator[str]:
    who = checklist.identity
    year = f" {who.year}" if who.year else ""
    yield f"Pemeriksaan kelengkapan: {who.organisation}{year} ({checklist.file})"
    yield ", ".join(f"{name} {checklist.count(state)}" for state, name in STATES.items())
    for group in checklist.groups:
        yield ""
        yield f"{group.title} ({group.article})"
        heading = None
        for verdict in checklist.of(group.name):
            if verdict.item.heading and verdict.item.heading != heading:
                heading = verdict.item.heading
                yield f"  {heading}"
            yield from _item(verdict)


def _item(verdict: Verdict) -> Iterator[str]:
    item, found = verdict.item, verdict.found
    lines = textwrap.wrap(item.text, _WIDTH) or [""]
    places = ", ".join(where(spot.source) for spot in found.spots[:_PLACES])
    yield f"  {_MARKS[found.state]:9}{item.number:>12}  {lines[0]:{_WIDTH}}  {places}".rstrip()
    for line in lines[1:]:
        yield f"{'':25}{line}"
    if found.state in ("partly", "not_found", "cannot_judge") and found.reason:
        for number, line in enumerate(textwrap.wrap(found.reason, _WIDTH)):
            yield f"{'':25}{'-> ' if number == 0 else '   '}{line}"
