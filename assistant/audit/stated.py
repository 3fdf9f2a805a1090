"""Figures that sentences state: which of them are sure enough to hold against a table.

A paragraph that names several things and years can be misread; only what one sentence says of one thing and one year
is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.audit import rules
from assistant.audit.naming import Names
from assistant.audit.prose import Sentence
from corpus.fact import Fact, Source
from corpus.vocabulary import codes_in
from corpus.words import plain

_NEAR = 60
"""Letters between an amount and its rate."""


def sure(facts: Sequence[Fact], said: Iterable[Sentence], names: Names) -> Iterator[Fact]:
    """The stated figures that one sentence prints of one thing, of one year, with one value."""
    by_place: dict[object, list[Sentence]] = {}
    for sentence in said:
        by_place.setdefault(_place(sentence.source), []).append(sentence)
    values: dict[object, set[object]] = {}
    for fact in facts:
        values.setdefault(_of(fact), set()).add(fact.value)
    for fact in facts:
        homes = [sentence for sentence in by_place.get(_place(fact.source), []) if _spots(fact, sentence)]
        if len(values[_of(fact)]) == 1 and any(_is_clear(fact, sentence, facts, names) for sentence in homes):
            yield fact


def _is_clear(fact: Fact, sentence: Sentence, facts: Sequence[Fact], names: Names) -> bool:
    if fact.measure in rules.rules()["of_one_year"] and not sentence.years <= {fact.period_year}:
        return False
    if fact.level == "total":
        before = sentence.text[: _spots(fact, sentence)[0].start()]
        if fact.unit == "rupiah" and rules.cue("part_of_budget").search(before):
            return False
    elif not _is_named(fact, sentence, names):
        return False
    return fact.measure != "serapan" or _follows_amount(fact, sentence, facts)


def _is_named(fact: Fact, sentence: Sentence, names: Names) -> bool:
    """Whether the sentence names what the figure is of: by half of its telling words, or by the code that it is.

    A code names no indicator that only has it among other words: "IKM" is not the satisfaction of trainees.
    """
    spoken_of = {match.code for match in codes_in(sentence.text)}
    if fact.code is not None and fact.code in spoken_of and names.code(fact.indicator) == fact.code:
        return True
    words, spoken = names.words(fact.indicator), set(names.words(sentence.text))
    return sum(word in spoken for word in words) * 2 >= len(words)


def _follows_amount(rate: Fact, sentence: Sentence, facts: Sequence[Fact]) -> bool:
    """Whether a rate stands right behind the spending that it is of, where the sentence states that spending."""
    spent = [
        spot.end()
        for fact in facts
        if fact.measure == "realisasi_anggaran" and _of(fact)[:2] == _of(rate)[:2] and fact.source == rate.source
        for spot in _spots(fact, sentence)
    ]
    return not spent or any(
        at <= spot.start() <= at + _NEAR and rules.cue("rate_behind").fullmatch(sentence.text[at : spot.start()])
        for at in spent
        for spot in _spots(rate, sentence)
    )


def _spots(fact: Fact, sentence: Sentence) -> list[re.Match[str]]:
    """Where the sentence prints the figure, as a number of its own."""
    printed = re.escape(plain(fact.as_printed))
    return list(re.finditer(rf"(?<![\w.,]){printed}(?!\w|[.,]\d)", sentence.text))


def _of(fact: Fact) -> tuple[object, ...]:
    return (_place(fact.source), fact.indicator, fact.item, fact.measure, fact.period_year, fact.version)


def _place(source: Source) -> tuple[object, ...]:
    return (source.line_start, source.page, source.bbox)
