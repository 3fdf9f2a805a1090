"""Whom a figure of a sentence is of: an indicator, a programme, a goal, or the office itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.facts.narrative.cues import pattern
from corpus.facts.narrative.figure import Figure
from corpus.facts.narrative.subjects import Finder, Name, Subject
from corpus.report import Block
from corpus.vocabulary import code_of

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
"""Between two sentences."""
_CLOSE = 2
_OF_GOALS = frozenset({"capaian", "tingkat_kemajuan", "realisasi"})
"""What a percentage beside a goal with several indicators may be of the goal itself."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A block's text with the names found in it, and where the sentence begins that a figure stands in."""

    block: Block
    start: int
    subjects: Sequence[Subject]

    @property
    def text(self) -> str:
        """The text of the block."""
        return self.block.text

    def before(self, figure: Figure) -> str:
        """The sentence up to a figure."""
        return self.text[self.start : figure.start]

    def after(self, figure: Figure) -> str:
        """The block behind a figure."""
        return self.text[figure.end :]

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        end = SENTENCE.search(self.text, self.start)
        return self.text[self.start : end.start() if end else len(self.text)]


class Whose:
    """Tells whom figures are of in the sentences of one office; `own` is a pattern for the office's own names."""

    def __init__(self, finder: Finder, organisation: str, own: str) -> None:
        self.finder, self.organisation, self.own = finder, organisation, own

    def of(self, figure: Figure, clause: Clause) -> Name | None:
        """Whom a figure is of; None where that is not known, or is a goal that has no figures of this kind itself."""
        budget = figure.money or figure.measure == "serapan"
        named = _right_behind(figure, clause)
        if named is not None:
            return named.as_goal() if budget and named.goal else named
        earlier = [subject for subject in clause.subjects if subject.start < figure.start]
        earlier = [s for s in earlier if not s.name.goal or _speaks_of_goal(s, clause.text, earlier)]
        last = earlier[-1] if earlier else None
        if last is not None and last.name.goal and last.start >= clause.start and not figure.whole:
            if budget:
                return last.name.as_goal()
            return last.name if not last.name.several or figure.measure in _OF_GOALS else None
        if budget:
            return self._paid([s.name for s in earlier if not s.name.goal], figure, clause)
        return self._measured(earlier, figure, clause)

    def _measured(self, earlier: Sequence[Subject], figure: Figure, clause: Clause) -> Name | None:
        """Whom a performance figure is of: what the sentence names, else the paragraph, else its heading."""
        inside = [subject for subject in earlier if subject.start >= clause.start]
        before = clause.before(figure)
        if not inside and (office := self._of_office(figure, before)):
            return office
        if earlier and earlier[-1].name.several:
            return None
        if not inside and (own := _own_name(before)):
            return own
        section = clause.block.section
        heading = self.finder.find(section[-1]) if section else []
        # A heading that names a goal is too far from its indicator.
        return _spoken(inside, earlier, [subject for subject in heading if not subject.name.goal])

    def _paid(self, earlier: Sequence[Name], figure: Figure, clause: Clause) -> Name | None:
        """Whom an amount or an absorption is of: the last programme named, else the last indicator, else the office."""
        if pattern("of_several").search(clause.before(figure)):
            return None
        programme = next((name for name in reversed(earlier) if name.programme), None)
        spoken = [name for name in earlier if not name.programme]
        if programme or spoken:
            return programme or spoken[-1]
        return self._whole_office(clause.text[: figure.start], clause.start)

    def _of_office(self, figure: Figure, clause: str) -> Name | None:
        """The achievement of the whole office: an average, or one said to be "secara keseluruhan"."""
        if figure.whole:
            return Name("", "Rata-rata capaian kinerja", "total", None, "persen", False)
        said = pattern("of_office").search(clause) or re.search(
            rf"capaian kinerja\s+(?:{self.own})", clause, re.IGNORECASE
        )
        if figure.measure == "capaian" and figure.percent and said:
            name = f"Pencapaian kinerja {self.organisation} secara keseluruhan"
            return Name("", name, "total", None, "persen", False)
        return None

    def _whole_office(self, before: str, start: int) -> Name | None:
        """The office's own budget, where the sentence (from `start`) speaks of "anggaran", "pagu" or "realisasi".

        None where the text before the figure speaks of one programme, activity or indicator, and not of the office
        after that.
        """
        if not pattern("of_money").search(before[start:]):
            return None
        parts = list(pattern("of_a_part").finditer(before))
        if parts and not re.search(self.own or r"(?!)", before[parts[-1].end() :], re.IGNORECASE):
            return None
        return Name("", f"Anggaran {self.organisation}", "total", None, "rupiah", True)


def _right_behind(figure: Figure, clause: Clause) -> Name | None:
    """The name that stands right behind a figure ("97,53 untuk IKM")."""
    behind = pattern("subject_behind").match(clause.after(figure))
    if behind is None:
        return None
    start = figure.end + behind.end()
    return next((s.name for s in clause.subjects if 0 <= s.start - start <= _CLOSE), None)


def _own_name(clause: str) -> Name | None:
    """The indicator that a sentence begins with, where no table knows it by these words."""
    match = pattern("own_name").match(clause)
    return Name("", match["name"].strip(), "other", code_of(match["name"]), None, False) if match else None


def _spoken(*places: Sequence[Subject]) -> Name | None:
    """The last indicator named in the first of these places (sentence, paragraph, heading) that names one."""
    for found in places:
        indicators = [subject.name for subject in found if not subject.name.programme and not subject.name.several]
        if indicators:
            return indicators[-1]
    return None


def _speaks_of_goal(goal: Subject, text: str, subjects: Sequence[Subject]) -> bool:
    """Whether a goal is what a sentence is about: it is said to be one, and not only where an indicator belongs."""
    if not pattern("goal_before").search(text[: goal.start]):
        return False
    start = max((match.end() for match in SENTENCE.finditer(text, 0, goal.start)), default=0)
    return not any(start <= other.start < goal.start and not other.name.goal for other in subjects)
