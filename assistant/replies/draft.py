"""A draft answer while it is being put together, and the words that all replies share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.answer import Figure, Passage, Status, Warning, printed  # noqa: A004 - the word of the contract
from assistant.frame import Frame
from assistant.linking import Scope
from assistant.metrics.lookup import Choice
from assistant.narrative.sources import NO_SOURCES, Sources
from assistant.numerals import plain_number, rounded, with_unit
from assistant.offices import core
from assistant.question import Slots
from assistant.render import escape
from assistant.rulebook import NO_RULES, Rules
from assistant.wording import words
from corpus.fact import Fact
from corpus.vocabulary import load


def measure_name(measure: str, language: str) -> str:
    """What to call a measure in an answer."""
    names = load("measure_names", "assistant").get(measure)
    return str(names[language]) if names else measure.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Context:
    """All that a reply may look at: facts, slots, the offices in scope, what reports say of themselves, their words."""

    frame: Frame
    slots: Slots
    scopes: tuple[Scope, ...]
    question: str
    rules: Rules = NO_RULES
    sources: Sources = NO_SOURCES

    @property
    def language(self) -> str:
        """Language of the answer, "id" or "en"."""
        return self.slots.language

    def say(self, indonesian: str, english: str) -> str:
        """The text in the answer's language."""
        return english if self.language == "en" else indonesian

    def with_slots(self, **changes: object) -> Context:
        """The same context with some slots changed."""
        return replace(self, slots=replace(self.slots, **changes))  # type: ignore[arg-type]


@dataclass(slots=True)
class Draft:
    """The parts of an answer; `mark` and `quote` give the placeholder of a citation."""

    lead: str = ""
    lines: list[str] = field(default_factory=list)
    header: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    status: Status = "answered"
    numbers: set[Decimal] = field(default_factory=set)

    def mark(self, figure: Figure) -> str:
        """Take a figure into the answer (once) and return its citation placeholder."""
        if figure not in self.figures:
            self.figures.append(figure)
        return f"\ue000f{self.figures.index(figure)}\ue001"

    def quote(self, passage: Passage) -> str:
        """Take a passage into the answer (once) and return its citation placeholder."""
        if passage not in self.passages:
            self.passages.append(passage)
        return f"\ue000p{self.passages.index(passage)}\ue001"

    def know(self, *values: int | Decimal | None) -> None:
        """Numbers that may stand in the text although no figure holds them, such as counts and report years."""
        self.numbers |= {Decimal(value) for value in values if value is not None}


def label_of(fact: Fact, language: str, measure: str | None = None) -> str:
    """A short label of a figure: measure, indicator, office, year."""
    year = "" if fact.period_year is None else f" {fact.period_year}"
    return f"{measure_name(measure or fact.measure, language)} {with_office(fact.indicator, fact.organisation)}{year}"


def with_office(name: str, organisation: str) -> str:
    """A name with its office, once: "IKM Kecamatan" and "Kecamatan Mawar" are "IKM Kecamatan Mawar"."""
    if organisation.lower() in name.lower() or (organisation and set(core(organisation)) <= set(words(name))):
        return name
    last, kind = name.split()[-1:], organisation.split()[:1]
    if last and kind and last[0].lower() == kind[0].lower():
        name = name[: -len(last[0])].rstrip()
    return f"{name} {organisation}".strip()


def figure_of(choice: Choice | Fact, language: str, measure: str | None = None) -> Figure:
    """The printed figure of a chosen fact."""
    fact = choice.fact if isinstance(choice, Choice) else choice
    figure = printed(fact, label_of(fact, language, measure))
    return replace(figure, unit=None) if _is_ratio(fact) else figure


def _is_ratio(fact: Fact) -> bool:
    """Whether an efficiency is a ratio (capaian / serapan, about 1) although efficiencies are per cents as a rule."""
    printed_percent = "%" in fact.as_printed or any("%" in part for part in fact.source.header)
    return fact.measure == "efisiensi" and not printed_percent and fact.value is not None and 0 < fact.value < 3


def shown(figure: Figure, language: str) -> str:
    """A figure's value as text in the answer's number style; words and ranges as printed."""
    if figure.value is None:
        return escape(figure.as_printed)
    return with_unit(figure.value, figure.unit, language)


def computed(
    label: str, value: Decimal, unit: str | None, formula: str, inputs: Sequence[Figure], *, measure: str
) -> Figure:
    """A figure computed from others, its value rounded half-up to two decimals."""
    first = inputs[-1]
    value = rounded(value)
    return Figure(
        label=label,
        value=value,
        as_printed="",
        unit=unit,
        indicator=first.indicator,
        code=first.code,
        measure=measure,
        period_year=first.period_year,
        organisation=first.organisation,
        report=first.report,
        source=None,
        computed=True,
        formula=formula,
        inputs=tuple(inputs),
    )


def number(figure: Figure, language: str) -> str:
    """Only the number of a figure, for formulas."""
    return figure.as_printed if figure.value is None else plain_number(figure.value, language)


def place_of(fact: Fact, language: str) -> str:
    """Where a fact stands, in words: its table, or its lines."""
    if fact.source.table:
        return escape(_short(fact.source.table))
    if fact.source.page:
        return f"{'page' if language == 'en' else 'halaman'} {fact.source.page}"
    return f"{'line' if language == 'en' else 'baris'} {fact.source.line_start}"


def _short(text: str, limit: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + " ..."


def warn_two_values(draft: Draft, context: Context, choice: Choice) -> None:
    """Say which other values the same report prints for the same thing, and where."""
    by_value: dict[str, list[Fact]] = {}
    for fact in choice.differ:
        if fact.value is not None:
            by_value.setdefault(format(fact.value.normalize(), "f"), []).append(fact)
    for facts in list(by_value.values())[:2]:
        fact = facts[0]
        figure = figure_of(fact, context.language)
        value = f"{shown(figure, context.language)} {draft.mark(figure)}"
        draft.know(fact.value, len(facts) - 1)
        where = place_of(fact, context.language)
        name = escape(with_office(choice.fact.indicator, choice.fact.organisation))
        what = f"{measure_name(choice.fact.measure, context.language)} {name}"
        text = context.say(f"{what}: tercetak juga {value} di {where}", f"{what}: {value} is also printed in {where}")
        if len(facts) > 1:
            more = len(facts) - 1
            text += context.say(f" dan {more} tempat lain", f" and {more} more")
        text += "."
        draft.warnings.append(Warning("two_values", text, (choice.fact.source, *(f.source for f in facts))))
