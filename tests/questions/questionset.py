"""The question set over some reports: cases of every intent, worded in three registers, a part of them mistyped."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from corpus.fact import Fact
from tests.questions import absent, chains, indicators, money, noise, several, wording
from tests.questions.question import Case, Question
from tests.questions.truth import Truth

SEED = 20241
_EVERY = 3
"""Each third question is asked again with typing errors."""


def questions(facts: Iterable[Fact], *, each: int = 8, seed: int = SEED) -> list[Question]:
    """At most `each` questions an intent and register, over as many templates and offices as there are; no doubles.

    The same facts and seed give the same questions. Mistyped copies come on top.
    """
    truth = Truth(facts)
    groups: dict[str, list[Case]] = defaultdict(list)
    for room in (indicators, money, several, absent, chains):
        for case in room.cases(truth):
            groups[case.intent].append(case)
    found: list[Question] = []
    for intent in sorted(groups):
        dice = random.Random(f"{seed} {intent}")
        for register in wording.REGISTERS:
            most = 2 * each if intent == "chain" else each
            found += _worded(intent, register, spread(groups[intent], dice), most, dice)
    return found


def spread(cases: list[Case], dice: random.Random) -> list[Case]:
    """The cases in an order in which templates take turns."""
    by_template: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        by_template[case.template].append(case)
    for group in by_template.values():
        dice.shuffle(group)
    piles = [by_template[template] for template in sorted(by_template)]
    longest = max(map(len, piles))
    return [pile[turn] for turn in range(longest) for pile in piles if turn < len(pile)]


def _worded(intent: str, register: str, cases: list[Case], each: int, dice: random.Random) -> list[Question]:
    found: list[Question] = []
    seen: set[tuple[tuple[str, ...], str]] = set()
    for case in cases:
        said = wording.words(case, register, dice)
        if said is None or (said[1], said[0]) in seen:
            continue
        seen.add((said[1], said[0]))
        name = f"{intent}-{register}-{len(seen)}"
        question = Question(name, intent, register, said[0], case.expected, case.selected, said[1])
        found.append(question)
        if len(seen) % _EVERY == 1:
            text, slips = noise.slip(said[0], dice, errors=1 + (len(said[0]) > 110))
            if slips:
                found.append(
                    Question(f"{name}-typo", intent, register, text, case.expected, case.selected, said[1], slips)
                )
        if len(seen) == each:
            break
    return found
