"""What all tables of a report prove of its names: their levels, and where indicators belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from corpus.facts import names
from corpus.facts.rows import Reader
from corpus.facts.sheets import Sheet
from corpus.facts.subject import GOALS, LEVELS, Known

_MOSTLY = 0.6


def learned(sheets: list[Sheet], words: Mapping[str, int]) -> Known:
    """What the tables prove of the names: levels that codes, headers or the name itself state, homes of indicators.

    The commonest level wins. An indicator has a home where it is mostly printed beside one item.
    """
    votes: dict[str, Counter[str]] = {}
    measured: dict[str, Counter[str]] = {}
    homes: dict[str, Counter[str]] = {}
    labels: dict[str, str] = {}
    for sheet in sheets:
        for _, subjects in Reader(sheet.table, sheet.columns, words, Known()).subjects():
            for subject in subjects.values():
                if subject.level not in LEVELS:
                    continue
                if subject.indicator:
                    measured.setdefault(names.key(subject.indicator), Counter())[subject.level] += 1
                if not subject.item or (subject.carried and subject.level not in GOALS):
                    continue
                item = names.key(subject.item)
                votes.setdefault(item, Counter())[subject.level] += 1
                labels.setdefault(item, subject.item)
                if subject.indicator:
                    homes.setdefault(names.key(subject.indicator), Counter())[item] += 1
    levels = {item: counter.most_common(1)[0][0] for item, counter in votes.items() if item}
    usual = {indicator: counter.most_common(1)[0] for indicator, counter in homes.items() if indicator}
    own = {
        indicator: (labels[item], levels[item])
        for indicator, (item, count) in usual.items()
        if item in levels and count >= _MOSTLY * homes[indicator].total()
    }
    return Known(levels, own, {name: counter.most_common(1)[0][0] for name, counter in measured.items() if name})
