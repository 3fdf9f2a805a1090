"""What a report says around an indicator: stated causes, and what stands near without being called a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Passage
from assistant.linking import Scope, subjects, wants_money
from assistant.replies.draft import Context
from assistant.wording import stems
from corpus.fact import Fact
from corpus.vocabulary import codes_in, load
from corpus.words import plain

_SENTENCE = re.compile(r"(?<=[.;])\s+|\n")
_LONGEST = 320
_MONEY = re.compile(r"\b(?:anggaran|penyerapan|serapan|pagu|belanja)", re.IGNORECASE)
_BELOW = frozenset({"program", "kegiatan", "sub_kegiatan"})
"""Levels whose causes say nothing of an objective with the same words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence (or table row) of a report with its passage."""

    passage: Passage
    text: str


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("causes", "assistant")[name], re.IGNORECASE)


def cause(context: Context, scope: Scope, passages: Sequence[Passage], direction: str | None) -> Statement | None:
    """A cause that a report states for the indicator asked about; None where it states none.

    Its cell in a table of causes, else a sentence that names the indicator (or stands under its heading) and has a
    causal word. What explains a rise is no cause of a fall, nor the other way round.
    """
    for fact in _written(context, scope, "penyebab"):
        if not _other_way(fact.as_printed, direction):
            return Statement(_quoted(fact), plain(fact.as_printed))
    for passage in passages:
        for sentence in _about(context, passage):
            if _pattern("cause").search(sentence) and not _other_way(sentence, direction):
                return Statement(passage, _with_list(passage.text, sentence))
    return None


def _with_list(text: str, sentence: str) -> str:
    """A sentence; one that only announces a list ("antara lain :") with the beginning of the list."""
    if not _pattern("announces").search(sentence):
        return sentence
    begin = text.index(sentence)
    return text[begin : begin + max(len(sentence), _LONGEST)]


def improvement(context: Context, passages: Sequence[Passage]) -> Statement | None:
    """A sentence on the indicator about what is to be improved: near, but not called a cause."""
    for passage in passages:
        for sentence in _about(context, passage):
            if _pattern("improvement").search(sentence):
                return Statement(passage, sentence)
    return None


def lowest_part(context: Context, scope: Scope, year: int | None) -> Fact | None:
    """The lowest of an indicator's parts (services, elements) in a table about it; None where none is printed."""
    parts: dict[str | None, list[Fact]] = {}
    for index in scope.indexes:
        fact = context.frame.facts[index]
        named = _names(context, fact.source.table or "")
        whole = fact.level not in ("unsur", "komponen", "other") or fact.measure not in ("nilai", "skor")
        if named and not whole and fact.value is not None and fact.period_year == year:
            parts.setdefault(fact.source.table, []).append(fact)
    tables = [found for found in parts.values() if len(found) > 1]
    return min((fact for found in tables for fact in found), key=lambda fact: fact.value or 0) if tables else None


def _written(context: Context, scope: Scope, measure: str) -> Iterator[Fact]:
    """What tables say in words of the indicator in the year of the newest report ("penyebab", "solusi")."""
    frame, codes = context.frame, context.slots.codes
    coded = [frame.facts[index] for code in codes for index in frame.of_code(code, scope.indexes)]
    named = [fact for subject in subjects(frame, context.slots, scope) for fact in subject.facts] if not codes else []
    for fact in coded + named:
        if fact.measure == measure and fact.period_year == scope.year and fact.level not in _BELOW:
            yield fact


def _quoted(fact: Fact) -> Passage:
    """A fact in words as a quotation with its place."""
    return Passage(plain(fact.as_printed), fact.source.table or "", fact.report, 1.0, fact.source)


def _about(context: Context, passage: Passage) -> Iterator[str]:
    """The sentences of a passage that speak of what is asked, by name or by their heading."""
    under = _names(context, passage.heading.rsplit(" > ", 1)[-1])
    for sentence in _SENTENCE.split(passage.text):
        short = len(sentence) < 2 * _LONGEST
        if sentence.strip() and " | " not in sentence and (_names(context, sentence) or (under and short)):
            yield sentence


def _names(context: Context, text: str) -> bool:
    """Whether a text names what is asked: one of its codes, or every word of its name."""
    slots = context.slots
    if slots.codes:
        return any(match.code in slots.codes for match in codes_in(text))
    if not slots.words and wants_money(slots):
        return bool(_MONEY.search(text))
    return bool(slots.words) and set(slots.words) <= set(stems(text))


def _other_way(sentence: str, direction: str | None) -> bool:
    """Whether a sentence speaks only of the other direction than the one asked about."""
    if direction not in ("up", "down"):
        return False
    other = "down" if direction == "up" else "up"
    return bool(_pattern(other).search(sentence)) and not _pattern(direction).search(sentence)
