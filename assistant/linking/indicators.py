"""The office's main indicators: what a question is about that asks for a measure and names nothing."""

from __future__ import annotations

from assistant.frame import Frame
from assistant.linking.scope import Scope
from assistant.linking.subject import Subject
from assistant.metrics.lookup import answers
from assistant.question import Slots
from assistant.wording import stems
from corpus.fact import Fact


def main_indicators(frame: Frame, slots: Slots, scope: Scope, limit: int = 8, *, coded: bool = False) -> list[Subject]:
    """The office's own indicators of goals and objectives that print one of the measures asked.

    With `coded`, well-known indicators of programmes too.
    """
    measures = slots.measures or ("realisasi",)
    years = slots.years.resolve(scope.year) or ((scope.year,) if scope.year else ())
    groups: dict[str, list[Fact]] = {}
    for index, fact in scope.facts(frame):
        if fact.level not in ("tujuan", "sasaran") and not (coded and frame.codes[index]):
            continue
        groups.setdefault(frame.codes[index] or " ".join(stems(fact.indicator)), []).append(fact)
    found = [
        Subject("main", facts[0].indicator, facts[0].code, tuple(facts))
        for facts in groups.values()
        if any(answers(fact, measures) and fact.period_year in years for fact in facts)
    ]
    return found[:limit]
