"""Capital and small letters of names: covers print all in capitals what sentences print as names."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

_CAPITALS = re.compile(r"\b[A-Z][A-Z'-]+\b")
_SMALL = frozenset({"DAN", "DI", "PADA", "UNTUK", "ATAS", "DENGAN", "SERTA"})
_VOWEL = re.compile(r"[AEIOU]")
_AMONG_SMALL = re.compile(r"(?<![A-Z] )\b[A-Z]{2,8}\b(?! [A-Z]{2})")
_SMALL_WORD = re.compile(r"(?<!\S)[a-z]{2,}\b")
_SENTENCE = 3
"""Words in small letters from which a line is taken for one of a sentence."""
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Casing:
    """How a text writes its names: `short` are words that stay capitals (DPRD, PSDA), `sentences` its text in small."""

    short: frozenset[str]
    sentences: str

    @classmethod
    def of(cls, text: str, known: Collection[str] = ()) -> Casing:
        """Learnt from a text, beside those `known`: short names are in capitals among small letters, nowhere small."""
        mixed = [line for line in text.split("\n") if len(_SMALL_WORD.findall(line)) >= _SENTENCE]
        body = "\n".join(mixed)
        found = {match[0] for match in _AMONG_SMALL.finditer(body)}
        words = set(re.findall(r"\b[A-Z][a-z]+\b", body))
        learnt = {word for word in found if word.capitalize() not in words}
        return cls(frozenset(learnt.union(known)), body.lower())

    def titled(self, text: str) -> str:
        """Capital words as a name is written: "KECAMATAN MAWAR" becomes "Kecamatan Mawar"; other words stay."""
        return _CAPITALS.sub(lambda match: self._titled(match[0]), text)

    def said(self, text: str) -> bool:
        """Whether a sentence of the text holds these words one after another."""
        return text.lower() in self.sentences

    def _titled(self, word: str) -> str:
        if word in _SMALL:
            return word.lower()
        if len(word) <= _LONGEST and (word in self.short or not _VOWEL.search(word)):
            return word
        return word.capitalize()
