"""The components, elements and services of an indicator: all of them, and how each moved."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Warning  # noqa: A004 - the word of the contract
from assistant.linking import Scope, Subject, parts_of
from assistant.metrics.lookup import choose
from assistant.metrics.ranking import total
from assistant.render import escape
from assistant.replies import change
from assistant.replies.change import Series
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, place_of, shown
from assistant.replies.figures import years_for
from assistant.wording import stems
from corpus.fact import Fact

_MOST = 8


def reply(context: Context) -> Draft | None:
    """Every component or element of an indicator, as a table."""
    if not context.slots.codes:
        return None
    measure = context.slots.measures[0] if context.slots.measures else "nilai"
    draft = Draft()
    language = context.language
    several = len(context.slots.years.named) > 1
    for scope in context.scopes:
        for facts in groups_of(context, scope, context.slots.codes[0]):
            for year in years_for(context, scope):
                choice = choose(facts, measure, year, context.slots.version)
                if choice is not None:
                    figure = figure_of(choice, language, measure)
                    name = f"{facts[0].indicator} {year}" if several else facts[0].indicator
                    draft.rows.append((escape(name), f"{shown(figure, language)} {draft.mark(figure)}"))
                    draft.know(year)
    if not draft.rows:
        return None
    draft.header = (context.say("Komponen", "Component"), measure_name(measure, language))
    first = draft.figures[0]
    draft.lead = "; ".join(f"{a} {b}" for a, b in draft.rows[:4]) + ("." if len(draft.rows) <= 4 else "; ...")
    draft.lead = f"{context.slots.codes[0]} {escape(first.organisation)} {first.period_year}: {draft.lead}"
    draft.figures = draft.figures[:24]
    return draft


def groups_of(context: Context, scope: Scope, code: str) -> list[tuple[Fact, ...]]:
    """The facts of each part of an indicator in one office, in reading order."""
    groups: dict[str, list[Fact]] = {}
    for index in sorted(parts_of(context.frame, scope, code)):
        fact = context.frame.facts[index]
        groups.setdefault(" ".join(stems(fact.indicator)), []).append(fact)
    return [tuple(facts) for facts in groups.values()]


def moved(context: Context) -> Draft | None:
    """Which parts of an indicator rose or fell between two years, the largest movement first; None without two years.

    With a direction asked, only those that moved so are named; the whole follows where it is printed.
    """
    draft = Draft()
    for code in context.slots.codes or ("SAKIP",):
        for scope in context.scopes:
            found = [series for facts in groups_of(context, scope, code) if (series := _series(context, scope, facts))]
            if found:
                _say_moves(context, draft, scope, found)
    return draft if draft.lead else None


def _series(context: Context, scope: Scope, facts: tuple[Fact, ...]) -> Series | None:
    return change.series_of(context, scope, Subject("component", facts[0].indicator, None, facts))


def _say_moves(context: Context, draft: Draft, scope: Scope, found: list[Series]) -> None:
    asked = context.slots.direction
    found = sorted(found, key=lambda one: -abs(one.overall.points))
    chosen = [one for one in found if asked in (None, one.overall.direction)]
    whole = [one for one in found if any(f.indicator.lower().startswith(_WHOLE) for f in one.subject.facts)]
    parts = [one for one in chosen if one not in whole]
    if not parts:
        word = context.say("Tidak ada komponen yang demikian", "No component did")
        first = f"**{word}** ({escape(scope.organisation)})."
        parts, chosen = [one for one in found if one not in whole], []
    else:
        first = ""
    sentences = [change.sentence_of(context, draft, one) for one in parts[:_MOST]]
    lines = [first, *sentences] if first else sentences
    if draft.lead:
        draft.lines += lines
    else:
        draft.lead, draft.lines = lines[0], [*draft.lines, *lines[1:]]


_WHOLE = ("nilai hasil", "jumlah", "total", "nilai akuntabilitas")
"""How the row of a table of components begins that holds their sum."""


_SUMMED = re.compile(r"\b(?:penjumlahan|dijumlah(?:kan)?|jumlahkan|jumlah (?:dari )?(?:\d+ |semua |seluruh )?komponen)")
_LEAST = 3
_CLOSE = Decimal("0.02")


def summed(context: Context) -> Draft | None:
    """The components of an indicator added up, table by table, against the total that each table prints.

    None unless a sum is asked, or where no table prints three components.
    """
    slots = context.slots
    if not (slots.codes and _PARTS & set(slots.levels) and _SUMMED.search(slots.plain_text)):
        return None
    draft = Draft()
    for scope in context.scopes:
        for year in years_for(context, scope):
            for rows in _tables(context, scope, slots.codes[0], year):
                draft.lines.append(_sum(context, draft, rows))
    if not draft.lines:
        return None
    draft.lead, draft.lines = draft.lines[0], draft.lines[1:]
    return draft


_PARTS = frozenset({"komponen", "unsur"})


def _tables(context: Context, scope: Scope, code: str, year: int | None) -> list[list[Fact]]:
    """The scores of components, with the total printed below them, of each table of the year."""
    places = parts_of(context.frame, scope, code)
    names = {(context.frame.facts[i].report, context.frame.facts[i].source.table) for i in places}
    tables: dict[tuple[str, str | None], list[Fact]] = {}
    for index in sorted(scope.indexes):
        fact = context.frame.facts[index]
        key = (fact.report, fact.source.table)
        scored = fact.measure == "nilai" and fact.value is not None and fact.period_year == year
        if key in names and scored and (fact.level == "total" or (index in places and fact.level in _PARTS)):
            tables.setdefault(key, []).append(fact)
    return [rows for rows in tables.values() if sum(fact.level != "total" for fact in rows) >= _LEAST]


def _sum(context: Context, draft: Draft, rows: list[Fact]) -> str:
    language = context.language
    figures = [figure_of(fact, language) for fact in rows if fact.level != "total"]
    value = total([figure.value for figure in figures if figure.value is not None])
    formula = " + ".join(number(figure, language) for figure in figures)
    label = context.say("jumlah komponen", "sum of the components")
    result = computed(label, value, figures[0].unit, formula, figures, measure="jumlah")
    where = place_of(rows[0], language)
    text = f"**{shown(result, language)}** {draft.mark(result)} = {formula} ({where})"
    whole = next((fact for fact in rows if fact.level == "total"), None)
    if whole is None or whole.value is None:
        return f"{text}."
    printed = figure_of(whole, language)
    same = abs(whole.value - value) <= _CLOSE
    verdict = context.say("cocok", "it agrees") if same else context.say("tidak cocok", "it does not agree")
    told = f"{context.say('jumlah tercetak', 'the printed total is')} {shown(printed, language)} {draft.mark(printed)}"
    if not same:
        sources = (whole.source, *(fact.source for fact in rows if fact is not whole))
        warning = context.say("Jumlah komponen tidak sama dengan jumlah tercetak.", "The components do not add up.")
        draft.warnings.append(Warning("recomputed_differs", warning, sources))
    return f"{text}; {told}: {verdict}."
