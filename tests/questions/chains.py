"""Chains: a question, then follow-ups that lean on it; and a new topic that must not."""

from __future__ import annotations

from collections.abc import Iterator

from tests.questions.indicators import differences
from tests.questions.money import budget, said
from tests.questions.question import Case, Expected
from tests.questions.truth import Subject, Truth


def cases(truth: Truth) -> Iterator[Case]:
    """All follow-ups; the earlier turns are in `steps`."""
    for subject in truth.subjects:
        yield from _one(truth, subject)
        yield from _across(truth, subject)


def _one(truth: Truth, subject: Subject) -> Iterator[Case]:
    office, year = subject.office, subject.office.latest
    slots = {"name": subject, "office": office, "year": year, "measure": "realisasi"}
    start = (("lookup", slots),)
    who = office.organisation
    before, now = (truth.values(subject, "realisasi", y) for y in (year - 1, year))
    target = truth.values(subject, "target", year)
    if not now:
        return
    if before:
        asked = {**slots, "year": year - 1}
        yield Case("chain", "follow_year", asked, Expected(first=before, office=who), steps=start)
        points, percents, _ = differences(before, now)
        near = (*points, *percents, *before, *now)
        expected = Expected(first=near, all=(before, now), office=who, computed=True)
        yield Case("chain", "follow_change", slots, expected, steps=start)
        old = truth.values(subject, "target", year - 1)
        if old:
            steps = (*start, ("follow_year", asked))
            yield Case("chain", "follow_target", asked, Expected(first=old, office=who), steps=steps)
    if target:
        yield Case("chain", "follow_target", slots, Expected(first=target, office=who), steps=start)
    total = truth.total(office, year)
    if subject.code and total.get("pagu"):
        yield Case("chain", "follow_budget", slots, Expected(first=total["pagu"], office=who), steps=start)
        if total.get("serapan"):
            steps = (*start, ("follow_budget", slots))
            expected = Expected(first=total["serapan"], office=who, computed=True)
            yield Case("chain", "follow_absorption", slots, expected, steps=steps)


def _across(truth: Truth, subject: Subject) -> Iterator[Case]:
    """Another office, another indicator, another topic."""
    year = subject.office.latest
    slots = {"name": subject, "office": subject.office, "year": year, "measure": "realisasi"}
    start = (("lookup", slots),)
    for other in truth.subjects:
        values = truth.values(other, "realisasi", year)
        if not values or other == subject:
            continue
        who = other.office.organisation
        if other.key == subject.key:
            asked = {"office": other.office}
            yield Case("chain", "follow_office", asked, Expected(first=values, office=who), steps=start)
        elif other.office == subject.office:
            yield Case("chain", "follow_name", {"name": other}, Expected(first=values, office=who), steps=start)
    for office in truth.offices:
        lines = [line for line in budget(truth, office, office.latest) if line.of("serapan")]
        if office != subject.office and lines:
            line = lines[len(subject.key) % len(lines)]
            asked = {"office": office, "year": line.year, "thing": said(line), "measure": "serapan"}
            expected = Expected(first=line.of("serapan"), office=office.organisation)
            yield Case("chain", "line", asked, expected, steps=start)
