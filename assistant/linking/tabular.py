"""Facts by the column or the table of people that the words name."""

from __future__ import annotations

from assistant.frame import Frame
from assistant.linking.scope import Scope
from assistant.linking.subject import Subject, wants_money
from assistant.question import Slots
from assistant.wording import stems
from corpus.fact import Fact


def of_column(frame: Frame, slots: Slots, scope: Scope) -> list[Subject]:
    """The things of a column that the words name by its header ("skor LKE"), its total rows first; else nothing.

    Only where the words stand in no name: what a thing is called goes before the column that it stands in.
    """
    asked = {frame.nearest(token) for token in slots.words}
    if not asked or wants_money(slots):
        return []
    groups: dict[str, list[Fact]] = {}
    for index, fact in scope.facts(frame):
        if asked & (frame.name_stems(index) | set(stems(fact.item or ""))):
            return []
        if asked == set(stems(fact.measure.replace("_", " "))) and fact.value is not None:
            groups.setdefault(fact.indicator, []).append(fact)
    whole = {name: facts for name, facts in groups.items() if facts[0].level == "total"}
    chosen = whole or groups
    return [Subject("name", name, None, tuple(facts), (), facts[0].measure) for name, facts in list(chosen.items())[:8]]


def of_kind(frame: Frame, slots: Slots, scope: Scope, named: Subject) -> list[Subject]:
    """All rows of a table of people that a general name fits alike ("golongan III": III/a to III/d); else nothing."""
    best = named.facts[0]
    if best.unit != "orang" or named.code is not None:
        return []
    asked = {frame.nearest(token) for token in slots.words}
    groups: dict[str, list[Fact]] = {}
    for index, fact in scope.facts(frame):
        alike = fact.source.table == best.source.table and fact.measure == best.measure and fact.level == best.level
        held = frame.name_stems(index) | set(stems(fact.source.table or ""))
        if alike and asked <= held and asked & frame.name_stems(index) and fact.value is not None:
            groups.setdefault(fact.indicator, []).append(fact)
    found = [Subject("name", name, None, tuple(facts), (), best.measure) for name, facts in groups.items()]
    return found if len(found) > 1 else []
