"""Do the places of a report agree: every value that it prints for one thing, table against table, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Figure, Warning  # noqa: A004 - the word of the contract
from assistant.linking import Scope, parts_of, subjects
from assistant.metrics.lookup import matching, table_class
from assistant.passages import Finder
from assistant.question.cues import is_captioned, tables_in
from assistant.render import escape
from assistant.replies import prose
from assistant.replies.draft import Context, Draft, figure_of, measure_name, place_of, shown, with_office
from assistant.replies.figures import years_for
from assistant.wording import stem, stems
from corpus.fact import Fact

_MOST = 8
_MEASURES = ("realisasi", "target", "capaian")
# Sections that a question may hold against the tables: a word of the question, and the heading it means.
_SECTIONS = {
    "simpul": re.compile(r"simpul|penutup", re.IGNORECASE),
    "tutup": re.compile(r"simpul|penutup", re.IGNORECASE),
    "ikhtisar": re.compile(r"ikhtisar|ringkasan", re.IGNORECASE),
    "ringkas": re.compile(r"ikhtisar|ringkasan", re.IGNORECASE),
}
_OVERALL = ("rata", "jumlah", "total")
_ABOUT = re.compile(r"\b(?:pen)?capaian\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """One thing and all that one report prints of it in one year, the value of the named (or best) table first."""

    name: str
    facts: tuple[Fact, ...]

    @property
    def values(self) -> dict[Decimal, list[Fact]]:
        """The places by the value they print, in order."""
        found: dict[Decimal, list[Fact]] = {}
        for fact in self.facts:
            if fact.value is not None:
                found.setdefault(fact.value.normalize(), []).append(fact)
        return found


def reply(context: Context, finder: Finder) -> Draft | None:
    """A verdict on whether a report's places agree, with each value and its place; None where nothing is compared."""
    for scope in context.scopes:
        draft = _sections(context, finder, scope) or _verdict(context, scope, _groups(context, scope))
        if draft is not None:
            return draft
    return None


def _groups(context: Context, scope: Scope) -> list[Group]:
    """What is asked, each thing with all places that print it."""
    slots = context.slots
    found = []
    for year in years_for(context, scope):
        if slots.codes and {"komponen", "unsur"} & set(slots.levels):
            for code in slots.codes:
                found += _parts(context, scope, code, year)
            continue
        for subject in subjects(context.frame, slots, scope):
            for measure in slots.measures or _MEASURES:
                facts = _ordered(context, matching(subject.facts, measure, year))
                name = f"{measure_name(measure, context.language)} {with_office(subject.name, scope.organisation)}"
                found.append(Group(name, facts))
    return [group for group in found if len(group.facts) > 1]


def _parts(context: Context, scope: Scope, code: str, year: int | None) -> list[Group]:
    """The components of an indicator and their total, across all tables that print them."""
    frame = context.frame
    places = parts_of(frame, scope, code)
    tables = {(frame.facts[i].report, frame.facts[i].source.table) for i in places}
    groups: dict[str, list[Fact]] = {}
    for index in sorted(scope.indexes):
        fact = frame.facts[index]
        whole = fact.level == "total" and (fact.report, fact.source.table) in tables
        if index in places or whole:
            name = "total" if whole else " ".join(stems(fact.indicator))
            groups.setdefault(name, []).append(fact)
    groups["total"] = groups.pop("total", [])  # last
    return [
        Group(facts[0].indicator, ordered)
        for facts in groups.values()
        if facts and (ordered := _ordered(context, [f for f in matching(facts, "nilai", year) if f.value is not None]))
    ]


def _ordered(context: Context, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Facts of tables named in the question first, then by the class of their table and place."""
    named = tables_in(context.question)

    def key(fact: Fact) -> tuple[object, ...]:
        asked = any(is_captioned(fact.source.table, number) for number in named)
        return (not asked, table_class(fact), fact.source.line_start or 0)

    kept = list(facts)
    newest = max((fact.report_year or 0 for fact in kept), default=0)
    return tuple(sorted((fact for fact in kept if (fact.report_year or 0) == newest), key=key))


def _verdict(context: Context, scope: Scope, groups: Sequence[Group]) -> Draft | None:
    groups = [group for group in groups if group.values]
    if not groups:
        return None
    draft = Draft()
    differing = [group for group in groups if len(group.values) > 1]
    if not differing:
        places = sum(len(group.facts) for group in groups)
        draft.know(places)
        said = "; ".join(_values(context, draft, group) for group in groups[:_MOST])
        head = context.say("Ya, cocok", "Yes, they agree")
        draft.lead = f"**{head}** ({escape(scope.organisation)}): {said}."
        return draft
    same = [group for group in groups if len(group.values) == 1]
    said = "; ".join(_values(context, draft, group) for group in differing[:_MOST])
    head = context.say("Tidak cocok", "No, they do not agree")
    draft.lead = f"**{head}** ({escape(scope.organisation)}): {said}."
    if same:
        names = ", ".join(escape(group.name) for group in same[:_MOST])
        draft.lines.append(context.say(f"Sama di semua tempat: {names}.", f"The same everywhere: {names}."))
    sources = tuple(fact.source for group in differing for fact in group.facts)
    text = context.say("Nilai yang tercetak tidak sama di semua tempat.", "Not all places print the same value.")
    draft.warnings.append(Warning("two_values", text, sources))
    return draft


def _values(context: Context, draft: Draft, group: Group) -> str:
    """The values of one thing, each with the first place that prints it."""
    parts = []
    for facts in group.values.values():
        figure = figure_of(facts[0], context.language)
        where = place_of(facts[0], context.language)
        parts.append(f"{shown(figure, context.language)} ({where}) {draft.mark(figure)}")
    return (
        f"{escape(group.name)} {context.say(' tetapi ', ' but ').join(parts[:2])}{''.join(f', {p}' for p in parts[2:])}"
    )


def _sections(context: Context, finder: Finder, scope: Scope) -> Draft | None:
    """The overall achievement that a section states in words, against the one that a table prints."""
    asked_of = set(stems(context.slots.plain_text))
    heading = next((pattern for word, pattern in _SECTIONS.items() if word in asked_of), None)
    if heading is None or context.slots.codes:
        return None
    query = "kesimpulan pencapaian kinerja rata-rata capaian"
    reports = [office.id for office in scope.offices]
    said: list[Figure] = []
    asked = context.with_slots(all_words=context.slots.all_words | {"persen"}, budget=False)
    for passage in finder.find(query, reports, 80, lexical=True):
        if not heading.search(passage.heading) or " | " in passage.text:
            continue
        for sentence in re.split(r"(?<=[.;])\s+|\n", passage.text):
            if _ABOUT.search(sentence):
                said += prose.figures_of(asked, sentence, passage, scope)
    printed = [
        context.frame.facts[i]
        for i in sorted(scope.indexes)
        if _is_overall(context.frame.facts[i]) and context.frame.facts[i].period_year in years_for(context, scope)
    ]
    facts = _ordered(context, printed)
    if not said or not facts:
        return None
    return _compare(context, said[:2], facts[0], scope)


def _is_overall(fact: Fact) -> bool:
    """Whether a fact is the achievement of all indicators together."""
    named = {stem(word) for word in stems(fact.indicator)}
    return fact.measure == "capaian" and fact.value is not None and bool(named & set(_OVERALL))


def _compare(context: Context, stated: Sequence[Figure], fact: Fact, scope: Scope) -> Draft:
    draft = Draft()
    table = figure_of(fact, context.language)
    agrees = any(figure.value == table.value for figure in stated)
    head = context.say("Ya, cocok", "Yes, they agree") if agrees else context.say(
        "Tidak cocok", "No, they do not agree"
    )  # fmt: skip
    words = ", ".join(f"{shown(figure, context.language)} {draft.mark(figure)}" for figure in stated)
    where = place_of(fact, context.language)
    printed = f"{shown(table, context.language)} {draft.mark(table)}"
    draft.lead = context.say(
        f"**{head}** ({escape(scope.organisation)}): teks menyebut {words}, {where} mencetak {printed}.",
        f"**{head}** ({escape(scope.organisation)}): the text says {words}, {where} prints {printed}.",
    )
    if not agrees:
        text = context.say("Teks dan tabel tidak sama.", "The text and the table differ.")
        places = tuple(figure.source for figure in (*stated, table) if figure.source is not None)
        draft.warnings.append(Warning("two_values", text, places))
    return draft
