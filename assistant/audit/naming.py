"""Names of one thing in several spellings: which of a report's names mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from assistant.audit import rules
from corpus.report import Identity
from corpus.vocabulary import codes_in
from corpus.words import plain

_JOINED = re.compile(r"([A-Z]{3,})([A-Z][a-z])")
"""Words that the layout ran together ("AKIPKec.")."""
_ALIKE = 78.0
"""Least similarity (percent of letters) of the words in which two spellings differ."""
_MOST_LEFT = 0.4
"""Share of a name that may differ."""


class Names:
    """The names of one report: words that every name may carry (the office, fillers) do not tell them apart."""

    def __init__(self, identity: Identity) -> None:
        office = f"{identity.organisation} {identity.region}".lower()
        self._idle = frozenset(rules.rules()["fillers"]) | frozenset(re.findall(r"[a-z]+", office))
        self._heads: dict[str, str] = {}

    def words(self, name: str) -> tuple[str, ...]:
        """The telling words of a name in order."""
        return _words(name, self._idle)

    def head(self, name: str | None) -> str:
        """The first spelling met of what a name means, as its words; "" for no name."""
        words = self.words(name or "")
        text = " ".join(words)
        if text and text not in self._heads:
            self._heads[text] = next(
                (other for other in dict.fromkeys(self._heads.values()) if alike(text, other)), text
            )
        return self._heads.get(text, "")

    def code(self, name: str) -> str | None:
        """The code that a name is of and nothing besides ("Nilai AKIP Kec. X", not "Rata-rata IKM Desa")."""
        name = _JOINED.sub(r"\1 \2", name)
        found = codes_in(name)
        if not found:
            return None
        rest = "".join(" " if any(m.start <= i < m.end for m in found) else char for i, char in enumerate(name))
        idle = self._idle | frozenset(rules.rules()["idle_with_code"])
        codes = {match.code for match in found}
        return codes.pop() if len(codes) == 1 and not _words(rest, idle) else None

    def within(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether the shorter of two names is in the other, but for a word in four."""
        first, second = set(one), set(other)
        fewer = min(len(first), len(second))
        return bool(fewer) and len(first & second) >= fewer * rules.number("overlap")


@lru_cache(maxsize=16384)
def _words(name: str, idle: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[a-z]+|\d+", plain(name).lower()) if word not in idle)


@lru_cache(maxsize=65536)
def alike(one: str, other: str) -> bool:
    """Whether two names differ in the spelling of words only: same numbers, and the words that differ look alike."""
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    if abs(len(one) - len(other)) > max(len(one), len(other)) * _MOST_LEFT:
        return False
    first, second = one.split(), other.split()
    left = [word for word in first if word not in second]
    right = [word for word in second if word not in first]
    if any(word.isdigit() for word in (*left, *right)):
        return False
    if not left and not right:
        return sorted(first) == sorted(second) or abs(len(first) - len(second)) <= 1
    if not left or not right:
        return False
    shorter = min(len("".join(first)), len("".join(second)))
    if max(len("".join(left)), len("".join(right))) > shorter * _MOST_LEFT:
        return False
    return fuzz.ratio("".join(left), "".join(right)) >= _ALIKE
