"""Facts by the words that name a programme, an activity or anything else; by meaning where no word is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.frame import Frame, Link
from assistant.linking.name import Name
from assistant.linking.scope import Scope
from assistant.linking.subject import COVERED, MONEY, Subject, wants_money
from assistant.meaning import near
from assistant.metrics.lookup import BUDGET, answers, is_part
from assistant.question import Slots
from assistant.wording import stems
from corpus.fact import Fact

_LEAST = 0.4
"""Of all words asked, general ones too, a name covers at least this."""
_MOST = 400
"""Names looked at, best first."""
_NEAR = 0.08
"""Names whose words fit so little worse might have been meant as well."""
_ROMAN = re.compile(r"[ivx]{1,4}")
"""A numeral tells one of a kind ("golongan III"): a name without it is another thing."""


def of_words(frame: Frame, slots: Slots, scope: Scope) -> Subject | None:
    """The programme, activity, asset ... that the left-over words name; None where they name nothing."""
    pool = _pool(frame, slots, scope)
    links = _links(frame, slots, pool)
    if not links:
        return None
    years = slots.years.resolve(scope.year) or (scope.year,)
    best = max(links, key=lambda k: (round(k.score + _bonus(frame, k, slots, years), 3), -k.index))
    shown = frame.facts[best.index]
    name = _matched_name(frame, slots, best.index)
    facts = sorted(name.facts(frame.facts[i] for i in sorted(pool)), key=lambda f: (f.report, f.source.line_start or 0))
    facts = _one_level(facts, shown, slots)
    facts += _of_its_indicator(frame, slots, scope, name, facts)
    near_by = (frame.facts[link.index] for link in links if best.score - link.score < _NEAR)
    others = [fact.indicator for fact in near_by if not name.is_of(fact)]
    return Subject("name", name.text_of(shown), None, tuple(facts), _spelt_once(others)[:4], shown.measure)


def _links(frame: Frame, slots: Slots, pool: frozenset[int]) -> list[Link]:
    """The facts of the pool whose names the words cover well enough, best first."""
    links = frame.link((*slots.words, *slots.weak), pool)
    if slots.words:
        strong = {link.index: link.coverage for link in frame.link(slots.words, pool)}
        links = [link for link in links if strong.get(link.index, 0) >= COVERED]
    numerals = {word for word in slots.words if _ROMAN.fullmatch(word)}
    return [link for link in links if link.coverage >= _LEAST and numerals <= frame.name_stems(link.index)][:_MOST]


def _spelt_once(names: Sequence[str]) -> tuple[str, ...]:
    """The names, of several with the same stems the first, in their order by the last."""
    distinct = {" ".join(stems(name)): name for name in reversed(names)}
    return tuple(reversed(distinct.values()))


def _of_its_indicator(frame: Frame, slots: Slots, scope: Scope, goal: Name, facts: list[Fact]) -> list[Fact]:
    """Measures asked that are not printed under a goal's own text but under its one indicator; else nothing."""
    lacking = [measure for measure in slots.measures if not any(answers(fact, (measure,)) for fact in facts)]
    if not lacking:
        return []
    own = scope.facts(frame)
    indicators = {
        frame.name_stems(index)
        for index, fact in own
        if fact.level in ("tujuan", "sasaran") and fact.item and frozenset(stems(fact.item)) == goal.stems
    } - {goal.stems}
    if len(indicators) != 1:
        return []
    return [fact for index, fact in own if frame.name_stems(index) in indicators and answers(fact, lacking)]


def of_meaning(frame: Frame, slots: Slots, scope: Scope) -> Subject | None:
    """What the phrase can only mean among all names of the office, where facts of the kind asked are named so."""
    meant = near(frame, slots.phrase, scope.indexes).meant
    if meant is None:
        return None
    facts = Name(frozenset(stems(meant))).facts(frame.facts[i] for i in sorted(_pool(frame, slots, scope)))
    if not facts:
        return None
    facts = _one_level(facts, facts[0], slots)
    return Subject("meaning", meant, None, tuple(facts), (), facts[0].measure)


def _pool(frame: Frame, slots: Slots, scope: Scope) -> frozenset[int]:
    """The facts among which a name is looked for: those with a measure of the kind that was asked."""
    if wants_money(slots):
        wanted = {*(measure for measure in slots.measures if measure in MONEY), *BUDGET}
        return frozenset(i for i in scope.indexes if answers(frame.facts[i], wanted))
    if slots.measures:
        kinds = (*slots.measures, "pembanding") if slots.benchmark or slots.unknown_office else slots.measures
        return frozenset(i for i in scope.indexes if answers(frame.facts[i], kinds)) or scope.indexes
    return scope.indexes


def _bonus(frame: Frame, link: Link, slots: Slots, years: tuple[int | None, ...]) -> float:
    """What speaks for a fact beside its words: the level, the measure in the year, a total where one is asked."""
    fact = frame.facts[link.index]
    bonus = 0.2 if slots.levels and fact.level in slots.levels else 0.0
    if not slots.levels and not wants_money(slots) and fact.level in ("tujuan", "sasaran"):
        # The budget of a goal is no figure of it, and what is named by its goal alone is another of its indicators.
        own = fact.measure not in MONEY and _matched_name(frame, slots, link.index).field == "indicator"
        bonus += 0.2 if own else 0.0
    if slots.total and fact.level == "total":
        bonus += 0.25 + 0.25 * link.extra
    if is_part(fact) and not slots.kelurahan:
        bonus -= 0.1
    if fact.period_year in years and answers(fact, slots.measures):
        bonus += 0.02
    return bonus


def _matched_name(frame: Frame, slots: Slots, index: int) -> Name:
    """The name that the question said: the fact's indicator or the item it belongs to."""
    fact = frame.facts[index]
    asked = {frame.nearest(token) for token in (*slots.words, *slots.weak)}

    def covered(text: str | None) -> float:
        return sum(frame.weight(token) for token in set(stems(text or "")) & asked)

    if fact.item and fact.measure not in MONEY and covered(fact.item) > covered(fact.indicator):
        return Name(frozenset(stems(fact.item)), "item")
    return Name(frozenset(stems(fact.indicator)))


def _one_level(facts: list[Fact], best: Fact, slots: Slots) -> list[Fact]:
    """Of names printed at several levels, the level asked for, else the one linked best."""
    asked = [f for f in facts if f.level in slots.levels]
    if asked:
        return asked
    return [f for f in facts if f.level == best.level] or facts
