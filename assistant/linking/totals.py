"""The office as a whole: its total rows, its objectives by number, the programmes of its parts."""

from __future__ import annotations

import re

from assistant.frame import Frame
from assistant.linking.scope import Scope
from assistant.linking.subject import MONEY, Subject
from assistant.metrics.lookup import BUDGET, answers, choose, is_part, table_class
from assistant.question import Slots
from assistant.wording import word_set, words
from corpus.fact import Fact

_TOTAL_NAMES = word_set("totals")
_NUMBERED = re.compile(r"\b(?:sasaran|tujuan)(?: strategis)?(?: ke)? (?:ke)?(\d|i{1,3}|iv|v)\b")
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_PLANS = 2
"""Tables of this class and later are plans and appendices."""
_INCOME = re.compile(r"\b(?:pendapatan|penerimaan|retribusi)\b(?!.*\bbelanja\b)", re.IGNORECASE)


def is_of_income(text: str) -> bool:
    """Whether a name or title is of what the office took in: its figures are no budget."""
    return bool(_INCOME.search(text))


def of_measure(frame: Frame, slots: Slots, scope: Scope) -> list[Subject]:
    """Measures that belong to no indicator (employees, assets): the total rows that print them, else all rows."""
    facts = [fact for _, fact in scope.facts(frame) if answers(fact, slots.measures)]
    facts = [f for f in facts if f.level == "total"] or facts
    return [Subject("total", scope.organisation, None, tuple(facts))] if facts else []


def of_totals(frame: Frame, slots: Slots, scope: Scope) -> list[Subject]:
    """The office's budget as a whole: rows of level total with money in them."""
    if slots.kelurahan:
        return _parts_of_office(frame, scope)
    if (place := _ordinal(slots)) is not None:
        return _nth(frame, slots, scope, place)
    facts = [fact for _, fact in scope.facts(frame) if _is_total(fact)]
    if not facts:
        return []
    return [Subject("total", scope.organisation, None, tuple(facts))]


def _ordinal(slots: Slots) -> int | None:
    """Which objective is meant by its number ("sasaran 2", "sasaran II"); None where none is."""
    match = _NUMBERED.search(slots.plain_text)
    return (_NUMERALS.get(match.group(1)) or int(match.group(1))) if match else None


def _nth(frame: Frame, slots: Slots, scope: Scope, place: int) -> list[Subject]:
    """The n-th objective (or goal) in the budget table of chapter III; nothing where it has fewer."""
    groups: dict[frozenset[str], list[Fact]] = {}
    for index, fact in scope.facts(frame):
        if fact.level in slots.levels and fact.measure in BUDGET and table_class(fact) == 0:
            groups.setdefault(frame.name_stems(index), []).append(fact)
    found = list(groups.values())[place - 1 : place]
    return [Subject("name", facts[0].indicator, None, tuple(facts), (), "pagu") for facts in found]


def _parts_of_office(frame: Frame, scope: Scope) -> list[Subject]:
    """The programmes of a part of the office (a kelurahan), which no report sums up."""
    groups: dict[frozenset[str], list[Fact]] = {}
    for index, fact in scope.facts(frame):
        if is_part(fact) and fact.level == "program" and fact.measure in BUDGET and fact.value is not None:
            groups.setdefault(frame.name_stems(index), []).append(fact)
    found = [Subject("name", facts[0].indicator, None, tuple(facts), (), "pagu") for facts in groups.values()]
    return _distinct(found, scope.year)


def _distinct(found: list[Subject], year: int | None) -> list[Subject]:
    """Subjects whose best amount is their own: one programme under two spellings is named once."""
    kept: dict[object, Subject] = {}
    for subject in found:
        best = choose(subject.facts, "pagu", year)
        if best is not None and table_class(best.fact) < _PLANS:
            kept.setdefault(best.fact.value, subject)
    return list(kept.values())


def _is_total(fact: Fact) -> bool:
    if is_of_income(fact.source.table or ""):
        return False
    if fact.level != "total" or not (fact.measure in MONEY or fact.measure.startswith("pagu_")):
        return False
    return not fact.item or not set(words(fact.item)) - _TOTAL_NAMES or fact.item == fact.indicator
