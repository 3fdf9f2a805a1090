"""Whom a sentence speaks of: indicators and programmes that the tables name, and short names of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from corpus.fact import Fact
from corpus.facts import names
from corpus.vocabulary import code_of, codes_in

_LEVELS = frozenset({"tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan", "komponen", "unsur"})
_PROGRAMMES = frozenset({"program", "kegiatan", "sub_kegiatan"})
_TELLING = frozenset({"target", "realisasi", "nilai", "target_akhir_renstra"})
"""Measures whose facts are named by an indicator."""
_VERB = re.compile(r"^(meningkat|terwujud|menguat|mewujud)(nya|kan)?")
_VERB_BEFORE = re.compile(r"\b(?:meningkat|terwujud|menguat|mewujud)(?:nya|kan)\s+$", re.IGNORECASE)
_QUOTED = re.compile(
    r"(?:\b(?P<kind>sub\s?kegiatan|kegiatan|program|indi[kc]ator|sasaran)\b[^„‘“\"”’‟.;]{0,40})?"
    r"[„‘“\"](?P<name>[^„‘“\"”’‟.;]{10,220})[‟’”\"']",
    re.IGNORECASE,
)
"""A name in quotation marks, mostly behind the word that says what it is: "Kegiatan kedua yaitu „Rapat Kerja‟"."""
_KINDS = {"subkegiatan": "sub_kegiatan", "kegiatan": "kegiatan", "program": "program", "sasaran": "sasaran"}
_ALIKE = 0.9
_LEAST_GOAL = 18
_LEAST_KEY = 10
"""A name shorter than this (squashed) is found only as a short name of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the tables know: its key, how it is printed, level, code and unit.

    One found by its goal has that goal's own text in `goal` ("" for others); `several` where that goal has more than
    one indicator, so that a sentence about it speaks of none of them.
    """

    key: str
    name: str
    level: str
    code: str | None
    unit: str | None
    programme: bool
    goal: str = ""
    several: bool = False

    def as_goal(self) -> Name:
        """The goal itself, not its indicator."""
        return replace(self, name=self.goal, code=None, unit=None)


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject found in a text: where it stands and what it is."""

    start: int
    end: int
    name: Name


class Finder:
    """Finds the subjects of a report's sentences; `known` are the facts of its tables."""

    def __init__(self, known: Sequence[Fact], organisation: str) -> None:
        self.known = _names(known)
        self.totals = {fact.code for fact in known if fact.level == "total" and fact.measure in _TELLING}
        self.organisation = organisation

    def find(self, text: str) -> list[Subject]:
        """Known names and short names in a text, in order; a place belongs to the longest name there."""
        letters = [(char.lower(), place) for place, char in enumerate(text) if char.isascii() and char.isalnum()]
        flat = "".join(char for char, _ in letters)
        taken: list[Subject] = []
        for name in self.known:
            at = flat.find(name.key)
            while at >= 0:
                start, end = letters[at][1], letters[at + len(name.key) - 1][1] + 1
                if not any(start < other.end and other.start < end for other in taken):
                    verb = _VERB_BEFORE.search(text[:start]) if name.goal else None
                    taken.append(Subject(verb.start() if verb else start, end, name))
                at = flat.find(name.key, at + 1)
        taken += self._quoted(text, taken)
        for match in codes_in(text):
            if not any(match.start < other.end and other.start < match.end for other in taken):
                taken.append(self._short(text, match.start, match.end, match.code))
        return sorted(taken, key=lambda subject: subject.start)

    def _quoted(self, text: str, taken: Sequence[Subject]) -> Iterator[Subject]:
        """Names in quotation marks that are spelt a little otherwise than in the tables, or that no table knows."""
        for match in _QUOTED.finditer(text):
            start, end = match.span("name")
            if any(start < other.end and other.start < end for other in taken):
                continue
            key = names.key(match["name"])
            near = [(SequenceMatcher(None, key, name.key, autojunk=False).ratio(), name) for name in self.known]
            ratio, name = max(near, key=lambda one: one[0], default=(0.0, None))
            if name is not None and ratio >= _ALIKE:
                yield Subject(start, end, name)
            elif match["kind"]:
                yield Subject(start, end, _unknown(match["kind"], " ".join(match["name"].split())))

    def _short(self, text: str, start: int, end: int, code: str) -> Subject:
        """A short name with the words that belong to it: "nilai" before, the office's name behind."""
        before = re.search(r"(?:(?:nilai|skor|indeks|hasil)\s+)?(?:evaluasi\s+)?$", text[:start], re.IGNORECASE)
        start = before.start() if before else start
        office = re.match(rf"\s+(?:{re.escape(self.organisation)}|kec\.\s+\w+)", text[end:], re.IGNORECASE)
        end += office.end() if office else 0
        known = next(
            (name for name in self.known if name.code == code and name.level in ("tujuan", "sasaran", "program")), None
        )
        level = known.level if known else "total" if code in self.totals else "other"
        name = known.name if known and known.level != "program" else text[start:end].strip()
        return Subject(start, end, Name("", name, level, code, known.unit if known else None, False))


def _unknown(kind: str, name: str) -> Name:
    """A name that no table knows, of the kind that its sentence says."""
    level = _KINDS.get(names.key(kind), "other")
    if level == "sasaran":
        return Name(names.key(name), name, level, None, None, False, name, several=True)
    code = None if level in _PROGRAMMES else code_of(name)
    return Name(names.key(name), name, level, code, None, level in _PROGRAMMES)


def _names(known: Sequence[Fact]) -> list[Name]:
    """The names of the tables, longest first, so that a longer name is found before one it contains."""
    found: dict[str, Name] = {}
    for fact in sorted(known, key=lambda fact: fact.code is None):
        money = fact.measure in ("pagu", "realisasi_anggaran", "serapan")
        if fact.level not in _LEVELS or not (fact.measure in _TELLING or (money and fact.level in _PROGRAMMES)):
            continue
        key = names.key(fact.indicator)
        if len(key) >= _LEAST_KEY and key not in found:
            programme = money and fact.level in _PROGRAMMES
            found[key] = Name(key, fact.indicator, fact.level, fact.code, None if money else fact.unit, programme)
    for key, name in _goals(known).items():
        found.setdefault(key, name)
    return sorted(found.values(), key=lambda name: (-len(name.key), name.key))


def _goals(known: Sequence[Fact]) -> dict[str, Name]:
    """Goals: a sentence about one that has a single indicator speaks of that indicator, else of the goal itself.

    Their key leaves out the verb that they begin with: tables say "Meningkatnya ...", sentences "Meningkatkan ...".
    """
    indicators: dict[str, dict[str, Fact]] = {}
    for fact in known:
        if fact.item and fact.level in ("tujuan", "sasaran") and fact.measure in ("target", "realisasi"):
            goal = _VERB.sub("", names.key(fact.item))
            indicators.setdefault(goal, {}).setdefault(fact.code or names.key(fact.indicator), fact)
    found: dict[str, Name] = {}
    for goal, facts in indicators.items():
        if len(goal) >= _LEAST_GOAL:
            fact = next(iter(facts.values()))
            name = Name(goal, fact.indicator, fact.level, fact.code, fact.unit, False, str(fact.item), len(facts) > 1)
            found[goal] = name.as_goal() if name.several else name
    return found
