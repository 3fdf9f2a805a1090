"""Percentages against the figures of their own row: capaian, serapan, tingkat kemajuan and other ratios of two columns.

Capaian by rumus 1 or 2 (Keputusan Kepala LAN 239/IX/6/8/2003), by the bounds of a target range (PermenPAN-RB 8/2021).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from assistant.audit import damage, rules
from assistant.audit.amount import Span, agrees, places, quotient, shown
from assistant.audit.book import Book, Line, key, subject
from assistant.audit.finding import Finding, spot_of
from assistant.metrics.achievement import lower_is_better, range_of
from corpus.fact import Fact


@dataclass(frozen=True, slots=True)
class Ratio:
    """A printed percentage with its two inputs and what it may be; `best` is the one by rumus 1."""

    fact: Fact
    part: Fact
    whole: Fact
    spans: tuple[Span, ...]

    @property
    def best(self) -> Decimal:
        """The percentage by the figures as printed."""
        return self.spans[0].best


def check(book: Book) -> Iterator[Finding]:
    """Every printed percentage that does not follow from its row."""
    found = [ratio for line in book.lines for ratio in ratios(line)]
    found += [ratio for line in book.unnamed for ratio in ratios(line) if ratio.fact.measure == "serapan"]
    cut = cuts_off(found)
    for ratio in found:
        value = ratio.fact.value
        if value is None or any(agrees(value, span, cut=cut) for span in ratio.spans):
            continue
        if ratio.fact.measure == "capaian" and value == 100 and ratio.best > 100:
            if not _is_capped(ratio, found):
                yield _finding(book, ratio, "capped", "medium")
            elif _is_free_elsewhere(ratio, found):
                yield _finding(book, ratio, "capped", "medium", benign="one_rule")
            continue
        grave = severity(ratio.fact, value, ratio.best)
        benign = "rounded_inputs" if grave == "low" else None
        yield damage.of_ratio(book, ratio.fact, ratio.part, ratio.whole) or _finding(
            book, ratio, "percentage", grave, benign
        )


def ratios(line: Line) -> Iterator[Ratio]:
    """The percentages of a line that its own figures can check."""
    for fact in line.facts:
        if not line.is_only(fact):
            continue
        for part, whole in rules.rules()["ratios"].get(fact.measure, ()):
            pair = _inputs(line, fact, part, whole)
            if pair is None:
                continue
            if fact.value is not None:
                yield Ratio(fact, *pair, tuple(_spans(fact, *pair, line)))
            break


def cuts_off(found: Sequence[Ratio]) -> bool:
    """Whether a report may cut decimals off: not where its own figures show that it rounds."""
    rounds = cuts = 0
    for ratio in found:
        value = ratio.fact.value
        if value is None or ratio.fact.measure not in ("capaian", "serapan"):
            continue
        unit = Decimal(1).scaleb(-places(value))
        up, down = ratio.best.quantize(unit, ROUND_HALF_UP), ratio.best.quantize(unit, ROUND_DOWN)
        if up != down:
            rounds += value == up
            cuts += value == down
    return rounds < rules.number("rounding_rows") or cuts * rules.number("cut_share") >= rounds


def severity(fact: Fact, printed: Decimal, value: Decimal) -> str:
    """High where a met target turns missed (or back) or a rate moves by a point; low within rounding."""
    difference = abs(printed - value)
    if difference <= rules.number("rounding"):
        return "low"
    if fact.measure == "capaian":
        return "high" if (printed >= 100) != (value >= 100) else "medium"
    return "high" if difference >= rules.number("moving") else "medium"


def _inputs(line: Line, fact: Fact, part: str, whole: str) -> tuple[Fact, Fact] | None:
    """The numerator and the denominator; where several versions stand on the line, the pair that fits."""
    pairs = [
        (one, two)
        for one in line.of(part, fact)
        for two in line.of(whole, fact)
        if one.value is not None and (two.value or range_of(two.as_printed))
    ]
    fits = [
        (one, two)
        for one, two in pairs
        if one.value is not None
        and two.value
        and fact.value is not None
        and agrees(fact.value, quotient(one.value, two.value), cut=True)
    ]
    return next(iter(fits or pairs), None)


def _spans(fact: Fact, part: Fact, whole: Fact, line: Line) -> Iterator[Span]:
    real = part.value or Decimal(0)
    bounds = range_of(whole.as_printed) if whole.value is None else None
    if bounds is not None:
        nearer = bounds[1] if real > bounds[0] else bounds[0]
        yield quotient(real, nearer)
        yield from (quotient(real, bound) for bound in bounds)
        yield Span.exact(Decimal(100))
        return
    target = whole.value or Decimal(1)
    span = quotient(real, target, measured=whole.measure == "pembanding")
    if whole.measure not in ("target", "target_akhir_renstra"):
        yield span
        return
    other = Span(200 - span.best, 200 - span.high, 200 - span.low)
    lower = lower_is_better(line.name, target, real) or lower_is_better(part.indicator, target, real)
    yield from (other, span) if lower else (span, other)
    if lower and real:
        yield quotient(target, real)


def _is_capped(ratio: Ratio, found: Sequence[Ratio]) -> bool:
    """Whether the ratio's table keeps every overfulfilled target at 100, not only some."""
    table = (ratio.fact.source.file, ratio.fact.source.table)
    return not any(
        other.fact.value is not None and other.fact.value > 100 and other.best > 100
        for other in found
        if (other.fact.source.file, other.fact.source.table) == table and other.fact.measure == ratio.fact.measure
    )


def _is_free_elsewhere(ratio: Ratio, found: Sequence[Ratio]) -> bool:
    """Whether another table of the year prints more than 100 for the same thing."""
    about = subject(ratio.fact)
    return any(
        other.fact.value is not None
        and other.fact.value > 100
        and other.fact.period_year == ratio.fact.period_year
        and about == subject(other.fact)
        for other in found
    )


def _finding(book: Book, ratio: Ratio, rule: str, severity: str, benign: str | None = None) -> Finding:
    expected = shown(ratio.best)
    formula = f"{ratio.part.as_printed} / {ratio.whole.as_printed} x 100"
    return rules.finding(
        rule,
        book.id,
        [spot_of(ratio.fact), spot_of(ratio.part), spot_of(ratio.whole)],
        expected=expected,
        formula=formula,
        severity=severity,
        benign=benign,
        root=f"{rule} {ratio.fact.measure} {key(ratio.fact.indicator)} {ratio.fact.period_year} {expected}",
        measure=rules.name(ratio.fact.measure),
        measure_en=rules.name(ratio.fact.measure, "en"),
        printed=ratio.fact.as_printed,
        part=ratio.part.as_printed,
        whole=ratio.whole.as_printed,
        value=expected,
    )
