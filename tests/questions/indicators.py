"""Cases about one indicator: its figure, earlier years, change, trend, achievement, category, progress, components."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from corpus.words import squash
from tests.questions.question import Case, Expected, Values
from tests.questions.truth import Office, Subject, Truth, distinct

MISSED = r"\b(belum|tidak (ter)?capai|tidak mencapai|tidak tercapai|not (reached|met|achieved)|missed|below)\b"
REACHED = r"\b(ya|tercapai|mencapai|melampaui|yes|reached|met|achieved|exceeded)\b"


def cases(truth: Truth) -> Iterator[Case]:
    """All cases about one indicator at a time."""
    for subject in truth.subjects:
        yield from _figures(truth, subject)
        yield from _changes(truth, subject)
        yield from _achievement(truth, subject)
        yield from _progress(truth, subject)
    for office in truth.offices:
        yield from _components(truth, office)


def _figures(truth: Truth, subject: Subject) -> Iterator[Case]:
    office = subject.office
    for measure in ("realisasi", "target", "capaian"):
        for year in truth.years(subject, measure):
            values = truth.values(subject, measure, year)
            if not values or year > office.latest:
                continue
            slots = {"name": subject, "office": office, "year": year, "measure": measure}
            expected = Expected(first=values, office=office.organisation)
            if year < office.latest:
                yield Case("prior_year", "lookup", slots, expected)
                if year == office.latest - 1:
                    yield Case("prior_year", "last_year", slots, expected)
                continue
            yield Case("lookup", "lookup", slots, expected)
            yield Case("lookup", "lookup_latest", slots, expected)
            chosen = (office.report(office.latest),)
            yield Case("lookup", "lookup_selected", slots, expected, chosen)


def _changes(truth: Truth, subject: Subject) -> Iterator[Case]:
    office, year = subject.office, subject.office.latest
    before, now = (truth.values(subject, "realisasi", y) for y in (year - 1, year))
    slots = {"name": subject, "office": office, "year": year, "before": year - 1}
    if before and now:
        points, percents, grew = differences(before, now)
        if grew is not None:
            both, near = (before, now), (*points, *percents, *before, *now)
            who = office.organisation
            yield Case(
                "change", "change_points", slots, Expected(first=points, all=(points, *both), office=who, computed=True)
            )
            yield Case("change", "change_percent", slots, Expected(first=percents, all=both, office=who, computed=True))
            says = (r"\b(naik|meningkat|rose|increase|up)" if grew else r"\b(turun|menurun|fell|decrease|down)",)
            expected = Expected(first=near, all=both, says=says, office=who, computed=True)
            yield Case("change", "change_direction", slots, expected)
            yield Case("change", "why", {**slots, "direction": "rise" if grew else "fall"}, expected)
            wrong = {**slots, "direction": "fall" if grew else "rise"}
            expected = Expected("premise_false", near, both, says, office=who, computed=True)
            yield Case("false_premise", "why", wrong, expected)
    years = [y for y in truth.years(subject) if y <= year]
    if len(years) >= 3:
        first, last = years[-3], years[-1]
        if last - first == 2:
            groups = tuple(truth.values(subject, "realisasi", y) for y in years[-3:])
            near = tuple(v for group in groups for v in group)
            steps = tuple(differences(groups[i], groups[j])[0] for i, j in ((0, 1), (1, 2), (0, 2)))
            expected = Expected(first=(*near, *(v for s in steps for v in s)), all=groups, office=office.organisation)
            yield Case("trend", "trend", {**slots, "from": first, "to": last}, expected)
            mean = means(groups)
            expected = Expected(first=mean, office=office.organisation, computed=True)
            yield Case("average", "average_years", {**slots, "from": first, "to": last}, expected)


def differences(before: Values, now: Values) -> tuple[Values, Values, bool | None]:
    """Changes in points and in percent, with either sign, and whether it rose (None: unchanged, or printed both ways)."""
    pairs = [(b, n) for b in before for n in now]
    points = [n - b for b, n in pairs]
    percents = [(n - b) / b * 100 for b, n in pairs if b]
    grew = {n > b for b, n in pairs if n != b}
    signed = tuple(s for p in points for s in (p, -p))
    return signed, tuple(s for p in percents for s in (p, -p)), grew.pop() if len(grew) == 1 and all(points) else None


def means(groups: tuple[Values, ...]) -> Values:
    """The means of one value of each group, for every choice of the printed variants (few)."""
    found: list[tuple[Decimal, ...]] = [()]
    for group in groups:
        found = [(*chosen, value) for chosen in found for value in group][:64]
    return tuple({sum(chosen, Decimal(0)) / len(chosen) for chosen in found if chosen})


def reached(truth: Truth, subject: Subject, year: int) -> bool | None:
    """Whether the printed achievement is a hundred or more; None where none is printed or variants disagree."""
    told = {value >= 100 for value in truth.values(subject, "capaian", year)}
    return told.pop() if len(told) == 1 else None


def _achievement(truth: Truth, subject: Subject) -> Iterator[Case]:
    office, year = subject.office, subject.office.latest
    slots = {"name": subject, "office": office, "year": year}
    parts = tuple(truth.values(subject, measure, year) for measure in ("realisasi", "target", "capaian"))
    done = reached(truth, subject, year)
    if all(parts) and done is not None:
        near = tuple(v for part in parts for v in part)
        expected = Expected(
            first=near,
            all=parts[:2],
            says=(REACHED if done else MISSED,),
            never=MISSED if done else None,
            office=office.organisation,
        )
        yield Case("achievement", "achievement", slots, expected)
    words = truth.texts(subject, "kategori", year)
    if words:
        expected = Expected(says=("|".join(words),))
        yield Case("category", "category", slots, expected)


def _progress(truth: Truth, subject: Subject) -> Iterator[Case]:
    office = subject.office
    slots = {"name": subject, "office": office, "year": office.latest}
    for measure, template in (("target_akhir_renstra", "end_target"), ("tingkat_kemajuan", "progress")):
        values = truth.values(subject, measure, None if measure.startswith("target") else office.latest)
        if values:
            expected = Expected(first=values, office=office.organisation, computed=measure == "tingkat_kemajuan")
            yield Case("progress", template, slots, expected)


def _components(truth: Truth, office: Office) -> Iterator[Case]:
    """Components of the evaluation (LHE): each one's score, and the one with the lowest printed achievement."""
    year = office.latest
    found = truth.rows(office, level="komponen", period_year=year, measure=("nilai", "capaian"))
    found = found[found["table"].notna() & found["value"].notna()]
    found = found[found["table"].str.contains(r"(?i)akip|lhe|evaluasi|sakip")]
    if found.empty:
        return
    names = {squash(n): str(n) for n in found["indicator"]}
    slots = {"office": office, "year": year}
    who = office.organisation
    for key, name in names.items():
        values = distinct(found[(found["indicator"].map(squash) == key) & (found["measure"] == "nilai")])
        if values:
            yield Case("component", "component", {**slots, "thing": name}, Expected(first=values, office=who))
    shares = found[found["measure"] == "capaian"]
    tables = [group for _, group in shares.groupby(["report", "table"]) if len(group) >= 3]
    for extreme, pick in (("component_low", min), ("component_high", max)):
        winners = {squash(g.loc[g["value"] == pick(g["value"]), "indicator"].iloc[0]) for g in tables}
        if len(winners) == 1:
            key = winners.pop()
            values = distinct(found[found["indicator"].map(squash) == key])
            yield Case("component", extreme, slots, Expected(first=values, says=(names[key],), office=who))
