"""What a report says around an indicator: stated causes, and what stands near without being called a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Passage
from assistant.linking import Scope
from assistant.replies.draft import Context
from corpus.fact import Fact
from corpus.vocabulary import codes_in, load

_SENTENCE = re.compile(r"(?<=[.;])\s+|\n")
_LONGEST = 320


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence (or table row) of a report with its passage."""

    passage: Passage
    text: str


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(load("causes", "assistant")[name], re.IGNORECASE)


def cause(context: Context, passages: Sequence[Passage], direction: str | None) -> Statement | None:
    """A cause that a report states for the indicator asked about; None where it states none.

    Only a sentence that names the indicator (or stands under its heading) and has a causal word counts, or its row in a
    table of causes. A sentence that explains a rise is no cause of a fall, nor the other way round.
    """
    for passage in passages:
        row = _cause_row(context, passage)
        if row and not _other_way(row, direction):
            return Statement(passage, row)
        for sentence in _about(context, passage):
            if _pattern("cause").search(sentence) and not _other_way(sentence, direction):
                begin = passage.text.index(sentence)
                return Statement(passage, passage.text[begin : begin + max(len(sentence), _LONGEST)])
    return None


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
        named = any(match.code in context.slots.codes for match in codes_in(fact.source.table or ""))
        whole = fact.level not in ("unsur", "komponen", "other") or fact.measure not in ("nilai", "skor")
        if named and not whole and fact.value is not None and fact.period_year == year:
            parts.setdefault(fact.source.table, []).append(fact)
    tables = [found for found in parts.values() if len(found) > 1]
    return min((fact for found in tables for fact in found), key=lambda fact: fact.value or 0) if tables else None


def _about(context: Context, passage: Passage) -> Iterator[str]:
    """The sentences of a passage that speak of the indicator, by name or by their heading."""
    under = any(match.code in context.slots.codes for match in codes_in(passage.heading.rsplit(" > ", 1)[-1]))
    for sentence in _SENTENCE.split(passage.text):
        named = any(match.code in context.slots.codes for match in codes_in(sentence))
        if sentence.strip() and " | " not in sentence and (named or (under and len(sentence) < 2 * _LONGEST)):
            yield sentence


def _cause_row(context: Context, passage: Passage) -> str | None:
    """What a table of causes says in the indicator's row: its words behind the last figure; None elsewhere."""
    if not _pattern("cause_table").search(passage.source.table or ""):
        return None
    for line in passage.text.split("\n"):
        cells = line.split(" | ")
        figures = [place for place, cell in enumerate(cells) if any(char.isdigit() for char in cell[:6])]
        named = any(match.code in context.slots.codes for match in codes_in(line))
        if named and figures and (said := " | ".join(cells[figures[-1] + 1 :]).strip()):
            return said
    return None


def _other_way(sentence: str, direction: str | None) -> bool:
    """Whether a sentence speaks only of the other direction than the one asked about."""
    if direction not in ("up", "down"):
        return False
    other = "down" if direction == "up" else "up"
    return bool(_pattern(other).search(sentence)) and not _pattern(direction).search(sentence)
