"""The facts of a library revision in memory, indexed once for questions."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from assistant.offices import Office
from assistant.slips import without_slip
from assistant.wording import stem, stems, telling, words
from corpus.fact import Fact
from corpus.vocabulary import code_of, codes_in, without_code

# How much a word counts by where it stands; the name itself counts most.
_WEIGHTS = (("indicator", 1.0), ("row", 0.9), ("item", 0.8), ("measure", 0.7), ("header", 0.5), ("table", 0.5))


_LONG_NAME = 5
"""Stems of a name that no question says by chance."""


@dataclass(frozen=True, slots=True)
class Link:
    """A fact that fits the words of a question: share of their weight found, and of its name left unasked."""

    index: int
    coverage: float
    extra: float

    @property
    def score(self) -> float:
        """One number to order links by: coverage, less a little for words of the name that were not asked."""
        return self.coverage - 0.25 * self.extra


class Likeness(Protocol):
    """How near a phrase is in meaning to each of some names.

    `margin` is how much nearer than the next a name must be to be the one meant; None where that was not measured.
    """

    @property
    def margin(self) -> float | None:
        """A difference of cosines."""
        ...

    def __call__(self, phrase: str, names: Sequence[str]) -> Sequence[float]:
        """The cosine with each name, in order."""
        ...


class Frame:
    """All facts with postings by word, code and report. Built once per revision; never changed.

    `likeness` links names by meaning; without it only their words do.
    """

    def __init__(self, facts: Sequence[Fact], offices: Sequence[Office], likeness: Likeness | None = None) -> None:
        self.likeness = likeness
        self.facts = final(facts)
        self.offices = tuple(sorted(offices, key=lambda o: (o.organisation, o.year or 0, o.id)))
        self.by_report: dict[str, tuple[int, ...]] = {}
        self.codes: list[str | None] = []
        self._names: list[frozenset[str]] = []
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        self._by_code: dict[str, list[int]] = defaultdict(list)
        self._rows: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        self._build()
        self._distinct = frozenset(self._names)
        self._idf = self._weights()
        self.benchmark_words = self._benchmarks()
        vocabulary = tuple(sorted(self._postings))
        names = (word for fact in self.facts for word in words(f"{fact.indicator} {fact.item or ''}"))
        known = tuple(sorted({word for word in names if len(word) > 4 and word.isalpha()}))
        # Caches of this frame alone: one of the class would keep every frame of earlier revisions alive.
        self._near = lru_cache(maxsize=4096)(lambda token: without_slip(token, vocabulary))
        self._spelt = lru_cache(maxsize=4096)(lambda word, also: without_slip(word, (*known, *also)))

    def _build(self) -> None:
        reports: dict[str, list[int]] = defaultdict(list)
        for index, fact in enumerate(self.facts):
            reports[fact.report].append(index)
            self._rows[_place(fact)].append(fact)
            code = fact.code or own_code(fact.indicator, fact.item, fact.organisation)
            self.codes.append(code)
            if code is not None:
                self._by_code[code].append(index)
            self._names.append(frozenset(stems(fact.indicator)))
            for field, weight in _WEIGHTS:
                for token in _field_stems(fact, field):
                    if self._postings[token].get(index, 0.0) < weight:
                        self._postings[token][index] = weight
        self.by_report = {report: tuple(found) for report, found in reports.items()}

    def _weights(self) -> dict[str, float]:
        subjects: dict[frozenset[str], None] = dict.fromkeys(self._names)
        count: dict[str, int] = defaultdict(int)
        for names in subjects:
            for token in names:
                count[token] += 1
        total = max(len(subjects), 1)
        return {token: math.log(1 + total / (1 + count[token])) for token in self._postings}

    def _benchmarks(self) -> frozenset[str]:
        """Stems of the names of offices that reports compare themselves with, less those that report themselves."""
        found: set[str] = set()
        for fact in self.facts:
            if fact.measure == "pembanding":
                found |= set(stems(f"{fact.item or ''} {fact.note or ''} {' '.join(fact.source.header)}"))
        own = {token for office in self.offices for token in stems(f"{office.organisation} {office.region}")}
        return frozenset(found - own)

    def knows(self, word: str) -> bool:
        """Whether a word, in any of its forms, stands in some fact."""
        return stem(word) in self._postings

    def is_named_in(self, tokens: Iterable[str]) -> bool:
        """Whether the words of a question hold the whole of a long name, so that they are parts of it."""
        said = {stem(token) for token in tokens}
        return any(len(name) >= _LONG_NAME and name <= said for name in self._distinct)

    def weight(self, token: str) -> float:
        """How telling a stem is; a stem that no fact holds weighs as much as a rare one."""
        return self._idf.get(token, math.log(1 + max(len(self._names), 1)))

    def nearest(self, token: str) -> str:
        """The stem itself if facts hold it, else the one stem near enough to be what was meant, else itself."""
        if token in self._postings or len(token) < 5:
            return token
        return self._near(token)

    def spelt(self, word: str, also: Iterable[str] = ()) -> str:
        """The word of the facts (or of `also`) that a misspelt word was meant to be, itself where none is near.

        Short words, numbers and words that facts hold stay as they are.
        """
        if len(word) < 6 or not word.isalpha() or self.knows(word):
            return word
        return self._spelt(word, tuple(also))

    def of_code(self, code: str, scope: frozenset[int] | None = None) -> list[int]:
        """Facts of a code, in reading order, within a scope of fact indexes."""
        return [i for i in self._by_code.get(code, ()) if scope is None or i in scope]

    def row(self, fact: Fact) -> tuple[Fact, ...]:
        """All facts printed on the row of a fact, itself included, in column order."""
        return tuple(self._rows.get(_place(fact), ()))

    def name_stems(self, index: int) -> frozenset[str]:
        """The stems of a fact's own name."""
        return self._names[index]

    def link(self, tokens: Iterable[str], scope: Iterable[int]) -> list[Link]:
        """Facts within scope that hold any of the stems, best first."""
        asked = list(dict.fromkeys(self.nearest(token) for token in tokens))
        total = sum(self.weight(token) for token in asked)
        if not total:
            return []
        allowed = scope if isinstance(scope, (set, frozenset)) else frozenset(scope)
        scores: dict[int, float] = defaultdict(float)
        for token in asked:
            weight = self.weight(token)
            for index, place in self._postings.get(token, {}).items():
                if index in allowed:
                    scores[index] += weight * place
        links = [Link(index, score / total, self._extra(index, asked)) for index, score in scores.items()]
        return sorted(links, key=lambda link: (-link.score, link.index))

    def _extra(self, index: int, asked: Sequence[str]) -> float:
        names = self._names[index]
        total = sum(self.weight(token) for token in names)
        left = sum(self.weight(token) for token in names if token not in asked)
        return left / total if total else 1.0


def _place(fact: Fact) -> tuple[object, ...]:
    source = fact.source
    return (fact.report, source.line_start, source.page, source.table, source.row)


_GLUED = re.compile(r"([A-Z]{2,})([A-Z][a-z]+)")
"""An acronym and the next word printed as one ("AKIPKec.")."""


def final(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts without those that give a quarter's figure as the year's: one row prints it both ways, half-way."""
    kept = tuple(facts)
    quarters = {
        (_place(fact), fact.measure.removesuffix("_triwulan"), fact.value)
        for fact in kept
        if fact.measure.endswith("_triwulan") and fact.value is not None
    }
    return tuple(fact for fact in kept if (_place(fact), fact.measure, fact.value) not in quarters)


@lru_cache(maxsize=65536)
def own_code(indicator: str, item: str | None, organisation: str = "") -> str | None:
    """The code that an indicator's own text names, else None.

    Only a text that is mainly the indicator's name counts: "Koordinasi Tim PATEN" is an activity. The office's name
    and words that name nothing ("nilai", "kecamatan") do not count against it.
    """
    indicator = _GLUED.sub(r"\1 \2", indicator)
    code = code_of(indicator)
    if code is None:
        return None
    inside = sum(match.end - match.start for match in codes_in(indicator) if match.code == code)
    if inside * 2 >= len(indicator.strip()) or (item is None and len(words(indicator)) <= 6):
        return code
    besides = set(telling(without_code(indicator, code))) - set(words(organisation))
    return None if besides else code


def _field_stems(fact: Fact, field: str) -> tuple[str, ...]:
    if field == "indicator":
        return stems(fact.indicator)
    if field == "item":
        return stems(fact.item or "")
    if field == "measure":
        return stems(fact.measure.replace("_", " "))
    if field == "row":
        return stems(fact.source.row or "")
    if field == "header":
        return stems(" ".join(fact.source.header))
    return stems(fact.source.table or "")
