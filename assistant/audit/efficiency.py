"""Efficiency by the formula that the report itself uses: printed, or the one that most of its rows follow.

Forms: `output` (pagu x capaian - realisasi) / (pagu x capaian) x 100 with capaian as a ratio (PMK 22/PMK.02/2021);
`difference` capaian - serapan in points; `left` 100 - serapan; `ratio` capaian / serapan; `inputs` pagu / realisasi.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.amount import Span, agrees, half, shown
from assistant.audit.book import Book, Line, key
from assistant.audit.finding import Finding, spot_of
from corpus.fact import Fact
from corpus.formulas import formulas

Figures = dict[str, Fact]
_MEASURES = ("pagu", "realisasi_anggaran", "capaian", "serapan")


@dataclass(frozen=True, slots=True)
class Rate:
    """A printed efficiency with the figures that it may be made of."""

    fact: Fact
    row: Figures


def check(book: Book) -> Iterator[Finding]:
    """Every printed efficiency that its report's own formula contradicts."""
    printed = _printed_form(book)
    found = [[rate for line in page.lines for rate in _rates(book, line)] for page in book.pages]
    tables = [rates for rates in found if rates]
    main = max(tables, key=len, default=[])
    said = [rate for line in book.lines[sum(len(page.lines) for page in book.pages) :] for rate in _rates(book, line)]
    for rates in [*tables, said]:
        form = _headed(rates) or _form(rates, printed) or (_form(main, printed) if rates is said else None)
        if form is not None:
            yield from _differing(book, rates, form)


def _output(row: Figures) -> Span | None:
    return _planned(row, Decimal(100))


def _output_whole(row: Figures) -> Span | None:
    """The slip of taking capaian as a whole number (116,11) where the formula wants the ratio (1,1611)."""
    return _planned(row, Decimal(1))


def _planned(row: Figures, scale: Decimal) -> Span | None:
    pagu, spent, reached = _values(row, "pagu", "realisasi_anggaran", "capaian")
    if not pagu or spent is None or not reached:
        return None
    values = [
        (pagu * one / scale - spent) / (pagu * one / scale) * 100
        for one in (reached, reached - half(reached), reached + half(reached))
        if one
    ]
    return Span(values[0], min(values), max(values))


def _difference(row: Figures) -> Span | None:
    reached, rate = _values(row, "capaian", "serapan")
    if reached is None or rate is None:
        return None
    slack = half(reached) + half(rate)
    return Span(reached - rate, reached - rate - slack, reached - rate + slack)


def _left(row: Figures) -> Span | None:
    (rate,) = _values(row, "serapan")
    return None if rate is None else Span(100 - rate, 100 - rate - half(rate), 100 - rate + half(rate))


def _ratio(row: Figures) -> Span | None:
    reached, rate = _values(row, "capaian", "serapan")
    if reached is None or not rate:
        return None
    values = [
        (reached + one) / (rate + two)
        for one in (Decimal(0), half(reached), -half(reached))
        for two in (Decimal(0), half(rate), -half(rate))
    ]
    return Span(values[0], min(values), max(values))


def _inputs(row: Figures) -> Span | None:
    pagu, spent = _values(row, "pagu", "realisasi_anggaran")
    return Span.exact(pagu / spent) if pagu and spent else None


_PLANNED = "({pagu} x {capaian}%)"
FORMS: dict[str, tuple[Callable[[Figures], Span | None], tuple[str, ...], str]] = {
    "output": (
        _output,
        ("pagu", "capaian", "realisasi_anggaran"),
        f"({_PLANNED} - {{realisasi_anggaran}}) / {_PLANNED} x 100",
    ),
    "difference": (_difference, ("capaian", "serapan"), "{capaian} - {serapan}"),
    "left": (_left, ("serapan",), "100 - {serapan}"),
    "ratio": (_ratio, ("capaian", "serapan"), "{capaian} / {serapan}"),
    "inputs": (_inputs, ("pagu", "realisasi_anggaran"), "{pagu} / {realisasi_anggaran}"),
}


def _values(row: Figures, *measures: str) -> tuple[Decimal | None, ...]:
    return tuple(row[measure].value if measure in row else None for measure in measures)


def _rates(book: Book, line: Line) -> Iterator[Rate]:
    for fact in line.facts:
        if fact.measure != "efisiensi" or fact.value is None:
            continue
        row: Figures = {}
        for measure in _MEASURES:
            near = [one for one in line.facts if one.measure == measure and one.period_year == fact.period_year]
            own = line.of(measure, fact) or (near if len(near) == 1 else [])
            if own and own[0].value is not None:
                row[measure] = own[0]
        if "capaian" not in row and "narrative" in fact.flags and (known := _capaian(book, fact)) is not None:
            row["capaian"] = known
        if row:
            yield Rate(fact, row)


def _capaian(book: Book, fact: Fact) -> Fact | None:
    """The achievement that the tables print for the indicator of a sentence, where they print one only."""
    found = [
        other
        for other in book.printed
        if other.measure == "capaian"
        and other.period_year == fact.period_year
        and other.value is not None
        and (key(other.indicator) == key(fact.indicator) or (fact.code is not None and other.code == fact.code))
    ]
    return found[0] if len({other.value for other in found}) == 1 else None


def _printed_form(book: Book) -> str | None:
    for formula in formulas(book.report):
        text = key(formula.text)
        if rules.cue("efficiency_output").search(text):
            return "output"
    return None


def _headed(rates: Sequence[Rate]) -> str | None:
    """The form that a column's own header prints with the numbers of its columns ("Tingkat Efisiensi (6-9)")."""
    headers = {part for rate in rates for part in rate.fact.source.header}
    for form in ("difference", "ratio"):
        if any(rules.cue(f"columns_{form}").search(header) for header in headers):
            return form
    return None


def _form(rates: Sequence[Rate], printed: str | None) -> str | None:
    """The form of a table: the printed one where the rows follow it or its known slip, else that of most rows."""
    votes = {name: sum(_fits(rate, name) for rate in rates) for name in FORMS}
    if printed and (votes[printed] or _slipped(rates)):
        return printed
    best = max(votes, key=lambda name: votes[name])
    return best if votes[best] >= rules.number("form_rows") and votes[best] * 2 > len(rates) else None


def _fits(rate: Rate, form: str) -> bool:
    span = FORMS[form][0](rate.row)
    return span is not None and rate.fact.value is not None and agrees(rate.fact.value, span, cut=True)


def _slipped(rates: Sequence[Rate]) -> bool:
    return sum(map(_has_slip, rates)) * 2 > len(rates)


def _has_slip(rate: Rate) -> bool:
    span = _output_whole(rate.row)
    return span is not None and rate.fact.value is not None and agrees(rate.fact.value, span, cut=True)


def _differing(book: Book, rates: Sequence[Rate], form: str) -> Iterator[Finding]:
    compute, inputs, words = FORMS[form]
    for rate in rates:
        span = compute(rate.row)
        if span is None or _fits(rate, form):
            continue
        slip = form == "output" and _has_slip(rate)
        spots = [spot_of(rate.fact), *(spot_of(rate.row[measure]) for measure in inputs)]
        formula = words.format(**{measure: fact.as_printed.strip(" %") for measure, fact in rate.row.items()})
        yield rules.finding(
            "efficiency_slip" if slip else "efficiency",
            book.id,
            spots,
            expected=shown(span.best),
            formula=formula,
            root=f"efficiency {rate.fact.source.table} {slip}",
            printed=rate.fact.as_printed,
        )
