"""One cell of an answer: what is asked of one office, year and measure, and figures derived where none is printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Figure
from assistant.linking import Scope, Subject
from assistant.metrics.budget import absorption
from assistant.metrics.lookup import BUDGET, Choice, choose
from assistant.replies.draft import Context, computed, figure_of, number, shown


@dataclass(frozen=True, slots=True)
class Reading:
    """One answer cell: an office's subject, the year and measure asked, and the figure chosen.

    Where the measure is `computed`, `choice` is one of the printed figures that it was computed from.
    """

    scope: Scope
    subject: Subject
    year: int | None
    measure: str
    choice: Choice
    computed: Figure | None = None

    @property
    def value(self) -> Decimal | None:
        """The value of the measure asked; None for words and ranges."""
        return self.computed.value if self.computed else self.choice.fact.value

    def figure(self, language: str) -> Figure:
        """The figure to show: the printed one, or one computed where none is printed."""
        return self.computed or figure_of(self.choice, language, self.measure)

    def told(self, context: Context) -> str:
        """The figure as text; a computed one says that it is, for no printed one to be expected."""
        text = shown(self.figure(context.language), context.language)
        return f"{text} ({context.say('hitung ulang', 'recomputed')})" if self.computed else text


_TELLING = Decimal(1_000_000)
"""An amount this large is hardly printed twice for two different things."""


def of_same_amount(context: Context, scope: Scope, subject: Subject, measure: str, year: int | None) -> Choice | None:
    """The spending or rate from a row with the very same pagu, where the named rows print only that.

    A programme with one activity is often spent in the activity's row alone. None unless all such rows agree.
    """
    pagu = choose(subject.facts, "pagu", year, context.slots.version) if measure in BUDGET[1:] else None
    if pagu is None or pagu.fact.value is None or pagu.fact.value < _TELLING:
        return None
    rows = [context.frame.facts[i] for i in sorted(scope.indexes)]
    found = [
        fact
        for fact in rows
        if fact.measure == measure
        and fact.period_year == year
        and fact.value is not None
        and any(other.measure == "pagu" and other.value == pagu.fact.value for other in context.frame.row(fact))
    ]
    return choose(found, measure, year) if len({fact.value for fact in found}) == 1 else None


def _absorbed(context: Context, scope: Scope, subject: Subject, year: int | None) -> list[Reading]:
    """The absorption recomputed from pagu and realisasi, where the report prints none."""
    pagu = choose(subject.facts, "pagu", year, context.slots.version)
    spent = choose(subject.facts, "realisasi_anggaran", year, context.slots.version)
    if pagu is None or spent is None or not pagu.fact.value or spent.fact.value is None:
        return []
    value = absorption(pagu.fact.value, spent.fact.value)
    if value is None:
        return []
    language = context.language
    one, two = figure_of(pagu, language), figure_of(spent, language)
    formula = f"{number(two, language)} / {number(one, language)} x 100"
    label = context.say("serapan hitung ulang", "recomputed absorption")
    figure = computed(label, value, "persen", formula, (one, two), measure="serapan")
    return [Reading(scope, subject, year, "serapan", spent, figure)]


def _progress(context: Context, scope: Scope, subject: Subject, year: int | None) -> list[Reading]:
    """The progress to the end of the plan recomputed (realisasi / end-of-plan target), where none is printed."""
    real = choose(subject.facts, "realisasi", year, context.slots.version)
    plan = choose(subject.facts, "target_akhir_renstra", year, context.slots.version)
    if real is None or plan is None or not plan.fact.value or real.fact.value is None:
        return []
    language = context.language
    one, two = figure_of(real, language), figure_of(plan, language)
    formula = f"{number(one, language)} / {number(two, language)} x 100"
    label = context.say("tingkat kemajuan hitung ulang", "recomputed progress")
    value = real.fact.value / plan.fact.value * 100
    figure = computed(label, value, "persen", formula, (two, one), measure="tingkat_kemajuan")
    return [Reading(scope, subject, year, "tingkat_kemajuan", real, figure)]


def _gap(context: Context, scope: Scope, subject: Subject, year: int | None) -> list[Reading]:
    """How far realisasi is from the target (from the end-of-plan one where that is asked): target - realisasi."""
    measure = "target_akhir_renstra" if "target_akhir_renstra" in context.slots.measures else "target"
    real = choose(subject.facts, "realisasi", year, context.slots.version)
    target = choose(subject.facts, measure, year, context.slots.version)
    if real is None or target is None or target.fact.value is None or real.fact.value is None:
        return []
    language = context.language
    one, two = figure_of(target, language), figure_of(real, language)
    formula = f"{number(one, language)} - {number(two, language)}"
    unit = "rupiah" if one.unit == "rupiah" else "poin"
    label = context.say("selisih ke target", "distance to the target")
    value = target.fact.value - real.fact.value
    figure = computed(label, value, unit, formula, (one, two), measure="gap")
    return [Reading(scope, subject, year, "gap", real, figure)]


DERIVED = {"serapan": _absorbed, "tingkat_kemajuan": _progress, "gap": _gap}
"""Measures that can be recomputed from others where a report does not print them."""
