"""A causal sentence cut into what happened and why; the words are data (`causes.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.vocabulary import load

_HEAD_REACH = 220
"""So many characters may stand between "penyebab" and "adalah"."""
_SAYS = 4
"""The least letters of a cause."""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a sentence says happened (`effect`) and why (`cause`, "" where a list or table follows that says it).

    `way` is how its `head` points ("faktor pendorong": good), None where it points nowhere.
    `at` is where the causal words begin.
    """

    effect: str
    cause: str
    way: str | None
    at: int
    head: str = ""
    start: str = ""
    """What stands before the causal words."""

    @property
    def points(self) -> bool:
        """Whether it speaks of what was said before ("kenaikan ini", "penyebabnya")."""
        return any(pattern("pointing").search(text) for text in (self.start, f"{self.effect} {self.head}".strip()))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of the data file."""
    return re.compile(load("causes", "assistant")[name], re.IGNORECASE)


@cache
def _cutters() -> tuple[tuple[str, str | None, re.Pattern[str]], ...]:
    found = []
    for entry in load("causes", "assistant")["clauses"]:
        words = "|".join(str(word) for word in entry["words"])
        if entry["before"] == "head":
            copula = load("causes", "assistant")["copula"]
            words = rf"(?P<head>\b(?:{words})\b)(?P<effect>[^.;:]{{0,{_HEAD_REACH}}}?){copula}"
        else:
            words = rf"(?<![\w-])(?:{words})(?!\w)"
        found.append((str(entry["before"]), entry.get("way"), re.compile(words, re.IGNORECASE)))
    return tuple(found)


def clauses(sentence: str) -> list[Clause]:
    """The causal clauses of a sentence, those with a head first; [] for a sentence that states no cause."""
    found: list[Clause] = []
    for before, way, words in _cutters():
        for match in words.finditer(sentence):
            clause = _clause(sentence, before, way, match)
            if clause is not None and not (before == "cause" and found):
                found.append(clause)
    return sorted(found, key=lambda one: one.at)


def _clause(sentence: str, before: str, way: str | None, match: re.Match[str]) -> Clause | None:
    first, last = sentence[: match.start()].strip(), sentence[match.end() :].strip()
    if before == "head":
        effect = f"{first} {match['effect']}"
        return Clause(effect.strip(), last, way, match.start(), match["head"], first) if _enough(last) else None
    if before == "effect":
        return Clause(first, last, None, match.start()) if first and _enough(last) else None
    return Clause(last, first, None, match.start(), start=first) if last and _enough(first) else None


def _enough(cause: str) -> bool:
    """Whether a cause says something, or leaves it to what follows."""
    return len(re.sub(r"\W", "", cause)) >= _SAYS or cause.rstrip().endswith(":") or not cause.strip(" :.")


def happened(clause: Clause) -> str:
    """What a clause says happened, from its last contrasting word on ("..., namun tidak mencapai target")."""
    return pattern("contrast").split(clause.effect)[-1]


def fits(clause: Clause, wanted: Collection[str], before: Sequence[str] = ()) -> bool:
    """Whether a clause may explain what went the `wanted` ways ("up", "down", "good", "bad"; none: any way).

    It speaks of performance, and not of other ways only. Where its own words point nowhere, those of the sentence
    `before` it that it speaks of do.
    """
    effect = happened(clause)
    if pattern("no_effect").search(effect) or pattern("imperative").search(effect):
        return False
    if not pattern("effect").search(effect) and clause.way is None and not clause.points:
        return False
    said = told(clause, before)
    return not wanted or not said or bool(said & set(wanted))


def told(clause: Clause, before: Sequence[str] = ()) -> frozenset[str]:
    """The ways that a clause speaks of: those of its head, else of its effect, else of the sentence before."""
    if clause.way is not None:
        return frozenset({clause.way})
    said = ways(happened(clause))
    if not said and clause.points and before:
        said = ways(pattern("contrast").split(before[-1])[-1])
    return said


def ways(text: str) -> frozenset[str]:
    """The ways that a text speaks of: "up", "down", "good", "bad", or none."""
    text = pattern("neutral").sub(" ", text)
    denied = pattern("denied").sub(" tidak ", text)
    return frozenset(name for name in ("up", "down", "good", "bad") if pattern(name).search(denied))
