"""Passages for an answer: what to look for and where, and what the search room finds as quotable passages."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from assistant.answer import Passage
from assistant.question import Slots
from corpus.vocabulary import indicator, load


@dataclass(frozen=True, slots=True)
class Hints:
    """What a question tells about where its answer stands.

    `keywords` are the words to look for in the reports' own language, "" for those of the query; `terms` other names
    of what it names; `prefer` weighs kinds of passages (index/kinds.py).
    """

    keywords: str = ""
    terms: tuple[str, ...] = ()
    prefer: Mapping[str, float] = field(default_factory=dict)


class Finder(Protocol):
    """Finds passages by meaning and words. `lexical` True keeps the embedding model out of it."""

    def find(
        self, query: str, reports: Sequence[str], limit: int, *, lexical: bool = False, hints: Hints | None = None
    ) -> list[Passage]:
        """At most `limit` passages of the given reports, best first; empty when nothing fits."""
        ...


def hints_of(slots: Slots, years: Collection[int] = ()) -> Hints:
    """The hints of a question whose slots are understood; `years` are those of the reports it is asked of."""
    said = _MASKED.sub(" ", slots.plain_text)
    named = [name for code in slots.codes for name in names_of(code)]
    keywords = f"{said} {' '.join(names_of(code)[0] for code in slots.codes)} {in_reports(said)}".rstrip()
    return Hints(keywords, tuple(named), preferred(said, asked(slots, years)))


def asked(slots: Slots, years: Collection[int]) -> frozenset[str]:
    """How a question is answered: in "words", or with "figures", of an "earlier" year than the last of `years`."""
    if slots.text_intent or slots.intent == "cause":
        return frozenset({"words"})
    before = bool(slots.years.named) and min(slots.years.named) < max(years, default=0)
    back = any(offset < 0 for offset in slots.years.offsets)
    return frozenset({"figures", "earlier"} if before or back else {"figures"})


_MASKED = re.compile(r"\bkode_\w+")


def names_of(code: str) -> tuple[str, ...]:
    """The full name of an indicator, then its other names; the code alone where the vocabulary does not know it."""
    entry = indicator(code)
    return (code,) if entry is None else tuple(dict.fromkeys([entry["name"], *map(str, entry["aliases"])]))


def preferred(said: str, manner: Collection[str]) -> dict[str, float]:
    """The weight of each kind of passage for a question in plain Indonesian words, asked in such a manner."""
    rules, down = _rules()
    wanted: dict[str, float] = {}
    for only, pattern, prefer in rules:
        if (only is None or only in manner) and pattern.search(said):
            for kind, weight in prefer.items():
                wanted[kind] = wanted.get(kind, 0.0) + weight
    return down | wanted


def in_reports(said: str) -> str:
    """The words by which reports say what a question asks for in others ("sumber dana": the funds by name)."""
    rules = load("passages", "assistant")["spoken"]
    return " ".join(str(rule["write"]) for rule in rules if re.search(rf"\b(?:{rule['ask']})\b", said))


@cache
def _rules() -> tuple[list[tuple[str | None, re.Pattern[str], dict[str, float]]], dict[str, float]]:
    data = load("passages", "assistant")
    rules = [(rule.get("for"), re.compile(rf"\b(?:{rule['ask']})\b"), rule["prefer"]) for rule in data["rules"]]
    return rules, data["down"]
