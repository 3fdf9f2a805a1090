"""What a why-question is about, and whether a text speaks of it, of another indicator, or of neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.checklist.reading import named, same_name
from assistant.wording import stem, stems, stop_words, weak_stems, words
from corpus.fact import Fact
from corpus.vocabulary import codes_in
from corpus.words import squash

_SHORT = re.compile(r"\(([A-Z]{2,12})\)")
"""The short name that a name prints in brackets."""
_LEAST = 2
"""A name is told by so many telling words; one alone may stand anywhere."""
_GOAL = 12
_GLUED = 5
_MAIN = ("tujuan", "sasaran")


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator (or anything else that reports name) as one report prints it.

    `names` are its printed names, `goals` the objectives that it stands under, `words` the stems asked for;
    `others` the names of the report's other indicators; `money` is set for the budget as a whole;
    `idle` are the stems of the office's own name.
    """

    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    words: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    money: bool = False
    idle: frozenset[str] = frozenset()

    def is_named(self, text: str) -> bool:
        """Whether a text names it."""
        if self.money and not self.codes and not self.names:
            return bool(_MONEY & set(text.lower().split()) or _MONEY & set(stems(text)))
        if self.codes and any(match.code in self.codes for match in codes_in(text)):
            return True
        if any(re.search(rf"\b{short}\b", text) for name in self.names for short in _SHORT.findall(name)):
            return True
        held = set(stems(text))
        if len(self.words) >= _LEAST and self.words <= held:
            return True
        return any(_holds(held, text, name) or named([text], name) for name in self.names)

    def is_goal(self, text: str) -> bool:
        """Whether a text names the objective that it measures."""
        return any(len(goal) > _GOAL and named([text], goal) for goal in self.goals)

    def is_cell(self, text: str) -> bool:
        """Whether a cell is its name and nothing besides, in any spelling of an indicator that has a code."""
        return any(same_name(text, name) for name in self.names) or self._is_code(text)

    def _is_code(self, text: str) -> bool:
        found = codes_in(text)
        if not found or {match.code for match in found} - set(self.codes):
            return False
        rest = "".join(" " if any(m.start <= i < m.end for m in found) else char for i, char in enumerate(text))
        return not set(stems(rest)) - self.idle - _OF_A_NAME

    def another(self, text: str) -> bool:
        """Whether a text names another indicator of the report."""
        if any(match.code not in self.codes for match in codes_in(text)):
            return True
        held = set(stems(text))
        return any(_holds(held, text, name) for name in self.others)


_MONEY = frozenset({"anggaran", "penyerapan", "serapan", "pagu", "belanja", "keuangan"})


_OF_A_NAME = frozenset(stems("nilai indeks skor angka hasil evaluasi opd skpd pd kec kecamatan dinas badan unit"))


def _holds(held: set[str], text: str, name: str) -> bool:
    """Whether a text holds the telling words of a name, also one that it prints apart ("APB Desa")."""
    told = telling(name)
    left = told - held
    if len(told) < _LEAST or len(left) > 1:
        return False
    whole = [word for word in words(name) if stem(word) in left]
    return not left or (bool(whole) and all(len(word) >= _GLUED and word in squash(text) for word in whole))


def telling(name: str) -> frozenset[str]:
    """The stems of a name that tell it from other names."""
    return frozenset(word for word in stems(name) if word not in weak_stems() and word not in stop_words())


def asked(
    facts: Sequence[Fact], names: Iterable[str], codes: Sequence[str], words: Iterable[str], *, money: bool = False
) -> Asked:
    """What is asked, among the facts of one report; `names` are those printed beside the figures of the premise."""
    own = tuple(dict.fromkeys(names))
    goals = {
        fact.item
        for fact in facts
        if fact.item and fact.level in _MAIN and any(same_name(fact.indicator, name) for name in own)
    }
    main = {fact.indicator for fact in facts if fact.level in _MAIN and fact.code not in codes}
    others = tuple(sorted(name for name in main if not any(same_name(name, one) for one in own)))
    idle = frozenset(word for fact in facts[:1] for word in stems(f"{fact.organisation} {fact.region}"))
    return Asked(tuple(codes), own, tuple(sorted(goals)), frozenset(words), others, money, idle)
