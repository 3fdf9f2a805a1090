"""Percentages recomputed from the figures of their own row: what a printed one should be by its formula.

`serapan` = realisasi / pagu x 100. `capaian` = rumus 1 or rumus 2 (Keputusan Kepala LAN 239/IX/6/8/2003), by a target
range its nearer bound (PermenPAN-RB 8/2021). `tingkat_kemajuan` = realisasi / target akhir Renstra x 100. `efisiensi` =
(pagu x capaian - realisasi) / (pagu x capaian) x 100 with capaian as a ratio (PMK 22/PMK.02/2021).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from assistant.metrics.achievement import achieved_percent, range_of
from assistant.metrics.budget import absorption
from corpus.fact import Fact

_LEAST = Decimal("0.06")
"""Two decimals are printed as a rule, cut or rounded; a tenth of a point of rounding more is no fault."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A percentage by its formula: the value, the formula with `{0}`, `{1}` ... for its inputs, and the inputs."""

    value: Decimal
    formula: str
    inputs: tuple[Fact, ...]


def row_figures(facts: Iterable[Fact], fact: Fact) -> dict[str, Fact]:
    """The figures that stand on one row with a fact, by measure: of its year and version, or of no year."""
    found: dict[str, Fact] = {}
    for other in facts:
        plan = other.measure == "target_akhir_renstra"
        if other.value is None and range_of(other.as_printed) is None:
            continue
        if plan or (other.period_year == fact.period_year and other.version == fact.version):
            found.setdefault(other.measure, other)
    return found


def recomputed(fact: Fact, row: Mapping[str, Fact]) -> Recomputed | None:
    """What a printed percentage should be; None for other measures and where the row lacks an input."""
    if fact.measure == "serapan":
        return _absorbed(row)
    if fact.measure == "capaian":
        return achieved(row)
    if fact.measure == "tingkat_kemajuan":
        return _progress(row)
    if fact.measure == "efisiensi":
        return efficiency(row)
    return None


def agrees(fact: Fact, result: Recomputed, row: Mapping[str, Fact]) -> bool:
    """Whether a printed percentage is its formula's, up to the rounding of its own decimals.

    A capaian also agrees when it follows the other rumus, the other bound of a range, or is kept at 100.
    """
    if fact.value is None:
        return True
    allowed = max(_LEAST, Decimal(1).scaleb(-_places(fact.as_printed, fact.value)))
    values = [result.value]
    if fact.measure == "capaian":
        values += _other_ways(row)
    return any(abs(value - fact.value) <= allowed for value in values)


def _absorbed(row: Mapping[str, Fact]) -> Recomputed | None:
    pagu, spent = row.get("pagu"), row.get("realisasi_anggaran")
    if pagu is None or spent is None or not pagu.value or spent.value is None:
        return None
    value = absorption(pagu.value, spent.value)
    return None if value is None else Recomputed(value, "{1} / {0} x 100", (pagu, spent))


def achieved(row: Mapping[str, Fact]) -> Recomputed | None:
    """Rumus 1 of a row's target and realisasi; None without both, or with a target of zero or a range."""
    target, real = row.get("target"), row.get("realisasi")
    if target is None or real is None or not target.value or real.value is None:
        return None
    value = achieved_percent(target.value, real.value)
    return None if value is None else Recomputed(value, "{1} / {0} x 100", (target, real))


def _other_ways(row: Mapping[str, Fact]) -> list[Decimal]:
    target, real = row["target"], row["realisasi"]
    if not target.value or real.value is None:
        return []
    found = [achieved_percent(target.value, real.value, lower_is_better=True) or Decimal(0)]
    if any(value > 100 for value in (*found, real.value / target.value * 100)):
        found.append(Decimal(100))
    return found


def _progress(row: Mapping[str, Fact]) -> Recomputed | None:
    plan, real = row.get("target_akhir_renstra"), row.get("realisasi")
    if plan is None or real is None or not plan.value or real.value is None:
        return None
    return Recomputed(real.value / plan.value * 100, "{1} / {0} x 100", (plan, real))


def efficiency(row: Mapping[str, Fact]) -> Recomputed | None:
    """(pagu x capaian - realisasi) / (pagu x capaian) x 100; None without all three or where the product is zero."""
    pagu, spent, reached = row.get("pagu"), row.get("realisasi_anggaran"), row.get("capaian")
    if pagu is None or spent is None or reached is None or spent.value is None:
        return None
    if not pagu.value or not reached.value:
        return None
    planned = pagu.value * reached.value / 100
    value = (planned - spent.value) / planned * 100
    return Recomputed(value, "({0} x {1}% - {2}) / ({0} x {1}%) x 100", (pagu, reached, spent))


def simple_efficiency(row: Mapping[str, Fact]) -> Recomputed | None:
    """Capaian - serapan, in points (the local simple form); None without both."""
    reached, spent = row.get("capaian"), row.get("serapan")
    if reached is None or spent is None or reached.value is None or spent.value is None:
        return None
    return Recomputed(reached.value - spent.value, "{0} - {1}", (reached, spent))


def ratio_efficiency(row: Mapping[str, Fact]) -> Recomputed | None:
    """Capaian / serapan (a ratio; 1 or more is efficient); None without both or where nothing was spent."""
    reached, spent = row.get("capaian"), row.get("serapan")
    if reached is None or spent is None or reached.value is None or not spent.value:
        return None
    return Recomputed(reached.value / spent.value, "{0} / {1}", (reached, spent))


def _places(as_printed: str, value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
