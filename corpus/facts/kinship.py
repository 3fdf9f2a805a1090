"""Rows that print only a part of what they are about take the rest from the other tables of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from corpus.fact import Fact
from corpus.facts import names
from corpus.facts.roles import MONEY
from corpus.facts.subject import GOALS, LEVELS
from corpus.vocabulary import code_of

_PERFORMANCE = frozenset({"target", "realisasi", "capaian", "nilai", "tingkat_kemajuan", "efisiensi"})
_PROVING = frozenset({"target", "realisasi"})
"""Measures whose values tell apart the indicators of one item."""
_DERIVED = frozenset({"capaian", "serapan", "efisiensi", "tingkat_kemajuan", "persen_anggaran", "kategori"})
_LONG_PLANS = frozenset({"renstra", "renja", "renstra_akhir"})
_ALIKE = 90.0
"""Least similarity (percent) of two spellings of one name."""
_ONE_LETTER = 80.0
_NEAR_ROWS = 12
_MOST_ITEMS, _MOST_COMPARED = 2000, 60
"""Beyond these a text is no report, and comparing every spelling with every other would take too long."""
_Item = tuple[str, str]
"""Key of an item's name and the part of the office it stands for."""


@dataclass(frozen=True, slots=True)
class _Kin:
    """An indicator that tables print beside an item: its name, unit, place and the values that it has there."""

    name: str
    unit: str | None
    line: int | None
    values: frozenset[tuple[str, int | None, object]]


def complete(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` with the indicator of each row that prints none, where other tables of the report name it.

    A programme keeps its name and gets the indicator as item (its figures are about the programme); the performance
    figures of a goal are about the indicator, and the goal becomes the item. With several indicators of one item the
    row's own target or realisasi must be that of exactly one of them. Rows of a mere budget table stay as they are. The
    note says on which line the indicator is named.
    """
    kin = _kin(facts)
    rows: dict[tuple[str | None, int | None, str], list[int]] = {}
    for position, fact in enumerate(facts):
        if fact.item is None and fact.level in LEVELS and "narrative" not in fact.flags:
            rows.setdefault((fact.source.table, fact.source.line_start, fact.indicator), []).append(position)
    result = list(facts)
    for positions in rows.values():
        row = [facts[position] for position in positions]
        if not any(fact.measure in _PERFORMANCE for fact in row):
            continue
        found = _chosen(_of_item(kin, _item_of(row[0].indicator, row[0])), row)
        if found is not None:
            for position in positions:
                result[position] = _named(facts[position], found)
    return result


def _kin(facts: Iterable[Fact]) -> Mapping[_Item, list[_Kin]]:
    found: dict[_Item, dict[str, list[Fact]]] = {}
    for fact in facts:
        if fact.item and fact.level in LEVELS and fact.measure in _PROVING and "nameless" not in fact.flags:
            key = names.key(fact.indicator)
            found.setdefault(_item_of(fact.item, fact), {}).setdefault(key, []).append(fact)
    return {item: _clustered(groups, item[0]) for item, groups in found.items()}


def _clustered(groups: Mapping[str, list[Fact]], item: str) -> list[_Kin]:
    """The indicators of one item, spellings of one indicator put together; the item's own name is none of them.

    Two names on near rows of one table are two indicators, however much alike they are.
    """
    clusters: list[tuple[str, list[Fact]]] = []
    for key, facts in groups.items():
        if key == item:
            continue
        same = next(
            (
                group
                for other, group in clusters[:_MOST_COMPARED]
                if _is_one(key, other) and not _side_by_side(facts, group)
            ),
            None,
        )
        if same is None:
            clusters.append((key, list(facts)))
        else:
            same += facts
    return [_kin_of(group) for _, group in clusters]


def _side_by_side(one: Sequence[Fact], other: Sequence[Fact]) -> bool:
    """Whether two names stand on near rows of one table (a table may repeat itself, old and new, further down)."""
    places = [(fact.source.table, fact.source.line_start or 0) for fact in other]
    return any(
        fact.source.table == table and 0 < abs((fact.source.line_start or 0) - line) <= _NEAR_ROWS
        for fact in one
        for table, line in places
    )


def _is_one(first: str, second: str) -> bool:
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter] or fuzz.ratio(first, second) >= _ALIKE


def _of_item(kin: Mapping[_Item, list[_Kin]], item: _Item) -> list[_Kin]:
    """The indicators of an item, of the one most alike where it is spelt differently here."""
    if item in kin:
        return kin[item]
    if len(kin) > _MOST_ITEMS:
        return []
    near = process.extractOne(item[0], [name for name, scope in kin if scope == item[1]], score_cutoff=_ALIKE)
    return kin[near[0], item[1]] if near else []


def _kin_of(group: Sequence[Fact]) -> _Kin:
    results = (
        [fact for fact in group if fact.measure == "realisasi" and fact.period_year == fact.report_year]
        or [fact for fact in group if fact.version not in _LONG_PLANS]
        or list(group)
    )
    unit = next((fact.unit for fact in results if fact.unit), None)
    values = frozenset((fact.measure, fact.period_year, fact.value) for fact in group if fact.value is not None)
    told = next((fact for fact in results if fact.code), results[0])
    return _Kin(told.indicator, unit, told.source.line_start, values)


def _item_of(name: str, fact: Fact) -> _Item:
    return names.key(name), _scope(fact)


def _chosen(kin: Sequence[_Kin], row: Sequence[Fact]) -> _Kin | None:
    """The one indicator of the row: the only one, or the one whose printed target and realisasi are the row's."""
    own = {(fact.measure, fact.period_year, fact.value) for fact in row if fact.value is not None}
    ranked = sorted(kin, key=lambda one: len(one.values & own), reverse=True)
    if not ranked:
        return None
    if len(ranked) > 1 and len(ranked[0].values & own) == len(ranked[1].values & own):
        return None
    return ranked[0]


def _named(fact: Fact, kin: _Kin) -> Fact:
    note = f"indicator named on line {kin.line}" if kin.line else "indicator named elsewhere"
    note = f"{fact.note}; {note}" if fact.note else note
    performance = fact.measure in _PERFORMANCE
    unit = fact.unit or (kin.unit if performance and fact.measure not in _DERIVED else None)
    if performance and fact.level in GOALS:
        return replace(
            fact, indicator=kin.name, item=fact.indicator, code=code_of(kin.name) or fact.code, unit=unit, note=note
        )
    if performance or fact.measure in MONEY or fact.measure in _DERIVED:
        code = fact.code or (code_of(kin.name) if fact.level in GOALS else None)
        return replace(fact, item=kin.name, code=code, unit=unit, note=note)
    return fact


def one_scope(facts: Sequence[Fact]) -> list[Fact]:
    """`facts` with the names of parts of the office spelt one way: the rarer of two much alike is a misprint."""
    counts = Counter(_scope(fact) for fact in facts if _scope(fact))
    if len(counts) > _MOST_COMPARED:
        return list(facts)
    meant: dict[str, str] = {}
    for name, count in counts.items():
        better = [other for other in counts if counts[other] > count and _is_part(name, other)]
        if better:
            meant[name] = max(better, key=lambda other: counts[other])
    return [
        replace(fact, note=(fact.note or "").replace(f"scope: {scope}", f"scope: {meant[scope]}", 1))
        if (scope := _scope(fact)) in meant
        else fact
        for fact in facts
    ]


def _scope(fact: Fact) -> str:
    return (fact.note or "").partition("scope: ")[2].partition(";")[0]


def _is_part(first: str, second: str) -> bool:
    """Whether two names are of one part: "Kel Mawar" and "Kelurahan Mawar", or one letter misread."""
    (kind, _, one), (other, _, two) = first.lower().partition(" "), second.lower().partition(" ")
    return kind[:3] == other[:3] and fuzz.ratio(one, two) >= _ONE_LETTER
