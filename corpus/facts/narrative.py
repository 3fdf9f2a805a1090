"""Figures in sentences: "IKM ditargetkan 94 telah tercapai 93,53", "anggaran sebesar Rp ... dengan realisasi ...".

A figure becomes a fact only when a cue word stands right before it (only filler words or the indicator's own name
between) and its subject is known: an indicator or programme that the tables name, a short name of the vocabulary, or
the whole office for its budget. Such facts are flagged `narrative` and never override a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from corpus.fact import Fact, Source
from corpus.facts.names import key
from corpus.facts.rows import GOALS
from corpus.facts.subjects import Finder, Name, Subject
from corpus.facts.units import canonical, unit_of_code
from corpus.numbers import parse
from corpus.places import narrow
from corpus.report import Block, Report
from corpus.vocabulary import code_of, load

_FIGURE = re.compile(
    r"(?<![\w/.,\-–])(?P<rp>Rp\s?\.?\s*)?"
    r"(?P<digits>\d{1,3}(?:[.,]\d{3})+(?:,\d{1,2})?(?![\d])|\d+(?:\s?[.,]\s?\d+)?)(?:,-)?"
    r"(?P<percent>\s?%|\s+persen\b)?(?P<grade>\s?\((?:AA|A|BB|B|CC|C|D|E)\))?(?![\w/]|[.,]\d|-\d)"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_OF_WEIGHT = re.compile(r"\bnilai \d[\d.,]* dari bobot", re.IGNORECASE)
_YEARS = re.compile(r"20\d\d\s*[-–]\s*(20\d\d)")
_LONGEST_BLOCK = 4000
_CLOSE, _LONG_NAME = 2, 25
_OF_GOALS = frozenset({"capaian", "tingkat_kemajuan", "realisasi"})
"""What a percentage beside a goal with several indicators may be of the goal itself."""
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d{1,2})?")
"""Millions with their groups parted are money, also where "Rp" is left out."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure found in a sentence, with its place in the block's text and what its cue says it is."""

    start: int
    end: int
    as_printed: str
    measure: str
    percent: bool
    money: bool
    whole: bool = False
    spent_of: bool = False


@cache
def _cues() -> list[tuple[dict[str, Any], re.Pattern[str]]]:
    return [(cue, re.compile(rf"\b(?:{cue['pattern']})\b", re.IGNORECASE)) for cue in load("narrative")["cues"]]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    text = load("narrative")[name]
    return re.compile(rf"^(?:[\s,.:;()“”„‟‘’'\"–-]|\b{text}\b)*$" if name == "between" else text, re.IGNORECASE)


def extract(report: Report, known: Sequence[Fact], plan_end: int | None) -> Iterator[Fact]:
    """The facts of a report's paragraphs and list items.

    `known` are those of its tables (for names and units); `plan_end` is the last year of its strategic plan.
    A percentage that a sentence calls an achievement and a table prints as the realisasi itself is left out: the
    table has it, and which of the two the sentence means is not sure.
    """
    reader = _Reader(report, Finder(known, report.identity.organisation), plan_end)
    achieved = {_result(fact) for fact in known if fact.measure == "capaian"}
    results = {_result(fact) for fact in known if fact.measure == "realisasi"}
    for block in report.blocks:
        if block.kind in ("paragraph", "list_item") and len(block.text) <= _LONGEST_BLOCK:
            for fact in reader.facts(block):
                is_result = fact.measure == "nilai" and fact.level in GOALS and _result(fact) in results
                if fact.measure != "capaian" or _result(fact) in achieved or _result(fact) not in results:
                    yield replace(fact, measure="realisasi") if is_result else fact


def _result(fact: Fact) -> tuple[str, int | None, object]:
    """What makes a spoken score ("dengan nilai IKM sebesar 97,53") the realisasi that a table prints."""
    return fact.code or key(fact.indicator), fact.period_year, fact.value


class _Reader:
    """Reads the blocks of one report."""

    def __init__(self, report: Report, finder: Finder, plan_end: int | None) -> None:
        self.report, self.finder, self.plan_end = report, finder, plan_end
        self.organisation = report.identity.organisation
        names = [name for name in (report.identity.organisation, report.identity.region) if name]
        self.own = "|".join(re.escape(name) for name in names)

    def facts(self, block: Block) -> Iterator[Fact]:
        text = block.text
        if not any(char.isdigit() for char in text):
            return
        subjects = self.finder.find(text)
        start = 0
        for sentence in _SENTENCE.split(text):
            position = text.index(sentence, start)
            for figure in self._figures(text, position, position + len(sentence), subjects):
                fact = self._fact(figure, text, position, subjects, block)
                if fact is not None:
                    yield fact
            start = position + len(sentence)

    def _figures(self, text: str, start: int, end: int, subjects: Sequence[Subject]) -> Iterator[_Figure]:
        """The figures of a sentence.

        After an amount that no cue explains a realisasi may belong to that amount: it is left out.
        """
        since, before, stray = start, None, False
        for match in _FIGURE.finditer(text, start, end):
            if _is_other(match, text):
                continue
            figure = _classified(match, text, since, before, subjects, self.own)
            since = match.end()
            if figure is not None and not (figure.measure in ("realisasi_anggaran", "serapan") and stray):
                before, stray = figure, False
                yield figure
            elif match["rp"]:
                stray = True

    def _fact(self, figure: _Figure, text: str, start: int, subjects: Sequence[Subject], block: Block) -> Fact | None:
        subject = self._subject(figure, text, start, subjects, block)
        number = parse(figure.as_printed, "money" if figure.money else "decimal")
        place = narrow(block.place, figure.as_printed, self.report.lines, self.report.printed)
        if subject is None or number.value is None or place is None:
            return None
        part = subject.level in ("komponen", "unsur")
        if not part and (figure.measure == "bobot" or _OF_WEIGHT.search(_sentence(text, start))):
            return None
        if part and figure.measure == "realisasi" and not figure.percent:
            figure = replace(figure, measure="nilai")
        if figure.percent and figure.measure == "realisasi" and subject.several:
            figure = replace(figure, measure="capaian")
        if _is_other_kind(figure, subject):
            if figure.measure != "realisasi":
                return None
            figure = replace(figure, measure="capaian")
        unit = (
            "rupiah"
            if figure.money
            else "persen"
            if figure.percent
            else subject.unit or canonical(number.unit) or unit_of_code(subject.code)
        )
        identity = self.report.identity
        benchmark = _benchmark(text[start : figure.start]) if figure.measure == "pembanding" else None
        return Fact(
            report=identity.id,
            organisation=identity.organisation,
            region=identity.region,
            report_year=identity.year,
            level=subject.level,
            indicator=subject.name,
            item=benchmark,
            code=subject.code or code_of(subject.name),
            period_year=self._year(figure, text[start : figure.start], text[figure.end :]),
            version=_version(figure, text[start : figure.start]),
            measure=figure.measure,
            value=number.value,
            as_printed=figure.as_printed,
            unit=unit,
            source=Source(
                file=self.report.file,
                line_start=place.line_start,
                line_end=place.line_end,
                page=place.page,
                bbox=place.bbox,
                table=None,
                row=block.section[-1] if block.section else None,
            ),
            flags=tuple(sorted({"narrative", *number.flags})),
        )

    def _year(self, figure: _Figure, clause: str, after: str) -> int | None:
        """The year said right behind the figure ("5 unit pada tahun 2015"), else the last single one before it.

        The report's where its sentence names none; the plan's for its last target.
        """
        if figure.measure == "target_akhir_renstra":
            return self.plan_end
        own = _pattern("year_after").match(after)
        if own:
            return int(own["year"])
        spans = r" \1 " if figure.measure == "perubahan" else " "
        years = _YEAR.findall(_YEARS.sub(spans, clause))
        year = self.report.identity.year
        if year is not None and _pattern("last_year").search(clause):
            return year - 1
        return int(years[-1]) if years else year

    def _subject(
        self, figure: _Figure, text: str, start: int, subjects: Sequence[Subject], block: Block
    ) -> Name | None:
        """Whom a figure is of; None where that is not known, or is a goal that has no figures of this kind itself."""
        budget = figure.money or figure.measure == "serapan"
        behind = _pattern("subject_behind").match(text[figure.end :])
        named = [s for s in subjects if behind and 0 <= s.start - figure.end - behind.end() <= _CLOSE]
        if named:
            return named[0].name.as_goal() if budget and named[0].name.goal else named[0].name
        earlier = [subject for subject in subjects if subject.start < figure.start]
        earlier = [s for s in earlier if not s.name.goal or _speaks_of_goal(s, text, earlier)]
        last = earlier[-1] if earlier else None
        if last is not None and last.name.goal and last.start >= start and not figure.whole:
            if budget:
                return last.name.as_goal()
            return last.name if not last.name.several or figure.measure in _OF_GOALS else None
        if budget and _pattern("of_several").search(text[start : figure.start]):
            return None
        if budget:
            return self._paid([s.name for s in earlier if not s.name.goal], text[: figure.start], start)
        inside = [subject for subject in earlier if subject.start >= start]
        if not inside and (office := self._of_office(figure, text[start : figure.start])):
            return office
        if last is not None and last.name.several:
            return None
        if not inside and (own := self._own_name(text[start : figure.start])):
            return own
        heading = self.finder.find(block.section[-1]) if block.section else []
        # A heading that names a goal is too far from its indicator.
        return _spoken(inside, earlier, [subject for subject in heading if not subject.name.goal])

    def _paid(self, earlier: Sequence[Name], before: str, start: int) -> Name | None:
        """Whom an amount or an absorption is of: the last programme named, else the last indicator, else the office."""
        programme = next((name for name in reversed(earlier) if name.programme), None)
        spoken = [name for name in earlier if not name.programme]
        return programme or (spoken[-1] if spoken else self._whole_office(before, start))

    def _of_office(self, figure: _Figure, clause: str) -> Name | None:
        """The achievement of the whole office: an average, or one said to be "secara keseluruhan"."""
        if figure.whole:
            return Name("", "Rata-rata capaian kinerja", "total", None, "persen", False)
        said = _pattern("of_office").search(clause) or re.search(
            rf"capaian kinerja\s+(?:{self.own})", clause, re.IGNORECASE
        )
        if figure.measure == "capaian" and figure.percent and said:
            name = f"Pencapaian kinerja {self.organisation} secara keseluruhan"
            return Name("", name, "total", None, "persen", False)
        return None

    @staticmethod
    def _own_name(clause: str) -> Name | None:
        """The indicator that a sentence begins with, where no table knows it by these words."""
        match = _pattern("own_name").match(clause)
        return Name("", match["name"].strip(), "other", code_of(match["name"]), None, False) if match else None

    def _whole_office(self, before: str, start: int) -> Name | None:
        """The office's own budget, where the sentence (from `start`) speaks of "anggaran", "pagu" or "realisasi".

        None where the text before the figure speaks of one programme, activity or indicator, and not of the office
        after that.
        """
        if not re.search(r"anggaran|pagu|serapan|realisasi|apbd", before[start:], re.IGNORECASE):
            return None
        parts = list(_pattern("of_a_part").finditer(before))
        if parts and not re.search(self.own or r"(?!)", before[parts[-1].end() :], re.IGNORECASE):
            return None
        return Name("", f"Anggaran {self.organisation}", "total", None, "rupiah", True)


def _spoken(*places: Sequence[Subject]) -> Name | None:
    """The last indicator named in the first of these places (sentence, paragraph, heading) that names one."""
    for found in places:
        indicators = [subject.name for subject in found if not subject.name.programme and not subject.name.several]
        if indicators:
            return indicators[-1]
    return None


def _speaks_of_goal(goal: Subject, text: str, subjects: Sequence[Subject]) -> bool:
    """Whether a goal is what a sentence is about: it is said to be one, and not only where an indicator belongs."""
    if not _pattern("goal_before").search(text[: goal.start]):
        return False
    start = max((match.end() for match in _SENTENCE.finditer(text, 0, goal.start)), default=0)
    return not any(start <= other.start < goal.start and not other.name.goal for other in subjects)


def _sentence(text: str, start: int) -> str:
    end = _SENTENCE.search(text, start)
    return text[start : end.start() if end else len(text)]


def _version(figure: _Figure, clause: str) -> str | None:
    """The version of a plan figure: the last one named before it in its sentence; results have none."""
    if figure.measure == "target_akhir_renstra":
        return "renstra_akhir"
    if figure.measure != "pagu":
        return None
    named = [
        (hit.end(), str(entry["version"]))
        for entry in load("narrative")["versions"]
        for hit in re.finditer(rf"\b(?:{entry['pattern']})", clause, re.IGNORECASE)
    ]
    return max(named)[1] if named else None


def _is_other_kind(figure: _Figure, subject: Name) -> bool:
    """Whether a percentage is given as target or realisasi of an indicator that is no percentage."""
    return figure.percent and figure.measure in ("target", "realisasi") and subject.unit not in (None, "persen")


def _is_other(match: re.Match[str], text: str) -> bool:
    """Whether a number is a year, a date, a regulation's or table's number or a count of things."""
    if match["rp"] or match["percent"]:
        return False
    if re.fullmatch(r"(?:19|20)\d\d", match["digits"]):
        return True
    return bool(
        _pattern("not_before").search(text[: match.start()]) or _pattern("not_after").match(text[match.end() :])
    )


def _classified(
    match: re.Match[str], text: str, since: int, before: _Figure | None, subjects: Sequence[Subject], own: str
) -> _Figure | None:
    """What the last cue between the figure before and this one says it is; None without a cue of its kind."""
    amount = match["rp"] or (_AMOUNT.fullmatch(match["digits"]) and not match["percent"])
    kind = "rupiah" if amount else "percent" if match["percent"] else "plain"
    gap = text[since : match.start()]
    named = [(s.start - since, s.end - since) for s in subjects if s.end - s.start >= _LONG_NAME]
    found = [
        (hit.end(), hit.end() - hit.start(), -order, cue, hit)
        for order, (cue, pattern) in enumerate(_cues())
        if kind in cue["kind"]
        for hit in pattern.finditer(gap)
        if cue.get("weak") or not any(start <= hit.start() and hit.end() <= end for start, end in named)
    ]
    bare = _without_names(gap, since, subjects, own)
    if not found:
        return _joined(match, before, kind, bare) or _alternative(match, before, kind, gap)
    strong = [item for item in found if not item[3].get("weak")]
    for candidates in (strong, [item for item in found if item[3].get("weak")]):
        if not candidates:
            continue
        end, _, _, cue, hit = max(candidates, key=lambda item: item[:3])
        if cue.get("weak") and _pattern("set").search(gap[end:]):
            continue
        if not _pattern("wished").search(gap[: hit.start()]) and _pattern("between").match(
            _without_names(gap[end:], since + end, subjects, own)
        ):
            break
    else:
        return None
    measure = str(cue["measure"])
    if (
        measure == "pembanding"
        and not re.search(r"realisasi|nilai", gap[: hit.start()], re.IGNORECASE)
        and before is None
    ):
        return None
    measure = _in_context(measure, kind, before, text[match.end() :], bare)
    whole = measure == "capaian" and bool(_pattern("whole").search(hit[0]))
    return _Figure(match.start(), match.end(), match[0].strip(), measure, kind == "percent", kind == "rupiah", whole)


def _joined(match: re.Match[str], before: _Figure | None, kind: str, rest: str) -> _Figure | None:
    """A figure that "dan" joins to the one before shares its cue: "mencapai IPP 3,9 dan IKM 97,53"."""
    if before is None or before.money or before.percent != (kind == "percent") or not _pattern("joined").match(rest):
        return None
    return _Figure(match.start(), match.end(), match[0].strip(), before.measure, before.percent, False)


def _alternative(match: re.Match[str], before: _Figure | None, kind: str, gap: str) -> _Figure | None:
    """The figure before said in another form: an amount spent as the absorption, a realisasi as the achievement.

    The amount behind an absorption is what was spent; what it was spent of ("dari Rp ...") is the budget.
    """
    if kind == "rupiah" and before is not None:
        if before.measure == "serapan" and _pattern("alternative").match(gap):
            return _Figure(match.start(), match.end(), match[0].strip(), "realisasi_anggaran", False, True)
        if before.measure == "realisasi_anggaran" and _pattern("spent_of").match(gap):
            return _Figure(match.start(), match.end(), match[0].strip(), "pagu", False, True, spent_of=True)
    said = {"realisasi_anggaran": "serapan", "realisasi": "capaian", "nilai": "capaian"}
    measure = "serapan" if before and before.spent_of else said.get(before.measure) if before else None
    if kind != "percent" or measure is None or (before and before.percent) or not _pattern("alternative").match(gap):
        return None
    return _Figure(match.start(), match.end(), match[0].strip(), measure, True, False)


def _without_names(gap: str, offset: int, subjects: Sequence[Subject], own: str) -> str:
    """The words between a cue and its figure, without the names of indicators and of the office."""
    kept = list(gap)
    for subject in subjects:
        for place in range(max(subject.start - offset, 0), min(subject.end - offset, len(kept))):
            kept[place] = " "
    return re.sub(own, " ", "".join(kept), flags=re.IGNORECASE)


def _in_context(measure: str, kind: str, before: _Figure | None, behind: str, gap: str) -> str:
    if measure == "target" and _pattern("last_target_after").match(behind):
        return "target_akhir_renstra"
    if measure == "capaian" and _pattern("progress_after").match(behind):
        return "tingkat_kemajuan"
    if measure in ("realisasi", "capaian") and kind == "percent":
        if _pattern("progress_after").match(behind):
            return "tingkat_kemajuan"
        if before is not None and before.measure in ("realisasi", "capaian"):
            return "capaian"
        if before is not None and before.measure == "realisasi_anggaran":
            return "serapan"
        if "capaian" in gap.lower():
            return "capaian"
    return measure


def _benchmark(clause: str) -> str | None:
    found = re.findall(r"nasional|kabupaten|provinsi", clause, re.IGNORECASE)
    return f"Realisasi {found[-1].title()}" if found else None
