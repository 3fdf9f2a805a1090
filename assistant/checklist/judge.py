"""The checklist held against a report: each item found, partly, not found, not applicable, or not to be judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.answer import source_json
from assistant.checklist.finding import STATES, Found, joined
from assistant.checklist.matching import MATCHES
from assistant.checklist.probes import run
from assistant.checklist.reading import Reading
from corpus.fact import Fact
from corpus.report import Identity, Report
from corpus.vocabulary import load


@dataclass(frozen=True, slots=True)
class Group:
    """A group of items: one list of a regulation, with the columns of its form."""

    name: str
    title: str
    article: str
    note: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item: what is asked, in which article, under which number.

    `needs` are the probes of the data file; `unless` names items that, all found, make this one not applicable;
    `outside` says why the report alone cannot show it ("" where it can): then what the probes find is only a hint.
    """

    id: str
    group: str
    heading: str
    number: str
    text: str
    article: str
    needs: tuple[dict[str, Any], ...]
    unless: tuple[str, ...]
    outside: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """An item with what was found of it."""

    item: Item
    found: Found

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "id": self.item.id,
            "group": self.item.group,
            "heading": self.item.heading,
            "number": self.item.number,
            "text": self.item.text,
            "article": self.item.article,
            "state": self.found.state,
            "state_text": STATES[self.found.state],
            "reason": self.found.reason,
            "places": [{"label": spot.label, "source": source_json(spot.source)} for spot in self.found.spots],
        }


@dataclass(frozen=True, slots=True)
class Checklist:
    """A report's whole checklist."""

    identity: Identity
    file: str
    groups: tuple[Group, ...]
    verdicts: tuple[Verdict, ...]

    def of(self, group: str) -> tuple[Verdict, ...]:
        """The verdicts of a group, in the order of its form."""
        return tuple(verdict for verdict in self.verdicts if verdict.item.group == group)

    def count(self, state: str) -> int:
        """How many items have a state."""
        return sum(verdict.found.state == state for verdict in self.verdicts)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        who = self.identity
        return {
            "report": who.id,
            "organisation": who.organisation,
            "region": who.region,
            "year": who.year,
            "file": self.file,
            "counts": {state: self.count(state) for state in STATES},
            "groups": [{"name": g.name, "title": g.title, "article": g.article, "note": g.note} for g in self.groups],
            "items": [verdict.to_json() for verdict in self.verdicts],
        }


@cache
def catalogue() -> tuple[tuple[Group, ...], tuple[Item, ...]]:
    """The groups and items of the data file, in the order of the forms."""
    groups, items = [], []
    for entry in load("items", "assistant.checklist"):
        groups.append(Group(entry["group"], entry["title"], entry["article"], entry.get("note", "")))
        items += [
            Item(
                id=item["id"],
                group=entry["group"],
                heading=item.get("heading", ""),
                number=str(item["number"]),
                text=item["text"],
                article=item.get("article", entry["article"]),
                needs=tuple(item.get("needs", ())),
                unless=tuple(item.get("unless", ())),
                outside=item.get("outside", ""),
            )
            for item in entry["items"]
        ]
    return tuple(groups), tuple(items)


def check(report: Report, facts: Sequence[Fact]) -> Checklist:
    """The checklist of a report and its facts. Pure: the same report and facts give the same checklist."""
    return check_reading(Reading(report, tuple(facts)))


def check_reading(reading: Reading) -> Checklist:
    """The checklist of a report that was read already."""
    groups, items = catalogue()
    states: dict[str, str] = {}
    verdicts = []
    for item in items:
        found = judge(reading, item, states)
        states[item.id] = found.state
        verdicts.append(Verdict(item, found))
    return Checklist(reading.report.identity, reading.report.file, groups, tuple(verdicts))


def judge(reading: Reading, item: Item, states: dict[str, str]) -> Found:
    """What is found of one item; `states` are those of the items before it."""
    if item.unless:
        before = [states.get(name, "cannot_judge") for name in item.unless]
        numbers = " dan ".join(name.rsplit("-", 1)[-1] for name in item.unless)
        if all(state == "found" for state in before):
            return Found("not_applicable", f"butir {numbers} terpenuhi")
        if all(state == "cannot_judge" for state in before):
            return Found("cannot_judge", f"bergantung pada butir {numbers} yang dinilai pereviu")
    found = [run(reading, need, MATCHES) for need in item.needs]
    if not item.outside:
        return joined(found)
    hints = [one for one in found if one.state in ("found", "partly")]
    if not hints:
        return Found("cannot_judge", item.outside)
    spots = tuple(dict.fromkeys(spot for one in hints for spot in one.spots))
    said = "; ".join(one.reason for one in hints if one.reason) or "ada dalam laporan"
    return Found("cannot_judge", f"{item.outside} (petunjuk: {said})", spots)
