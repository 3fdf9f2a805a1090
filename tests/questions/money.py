"""Cases about money: budgets, spending, absorption, what is left, before and after the change, efficiency; ranks, sums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from corpus.words import squash
from tests.questions.question import Case, Expected, Values
from tests.questions.truth import Office, Truth, distinct

_BUDGET = ("pagu", "realisasi_anggaran", "serapan")
_LEVELS = ("program", "kegiatan", "sub_kegiatan")


@dataclass(frozen=True)
class Line:
    """A programme, activity or sub-activity of an office's budget in a year, with the values printed for it."""

    office: Office
    level: str
    name: str
    year: int
    values: tuple[tuple[str, Values], ...]

    def of(self, measure: str) -> Values:
        return dict(self.values).get(measure, ())


def cases(truth: Truth) -> Iterator[Case]:
    """All cases about money of one office."""
    for office in truth.offices:
        yield from _totals(truth, office)
        lines = budget(truth, office, office.latest)
        for line in lines:
            yield from _line(line)
            yield from _shortened(truth, line)
        yield from _several(truth, office, [line for line in lines if re.match(r"(?i)program\b", line.name)])
        yield from _efficiency(truth, office)


@lru_cache(maxsize=64)
def budget(truth: Truth, office: Office, year: int) -> tuple[Line, ...]:
    """The lines of the budget whose names tell them apart, from rows that print both budget and spending."""
    found = truth.rows(office, level=_LEVELS, measure=_BUDGET, period_year=year)
    found = found[found["value"].notna() & (found["version"].isna() | (found["version"] == "perubahan"))]
    found = found.assign(name=found["indicator"].map(squash))
    everywhere = truth.rows(office, measure="pagu", period_year=year)
    everywhere = everywhere[everywhere["value"].notna()]
    everywhere = everywhere.assign(name=everywhere["indicator"].map(squash))
    twice = {str(name) for name, group in everywhere.groupby("name") if not _one_thing(group)}
    spent = _rows(found, "realisasi_anggaran") & (_rows(found, "pagu") | _rows(found, "serapan"))
    found = found[[tuple(p) in spent for p in found[["report", "line_start"]].values]]
    lines = []
    for (level, name), group in found.groupby(["level", "name"], sort=True):
        if name in twice or not _one_thing(group) or (found["name"] == name).sum() != len(group):
            continue
        values = tuple((str(m), distinct(g)) for m, g in group.groupby("measure"))
        printed = str(group["indicator"].iloc[0])
        if name and 2 <= len(printed.split()) <= 14:
            lines.append(Line(office, str(level), printed, year, values))
    return tuple(lines)


def _rows(found: pd.DataFrame, measure: str) -> set[tuple[object, ...]]:
    return set(map(tuple, found[found["measure"] == measure][["report", "line_start"]].values))


def _one_thing(group: pd.DataFrame) -> bool:
    """Whether no table prints the name with two values: then it would be two things of one name."""
    counts = group.groupby(["report", "table", "measure", "version"], dropna=False)["line_start"].nunique()
    return bool((counts <= 1).all())


def said(line: Line) -> str:
    """A line by its level and name, as in a question."""
    plain = re.sub(r"(?i)^(program|kegiatan|sub kegiatan)\s+", "", line.name)
    return f"{line.level.replace('_', ' ')} {plain}"


def _totals(truth: Truth, office: Office) -> Iterator[Case]:
    who = office.organisation
    for year in sorted({office.latest, office.latest - 1}):
        total = truth.total(office, year)
        slots = {"office": office, "year": year}
        for measure in _BUDGET:
            if total.get(measure):
                intent = "absorption" if measure == "serapan" else "budget"
                expected = Expected(first=total[measure], office=who, computed=measure == "serapan")
                yield Case(intent, "total", {**slots, "measure": measure}, expected)
        if total.get("pagu") and total.get("realisasi_anggaran"):
            yield Case("budget", "left_total", slots, _left(total["pagu"], total["realisasi_anggaran"], who))
    old = truth.rows(office, level="total", measure="pagu", version="murni", period_year=office.latest)
    final = truth.total(office, office.latest).get("pagu", ())
    before = distinct(old[old["value"].notna()])
    if before and final and not set(before) & set(final):
        yield Case("budget", "before", {"office": office, "year": office.latest}, Expected(first=before, office=who))


def _left(budget: Values, spent: Values, who: str) -> Expected:
    return Expected(first=tuple(b - s for b in budget for s in spent), office=who)


def _line(line: Line) -> Iterator[Case]:
    slots = {"office": line.office, "year": line.year, "thing": said(line)}
    who = line.office.organisation
    for measure in _BUDGET:
        if line.of(measure):
            intent = "absorption" if measure == "serapan" else "budget"
            expected = Expected(first=line.of(measure), office=who)
            yield Case(intent, "line", {**slots, "measure": measure}, expected)
    if line.of("pagu") and line.of("realisasi_anggaran"):
        yield Case("budget", "left_line", slots, _left(line.of("pagu"), line.of("realisasi_anggaran"), who))


def _shortened(truth: Truth, line: Line) -> Iterator[Case]:
    """A programme by its first words, where no other name of the office holds them."""
    head = re.sub(r"(?i)\s+(dan|di|pada|untuk|yang|dalam|/.*)$", "", " ".join(said(line).split()[1:5]))
    names = truth.rows(line.office)["indicator"].dropna().unique()
    holders = {squash(name) for name in names if squash(head) in squash(name)}
    if line.level == "program" and len(head.split()) >= 3 and len(holders) == 1 and line.of("serapan"):
        slots = {"office": line.office, "year": line.year, "thing": f"program {head}", "measure": "serapan"}
        expected = Expected(first=line.of("serapan"), office=line.office.organisation)
        yield Case("absorption", "line_short", slots, expected)


def _several(truth: Truth, office: Office, lines: list[Line]) -> Iterator[Case]:
    """Ranks, filters, counts and sums over the programmes of an office."""
    slots = {"office": office, "year": office.latest}
    who = office.organisation
    sure = [line for line in lines if len(line.of("serapan")) == 1 and len(line.of("pagu")) == 1]
    printed = truth.rows(office, measure="serapan", period_year=office.latest)["indicator"]
    names = {squash(name) for name in printed.dropna() if re.match(r"(?i)program\b", name)}
    if len(sure) < 3 or {squash(line.name) for line in sure} != names:
        return
    for template, measure, pick in (
        ("rank_low", "serapan", min),
        ("rank_high", "serapan", max),
        ("rank_pagu", "pagu", max),
    ):
        best = pick(line.of(measure)[0] for line in sure)
        winner = [line for line in sure if line.of(measure)[0] == best]
        if len(winner) == 1:
            plain = re.escape(re.sub(r"(?i)^program\s+", "", winner[0].name))
            yield Case("rank", template, slots, Expected(first=(best,), says=(plain,), office=who))
    shares = sorted(line.of("serapan")[0] for line in sure)
    bound = next((b for b in (95, 97, 98, 99) if 1 <= sum(s < b for s in shares) <= 4), None)
    if bound:
        below = tuple((s,) for s in shares if s < bound)
        near = tuple(s for group in below for s in group)
        yield Case("filter", "below", {**slots, "bound": bound}, Expected(first=near, all=below, office=who))
    yield Case("count", "count_programs", slots, Expected(first=(Decimal(len(sure)),), office=who))
    for one, two in pairwise(sure):
        wanted = one.of("pagu")[0] + two.of("pagu")[0]
        named = {**slots, "thing": said(one), "other": said(two)}
        yield Case("sum", "sum_two", named, Expected(first=(wanted,), office=who))


def _efficiency(truth: Truth, office: Office) -> Iterator[Case]:
    found = truth.rows(office, measure="efisiensi", period_year=office.latest, level=("program", "sasaran"))
    found = found[found["value"].notna() & found["table"].notna()]
    for (level, _), group in found.groupby(["level", found["indicator"].map(squash)], sort=True):
        name = str(group["indicator"].iloc[0])
        if (
            not _one_thing(group)
            or not 1 <= len(name.split()) <= 14
            or re.match(r"(?i)(persentase|jumlah|nilai)\b", name)
        ):
            continue
        thing = name if name.lower().startswith(str(level)) else f"{level} {name}"
        slots = {"office": office, "year": office.latest, "thing": thing}
        expected = Expected(first=distinct(group), office=office.organisation, computed=True)
        yield Case("efficiency", "efficiency", slots, expected)
