"""What a report's facts show at a glance: results of its main indicators, changes, misses, absorption, two values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.checklist.parts import APPENDIX
from assistant.checklist.reading import Reading, TableView, about, row_key, same_indicator, same_name
from assistant.examples.probes import missed_indicators
from assistant.metrics.achievement import lower_is_better
from assistant.metrics.change import Change, change
from assistant.metrics.lookup import choose, table_class
from assistant.metrics.recompute import agrees, recomputed, row_figures
from corpus.fact import Fact

_GOALS = ("tujuan", "sasaran")
_WORKS = ("program", "kegiatan", "sub_kegiatan")
_DOUBTFUL = frozenset({"damaged", "ambiguous_separator", "nameless", "example", "carried", "doubtful"})
_MOST = 3


@dataclass(frozen=True, slots=True)
class Result:
    """A main indicator of the year: its realisasi, with the target and capaian of its row where they are printed."""

    real: Fact
    target: Fact | None
    capaian: Fact | None
    missed: bool


@dataclass(frozen=True, slots=True)
class Move:
    """An indicator or component whose figure changed since the year before, both printed in this report."""

    before: Fact
    after: Fact
    change: Change


@dataclass(frozen=True, slots=True)
class Money:
    """Budget, spending and absorption of the office, or of one programme or activity; None what is not printed."""

    pagu: Fact | None
    spent: Fact | None
    rate: Fact | None


@dataclass(frozen=True, slots=True)
class Twice:
    """A figure that the report prints with two values: the one chosen, and the first other one."""

    chosen: Fact
    other: Fact


@dataclass(frozen=True, slots=True)
class Overview:
    """All of it for one report. `works` are programmes and activities that missed their target, the lowest first."""

    reading: Reading
    results: tuple[Result, ...]
    moves: tuple[Move, ...]
    budget: Money
    lowest: tuple[Money, ...]
    works: tuple[Result, ...]
    twice: tuple[Twice, ...]

    @property
    def missed(self) -> tuple[Result, ...]:
        """The main indicators that missed their target."""
        return tuple(result for result in self.results if result.missed)

    @property
    def falls(self) -> tuple[Move, ...]:
        """What fell to the worse, indicators before components, the largest relative fall first.

        Where less is better a fall is none.
        """
        down = [move for move in self.moves if move.change.direction == "down" and not _less_is_better(move)]
        return tuple(sorted(down, key=lambda move: (move.after.level not in _GOALS, move.change.relative or 0)))

    @property
    def rises(self) -> tuple[Move, ...]:
        """What rose, indicators before components, the largest relative rise first."""
        up = [move for move in self.moves if move.change.direction == "up"]
        return tuple(sorted(up, key=lambda move: (move.after.level not in _GOALS, -(move.change.relative or 0))))


def _less_is_better(move: Move) -> bool:
    """Whether less is better, told by the indicator's name; scores of components are always better when higher."""
    before, after = move.before.value, move.after.value
    if before is None or after is None or move.after.level not in _GOALS:
        return False
    return lower_is_better(move.after.indicator, before, after)


def overview(reading: Reading) -> Overview:
    """The overview of a report. Pure; parts that its tables do not print are empty."""
    return Overview(
        reading,
        _results(reading),
        _moves(reading),
        _budget(reading),
        _lowest(reading),
        _works(reading),
        _twice(reading),
    )


def _results(reading: Reading) -> tuple[Result, ...]:
    missed = missed_indicators(reading)
    found = []
    for fact in reading.main:
        row = _row(reading, fact)
        found.append(Result(fact, row.get("target"), row.get("capaian"), fact in missed))
    return tuple(found)


def _row(reading: Reading, fact: Fact) -> dict[str, Fact]:
    """The figures printed on the row of a fact, of its year, by measure; a target may be a range."""
    line = [other for other in reading.facts if row_key(other) == row_key(fact) and about(other, fact)]
    return row_figures(line, fact)


def _moves(reading: Reading) -> tuple[Move, ...]:
    """Changes since the year before: indicators of goals by their best printed figures, components by their row."""
    year = reading.report.identity.year
    if year is None:
        return ()
    tables = [f for f in reading.facts if "narrative" not in f.flags and not _DOUBTFUL & set(f.flags)]
    groups: list[list[Fact]] = []
    for fact in tables:
        if fact.level in _GOALS and fact.measure == "realisasi" and fact.period_year in (year - 1, year):
            group = next((one for one in groups if same_indicator(one[0], fact)), None)
            if group is None:
                groups.append([fact])
            else:
                group.append(fact)
    found = [move for group in groups if (move := _move(group, "realisasi", year)) is not None]
    kept: list[Move] = []
    for move in (*found, *_components(tables, year)):
        # A total row repeats what the indicator prints.
        if not any(
            (one.before.value, one.after.value) == (move.before.value, move.after.value) and one.before.level in _GOALS
            for one in kept
        ):
            kept.append(move)
    return tuple(kept)


def _move(facts: Sequence[Fact], measure: str, year: int) -> Move | None:
    before, after = choose(facts, measure, year - 1), choose(facts, measure, year)
    if before is None or after is None or before.fact.value is None or after.fact.value is None:
        return None
    if before.fact.period_year != year - 1 or after.fact.period_year != year:
        return None
    return Move(before.fact, after.fact, change(before.fact.value, after.fact.value))


def _components(facts: Iterable[Fact], year: int) -> list[Move]:
    """Components and elements whose figures of both years stand on one row, each name once."""
    rows: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.level in ("komponen", "unsur") and fact.measure == "nilai":
            rows.setdefault((fact.indicator, row_key(fact)), []).append(fact)
    found: dict[str, Move] = {}
    for row in rows.values():
        if (move := _move(row, "nilai", year)) is not None:
            found.setdefault(row[0].indicator.lower(), move)
    return list(found.values())


def _budget(reading: Reading) -> Money:
    """The office's budget: the total row that prints budget and spending, else the best figure of each."""
    year = reading.report.identity.year
    totals = [f for f in reading.facts if f.level == "total" and f.period_year in (year, None)]
    rows: dict[tuple[object, ...], dict[str, Fact]] = {}
    for fact in totals:
        if fact.value is not None and "narrative" not in fact.flags and fact.version in (None, "perubahan"):
            rows.setdefault(row_key(fact), {})[fact.measure] = fact
    whole = [row for row in rows.values() if {"pagu", "realisasi_anggaran"} <= set(row)]
    whole.sort(key=lambda row: (table_class(row["pagu"]), "serapan" not in row))
    if whole:
        return Money(whole[0]["pagu"], whole[0]["realisasi_anggaran"], whole[0].get("serapan"))
    best = [choose(totals, measure, year) for measure in ("pagu", "realisasi_anggaran", "serapan")]
    return Money(*(None if choice is None else choice.fact for choice in best))


def _lowest(reading: Reading) -> tuple[Money, ...]:
    """The lowest absorption rates of programmes and activities in chapter III that their own rows confirm."""
    year = reading.report.identity.year
    found: list[Money] = []
    for view in reading.of_chapter(3):
        if "serapan" not in view.roles or "realisasi_anggaran" not in view.roles:
            continue
        for fact in reading.inside(view):
            usable = fact.measure == "serapan" and fact.level in _WORKS and fact.period_year in (year, None)
            if not usable or fact.value is None or _DOUBTFUL & set(fact.flags):
                continue
            row = row_figures(_same_row(reading, view, fact), fact)
            result = recomputed(fact, row)
            nothing = result is None and fact.value == 0
            if not nothing and (result is None or not agrees(fact, result, row)):
                continue
            found.append(Money(row.get("pagu"), row.get("realisasi_anggaran"), fact))
    return _distinct(found)


def _same_row(reading: Reading, view: TableView, fact: Fact) -> list[Fact]:
    return [
        other
        for other in reading.inside(view)
        if row_key(other) == row_key(fact) and same_name(other.indicator, fact.indicator)
    ]


def _distinct(found: list[Money]) -> tuple[Money, ...]:
    """The lowest few, each amount once: a programme with one activity prints the same figures on both rows."""
    kept: list[Money] = []
    for money in sorted(found, key=lambda one: one.rate.value if one.rate and one.rate.value is not None else 0):
        rate, pagu = money.rate, money.pagu
        if rate is None or pagu is None or not pagu.value:
            continue
        known = [(one.pagu.value, one.rate.value) for one in kept if one.pagu and one.rate]
        if (pagu.value, rate.value) not in known:
            kept.append(money)
    return tuple(kept[:_MOST])


def _works(reading: Reading) -> tuple[Result, ...]:
    """Programmes and activities of chapter III whose printed capaian is below 100, the lowest first, each name once."""
    year = reading.report.identity.year
    found: list[Result] = []
    for view in reading.of_chapter(3):
        if not {"target", "realisasi", "capaian"} <= view.roles:
            continue
        for fact in reading.inside(view):
            usable = fact.measure == "capaian" and fact.level in _WORKS and fact.period_year in (year, None)
            if not usable or fact.value is None or fact.value >= 100 or _DOUBTFUL & set(fact.flags):
                continue
            row = row_figures(_same_row(reading, view, fact), fact)
            real, target = row.get("realisasi"), row.get("target")
            if real is None or target is None or target.value is None or real.value is None:
                continue
            result = recomputed(fact, row)
            if result is not None and agrees(fact, result, row):
                found.append(Result(real, target, fact, missed=True))
    found.sort(key=lambda one: one.capaian.value if one.capaian and one.capaian.value is not None else 0)
    kept: list[Result] = []
    for one in found:
        if not any(same_name(one.real.indicator, other.real.indicator) for other in kept):
            kept.append(one)
    return tuple(kept[:_MOST])


def _twice(reading: Reading) -> tuple[Twice, ...]:
    """Main indicators of which the body's tables print two values for the same measure and year.

    Appendices are left out: they hold earlier versions of plans. So is capaian, which follows from the others.
    """
    year = reading.report.identity.year
    body = [fact for view in reading.tables if view.chapter != APPENDIX for fact in reading.inside(view)]
    found: list[Twice] = []
    for fact in reading.main:
        own = [f for f in body if f.level in _GOALS and same_indicator(f, fact)]
        for measure in ("target", "realisasi", "target_akhir_renstra"):
            choice = choose(own, measure, year)
            other = next((one for one in choice.differ if one.value is not None), None) if choice else None
            if choice is not None and other is not None:
                found.append(Twice(choice.fact, other))
    return tuple(found)
