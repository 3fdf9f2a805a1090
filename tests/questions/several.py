"""Cases over several offices or indicators: compare, rank, filter, count, sum, average."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from tests.questions.indicators import differences, means, reached
from tests.questions.question import Case, Expected, Values
from tests.questions.truth import Office, Subject, Truth, distinct

_NONE = r"\b(tidak ada|semua|tak satu pun|nol|0|none|no indicator|all)\b"
"""How an answer says that there is none: a count of zero needs no figure."""
_PLACES = {"kabupaten": "kabupaten", "provinsi": "provinsi", "nasional": "nasional"}


def cases(truth: Truth) -> Iterator[Case]:
    """All cases that need more than one indicator or office."""
    keys = sorted({s.key for s in truth.subjects if s.code})
    for key in keys:
        yield from _offices(truth, [s for s in truth.subjects if s.key == key])
    for subject in truth.subjects:
        yield from _benchmarks(truth, subject)
    for office in truth.offices:
        yield from _indicators(truth, office)
    yield from _budgets(truth)


def _offices(truth: Truth, subjects: list[Subject]) -> Iterator[Case]:
    for one, two in combinations(subjects, 2):
        for year in sorted(set(truth.years(one)) & set(truth.years(two)))[-2:]:
            values = [truth.values(s, "realisasi", year) for s in (one, two)]
            near = (*values[0], *values[1], *differences(values[0], values[1])[0])
            slots = {"name": one, "office": one.office, "other": two.office, "year": year}
            yield Case("compare", "compare", slots, Expected(first=near, all=tuple(values), computed=True))
    for year in sorted({y for s in subjects for y in truth.years(s)})[-2:]:
        told = [(s.office, values) for s in subjects if (values := truth.values(s, "realisasi", year))]
        others = [office for office in truth.offices if office not in {s.office for s in subjects}]
        if len(told) < 2 or any(len(values) > 1 for _, values in told):
            continue
        if any(truth.elsewhere(office, subjects[0].key, year) for office in others):
            continue
        slots = {"name": subjects[0], "year": year}
        for template, pick in (("rank_offices", max), ("rank_offices_low", min)):
            best, (value,) = pick(told, key=lambda pair: pair[1][0])
            if sum(v == (value,) for _, v in told) == 1:
                yield Case("rank", template, slots, Expected(first=(value,), office=best.organisation))
        mean = means(tuple(v for _, v in told))
        yield Case("average", "average_offices", slots, Expected(first=mean, computed=True))


def _benchmarks(truth: Truth, subject: Subject) -> Iterator[Case]:
    office, year = subject.office, subject.office.latest
    own = truth.values(subject, "realisasi", year)
    found = truth.rows(office, key=subject.key, measure="pembanding", period_year=year)
    found = found[found["value"].notna() & found["table"].notna()]
    for place, word in _PLACES.items():
        told = distinct(found[found["header"].str.contains(word, case=False)])
        if own and told:
            near = (*own, *told, *differences(own, told)[0])
            slots = {"name": subject, "office": office, "year": year, "place": place}
            yield Case("compare", "benchmark", slots, Expected(first=near, all=(own, told), computed=True))


def _indicators(truth: Truth, office: Office) -> Iterator[Case]:
    """Which indicators missed their target, how many reached it, their mean achievement."""
    year = office.latest
    mine = [s for s in truth.subjects if s.office == office]
    states = [reached(truth, s, year) for s in mine]
    if len(mine) < 2 or None in states or {s.key for s in mine} != _agreed(truth, office, year):
        return
    slots = {"office": office, "year": year}
    who = office.organisation
    missed = [s for s, done in zip(mine, states, strict=True) if not done]
    if missed:
        groups = tuple(_told(truth, s, year) for s in missed)
        near = tuple(v for group in groups for v in group)
        yield Case("filter", "missed", slots, Expected(first=near, all=groups, office=who))
    for template, count in (("count_reached", len(mine) - len(missed)), ("count_missed", len(missed))):
        sure = Expected(first=(Decimal(count),), office=who) if count else Expected(says=(_NONE,))
        yield Case("count", template, slots, sure)
    shares = tuple(truth.values(s, "capaian", year) for s in mine)
    printed = truth.rows(office, measure="capaian", period_year=year, level=("total", "other"))
    printed = printed[printed["indicator"].str.contains(r"(?i)rata-rata capaian") & printed["table"].notna()]
    mean = (*means(shares), *distinct(printed))
    yield Case("average", "average_achievement", slots, Expected(first=mean, office=who, computed=True))


def _agreed(truth: Truth, office: Office, year: int) -> set[str]:
    """The indicators of an office's performance agreement: where the reports print others too, "all" is not sure."""
    found = truth.rows(office, measure="target", period_year=year, level=("tujuan", "sasaran"))
    return set(found[found["table"].fillna("").str.contains(r"(?i)perjanjian kinerja")]["key"])


def _told(truth: Truth, subject: Subject, year: int) -> Values:
    return tuple(v for measure in ("realisasi", "target", "capaian") for v in truth.values(subject, measure, year))


def _budgets(truth: Truth) -> Iterator[Case]:
    """Total budgets of two offices: together, and compared."""
    for one, two in combinations(truth.offices, 2):
        year = min(one.latest, two.latest)
        totals = [truth.total(office, year).get("pagu", ()) for office in (one, two)]
        if all(totals):
            slots = {"office": one, "other": two, "year": year}
            together = tuple(a + b for a in totals[0] for b in totals[1])
            yield Case("sum", "sum_offices", slots, Expected(first=together))
            near = (*totals[0], *totals[1], *differences(totals[0], totals[1])[0])
            yield Case("compare", "compare_budgets", slots, Expected(first=near, all=tuple(totals)))


def absent_from(truth: Truth, office: Office, subject: Subject) -> bool:
    """Whether nothing that an office's reports print bears the name or code of another's indicator."""
    mine = truth.rows(office)
    words = [w for w in re.findall(r"\w{5,}", subject.name.lower()) if w not in ("kecamatan", "nilai", "indeks")]
    text = " ".join(mine["indicator"].dropna().str.lower().unique())
    return (
        not (mine["key"] == subject.key).any()
        and not (subject.code and subject.code.lower() in text.split())
        and not all(w in text for w in words)
    )
