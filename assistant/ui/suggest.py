"""Questions that the interface suggests, made from the loaded figures so that they can be answered."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from assistant.answer import Answer, Figure
from assistant.ui.words import Words
from corpus.fact import Fact
from corpus.rows import ReportRow

_BUDGET = frozenset({"pagu", "realisasi_anggaran", "serapan"})
_LEVELS = frozenset({"tujuan", "sasaran"})
VERSIONS = ("murni", "perubahan")
"""Versions of plans that a question can name."""
_NEXT = 3
_CHOICES = 6
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What the loaded figures allow to ask.

    `values`: office, code and year to the achieved value; `planned`: office and code with a target at the end of the
    plan; `budgets`: office and year with a total budget; `reports`: office and year reported on.
    """

    values: dict[tuple[str, str, int], Decimal]
    planned: frozenset[tuple[str, str]]
    budgets: frozenset[tuple[str, int]]
    reports: tuple[tuple[str, int], ...]
    years: frozenset[tuple[str, str, int]] = frozenset()
    """Office, code and year of every achieved value that is printed, in whatever report."""
    versions: frozenset[tuple[str, str, int, str]] = frozenset()
    """Office, code, year and version of every target that is printed in a version of a plan."""
    earlier: dict[tuple[str, str, int], Decimal] = field(default_factory=dict)
    """Office, code and year to the value that the report of the following year prints, where it prints only one."""

    @classmethod
    def of(cls, rows: Iterable[ReportRow], facts: Iterable[Fact]) -> Known:
        """What these reports and their facts allow."""
        values: dict[tuple[str, str, int], Decimal] = {}
        planned, budgets, years, versions = set(), set(), set(), set()
        before: dict[tuple[str, str, int], set[Decimal]] = defaultdict(set)
        for fact in facts:
            if fact.level == "total" and fact.measure == "pagu" and fact.report_year == fact.period_year is not None:
                budgets.add((fact.organisation, fact.period_year))
            if fact.level not in _LEVELS or not fact.code or "_" in fact.code or fact.value is None:
                continue
            if fact.measure == "target_akhir_renstra":
                planned.add((fact.organisation, fact.code))
            if fact.measure == "target" and fact.period_year is not None and fact.version in VERSIONS:
                versions.add((fact.organisation, fact.code, fact.period_year, fact.version))
            if fact.measure == "realisasi" and fact.period_year is not None:
                years.add((fact.organisation, fact.code, fact.period_year))
                if fact.report_year == fact.period_year + 1:
                    before[fact.organisation, fact.code, fact.period_year].add(fact.value)
            # Only an office's own report of the year: later reports repeat the figure, sometimes wrongly.
            if fact.measure == "realisasi" and fact.report_year == fact.period_year is not None:
                values.setdefault((fact.organisation, fact.code, fact.period_year), fact.value)
        reports = sorted({(row.organisation, row.year) for row in rows if row.year is not None and row.organisation})
        return cls(
            values, frozenset(planned), frozenset(budgets), tuple(reports), frozenset(years), frozenset(versions),
            {key: next(iter(printed)) for key, printed in before.items() if len(printed) == 1},
        )  # fmt: skip

    def newest(self, office: str) -> int | None:
        """The newest year that an office reports on."""
        return max((year for name, year in self.reports if name == office), default=None)

    def direction(self, office: str, code: str, year: int) -> str | None:
        """The key "q_fell" or "q_rose" by the year before; None where it is not known or did not change."""
        last = (office, code, year - 1)
        now, before = self.values.get((office, code, year)), self.values.get(last, self.earlier.get(last))
        if now is None or before is None or now == before:
            return None
        return "q_fell" if now < before else "q_rose"


def first_questions(known: Known, say: Words, most: int = 8) -> list[str]:
    """Example questions of different kinds, over different offices, that the loaded reports answer."""
    offices = sorted({office for office, _ in known.reports}, key=lambda name: (-(known.newest(name) or 0), name))
    kinds = [
        _values(known, offices, say),
        _changes(known, offices, say),
        _budgets(known, offices, say),
        _missed(known, offices[1:] + offices[:1], say),
        _highest(known, say),
        _plans(known, offices[::-1], say),
        _by_office(known, offices[2:] + offices[:2], "q_lowest", say, known.budgets),
        _by_office(known, offices[::-1], "q_obstacles", say, frozenset(known.reports)),
    ]
    return _in_turn(kinds, most)


_LIST = re.compile(r"(?:[?:])\s+(?P<items>[^?:]+?)(?:;\s*\.\.\.)?\.?$")
_ESCAPED = re.compile(r"\\([\\`*_\[\]|$~])")


def clarifying(answer: Answer, say: Words) -> tuple[tuple[str, str], ...]:
    """The choices that an answer offers where it asks what was meant: a label and the question that settles it."""
    if answer.status != "clarify":
        return ()
    given = answer.slots.get("options")
    if not given:
        match = _LIST.search(answer.text.strip().split("\n")[0])
        text = _ESCAPED.sub(r"\1", match["items"]) if match else ""
        given = text.split("; " if "; " in text else ", ") if text else ()
    options = [option for option in map(str, given) if option.strip()][:_CHOICES]
    return tuple((option, _settled(answer, option, say)) for option in options)


def _settled(answer: Answer, option: str, say: Words) -> str:
    """The question with the option put in: a short one is added, a long name makes a question of its own."""
    if len(option.split()) > _SHORT and answer.intent == "lookup":
        return say("q_option", option=option)
    return f"{answer.question.rstrip(' ?!.')} {option}?"


def next_questions(answer: Answer, known: Known, say: Words) -> tuple[str, ...]:
    """At most three questions that follow from an answer: they name office and year, so they stand alone."""
    figure = next((f for f in answer.figures if f.organisation), None)
    if figure is None:
        return ()
    office, code = figure.organisation, figure.code
    year = figure.period_year
    if year is None or (office, year) not in known.reports:
        year = known.newest(office)
    if year is None:
        return ()
    found = list(_following(answer, figure, known, say, office, code, year))
    asked = answer.question.casefold().strip()
    return tuple(q for q in dict.fromkeys(found) if q and q.casefold() != asked)[:_NEXT]


def _following(
    answer: Answer, figure: Figure, known: Known, say: Words, office: str, code: str | None, year: int
) -> Iterator[str]:
    if answer.status == "not_found":
        years = [y for o, c, y in known.values if o == office and c == code]
        if years and code:
            yield say("q_value", code=code, office=office, year=max(years))
        yield say("q_missed", office=office, year=known.newest(office) or year)
        return
    if figure.measure in _BUDGET:
        if answer.intent != "rank":
            yield say("q_lowest", office=office, year=year)
        yield say("q_missed", office=office, year=year)
        yield say("q_budget", office=office, year=year - 1) if (office, year - 1) in known.budgets else ""
        return
    if code is None or not any(o == office and c == code for o, c, _ in known.values):
        yield say("q_budget", office=office, year=year)
        return
    direction = known.direction(office, code, year)
    if direction and answer.intent != "cause":
        yield say(direction, code=code, office=office, year=year)
    if len({o for o, c, y in known.values if c == code and y == year}) > 1 and answer.intent not in ("compare", "rank"):
        yield say("q_compare", code=code, year=year)
    yield say("q_target", code=code, office=office, year=year)
    if (office, code) in known.planned:
        yield say("q_plan", code=code, office=office)


def _values(known: Known, offices: Sequence[str], say: Words) -> Iterator[str]:
    for office in offices:
        for code in _codes(known, office):
            yield say("q_value", code=code, office=office, year=known.newest(office))


def _changes(known: Known, offices: Sequence[str], say: Words) -> Iterator[str]:
    """Falls before rises: they are what people ask about."""
    found = []
    for office in offices:
        year = known.newest(office)
        for code in _codes(known, office):
            direction = known.direction(office, code, year) if year else None
            if direction:
                found.append((direction != "q_fell", say(direction, code=code, office=office, year=year)))
    yield from (question for _, question in sorted(found, key=lambda item: item[0]))


def _budgets(known: Known, offices: Sequence[str], say: Words) -> Iterator[str]:
    yield from _by_office(known, offices, "q_budget", say, known.budgets)


def _missed(known: Known, offices: Sequence[str], say: Words) -> Iterator[str]:
    held = frozenset((office, year) for office, _, year in known.values)
    yield from _by_office(known, offices, "q_missed", say, held)


def _by_office(
    known: Known, offices: Sequence[str], key: str, say: Words, held: frozenset[tuple[str, int]]
) -> Iterator[str]:
    for office in offices:
        year = known.newest(office)
        if year is not None and (office, year) in held:
            yield say(key, office=office, year=year)


def _highest(known: Known, say: Words) -> Iterator[str]:
    shared: dict[tuple[str, int], set[str]] = defaultdict(set)
    for office, code, year in known.values:
        shared[code, year].add(office)
    for (code, year), offices in sorted(shared.items(), key=lambda item: (-len(item[1]), -item[0][1], item[0][0])):
        if len(offices) > 1:
            yield say("q_compare", code=code, year=year)


def _plans(known: Known, offices: Sequence[str], say: Words) -> Iterator[str]:
    for office in offices:
        for code in _codes(known, office):
            if (office, code) in known.planned:
                yield say("q_plan", code=code, office=office)


def _codes(known: Known, office: str) -> list[str]:
    """The codes of an office's newest report, those that most offices share first."""
    spread = Counter(code for _, code, _ in known.values)
    year = known.newest(office)
    mine = {code for name, code, when in known.values if name == office and when == year}
    return sorted(mine, key=lambda code: (-spread[code], code))


def _in_turn(kinds: Sequence[Iterator[str]], most: int) -> list[str]:
    """One question of each kind in turn, until enough are found or none is left."""
    found: dict[str, None] = {}
    waiting = list(kinds)
    while waiting and len(found) < most:
        for kind in list(waiting):
            question = next((q for q in kind if q and q not in found), None)
            if question is None:
                waiting.remove(kind)
            elif len(found) < most:
                found[question] = None
    return list(found)
